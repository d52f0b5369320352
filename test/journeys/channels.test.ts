import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type System, startedSystem } from '../system.ts';
import { inbox, routedTo } from './backstage.ts';
import { call } from './call.ts';
import { domesticSms, newNumber, newZaloUser, post, sms, zaloText } from './clients.ts';
import { type Desk, deskOf, type Listed } from './desk.ts';

let system: System;
let national: Desk;

beforeAll(async () => {
  system = await startedSystem();
  national = await deskOf(system, 'national');
});
afterAll(() => system.stop());

/** Old names without diacritics, each with the centre that serves the place today. */
const STORIES = [
  { words: 'toi o huyen Tan Thanh, Ba Ria Vung Tau, bi thu hoi dat khong den bu', centre: '79' },
  { words: 'Em o Soc Trang, bi chong danh, can luat su gap', centre: '92' },
  { words: 'cong ty o Binh Duong no luong 3 thang nay', centre: '79' },
  { words: 'nha toi o Ha Giang, hang xom lan chiem dat ruong', centre: '08' },
  { words: 'toi muon ly hon, toi o Rach Gia, Kien Giang', centre: '91' },
] as const;

const CHANNELS = [
  {
    channel: 'sms',
    name: 'an SMS by Twilio',
    async tell(words: string) {
      const from = newNumber();
      const { status, body } = await post(system, sms(system, from, words));
      expect(status).toBe(200);
      expect(body).toMatch(/<Response\s*\/>$/);
      return { phone: from };
    },
  },
  {
    channel: 'sms',
    name: 'an SMS by a domestic aggregator',
    async tell(words: string) {
      const from = newNumber();
      const { status } = await post(system, domesticSms(from.replace('+84', '0'), words));
      expect(status).toBe(200);
      return { phone: from };
    },
  },
  {
    channel: 'zalo',
    name: 'a Zalo message',
    async tell(words: string) {
      const user = newZaloUser();
      expect(await post(system, zaloText(user, words))).toEqual({ status: 200, body: '' });
      return { zaloUserId: user };
    },
  },
  {
    channel: 'voice',
    name: 'a call',
    async tell(words: string) {
      const from = newNumber();
      const phone = call(system, from);
      const told = await phone.speak(await phone.arrive(), words);
      expect(told.status).toBe(200);
      await phone.hangUp();
      return { phone: from };
    },
  },
] as const;

const of =
  (who: object) =>
  ({ citizen }: Listed): boolean =>
    Object.entries(who).every(([key, value]) => Reflect.get(citizen, key) === value);

describe.each(CHANNELS)('$name ends in the right centre', ({ tell, channel }) => {
  test.each(STORIES)('$words → $centre', async ({ words, centre }) => {
    const who = await tell(words);

    const own = await deskOf(system, `handler.${centre}`);
    const request = await own.awaited(of(who));
    expect(request).toMatchObject({ centre, channel });

    const notice = await routedTo(system, centre, request.id);
    expect(notice).toMatchObject({ source: 'hotline', detail: { centre, requestId: request.id } });
    expect((await own.read(request.id)).timeline[0]).toMatchObject({ type: 'contact', channel });
  });
});

test('an urgent word makes an urgent request', async () => {
  const from = newNumber();
  await post(system, sms(system, from, 'Em o Soc Trang, bi chong danh, can luat su gap'));
  const request = await (await deskOf(system, 'handler.92')).awaited(of({ phone: from }));
  expect(request).toMatchObject({ urgency: 'urgent', matter: 'family' });
});

test('no other centre sees it, and the national desk sees all', async () => {
  const from = newNumber();
  await post(system, sms(system, from, 'toi o Ca Mau, bi lua ban dat'));
  const request = await (await deskOf(system, 'handler.96')).awaited(of({ phone: from }));
  await routedTo(system, '96', request.id);

  const other = await deskOf(system, 'handler.01');
  expect((await other.all()).filter(of({ phone: from }))).toEqual([]);
  const foreign = await other.call('GET', `/api/requests/${request.id}`);
  const nobody = await other.call('GET', `/api/requests/${randomUUID()}`);
  expect(foreign.status).toBe(404);
  expect(foreign.text).toBe(nobody.text);
  expect(foreign.type).toBe(nobody.type);
  expect((await other.call('GET', '/api/requests?centre=96')).status).toBe(403);

  expect((await national.all('?centre=96')).find(of({ phone: from }))).toMatchObject({ id: request.id });
  expect((await national.read(request.id)).id).toBe(request.id);
  for (const centre of ['01', '79', 'national'])
    expect((await inbox(system, centre)).filter(({ detail }) => detail.requestId === request.id)).toEqual([]);
});
