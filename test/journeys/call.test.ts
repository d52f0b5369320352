import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type System, startedSystem } from '../system.ts';
import { routedTo } from './backstage.ts';
import { call } from './call.ts';
import { newNumber } from './clients.ts';
import { type Desk, deskOf, type Listed } from './desk.ts';
import type { Told } from './twiml.ts';

let system: System;
let national: Desk;
let hanoi: Desk;

beforeAll(async () => {
  system = await startedSystem();
  national = await deskOf(system, 'national');
  hanoi = await deskOf(system, 'handler.01');
});
afterAll(() => system.stop());

const byPhone = async (desk: Desk, phone: string): Promise<Listed> => {
  const mine = ({ citizen }: Listed) => citizen.phone === phone;
  const request = await desk.awaited(mine);
  expect((await desk.all()).filter(mine)).toHaveLength(1);
  return request;
};

const heard = ({ says }: Told): string => says.join(' ');

test('with keys alone: matter, plate number, urgency, safety, for whom, no name', async () => {
  const from = newNumber();
  const phone = call(system, from);

  let told = await phone.arrive();
  expect(heard(told)).toMatch(/trợ giúp pháp lý/);
  expect(heard(told)).toMatch(/113/);
  expect(told).toMatchObject({ status: 200, keys: 1, hangsUp: false });
  told = await phone.press(told, '3');
  expect(heard(told)).toMatch(/biển số xe/);
  expect(told.keys).toBe(2);
  told = await phone.press(told, '29');
  expect(heard(told)).toMatch(/Đã ghi: Hà Nội/);
  told = await phone.press(told, '2');
  expect(heard(told)).toMatch(/an toàn/);
  told = await phone.press(told, '1');
  expect(heard(told)).toMatch(/người khác/);
  told = await phone.press(told, '1');
  expect(heard(told)).toMatch(/họ tên/);
  told = await phone.press(told, '2');

  const request = await byPhone(hanoi, from);
  expect(request).toMatchObject({
    state: 'routed',
    centre: '01',
    channel: 'voice',
    urgency: 'normal',
    matter: 'land',
    citizen: { phone: from, safeContact: 'safe' },
    basis: { kind: 'chosen' },
  });
  const spoken = request.code.replace('-', '').split('').join(' ');
  expect(heard(told).replaceAll(',', '')).toContain(spoken);
  expect(told.recordAt).not.toBeNull();
  expect(await phone.hangUp()).toBe(204);
  await routedTo(system, '01', request.id);
  const { timeline } = await hanoi.read(request.id);
  expect(timeline.filter(({ type }) => type === 'contact').map(({ keys }) => keys)).toEqual([
    undefined,
    '3',
    '29',
    '2',
    '1',
    '1',
    '2',
    undefined,
  ]);
});

test('with speech alone, urgent: only what cannot wait is asked', async () => {
  const from = newNumber();
  const phone = call(system, from);

  let told = await phone.speak(await phone.arrive(), 'tôi bị chồng đánh, tôi ở Sóc Trăng');
  expect(heard(told)).toMatch(/113/);
  expect(heard(told)).toMatch(/an toàn/);
  told = await phone.speak(told, 'không an toàn');
  expect(told.answerAt).toBeNull();

  const request = await byPhone(await deskOf(system, 'handler.92'), from);
  expect(request).toMatchObject({ urgency: 'urgent', citizen: { safeContact: 'unsafe' } });
  await routedTo(system, '92', request.id);
  expect(await phone.hangUp()).toBe(204);
});

test('with silence throughout: a message is asked for, then the code is told, and the national desk has it', async () => {
  const from = newNumber();
  const phone = call(system, from);

  let told = await phone.arrive();
  for (let question = 0; told.recordAt === null; question += 1) {
    expect(question).toBeLessThan(6);
    told = await phone.keepSilent(told);
  }
  told = await phone.keepSilent(told);
  expect(told.hangsUp).toBe(true);
  const request = await byPhone(national, from);
  expect(heard(told).replace(/\D/g, '')).toContain(request.code.replace('-', ''));
  await routedTo(system, 'national', request.id);
});

test('with a voicemail: the recording stands in the timeline and nobody is asked again', async () => {
  const from = newNumber();
  const phone = call(system, from);

  let told = await phone.press(await phone.arrive(), '0');
  expect(told.recordAt).not.toBeNull();
  told = await phone.leaveMessage(told, 17);
  expect(told.hangsUp).toBe(true);
  expect(heard(told)).toMatch(/Đã nhận lời nhắn/);
  expect(await phone.recordingStored(17)).toBe(204);
  expect(await phone.hangUp()).toBe(204);

  const request = await byPhone(national, from);
  await routedTo(system, 'national', request.id);
  const { timeline } = await national.read(request.id);
  expect(
    timeline.filter(({ attachments }) => attachments?.some(({ kind }) => kind === 'recording')),
  ).toHaveLength(1);
});

/** What a caller does before hanging up; each step alone leaves a request behind. */
const STEPS: readonly (readonly string[])[] = [
  [],
  ['3'],
  ['3', '29'],
  ['3', '29', '2'],
  ['3', '29', '2', '1'],
  ['3', '29', '2', '1', '1'],
  ['3', '29', '2', '1', '1', '2'],
];

describe('a caller hangs up', () => {
  test.each(STEPS.map((keys) => ({ keys, after: keys.length })))('after $after answers', async ({ keys }) => {
    const from = newNumber();
    const phone = call(system, from);
    let told = await phone.arrive();
    for (const key of keys) told = await phone.press(told, key);
    expect(await phone.hangUp()).toBe(204);

    const centre = keys.includes('29') ? '01' : 'national';
    const request = await byPhone(centre === '01' ? hanoi : national, from);
    expect(request).toMatchObject({ state: 'routed', centre });
    await routedTo(system, centre, request.id);
  });

  test.each(['busy', 'failed', 'no-answer', 'canceled'])('and the provider calls it %s', async (status) => {
    const from = newNumber();
    const phone = call(system, from);
    await phone.arrive();
    expect(await phone.hangUp(status)).toBe(204);
    expect(await byPhone(national, from)).toMatchObject({ state: 'routed', centre: 'national' });
  });
});

test('a repeated turn is told the same and does nothing more', async () => {
  const from = newNumber();
  const phone = call(system, from);

  const arrived = await phone.arrive();
  expect(await phone.arrive()).toEqual(arrived);
  const told = await phone.press(arrived, '3');
  expect(await phone.press(arrived, '3')).toEqual(told);
  // Other keys under a turn that was answered: the same is heard, and they are kept.
  expect(await phone.press(arrived, '4')).toEqual(told);
  await phone.hangUp();
  await phone.hangUp();

  const { timeline } = await national.read((await byPhone(national, from)).id);
  expect(timeline.flatMap(({ type, keys }) => (type === 'contact' ? [keys] : []))).toEqual([
    undefined,
    '3',
    '4',
    undefined,
  ]);
});

test('a hidden number: the call stands for itself, and is asked for a number', async () => {
  const phone = call(system, 'anonymous');
  const number = newNumber();
  let told = await phone.arrive();
  for (const key of ['3', '29', '2', '1', '1', '2']) told = await phone.press(told, key);
  expect(heard(told)).toMatch(/số điện thoại/);
  told = await phone.press(told, number.replace('+84', '0'));
  expect(told.recordAt).not.toBeNull();
  await phone.hangUp();
  expect(await byPhone(hanoi, number)).toMatchObject({ centre: '01', channel: 'voice' });
});

test('two hidden callers are two people', async () => {
  const before = (await national.all()).length;
  const calls = [call(system, 'anonymous'), call(system, 'anonymous')];
  for (const one of calls) {
    await one.arrive();
    await one.hangUp();
  }
  expect((await national.all()).length).toBe(before + 2);
});

test('a status that comes before the call itself: one request, nothing lost', async () => {
  const from = newNumber();
  const phone = call(system, from);

  expect(await phone.hangUp('completed')).toBe(204);
  const told = await phone.arrive();
  expect(told.status).toBe(200);

  const request = await byPhone(national, from);
  await routedTo(system, 'national', request.id);
  const { timeline } = await national.read(request.id);
  expect(timeline.filter(({ type }) => type === 'contact')).toHaveLength(2);
});
