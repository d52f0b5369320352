import { z } from 'zod';
import type { Origin } from '../journeys/clients.ts';
import { deskOf } from '../journeys/desk.ts';

const DAY = [{ from: '00:00', to: '24:00' }];
const WEEK = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: DAY, sun: DAY };
const answer = z.object({ settings: z.object({ version: z.number() }) });

/** Opens centres round the clock, each with two handlers on duty, by the addresses that a lead uses. */
export async function openCentres(origin: Origin, codes: readonly string[]): Promise<void> {
  for (const [index, code] of codes.entries()) {
    const desk = await deskOf(origin, code === 'national' ? code : `lead.${code}`);
    const { settings } = answer.parse((await desk.call('GET', `/api/centres/${code}`)).json);
    const on = code === 'national' ? ['national'] : [`handler.${code}`, `lead.${code}`];
    const { status, text } = await desk.call('PUT', `/api/centres/${code}`, {
      version: settings.version,
      hours: WEEK,
      exceptions: [],
      notify: {},
      cannedAnswers: [],
      roster: on.map((username, place) => ({ username, phone: `+8490${index + 10}0000${place}` })),
    });
    if (status !== 200) throw new Error(`the centre ${code} could not be opened: ${status} ${text}`);
  }
}
