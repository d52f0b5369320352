import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type System, startedSystem } from '../system.ts';
import { bus, eventually, inbox } from './backstage.ts';
import { call } from './call.ts';
import { domesticSms, newNumber, newZaloUser, post, sms, zaloText } from './clients.ts';
import { type Desk, deskOf, type Full, type Listed } from './desk.ts';

let system: System;
let hanoi: Desk;

beforeAll(async () => {
  system = await startedSystem();
  hanoi = await deskOf(system, 'handler.01');
});
afterAll(() => system.stop());

const WORDS = 'toi o Ha Noi, bi cong ty no luong';

async function ofHanoi(fits: (citizen: Listed['citizen']) => boolean): Promise<Full[]> {
  await hanoi.awaited(({ citizen }) => fits(citizen));
  const mine = (await hanoi.all()).filter(({ citizen }) => fits(citizen));
  return Promise.all(mine.map(({ id }) => hanoi.read(id)));
}

const contactsOf = (requests: readonly Full[]) =>
  requests.flatMap(({ timeline }) => timeline.filter(({ type }) => type === 'contact'));

describe('the same webhook three times at once is one contact', () => {
  test.each([
    { name: 'an SMS by Twilio', make: (phone: string) => sms(system, phone, WORDS) },
    { name: 'an SMS by an aggregator', make: (phone: string) => domesticSms(phone, WORDS) },
  ])('$name', async ({ make }) => {
    const phone = newNumber();
    const webhook = make(phone);
    const answers = await Promise.all([post(system, webhook), post(system, webhook), post(system, webhook)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const requests = await ofHanoi((citizen) => citizen.phone === phone);
    expect(contactsOf(requests)).toHaveLength(1);
  });

  test('a Zalo message', async () => {
    const user = newZaloUser();
    const webhook = zaloText(user, WORDS);
    const answers = await Promise.all([post(system, webhook), post(system, webhook), post(system, webhook)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const requests = await ofHanoi((citizen) => citizen.zaloUserId === user);
    expect(contactsOf(requests)).toHaveLength(1);
  });

  test('the arrival of a call, and its turns', async () => {
    const phone = newNumber();
    const one = call(system, phone);
    const [told, ...same] = await Promise.all([one.arrive(), one.arrive(), one.arrive()]);
    expect(same).toEqual([told, told]);
    const [next, ...again] = await Promise.all([1, 2, 3].map(() => one.speak(told, WORDS)));
    expect(again).toEqual([next, next]);
    const requests = await ofHanoi((citizen) => citizen.phone === phone);
    expect(contactsOf(requests)).toHaveLength(2);
  });
});

test('once means once on the bus and in the inbox too', async () => {
  const phone = newNumber();
  const webhook = sms(system, phone, WORDS);
  await Promise.all([1, 2, 3].map(() => post(system, webhook)));
  const [request] = await ofHanoi((citizen) => citizen.phone === phone);
  if (!request) throw new Error('the centre does not have it');
  const arrived = async () =>
    (await inbox(system, '01')).filter(({ detail }) => detail.requestId === request.id);
  await eventually(async () => (await arrived()).length > 0, 'the routing');
  // Late doubles would show by now: the bus settles within a second.
  await new Promise((resume) => setTimeout(resume, 1000));
  expect(await arrived()).toHaveLength(1);
  const ids = (await bus(system))
    .filter(({ detail }) => detail.requestId === request.id)
    .map((event) => `${event['detail-type']} ${event.detail.eventId}`);
  expect(new Set(ids).size).toBe(ids.length);
});

test('twenty different messages of one person at once all stand in one timeline', async () => {
  const phone = newNumber();
  await post(system, sms(system, phone, WORDS));
  const texts = Array.from({ length: 20 }, (_, index) => `tin so ${index + 1} cua toi`);

  const answers = await Promise.all(texts.map((text) => post(system, sms(system, phone, text))));

  expect(answers.map(({ status }) => status)).toEqual(texts.map(() => 200));
  // What lost the race too often was spilled and is replayed.
  const timeline = await eventually(async () => {
    const requests = await ofHanoi((citizen) => citizen.phone === phone);
    return contactsOf(requests).length >= 21 && requests;
  }, 'all twenty messages');
  expect(timeline).toHaveLength(1);
  const written = contactsOf(timeline).map(({ text }) => text);
  expect([...written].sort()).toEqual([WORDS, ...texts].sort());
});

test('the first twenty messages of a new person at once open one request', async () => {
  const user = newZaloUser();
  const texts = Array.from({ length: 20 }, (_, index) => `${WORDS}, tin ${index + 1}`);
  const answers = await Promise.all(texts.map((text) => post(system, zaloText(user, text))));
  expect(answers.map(({ status }) => status)).toEqual(texts.map(() => 200));
  const requests = await eventually(async () => {
    const all = await ofHanoi((citizen) => citizen.zaloUserId === user);
    return contactsOf(all).length >= 20 && all;
  }, 'all twenty messages');
  expect(requests).toHaveLength(1);
  expect(contactsOf(requests)).toHaveLength(20);
});
