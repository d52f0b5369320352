import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, dialled } from '../exchange/caller.ts';
import { exchange, HOTLINE_NUMBER, newSid } from '../exchange/exchange.ts';
import { type System, startedSystem } from '../system.ts';
import { eventually, moveClock, outbox } from './backstage.ts';
import { newNumber } from './clients.ts';
import { type Desk, deskOf, type Full, type Listed } from './desk.ts';
import { roster } from './roster.ts';

let system: System;
let national: Desk;
let hanoi: Desk;

const FIRST = '+84901000001';
const SECOND = '+84901000002';

beforeAll(async () => {
  system = await startedSystem();
  national = await deskOf(system, 'national');
  hanoi = await deskOf(system, 'handler.01');
});
afterAll(() => system.stop());

const of = async (desk: Desk, phone: string): Promise<Full> => {
  const mine = ({ citizen }: Listed) => citizen.phone === phone;
  const { id } = await desk.awaited(mine);
  expect((await desk.all()).filter(mine)).toHaveLength(1);
  return desk.read(id);
};
const keysIn = ({ timeline }: Full) => timeline.flatMap(({ keys }) => (keys === undefined ? [] : [keys]));
const outcomes = ({ timeline }: Full, type = 'call') =>
  timeline.flatMap((entry) => (entry.type === type ? [entry.outcome ?? ''] : []));
const codeHeard = (phone: Caller): string =>
  /\d \d \d \d, \d \d \d \d/.exec(phone.heard())?.[0].replace(/\D/g, '') ?? '';
const pressed = async (phone: Caller, ...keys: string[]) => {
  for (const key of keys) await phone.press(key);
};

describe('to a human', () => {
  test('the first does not answer, an answering machine counts as nobody, the second presses 1', async () => {
    await roster(system, '01', { 'handler.01': FIRST, 'lead.01': SECOND });
    const phone = await dialled(system, newNumber());
    await pressed(phone, '3', '29', '2', '1', '1', '2');
    expect(phone.heard()).toMatch(/Mã số của quý vị.*Xin giữ máy, đang nối với cán bộ/);
    const told = codeHeard(phone);

    expect(phone.ringing()).toMatchObject({ number: FIRST, callerId: HOTLINE_NUMBER, recorded: true });
    await phone.notAnswered();
    expect(phone.heard()).toMatch(/cán bộ khác/);
    const second = phone.ringing();
    expect(second?.number).toBe(SECOND);
    expect(await second?.pickUp()).toMatch(/ghi âm.*Bấm 1 để nhận/);
    await second?.press('1');
    expect(second?.connected()).toBe(true);

    const request = await of(hanoi, phone.from);
    expect(request).toMatchObject({
      state: 'claimed',
      assignee: 'lead.01',
      code: `${told.slice(0, 4)}-${told.slice(4)}`,
    });
    expect(outcomes(request)).toEqual(['accepted']);
    await phone.talked(95);
    expect(phone.heard()).toMatch(/Cuộc nói chuyện đã xong/);
    expect(phone.over()).toBe(true);
    await phone.hangUp();
    expect((await hanoi.read(request.id)).callBack).toBeUndefined();
  });

  test('an answering machine picks up for everybody: a message is left, and a call back owed', async () => {
    await roster(system, '01', { 'handler.01': FIRST });
    const phone = await dialled(system, newNumber());
    await pressed(phone, '3', '29');
    await phone.say('cho tôi gặp cán bộ');
    const ringing = phone.ringing();
    await ringing?.pickUp();
    await ringing?.keepSilent();
    expect(ringing?.connected()).toBe(false);
    await phone.talked(20);
    expect(phone.heard()).toMatch(/chưa có cán bộ nghe máy.*Xin để lại lời nhắn/);
    await phone.leaveMessage(21, 'hangup');
    const request = await of(hanoi, phone.from);
    expect(request).toMatchObject({
      state: 'routed',
      callBack: { owed: true, reason: 'voicemail', attempts: 0 },
    });
    expect(request.timeline.flatMap(({ attachments }) => attachments ?? [])).toHaveLength(1);
  });

  test('nobody answers: a message, and by one key when a call back suits', async () => {
    await roster(system, '01', { 'handler.01': FIRST });
    const phone = await dialled(system, newNumber());
    await pressed(phone, '3', '29', '0');
    await phone.notAnswered('busy');
    await phone.leaveMessage(9);
    expect(phone.heard()).toMatch(/Đã nhận lời nhắn.*buổi chiều, bấm 2/i);
    await phone.press('2');
    expect(phone.over()).toBe(true);
    await phone.status('completed');
    const request = await of(hanoi, phone.from);
    expect(request.facts).toMatchObject({ bestTime: 'buổi chiều' });
    const { nextAt } = request.callBack as { nextAt: string };
    const hour = (new Date(nextAt).getUTCHours() + 7) % 24;
    expect(hour).toBeGreaterThanOrEqual(13);
    expect(hour).toBeLessThan(18);
    expect(request.timeline.map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(['dialled-busy', 'voicemail', 'completed']),
    );
  });

  test('without a place the national desk is called, and what it takes is its own', async () => {
    await roster(system, 'national', { national: FIRST });
    const phone = await dialled(system, newNumber());
    await phone.press('0');
    await phone.ringing()?.pickUp();
    await phone.ringing()?.press('1');
    const request = await of(national, phone.from);
    expect(request).toMatchObject({ state: 'claimed', centre: 'national', assignee: 'national' });
    await phone.talked();
    await roster(system, 'national', {}, false);
  });

  test('two accept one dialled call: one has it, the other is told', async () => {
    await roster(system, '01', { 'handler.01': FIRST });
    const phone = await dialled(system, newNumber());
    await pressed(phone, '3', '29', '0');
    const [one, other] = [phone.ringing(), phone.ringing()];
    await one?.pickUp();
    await one?.press('1');
    const accept = phone.exchange.posted.findLast(({ path }) => path.startsWith('/twilio/voice/accept'));
    const said = await exchange(system).post((accept?.path ?? '').replace('handler.01', 'lead.01'), {
      ...accept?.params,
      CallSid: newSid('CA'),
    });
    expect(said.body).toMatch(/đã có người khác nhận.*<Hangup\/>/);
    expect(other?.number).toBe(FIRST);
    expect(await of(hanoi, phone.from)).toMatchObject({ assignee: 'handler.01' });
  });

  test('9 refuses the recording: nobody is recorded, and the talk with a person is not either', async () => {
    await roster(system, '01', { 'handler.01': FIRST });
    const phone = await dialled(system, newNumber());
    await phone.press('9');
    expect(phone.heard()).toMatch(/không ghi âm/);
    await pressed(phone, '3', '29', '2', '1', '1', '2');
    expect(phone.ringing()).toMatchObject({ recorded: false });
    await phone.hangUp();
    await roster(system, '01', {}, false);
    expect((await of(hanoi, phone.from)).facts).toMatchObject({ recording: 'refused' });
  });

  test('hours never entered mean closed: 0 leads to a message', async () => {
    await roster(system, '01', { 'handler.01': FIRST }, false);
    const phone = await dialled(system, newNumber());
    await pressed(phone, '3', '29', '0');
    expect(phone.ringing()).toBeNull();
    expect(phone.recording()).toBe(true);
    await phone.hangUp();
    expect((await of(hanoi, phone.from)).callBack).toMatchObject({ owed: true, reason: 'abandoned' });
  });
});

test('8 is English, to the end', async () => {
  const phone = await dialled(system, newNumber());
  expect(phone.languages()).toContain('en-US');
  await phone.press('8');
  expect(phone.heard()).toMatch(/What do you need help with/);
  await pressed(phone, '3', '29');
  expect(new Set(phone.languages())).toEqual(new Set(['en-US']));
  await phone.hangUp();
  expect((await of(hanoi, phone.from)).facts).toMatchObject({ language: 'en' });
});

test('danger: 113 before anything else, and only what cannot wait is asked', async () => {
  const phone = await dialled(system, newNumber());
  await phone.press('2');
  expect(phone.heard()).toMatch(/^Nếu đang nguy hiểm, xin gác máy và gọi ngay công an 113.*115/);
  await phone.press('29');
  expect(phone.heard()).toMatch(/an toàn/);
  await phone.press('2');
  expect(phone.heard()).toMatch(/không tự gọi lại/);
  await phone.hangUp();
  expect(await of(hanoi, phone.from)).toMatchObject({
    urgency: 'urgent',
    citizen: { safeContact: 'unsafe' },
  });
});

test('a landline: its province is offered and not assumed', async () => {
  const from = `+8424${String(Math.floor(Math.random() * 9e7) + 1e7)}`;
  const phone = await dialled(system, from);
  await phone.press('3');
  expect(phone.heard()).toMatch(/Hà Nội.*bấm 1.*Nơi khác, bấm 2/);
  await phone.press('2');
  expect(phone.heard()).toMatch(/biển số xe/);
  await phone.press('43');
  await phone.hangUp();
  expect(await of(await deskOf(system, 'handler.48'), from)).toMatchObject({
    centre: '48',
    basis: { kind: 'chosen' },
  });
});

test('for somebody else: who needs help and who calls are two names', async () => {
  const phone = await dialled(system, newNumber());
  await pressed(phone, '3', '29', '2', '1', '2');
  expect(phone.heard()).toMatch(/họ tên người cần giúp/);
  await phone.say('Lò Thị Mai');
  expect(phone.heard()).toMatch(/họ tên của quý vị/);
  await phone.say('Nguyễn Văn An');
  await phone.hangUp();
  expect((await of(hanoi, phone.from)).facts).toMatchObject({
    personInNeed: 'Lò Thị Mai',
    name: 'Nguyễn Văn An',
  });
});

describe('the status line', () => {
  test('the code tells where the request stands, and a message is added to it', async () => {
    const first = await dialled(system, newNumber());
    await pressed(first, '3', '29', '2', '1', '1', '2');
    const code = codeHeard(first);
    await first.hangUp();
    const request = await of(hanoi, first.from);

    const later = await dialled(system, newNumber());
    expect(later.heard()).not.toMatch(/Hà Nội/);
    await later.press('#');
    expect(later.heard()).toMatch(/8 số/);
    expect(later.keysWanted()).toBe(8);
    await later.press(code);
    expect(later.heard()).toMatch(/đã ghi nhận.*Muốn nhắn thêm/);
    await later.press('1');
    await later.leaveMessage(9);
    await later.keepSilent();
    expect(later.over()).toBe(true);
    await later.status('completed');
    const read = await hanoi.read(request.id);
    expect(read.timeline.filter(({ attachments }) => attachments?.length)).toHaveLength(1);
    expect(keysIn(read).slice(-3)).toEqual(['#', code, '1']);
    // The empty request that the second call opened is joined to it.
    await moveClock(system, 'PT1M');
    const empty = (await national.all()).filter(({ citizen }) => citizen.phone === later.from);
    expect(empty.filter(({ state }) => state !== 'duplicate')).toEqual([]);
  });

  test('the number alone opens nothing; five wrong codes an hour, then no more', async () => {
    const first = await dialled(system, newNumber());
    await pressed(first, '3', '29', '2', '1', '1', '2');
    const code = codeHeard(first);
    await first.hangUp();

    const again = await dialled(system, first.from);
    expect(again.heard()).not.toMatch(/Hà Nội|mã số của quý vị là/i);
    await again.press('#');
    for (let wrong = 0; wrong < 5; wrong += 1) {
      await again.press('12345678');
      expect(again.heard()).toMatch(/có chỗ sai|Không tìm thấy/);
    }
    await again.press(code);
    expect(again.heard()).toMatch(/thử lại sau một giờ/);
    expect(again.asksForInput()).toBe(true);
    await again.hangUp();
  });
});

test('nobody speaks and nobody presses: the code all the same, and a call back', async () => {
  const phone = await dialled(system, newNumber());
  while (!phone.over()) await phone.keepSilent();
  expect(codeHeard(phone)).toMatch(/^\d{8}$/);
  await phone.status('completed');
  expect((await of(national, phone.from)).callBack).toMatchObject({ owed: true, reason: 'abandoned' });
});

test('a one-ring call is a missed call', async () => {
  const phone = await dialled(system, newNumber());
  await phone.hangUp('no-answer');
  await phone.status('no-answer');
  expect((await of(national, phone.from)).callBack).toMatchObject({ owed: true, reason: 'missed' });
});

test('statuses out of order, repeated turns, other keys under an old turn: one request, every key', async () => {
  const phone = await dialled(system, newNumber());
  await phone.press('3');
  await phone.again();
  await phone.again(1, { Digits: '4' });
  await phone.again(1, { Digits: '4', SpeechResult: 'đòi tiền lương' });
  await phone.again(1, { Digits: '3', SpeechResult: 'đòi tiền đất' });
  await phone.again(1, { Digits: '3' });
  await phone.status('completed');
  await phone.status('ringing');
  await phone.press('29');
  await phone.status('completed');
  const request = await of(national, phone.from);
  expect(keysIn(request)).toEqual(['3', '4', '4', '29']);
  expect(request.timeline.flatMap(({ speech }) => speech ?? [])).toEqual(['đòi tiền lương', 'đòi tiền đất']);
});

test.each(['anonymous', 'sip:bob@example.org', '+266696687', '1900', ''])(
  'a caller named %j is a request of its own',
  async (from) => {
    const phone = await dialled(system, from === '' ? null : from);
    await pressed(phone, '2', '29', '1');
    const number = newNumber();
    if (phone.heard().includes('bấm số điện thoại')) {
      await phone.press(`${number.replace('+84', '0')}#`);
      await phone.hangUp();
      expect(await of(hanoi, number)).toMatchObject({ channel: 'voice' });
    } else await phone.hangUp();
  },
);

test('a call whose id no key can hold is a call like any other', async () => {
  const from = newNumber();
  const line = exchange(system);
  const params = { CallSid: 'C'.repeat(5000), From: from, To: HOTLINE_NUMBER, Direction: 'inbound' };
  const leg = line.leg(params);
  await leg.go('/twilio/voice');
  const waiting = leg.waiting();
  if (waiting.for !== 'input') throw new Error('nothing is asked');
  await leg.go(waiting.gather.attributes.action ?? '', { Digits: '3' });
  await line.post('/twilio/voice/status', { ...params, CallStatus: 'completed' });
  expect(keysIn(await of(national, from))).toEqual(['3']);
  // Without any id there is nothing to write down: words and a message all the same, and no empty answer.
  const nameless = line.leg({ CallSid: '', From: from, To: HOTLINE_NUMBER });
  await nameless.go('/twilio/voice');
  expect(nameless.waiting().for).toBe('message');
});

describe('the fallback', () => {
  test('says what to do and takes a message, which becomes a request of this caller', async () => {
    const from = newNumber();
    const line = exchange(system);
    const leg = line.leg({ CallSid: newSid('CA'), From: from, To: HOTLINE_NUMBER, Direction: 'inbound' });
    await leg.go('/twilio/voice/fallback', {
      ErrorCode: '11205',
      ErrorUrl: 'https://example.org/twilio/voice',
    });
    expect(leg.heard()).toMatch(/xin gọi 113.*sau tiếng bíp/);
    const waiting = leg.waiting();
    if (waiting.for !== 'message') throw new Error('no message is taken');
    await leg.go(waiting.record.attributes.action ?? '', {
      RecordingSid: newSid('RE'),
      RecordingUrl: 'https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/REfallback',
      RecordingDuration: '14',
      Digits: '#',
    });
    expect(leg.heard()).toMatch(/Đã nhận lời nhắn/);
    const request = await of(national, from);
    await eventually(
      async () => (await national.read(request.id)).timeline.some(({ outcome }) => outcome === 'voicemail'),
      'the message in the timeline',
    );
  });

  test('keeps what was pressed and said under the address that did not answer', async () => {
    const caller = await dialled(system, newNumber());
    await caller.press('3');
    const [arrival] = caller.exchange.posted;
    if (!arrival) throw new Error('nothing was posted');
    const failed = (turn: number, words: Record<string, string>) =>
      caller.exchange.post('/twilio/voice/fallback', {
        ...arrival.params,
        ...words,
        ErrorCode: '11205',
        ErrorUrl: `${system.url}/twilio/voice/answer?turn=${turn}`,
      });
    const heard = await failed(2, { Digits: '29' });
    expect(heard.body).toMatch(/sau tiếng bíp/);
    // A second one of the same turn, and what came with a message that was left already.
    await failed(2, { SpeechResult: 'nhà tôi ở Hà Nội' });
    const left = { RecordingUrl: 'https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/REleft' };
    const thanked = await caller.exchange.post('/twilio/voice/fallback', {
      ...arrival.params,
      ...left,
      ErrorCode: '11205',
      ErrorUrl: `${system.url}/twilio/voice/voicemail?turn=3`,
    });
    expect(thanked.body).toMatch(/Đã nhận lời nhắn.*<Hangup\/>/);

    const request = await of(hanoi, caller.from);
    await eventually(async () => {
      const { timeline } = await hanoi.read(request.id);
      const said = timeline.flatMap(({ keys, speech, outcome }) => keys ?? speech ?? outcome ?? []);
      return ['3', '29', 'nhà tôi ở Hà Nội', 'voicemail'].every((one) => said.includes(one));
    }, 'all of it in the timeline');
  });

  test('is not spoken to by strangers', async () => {
    const answer = await fetch(`${system.url}/twilio/voice/fallback`, {
      method: 'POST',
      headers: { 'x-twilio-signature': 'AAAA' },
      body: 'CallSid=CA1',
    });
    expect(answer.status).toBe(403);
  });
});

describe('a call back', () => {
  const abandoned = async () => {
    const phone = await dialled(system, newNumber());
    await pressed(phone, '3', '29');
    await phone.hangUp();
    return of(hanoi, phone.from);
  };
  const rung = (id: string) =>
    eventually(
      async () =>
        (await outbox(system)).findLast(
          ({ channel, body }) => channel === 'call' && JSON.stringify(body).includes(id),
        ),
      'the ring of a telephone',
    );

  test('rings the handler, then the citizen with the hotline shown; what became of it stands in the timeline', async () => {
    await roster(system, '01', { 'handler.01': FIRST });
    const request = await abandoned();
    expect(request.callBack).toMatchObject({ owed: true, reason: 'abandoned', attempts: 0 });
    const body = { confirmed: true, reason: 'Người dân hẹn giờ này.' };
    await hanoi.act(request.id, 'call', body);
    expect((await hanoi.call('POST', `/api/requests/${request.id}/call`, body)).status).toBe(409);
    const ring = await rung(request.id);
    expect(ring).toMatchObject({ to: FIRST, body: { From: HOTLINE_NUMBER } });
    const { Url, StatusCallback } = ring.body as { Url: string; StatusCallback: string };
    const line = exchange(system);
    const leg = line.leg({
      CallSid: ring.id as string,
      From: HOTLINE_NUMBER,
      To: FIRST,
      Direction: 'outbound-api',
    });
    await leg.go(Url);
    expect(leg.heard()).toMatch(/Bấm 1 để gọi/);
    const asked = leg.waiting();
    if (asked.for !== 'input') throw new Error('no key is asked for');
    await leg.go(asked.gather.attributes.action ?? '', { Digits: '1' });
    const dial = leg.waiting();
    if (dial.for !== 'answer') throw new Error('the citizen is not called');
    expect(dial.dial.children[0]?.text).toBe(request.citizen.phone);
    expect(dial.dial.attributes.callerId).toBe(HOTLINE_NUMBER);
    await leg.go(dial.dial.attributes.action ?? '', { DialCallStatus: 'no-answer', DialBridged: 'false' });
    const status = new URL(StatusCallback);
    await line.post(status.pathname + status.search, { CallSid: ring.id as string, CallStatus: 'completed' });
    const after = await hanoi.read(request.id);
    expect(outcomes(after)).toEqual(['requested', 'ringing', 'no-answer']);
    expect(after.callBack).toMatchObject({ owed: true, attempts: 1, lastOutcome: 'no-answer' });
    expect(after).toMatchObject({ state: 'claimed', assignee: 'handler.01' });
    expect(after.clocks).toMatchObject([{ metAt: expect.any(String) }, { dueAt: after.dueAt }]);
  });

  test('is refused where it is not safe, with words, unless the handler says why', async () => {
    await roster(system, '01', { 'handler.01': FIRST });
    const phone = await dialled(system, newNumber());
    await pressed(phone, '2', '29', '2');
    await phone.hangUp();
    const { id } = await of(hanoi, phone.from);
    const refused = await hanoi.call('POST', `/api/requests/${id}/call`, {});
    expect(refused).toMatchObject({
      status: 409,
      json: { refusal: 'unsafe-contact', detail: expect.stringMatching(/không an toàn/) },
    });
    expect((await hanoi.call('POST', `/api/requests/${id}/call`, { confirmed: true })).status).toBe(400);
    await hanoi.act(id, 'call', { confirmed: true, reason: 'Đã nhắn hẹn qua em gái.' });
    expect(outcomes(await hanoi.read(id))).toContain('requested');
  });

  test('of another centre cannot be made', async () => {
    const request = await abandoned();
    const stranger = await deskOf(system, 'handler.92');
    expect((await stranger.call('POST', `/api/requests/${request.id}/call`, {})).status).toBe(404);
  });
});
