import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type System, startedSystem } from '../system.ts';
import { eventually, moveClock } from './backstage.ts';
import { newNumber, newSid, newZaloUser } from './clients.ts';
import { type Desk, deskOf } from './desk.ts';

/** What a provider never told us is in its own records: the nightly comparison finds it, once. */

let system: System;
let caMau: Desk;
let national: Desk;

beforeAll(async () => {
  system = await startedSystem();
  caMau = await deskOf(system, 'handler.96');
  national = await deskOf(system, 'national');
});
afterAll(() => system.stop());

async function dev(path: string, body: object): Promise<{ status: number }> {
  const response = await fetch(`${system.url}/dev/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as { status: number };
}
const forget = (provider: 'twilio' | 'zalo') => dev('forget', { provider });

const text = (from: string, body: string) =>
  dev('simulate/twilio', {
    path: '/twilio/sms',
    params: { MessageSid: newSid('SM'), From: from, To: '+84900000000', Body: body },
  });
const said = (user: string, body: string) => ({
  event_name: 'user_send_text',
  sender: { id: user },
  message: { text: body, msg_id: randomUUID() },
});
const write = (event: object) => dev('simulate/zalo', { event });
const step = (path: string, params: object) => dev('simulate/twilio', { path, params });

/** What each centre's timelines hold of somebody, contact by contact. */
async function contactsOf(desk: Desk, who: string) {
  const theirs = (await desk.all()).filter(
    ({ citizen }) => citizen.phone === who || citizen.zaloUserId === who,
  );
  const timelines = await Promise.all(theirs.map(async ({ id }) => (await desk.read(id)).timeline));
  return timelines.flat().filter(({ type }) => type === 'contact');
}

test('a forgotten SMS, call and Zalo message turn up once after the night; what was delivered is not doubled', async () => {
  const [told, untold, caller, lost] = [newNumber(), newNumber(), newNumber(), newNumber()];
  const [chat, silent] = [newZaloUser(), newZaloUser()];

  expect((await text(told, 'toi o Ca Mau, bi lua ban dat')).status).toBe(200);
  expect((await write(said(chat, 'toi o Ca Mau, bi lua ban dat'))).status).toBe(200);
  const call = { CallSid: newSid('CA'), From: caller, To: '+84900000000', CallStatus: 'ringing' };
  expect((await step('/twilio/voice', call)).status).toBe(200);
  await step('/twilio/voice/status', { ...call, CallStatus: 'completed' });

  await forget('twilio');
  expect((await text(untold, 'toi o Ca Mau, bi mat so do')).status).toBe(0);
  await forget('twilio');
  const missed = { CallSid: newSid('CA'), From: lost, To: '+84900000000', CallStatus: 'ringing' };
  expect((await step('/twilio/voice', missed)).status).toBe(0);
  await forget('zalo');
  expect((await write(said(chat, 'nguoi ta dang xay nha tren dat cua toi'))).status).toBe(0);
  await forget('zalo');
  const late = said(silent, 'toi o Ca Mau, chong danh');
  expect((await write(late)).status).toBe(0);

  await eventually(async () => (await contactsOf(caMau, told)).length === 1, 'what was told');
  expect(await contactsOf(caMau, untold)).toEqual([]);

  // Two nights: the second comparison sees the same records.
  await moveClock(system, 'PT24H');
  await moveClock(system, 'PT24H');

  const texts = async (desk: Desk, who: string) => (await contactsOf(desk, who)).map((entry) => entry.text);
  expect(await texts(caMau, told)).toEqual(['toi o Ca Mau, bi lua ban dat']);
  expect(await texts(caMau, untold)).toEqual(['toi o Ca Mau, bi mat so do']);
  // The webhook that comes after all is a repetition.
  expect((await write(late)).status).toBe(200);
  expect(await texts(caMau, silent)).toEqual(['toi o Ca Mau, chong danh']);
  expect((await texts(caMau, chat)).sort()).toEqual([
    'nguoi ta dang xay nha tren dat cua toi',
    'toi o Ca Mau, bi lua ban dat',
  ]);
  const outcomes = async (who: string) => (await contactsOf(national, who)).map((entry) => entry.outcome);
  expect(await outcomes(caller)).toEqual(['arrival', 'completed']);
  expect(await outcomes(lost)).toEqual(['arrival', 'completed']);
  const [missing] = (await national.all()).filter(({ citizen }) => citizen.phone === lost);
  expect((await national.read(missing?.id ?? '')).callBack).toMatchObject({ owed: true, reason: 'missed' });
  expect(await contactsOf(caMau, untold)).toMatchObject([{ late: true }]);
}, 120_000);
