import { z } from 'zod';
import centres from '../../data/centres.json' with { type: 'json' };
import type { Origin } from '../journeys/clients.ts';
import { deskOf, type Full } from '../journeys/desk.ts';
import type { Walk } from './walk.ts';

/** A request where its own desk reads it. */
interface Left {
  read(): Promise<Full>;
}

/** Every request of every centre, by the telephone number of the citizen. */
export async function leftBehind(origin: Origin): Promise<Map<string, Left[]>> {
  const byPhone = new Map<string, Left[]>();
  for (const { code } of z.array(z.object({ code: z.string() })).parse(centres.centres)) {
    const desk = await deskOf(origin, code === 'national' ? code : `handler.${code}`);
    for (const { id, citizen } of await desk.all())
      if (citizen.phone)
        byPhone.set(citizen.phone, [...(byPhone.get(citizen.phone) ?? []), { read: () => desk.read(id) }]);
  }
  return byPhone;
}

/** What of a walk is missing in the request it left; empty when all is there. */
export function missing({ keys, spoken, sid }: Walk, { timeline }: Full): string[] {
  const left = timeline.filter(({ providerEventId }) => providerEventId?.startsWith(sid));
  const stored = left.flatMap(({ keys: each }) => (each === undefined ? [] : [each]));
  const heard = left.flatMap(({ speech }) => (speech === undefined ? [] : [speech]));
  const lacking = (wanted: readonly string[], there: string[]) =>
    wanted.filter((one) => {
      const place = there.indexOf(one);
      if (place >= 0) there.splice(place, 1);
      return place < 0;
    });
  return [...lacking(keys, [...stored]), ...lacking(spoken, [...heard])];
}
