import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type System, startedSystem } from '../system.ts';
import { eventually, moveClock, outbox, routedTo } from './backstage.ts';
import { call } from './call.ts';
import {
  newNumber,
  newSid,
  newZaloUser,
  post,
  signedByTwilio,
  signedByZalo,
  sms,
  zaloText,
} from './clients.ts';
import { type Desk, deskOf } from './desk.ts';

let system: System;
let caMau: Desk;
let national: Desk;

beforeAll(async () => {
  system = await startedSystem();
  caMau = await deskOf(system, 'handler.96');
  national = await deskOf(system, 'national');
});
afterAll(() => system.stop());

const OA = { id: 'local-zalo-oa' };
const sentTo = async (to: string) => (await outbox(system)).filter((item) => item.to === to);

/** A person whose request lies with the centre of Cà Mau and has been answered. */
async function citizen() {
  const user = newZaloUser();
  await post(system, zaloText(user, 'toi o Ca Mau, bi lua ban dat'));
  await eventually(async () => (await sentTo(user))[0], 'the answer');
  const request = await eventually(
    async () => (await caMau.all()).find(({ citizen: { zaloUserId } }) => zaloUserId === user),
    'the request',
  );
  const timeline = async () => (await caMau.read(request.id)).timeline;
  const outcome = (wanted: string) =>
    eventually(
      async () => (await timeline()).find((entry) => entry.outcome === wanted),
      `an entry ${wanted}`,
    );
  return { user, id: request.id, timeline, outcome };
}

/** An event of Zalo, three times. */
async function tell(event: object) {
  const signed = signedByZalo(event);
  for (const _ of [1, 2, 3]) expect(await post(system, signed)).toEqual({ status: 200, body: '' });
}

test('what an office’s human writes in Zalo’s own chat is on the timeline, and the machine steps back', async () => {
  const { user, timeline } = await citizen();
  const event = {
    event_name: 'oa_send_text',
    sender: { ...OA, admin_id: '246845883529197999' },
    recipient: { id: user },
    message: { text: 'Chào chị, em nghe đây.', msg_id: randomUUID() },
  };
  await tell(event);
  await post(system, zaloText(user, 'da, em bi lua mat giay to dat'));
  await eventually(
    async () => (await timeline()).find(({ text }) => text?.startsWith('da, em')),
    'the next line',
  );
  const told = (await timeline()).filter(({ text }) => text === 'Chào chị, em nghe đây.');
  expect(told).toMatchObject([{ type: 'message', by: 'zalo-chat' }]);
  expect((await timeline()).find(({ text }) => text?.startsWith('da, em'))).not.toHaveProperty('replies');
  expect(await sentTo(user)).toHaveLength(1);
});

test('the echo of our own message is nothing new', async () => {
  const { user, timeline } = await citizen();
  const before = (await timeline()).length;
  await tell({
    event_name: 'oa_send_text',
    sender: OA,
    recipient: { id: user },
    message: { text: 'x', msg_id: randomUUID() },
  });
  expect(await timeline()).toHaveLength(before);
});

describe('receipts', () => {
  test('received, then seen, each once, whichever side we stand on', async () => {
    const { user, outcome, timeline } = await citizen();
    await outcome('sent');
    const [message] = await sentTo(user);
    const id = message?.id;
    await tell({
      event_name: 'user_received_message',
      sender: OA,
      recipient: { id: user },
      message: { msg_id: id },
    });
    await tell({
      event_name: 'user_seen_message',
      sender: { id: user },
      recipient: OA,
      message: { msg_ids: [id] },
    });
    await tell({
      event_name: 'user_received_message',
      sender: OA,
      recipient: { id: user },
      message: { msg_id: id },
    });
    expect(
      (await timeline()).flatMap(({ type, outcome: word }) => (type === 'message' ? [word] : [])),
    ).toEqual(['sent', 'delivered', 'seen']);
  });

  test('of an SMS: a failure is shown with its reason, and nothing turns it back', async () => {
    const from = newNumber();
    await post(system, sms(system, from, 'toi o Ca Mau, bi lua ban dat'));
    const [sent] = await eventually(async () => {
      const list = await sentTo(from);
      return list.length > 0 && list;
    }, 'the answer');
    const request = (await caMau.all()).find(({ citizen: { phone } }) => phone === from);
    const status = (MessageStatus: string, more: Record<string, string> = {}) =>
      post(
        system,
        signedByTwilio(system, '/twilio/sms/status', {
          AccountSid: 'ACffffffffffffffffffffffffffffffff',
          MessageSid: String(sent?.id),
          MessageStatus,
          To: from,
          ...more,
        }),
      );
    const timeline = async () => (await caMau.read(request?.id ?? '')).timeline;
    await eventually(async () => (await timeline()).find(({ outcome }) => outcome === 'sent'), 'sent');
    for (const word of ['sending', 'sent', 'queued']) expect((await status(word)).status).toBe(204);
    expect((await status('undelivered', { ErrorCode: '30003' })).status).toBe(204);
    expect((await status('delivered')).status).toBe(204);
    expect((await timeline()).filter(({ type }) => type === 'message')).toMatchObject([
      { outcome: 'sent' },
      { outcome: 'failed', reason: 'recipient-away', explanation: expect.stringContaining('tạm thời') },
    ]);
  });

  test('forged ones change nothing', async () => {
    const { user, timeline, outcome } = await citizen();
    await outcome('sent');
    const before = (await timeline()).length;
    const [message] = await sentTo(user);
    const signed = signedByZalo(
      { event_name: 'user_seen_message', sender: { id: user }, message: { msg_ids: [message?.id] } },
      undefined,
      'wrong key',
    );
    expect((await post(system, signed)).status).toBe(403);
    expect(await timeline()).toHaveLength(before);
  });
});

test('who takes back their data gets no more messages, and the national desk has it as work', async () => {
  const { user, id } = await citizen();
  await tell({ event_name: 'user_withdraw', oa_id: OA.id, user_id: user });
  const request = await eventually(
    async () =>
      (await national.all('?centre=national')).find(({ citizen: { zaloUserId } }) => zaloUserId === user),
    'work for the national desk',
  );
  expect(request).toMatchObject({ state: 'routed', earlierRequest: id, basis: { kind: 'assigned' } });
  await routedTo(system, 'national', request.id);
  await post(system, zaloText(user, 'con viec nua'));
  await eventually(
    async () => (await caMau.read(id)).timeline.find(({ reason }) => reason === 'opted-out'),
    'the refusal that the handler sees',
  );
  expect(await sentTo(user)).toHaveLength(1);
});

test('reactions, follow and unfollow stand in the timeline and are not answered', async () => {
  const { user, timeline } = await citizen();
  await tell({
    event_name: 'user_reacted_message',
    sender: { id: user },
    message: { msg_id: randomUUID(), react_icon: '/-heart' },
  });
  await tell({ event_name: 'unfollow', oa_id: OA.id, follower: { id: user }, source: 'oa_profile' });
  await tell({ event_name: 'follow', oa_id: OA.id, follower: { id: user }, source: 'oa_profile' });
  const told = (await timeline()).filter(({ type }) => type === 'contact').slice(1);
  expect(told.map(({ outcome }) => outcome)).toEqual(['reaction', 'unfollowed', 'followed']);
  expect(await sentTo(user)).toHaveLength(1);
});

test('an anonymous person is answered in the conversation they opened', async () => {
  const user = newZaloUser();
  await tell({
    event_name: 'anonymous_send_text',
    sender: { id: user },
    message: { text: 'toi o Ca Mau, bi lua ban dat', msg_id: randomUUID(), conversation_id: 'c1' },
  });
  const answer = await eventually(async () => (await sentTo(user))[0], 'the answer');
  expect(answer).toMatchObject({ path: '/v2.0/oa/message', body: { recipient: { conversation_id: 'c1' } } });
});

test('the number on a business card is shown to the handler and not taken for the sender’s', async () => {
  const { user, timeline, id } = await citizen();
  await tell({
    event_name: 'user_send_business_card',
    sender: { id: user },
    message: {
      msg_id: randomUUID(),
      attachments: [
        { type: 'link', payload: { description: '{"phone":"84912345678","qrCodeUrl":"https://a"}' } },
      ],
    },
  });
  expect((await timeline()).flatMap(({ attachments }) => attachments ?? [])).toEqual([
    { id: `${id}-000003-0`, kind: 'card', phone: '+84912345678' },
  ]);
  expect((await caMau.read(id)).citizen).not.toHaveProperty('phone');
});

test('an event of yesterday is taken in and marked late', async () => {
  const user = newZaloUser();
  const yesterday = String(Date.now() - 86_400_000);
  expect((await post(system, zaloText(user, 'toi o Ca Mau', randomUUID(), yesterday))).status).toBe(200);
  const request = await eventually(
    async () => (await caMau.all()).find(({ citizen: { zaloUserId } }) => zaloUserId === user),
    'the request',
  );
  expect((await caMau.read(request.id)).timeline[0]).toMatchObject({ late: true });
});

test('a STOP that Twilio has answered itself is honoured without a second answer', async () => {
  const from = newNumber();
  const opted = (Body: string, OptOutType?: string) =>
    post(
      system,
      signedByTwilio(system, '/twilio/sms', {
        MessageSid: newSid('SM'),
        From: from,
        To: '+842471088888',
        Body,
        ...(OptOutType ? { OptOutType } : {}),
      }),
    );
  expect((await opted('THOI', 'STOP')).body).toMatch(/<Response\s*\/>$/);
  await opted('toi o Ca Mau, bi lua ban dat');
  const request = await eventually(
    async () => (await caMau.all()).find(({ citizen: { phone } }) => phone === from),
    'the request',
  );
  await eventually(
    async () => (await caMau.read(request.id)).timeline.find(({ reason }) => reason === 'opted-out'),
    'the refusal',
  );
  await opted('MO LAI', 'START');
  expect(await sentTo(from)).toEqual([]);
  await opted('them mot dong');
  await eventually(async () => (await sentTo(from))[0], 'an answer again');
});

test('a number shared by the form leads its SMS to the same request, until a handler takes it back', async () => {
  const { user, id, timeline } = await citizen();
  const phone = newNumber();
  const [first] = await timeline();
  const shared = {
    event_name: 'user_submit_info',
    sender: { id: user },
    recipient: OA,
    info: { name: 'Nguyễn Thị Lan', phone: phone.replace('+', '') },
  };
  await tell(shared);
  const entry = await eventually(
    async () => (await timeline()).find(({ outcome }) => outcome === 'profile'),
    'the shared number',
  );
  expect(entry).toMatchObject({ sharedPhone: 'linked', providerEventId: expect.stringContaining(user) });
  await post(system, sms(system, phone, 'alo, co ai khong'));
  const attached = await eventually(
    async () => (await timeline()).find(({ text }) => text === 'alo, co ai khong'),
    'the SMS',
  );
  expect(attached).toMatchObject({ channel: 'sms', toBeConfirmed: true });
  const answer = await eventually(async () => (await sentTo(phone))[0], 'the answer to the SMS');
  expect(answer.text).not.toMatch(/Ca Mau|dat\b|Lan/);

  const path = `/api/requests/${id}/unlink`;
  const { version } = await caMau.read(id);
  expect((await caMau.call('POST', path, { version: version + 1, reason: 'x' })).status).toBe(409);
  const undone = await caMau.call('POST', path, { version, reason: 'Số của người khác' });
  expect(undone).toMatchObject({ status: 200, json: { version: version + 1 } });
  expect((await caMau.read(id)).citizen.phone).toBeUndefined();
  expect((await caMau.call('POST', path, { version: version + 1, reason: 'x' })).status).not.toBe(200);
  await post(system, sms(system, phone, 'toi o Ca Mau, hoi viec khac'));
  const fresh = await eventually(
    async () => (await caMau.all()).find(({ citizen: each }) => each.phone === phone),
    'a request of its own',
  );
  expect(fresh.id).not.toBe(id);
  expect((await timeline()).map(({ type }) => type)).toEqual(
    expect.arrayContaining([first?.type, 'phone-unlinked']),
  );
});

test('a day later the token has been renewed by the clock, and answers go out', async () => {
  await moveClock(system, 'PT26H');
  const { user } = await citizen();
  expect(await sentTo(user)).toHaveLength(1);
  expect(system.log.join('\n')).toContain('token.refreshed');
});

/** The number that a person shares by Zalo's form, and what was made of it. */
async function share({ user, timeline }: Awaited<ReturnType<typeof citizen>>, phone: string) {
  await tell({
    event_name: 'user_submit_info',
    sender: { id: user },
    recipient: OA,
    info: { name: 'Nguyễn Thị Lan', phone: phone.replace('+', '') },
  });
  const entry = await eventually(
    async () => (await timeline()).find(({ outcome }) => outcome === 'profile'),
    'the shared number',
  );
  return entry.sharedPhone;
}

test('a call from a shared number is attached to be confirmed, and hears nothing of the case', async () => {
  const person = await citizen();
  const phone = newNumber();
  expect(await share(person, phone)).toBe('linked');
  const told = await call(system, phone).arrive();
  // The menu itself names land among the matters.
  expect(JSON.stringify(told)).not.toMatch(/Cà Mau|Lan\b|\d{4}-\d{4}/);
  const entry = await eventually(
    async () => (await person.timeline()).find(({ channel }) => channel === 'voice'),
    'the call',
  );
  expect(entry).toMatchObject({ toBeConfirmed: true });
});

test('a number that two people share is a household’s: what comes from it belongs to neither', async () => {
  const [one, other] = [await citizen(), await citizen()];
  const phone = newNumber();
  expect(await share(one, phone)).toBe('linked');
  expect(await share(other, phone)).not.toBe('linked');
  await post(system, sms(system, phone, 'toi o Ca Mau, hoi viec thua ke'));
  const own = await eventually(
    async () =>
      (await caMau.all()).find(
        ({ citizen: each, id }) => each.phone === phone && id !== one.id && id !== other.id,
      ),
    'a request of its own',
  );
  expect(own.state).toBe('routed');
  for (const { timeline } of [one, other])
    expect((await timeline()).map(({ text }) => text)).not.toContain('toi o Ca Mau, hoi viec thua ke');
});

test('a half-told story is asked after once; who is not safe, has stopped or has told all is left alone', async () => {
  const REMINDER = /còn nhắn dở|con nhan do/;
  const half = newZaloUser();
  const unsafe = newZaloUser();
  const stopped = newNumber();
  await post(system, zaloText(half, 'cho em hỏi với ạ'));
  await post(system, zaloText(unsafe, 'cho em hỏi với ạ, chồng em đọc điện thoại của em, đừng nhắn tin lại'));
  await post(system, sms(system, stopped, 'cho em hoi voi a'));
  await eventually(async () => (await sentTo(half))[0], 'an answer');
  await eventually(async () => (await sentTo(stopped))[0], 'an answer');
  await post(system, sms(system, stopped, 'STOP'));
  const told = await citizen();
  const reminders = async (to: string) => (await sentTo(to)).filter(({ text }) => REMINDER.test(text)).length;

  await moveClock(system, 'PT3H');
  expect(await reminders(half)).toBe(0);
  // Four hours of silence, and a night if there is one in between.
  for (const time of ['PT2H', 'PT12H', 'PT5H']) await moveClock(system, time);

  expect(await Promise.all([half, unsafe, stopped, told.user].map(reminders))).toEqual([1, 0, 0, 0]);
});
