import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newCode } from '../../domain/request/code.ts';
import { type System, startedSystem } from '../system.ts';
import { eventually, moveClock, outbox, type Sent } from './backstage.ts';
import { newNumber, newZaloUser, post, sms, zaloText } from './clients.ts';
import { deskOf } from './desk.ts';

let system: System;

beforeAll(async () => {
  system = await startedSystem();
});
afterAll(() => system.stop());

const sentTo = async (to: string): Promise<Sent[]> => (await outbox(system)).filter((item) => item.to === to);

/** Writes and waits for the reply to it. */
async function ask(phone: string, text: string): Promise<string> {
  const before = (await sentTo(phone)).length;
  await post(system, sms(system, phone, text));
  return eventually(async () => (await sentTo(phone))[before]?.text, `a reply to ${text}`);
}

async function chat(user: string, text: string): Promise<Sent> {
  const before = (await sentTo(user)).length;
  await post(system, zaloText(user, text));
  return eventually(async () => (await sentTo(user))[before], `a reply to ${text}`);
}

const codeOf = (reply: string): string => {
  const code = /\d{4}-\d{4}/.exec(reply)?.[0];
  if (code === undefined) throw new Error(`no code in: ${reply}`);
  return code;
};

describe('an SMS is answered by an SMS that any phone shows and one segment holds', () => {
  test.each([
    'toi muon hoi ve thua ke',
    'tôi bị chồng đánh, cứu tôi',
    'con toi 12 tuoi bi xam hai o Ca Mau',
    'em o Soc Trang, bi chong danh, can luat su gap',
    'toi o Ha Noi, cong ty no luong',
    '...',
    'STOP',
  ])('%s', async (text) => {
    const reply = await ask(newNumber(), text);
    expect(reply).toMatch(/^TGPL: \S/);
    expect(reply).toMatch(/^[\x20-\x7e]+$/);
    expect(reply.length).toBeLessThanOrEqual(160);
    expect(reply).not.toMatch(/https?:|www\.|\.vn\b/);
    // Emergency numbers and the code are allowed, telephone numbers are not.
    expect(reply.replace(/\d{4}-\d{4}/g, '')).not.toMatch(/\d{7,}/);
  });
});

test('a whole talk by SMS stays within one segment each time', async () => {
  const phone = newNumber();
  const replies: string[] = [];
  for (const text of [
    'toi muon hoi ve thua ke',
    'Quang Binh',
    '1',
    'khong',
    'co',
    '1',
    'Nguyen Van Mau',
    'cam on',
  ])
    replies.push(await ask(phone, text));
  for (const reply of replies) expect(reply.length).toBeLessThanOrEqual(160);
  const [request] = (await (await deskOf(system, 'handler.44')).all()).filter(
    ({ citizen }) => citizen.phone === phone,
  );
  expect(request).toMatchObject({
    centre: '44',
    basis: { kind: 'chosen' },
    citizen: { safeContact: 'safe' },
  });
});

const withButtons = z.looseObject({
  recipient: z.looseObject({ user_id: z.string() }),
  message: z.looseObject({
    attachment: z.looseObject({
      payload: z.looseObject({
        buttons: z
          .array(z.looseObject({ title: z.string(), type: z.string(), payload: z.string() }))
          .min(1)
          .max(5),
      }),
    }),
  }),
});

test('a Zalo reply offers buttons, and a tap on one is the answer', async () => {
  const user = newZaloUser();
  const first = await chat(user, 'toi muon ly hon o Quang Binh');
  expect(first).toMatchObject({ provider: 'zalo', path: '/v3.0/oa/message/cs', to: user });
  const { buttons } = withButtons.parse(first.body).message.attachment.payload;
  expect(buttons.map(({ type }) => type)).toEqual(buttons.map(() => 'oa.query.show'));

  const next = await chat(user, buttons[0]?.payload ?? '');

  expect(next.text).toMatch(/Đã ghi nhận: Quảng Trị/);
  const requests = await (await deskOf(system, 'handler.44')).all();
  expect(requests.some(({ citizen }) => citizen.zaloUserId === user)).toBe(true);
});

describe('the code', () => {
  test('tells its state to another number, and nothing of the case', async () => {
    const code = codeOf(await ask(newNumber(), 'toi o Ha Noi, bi cong ty An Binh no luong'));
    const stranger = newNumber();
    const reply = await ask(stranger, code);
    expect(reply).toContain(code);
    expect(reply).not.toMatch(/luong|An Binh|Ha Noi/i);

    const desk = await deskOf(system, 'handler.01');
    const request = await desk.awaited((one) => one.code === code);
    await desk.act(request.id, 'claim', { version: request.version });
    expect(await ask(newNumber(), `ma so ${code} sao roi`)).toMatch(/dang xu ly/);
  });

  test('guessed: after five wrong ones even the right one is not looked up, for an hour', async () => {
    const right = codeOf(await ask(newNumber(), 'toi o Ha Noi, bi no luong'));
    const guesser = newNumber();
    for (let guess = 0; guess < 5; guess += 1)
      expect(await ask(guesser, newCode(Math.random))).toMatch(/Khong tim thay/);
    expect(await ask(guesser, newCode(Math.random))).toMatch(/thu sai nhieu lan/);
    expect(await ask(guesser, right)).toMatch(/thu sai nhieu lan/);
    await moveClock(system, 'PT61M');
    expect(await ask(guesser, right)).toContain(right);
  });
});

test('the same number after 31 minutes may be somebody else: a neutral greeting and a code of its own', async () => {
  const phone = newNumber();
  const first = await ask(phone, 'toi o Ca Mau, bi chong danh, can giup');
  await moveClock(system, 'PT31M');

  const second = await ask(phone, 'xin chao');

  expect(codeOf(second)).not.toBe(codeOf(first));
  expect(second).not.toMatch(/chong|danh|bao hanh|Ca Mau|ho so/i);
  // Both voices stand in one timeline, the second marked for the handler to confirm.
  const desk = await deskOf(system, 'handler.96');
  const [request, ...more] = (await desk.all()).filter(({ citizen }) => citizen.phone === phone);
  expect(more).toEqual([]);
  const { timeline } = await desk.read(request?.id ?? '');
  expect(
    timeline.filter(({ type }) => type === 'contact').map((entry) => entry.toBeConfirmed ?? false),
  ).toEqual([false, true]);
  // The code of the unconfirmed voice opens nothing of the case either.
  expect(await ask(newNumber(), codeOf(second))).not.toMatch(/xu ly|cho can bo/);
});

test('STOP is confirmed once, then nothing is sent until START', async () => {
  const phone = newNumber();
  await ask(phone, 'toi muon hoi ve thua ke');
  expect(await ask(phone, 'STOP')).toMatch(/ngung nhan tin/);
  const before = (await sentTo(phone)).length;
  await post(system, sms(system, phone, 'toi o Ca Mau'));
  const desk = await deskOf(system, 'handler.96');
  const refused = await eventually(async () => {
    const request = (await desk.all()).find(({ citizen }) => citizen.phone === phone);
    const timeline = request ? (await desk.read(request.id)).timeline : [];
    return timeline.find(({ outcome }) => outcome === 'refused');
  }, 'the refusal in the timeline');
  expect(refused).toMatchObject({ reason: 'opted-out' });
  expect(await sentTo(phone)).toHaveLength(before);
  expect(await ask(phone, 'START')).toMatch(/mo lai/);
});
