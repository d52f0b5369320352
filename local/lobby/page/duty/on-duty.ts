import * as z from 'zod';
import { post } from '../server.ts';

/** The number of this page's telephone; nothing but this page rings it. */
export const DUTY_PHONE = '+84900000001';

const DAY = [{ from: '00:00', to: '24:00' }];
const ALWAYS = { mon: DAY, tue: DAY, wed: DAY, thu: DAY, fri: DAY, sat: DAY, sun: DAY };
const Centre = z.object({ settings: z.looseObject({ version: z.number(), hours: z.unknown() }) });

/**
 * Puts a centre's handler on its roster as its lead would in the console; a centre without hours is opened round the
 * clock, so that the telephone rings whenever this is tried.
 */
export async function goOnDuty(code: string): Promise<boolean> {
  const { access_token } = z
    .object({ access_token: z.string() })
    .parse(await post('/dev/token', { user: `lead.${code}` }));
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  const address = `/api/centres/${encodeURIComponent(code)}`;
  const { settings } = Centre.parse(await (await fetch(address, { headers })).json());
  const { version, hours, exceptions, notify, cannedAnswers } = settings;
  const response = await fetch(address, {
    method: 'PUT',
    headers,
    body: JSON.stringify({
      version,
      hours: hours ?? ALWAYS,
      exceptions,
      notify,
      cannedAnswers,
      roster: [{ username: `handler.${code}`, phone: DUTY_PHONE }],
    }),
  });
  return response.ok;
}
