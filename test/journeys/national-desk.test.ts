import { afterAll, beforeAll, expect, test } from 'vitest';
import { type System, startedSystem } from '../system.ts';
import { inbox, moveClock, routedTo } from './backstage.ts';
import { newNumber, newZaloUser, post, sms, zaloText } from './clients.ts';
import { type Desk, deskOf, type Listed } from './desk.ts';

let system: System;
let national: Desk;

beforeAll(async () => {
  system = await startedSystem();
  national = await deskOf(system, 'national');
});
afterAll(() => system.stop());

const withPhone = async (desk: Desk, phone: string): Promise<Listed | undefined> =>
  (await desk.all()).find(({ citizen }) => citizen.phone === phone);

const sees = (desk: Desk, phone: string): Promise<Listed> =>
  desk.awaited(({ citizen }) => citizen.phone === phone);

test('no place: the national desk gets it after ten minutes of silence, not before', async () => {
  const phone = newNumber();
  await post(system, sms(system, phone, 'toi muon hoi ve thua ke'));
  await moveClock(system, 'PT8M');
  expect(await withPhone(national, phone)).toBeUndefined();

  await moveClock(system, 'PT3M');

  const request = await sees(national, phone);
  expect(request).toMatchObject({ state: 'routed', centre: 'national', basis: { kind: 'unknown' } });
  await routedTo(system, 'national', request.id);
});

test('each message of the person lets the ten minutes begin anew', async () => {
  const phone = newNumber();
  await post(system, sms(system, phone, 'toi muon hoi ve thua ke'));
  await moveClock(system, 'PT8M');
  await post(system, sms(system, phone, 'toi bi cho nghi viec'));
  await moveClock(system, 'PT8M');
  expect(await withPhone(national, phone)).toBeUndefined();
  await moveClock(system, 'PT3M');
  await routedTo(system, 'national', (await sees(national, phone)).id);
});

test('urgent without a place: the national desk at once, and the right centre when the place comes', async () => {
  const user = newZaloUser();
  const mine = ({ citizen }: Listed) => citizen.zaloUserId === user;
  await post(system, zaloText(user, 'chồng đang đánh tôi, cứu tôi với'));
  const first = await national.awaited(mine);
  expect(first).toMatchObject({ urgency: 'urgent', centre: 'national', state: 'routed' });
  const { detail } = await routedTo(system, 'national', first.id);
  expect(detail).toMatchObject({ urgency: 'urgent' });

  await post(system, zaloText(user, 'tôi ở Cà Mau'));

  const there = await (await deskOf(system, 'handler.96')).awaited(mine);
  expect(there).toMatchObject({ id: first.id, centre: '96', urgency: 'urgent' });
  const moved = await routedTo(system, '96', first.id);
  expect(moved.detail).toMatchObject({ centre: '96' });
  expect((await national.all()).filter(mine)).toEqual([]);
});

test('a request nobody takes up: the deadline passes and the inbox of the centre is told', async () => {
  const phone = newNumber();
  await post(system, sms(system, phone, 'toi o Ha Noi, bi danh, can luat su gap'));
  const request = await sees(await deskOf(system, 'handler.01'), phone);

  await moveClock(system, 'P5D');

  const told = (await inbox(system, '01')).filter(({ detail }) => detail.requestId === request.id);
  expect(told.map((item) => item['detail-type'])).toContain('deadline.passed');
  await moveClock(system, 'P1D');
  const later = (await inbox(system, '01')).filter(
    (item) => item.detail.requestId === request.id && item['detail-type'] === 'deadline.passed',
  );
  expect(later).toHaveLength(1);
});
