import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordOutcome } from '../../adapters/dynamodb/receipts.ts';
import { changeRequest, readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { getItem, query } from '../../adapters/dynamodb/table.ts';
import { readZaloToken, writeZaloToken } from '../../adapters/dynamodb/tokens.ts';
import type { Contact } from '../../domain/contact/contact.ts';
import type { Receipt } from '../../domain/contact/happening.ts';
import { recorded } from '../../domain/request/act.ts';
import type { Facts, OutgoingText } from '../../domain/request/request.ts';
import { receive } from '../../functions/intake/receive.ts';
import { type RealTable, realTable } from '../adapters/dynamodb/real-table.ts';
import { provider, type Reply } from './provider.ts';
import { busBatch } from './queue-records.ts';
import { ENVIRONMENT, SECRETS } from './signed.ts';

const secrets = mockClient(SecretsManagerClient);
let real: RealTable;
let away: Awaited<ReturnType<typeof provider>>;
let send: (event: SQSEvent) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;
let serial = 0;
const logged: string[] = [];

/** Noon in Vietnam, so that no test depends on the hour at which it runs. */
const NOON = Date.parse('2026-11-23T05:00:00Z');

beforeAll(async () => {
  real = await realTable();
  away = await provider();
  Object.assign(process.env, ENVIRONMENT, {
    TWILIO_API_URL: away.url,
    ZALO_API_URL: away.url,
    ZNS_API_URL: away.url,
    ZALO_OAUTH_URL: away.url,
  });
  secrets
    .on(GetSecretValueCommand)
    .callsFake(({ SecretId }) => ({ SecretString: JSON.stringify(SECRETS[SecretId]) }));
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  send = (await import('../../functions/send/handler.ts')).handler;
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await real.stop();
  await away.stop();
});
beforeEach(async () => {
  serial += 1;
  logged.length = 0;
  // Each test in minutes of its own: the provider's limit is shared.
  vi.setSystemTime(NOON + serial * 5 * 60_000);
  await writeZaloToken(real.table, {
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
    obtainedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 25 * 3_600_000).toISOString(),
  });
});

type Event = { requestId: string; sequence: number };
const user = () => `zalo:${1_000_000 + serial}`;
const phone = () => `+8491${String(1_000_000 + serial)}`;

/** A person writes; what the hotline wants to answer stands in the event it left. */
async function written(
  channel: 'zalo' | 'sms',
  text = 'toi o Ca Mau, bi lua ban dat',
  other: Partial<Contact> = {},
) {
  const contact: Contact = {
    providerEventId: `event-${serial}-${Math.random()}`,
    channel,
    address: channel === 'zalo' ? user() : `tel:${phone()}`,
    conversation: channel,
    input: { kind: 'text', text },
    sentAt: null,
    ...other,
  };
  await receive(real.table, contact, () => '', 10_000);
  const line = logged.map((each) => JSON.parse(each)).findLast(({ code }) => code === 'intake.written');
  return { requestId: String(line.requestId), sequence: Number(line.sequence) };
}

/** A text nobody asked for, as a handler or a reminder would want to send it. */
async function noticed(requestId: string, message: Partial<OutgoingText>, facts: Facts = {}) {
  const changed = await changeRequest(real.table, requestId, (request) => {
    if (request === null) return { refusal: 'gone' };
    const full: OutgoingText = {
      id: `${requestId}-notice-${request.sequence}`,
      channel: 'zalo',
      address: user(),
      text: 'Hồ sơ của quý vị đã đủ.',
      purpose: 'notice',
      ...message,
    };
    const after = { ...request, facts: { ...request.facts, ...facts } };
    const entry = {
      at: new Date().toISOString(),
      by: 'handler.96',
      type: 'note' as const,
      messages: [full],
      publish: [{ type: 'message.requested' as const }],
    };
    return { ...recorded(request, after, entry), timers: [] };
  });
  if (changed.kind !== 'changed') throw new Error('the notice was not written');
  return { requestId, sequence: changed.request.sequence };
}

const queued = (...events: readonly { requestId: string; sequence: number }[]): SQSEvent =>
  busBatch(
    'message.requested',
    ...events.map(({ requestId, sequence }) => ({
      eventId: `${requestId}-${sequence}`,
      requestId,
      sequence,
    })),
  );

/** What the queue does with it: done, again, or done with an alarm. */
async function bring(event: { requestId: string; sequence: number }): Promise<'done' | 'again' | 'alarm'> {
  try {
    return (await send(queued(event))).batchItemFailures.length > 0 ? 'again' : 'done';
  } catch {
    return 'alarm';
  }
}

const entries = async (requestId: string) =>
  (await readTimeline(real.table, requestId)).filter(({ type }) => type === 'message');
const last = async (requestId: string) => (await entries(requestId)).at(-1);

/** The timers that ask for messages again. */
const postponed = async (requestId: string) => {
  const { items } = await query(real.table, {
    partition: ['pk', `REQUEST#${requestId}`],
    sort: { name: 'sk', beginsWith: 'TIMER#postponed' },
  });
  return items;
};

const zaloTakes = (id = `z-${serial}`): Reply => ({
  json: { error: 0, message: 'Success', data: { message_id: id } },
});
const zaloRefuses = (error: number): Reply => ({ json: { error, message: 'no' } });
const sends = () => away.asked.filter(({ path }) => path !== '/v4/oa/access_token');
const refreshes = () => away.asked.filter(({ path }) => path === '/v4/oa/access_token');

it('the form for contact data has its one element with a picture of ours', async () => {
  const { requestId } = await written('zalo');
  away.answers(() => zaloTakes());
  const form = { title: 'Xin số điện thoại', subtitle: 'Để Trung tâm gọi lại cho quý vị.' };
  expect(await bring(await noticed(requestId, { form, purpose: 'reply' }))).toBe('done');
  expect(JSON.parse(sends().at(-1)?.body ?? '').message.attachment.payload).toEqual({
    template_type: 'request_user_info',
    elements: [{ ...form, image_url: 'https://console.invalid/console/zalo-form.png' }],
  });
});

describe('Zalo’s answers, each to its end', () => {
  it.each([
    [0, 'done', 'sent', undefined],
    ...[-213, -217, -218, -227, -244, -248].map(
      (code) => [code, 'done', 'refused', 'recipient-unreachable'] as const,
    ),
    ...[-230, -231, -232].map((code) => [code, 'done', 'refused', 'window-closed'] as const),
    ...[-201, -210, -233, -240, -242, -100, -249].map(
      (code) => [code, 'alarm', 'refused', 'refused-content'] as const,
    ),
    ...[-211, -224, -320, -321].map((code) => [code, 'alarm', 'postponed', 'provider-quota'] as const),
    ...[-204, -205, -209, -212, -219, -221, -223, -14002, -14003, -99999].map(
      (code) => [code, 'alarm', 'postponed', 'provider-set-up'] as const,
    ),
  ] as const)('%i: %s', async (code, queue, outcome, reason) => {
    const event = await written('zalo');
    away.answers(() => (code === 0 ? zaloTakes() : zaloRefuses(code)));
    expect(await bring(event)).toBe(queue);
    expect(sends()).toHaveLength(1);
    expect(await last(event.requestId)).toMatchObject({ outcome, ...(reason ? { reason } : {}) });
    if (queue === 'alarm') expect(logged.join()).toMatch(/"send\.(alarm|refused)"/);
    // What ended does not go out again; what was put off does, when its time has come.
    vi.setSystemTime(Date.now() + 60_000);
    away.answers(() => zaloTakes());
    expect(await bring(event)).toBe('done');
    expect(sends()).toHaveLength(outcome === 'postponed' ? 1 : 0);
    if (outcome === 'postponed') expect(await last(event.requestId)).toMatchObject({ outcome: 'sent' });
  });

  it.each([-32, -200, -234])(
    '%i: asked again in the next minute, then ever more seldom, at last the queue’s',
    async (code) => {
      const event = await written('zalo');
      away.answers(() => zaloRefuses(code));
      const waits: number[] = [];
      for (let attempt = 1; attempt <= 5; attempt += 1) {
        expect(await bring(event)).toBe('done');
        // Before its time it is not tried, however often the queue brings it.
        expect(await bring(event)).toBe('done');
        expect(sends()).toHaveLength(attempt);
        const [timer] = await postponed(event.requestId);
        const dueAt = Date.parse(String(timer?.dueAt));
        waits.push(Math.round((dueAt - Date.now()) / 60_000));
        vi.setSystemTime(dueAt);
      }
      expect(waits).toEqual([1, 2, 4, 8, 16]);
      expect(await last(event.requestId)).toMatchObject({ outcome: 'postponed', reason: 'provider-busy' });
      // Then the handler is told that it waits for somebody, once.
      expect(await bring(event)).toBe('again');
      expect(await last(event.requestId)).toMatchObject({ outcome: 'waiting', reason: 'provider-busy' });
      expect(await bring(event)).toBe('again');
      expect((await entries(event.requestId)).filter(({ outcome }) => outcome === 'waiting')).toHaveLength(1);
      away.answers(() => zaloTakes());
      expect(await bring(event)).toBe('done');
      expect(await last(event.requestId)).toMatchObject({ outcome: 'sent' });
    },
  );

  it('an answer that takes its time is waited for, and nothing is sent twice meanwhile', async () => {
    const event = await written('zalo');
    away.answers(async () => {
      await new Promise((resume) => setTimeout(resume, 500));
      return zaloTakes();
    });
    const first = bring(event);
    await new Promise((resume) => setTimeout(resume, 200));
    expect(await bring(event)).toBe('again');
    expect(await first).toBe('done');
    expect(sends()).toHaveLength(1);
    expect(await entries(event.requestId)).toMatchObject([{ outcome: 'sent' }]);
  });

  it('the free window passed, Zalo is asked first whether it would take the message; a no is believed', async () => {
    const { requestId } = await written('zalo');
    vi.setSystemTime(NOON + 3 * 86_400_000 + serial * 5 * 60_000);
    await writeZaloToken(real.table, {
      accessToken: 'access-1',
      refreshToken: 'refresh-1',
      obtainedAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + 25 * 3_600_000).toISOString(),
    });
    const paths = () => sends().map(({ path }) => path);
    away.answers(({ path }) => (path === '/v3.0/oa/quota/message' ? zaloRefuses(-230) : zaloTakes()));
    await bring(await noticed(requestId, {}));
    expect(paths()).toEqual(['/v3.0/oa/quota/message']);
    expect(await last(requestId)).toMatchObject({ outcome: 'refused', reason: 'window-closed' });
    // A yes, and no answer at all, let the message go.
    for (const quota of [{ json: { error: 0, data: {} } }, 'drop'] as const) {
      away.answers(({ path }) =>
        path === '/v3.0/oa/quota/message' ? quota : zaloTakes(`z-${Math.random()}`),
      );
      await bring(await noticed(requestId, {}));
      expect(paths()).toEqual(['/v3.0/oa/quota/message', '/v3.0/oa/message/cs']);
      expect(await last(requestId)).toMatchObject({ outcome: 'sent' });
    }
  });

  it.each<[string, Reply]>([
    ['a dropped connection', 'drop'],
    ['a broken server', { status: 502, json: {} }],
    ['an answer that is none', { json: 'hello' }],
  ])('%s leaves a doubt, and the next success says so', async (_, reply) => {
    const event = await written('zalo');
    away.answers(() => reply);
    expect(await bring(event)).toBe('done');
    expect(await last(event.requestId)).toMatchObject({
      outcome: 'postponed',
      reason: 'provider-unreachable',
    });
    vi.setSystemTime(Date.now() + 60_000);
    away.answers(() => zaloTakes());
    expect(await bring(event)).toBe('done');
    expect(await last(event.requestId)).toMatchObject({ outcome: 'sent-possibly-twice' });
  });
});

describe('two answers to one person', () => {
  const texts = () => sends().map(({ body }) => JSON.parse(body).message.text);
  const wanted = async (requestId: string) =>
    (await readTimeline(real.table, requestId)).flatMap(
      ({ messages }) => messages?.map(({ text }) => text) ?? [],
    );

  it.each([
    [
      'in one batch, the later one first',
      async (one: Event, two: Event) => void (await send(queued(two, one))),
    ],
    [
      'in two runs at once, the later one first',
      async (one: Event, two: Event) => {
        const later = send(queued(two));
        await new Promise((resume) => setTimeout(resume, 300));
        await Promise.all([later, send(queued(one))]);
      },
    ],
  ])('leave in their order: %s', async (_, run) => {
    const one = await written('zalo');
    const two = await written('zalo', 'khong');
    away.answers(() => zaloTakes());
    await run(one, two);
    expect(texts()).toHaveLength(2);
    expect(texts()).toEqual(await wanted(one.requestId));
  });

  it('wait for each other where the first is put off', async () => {
    const one = await written('zalo');
    const two = await written('zalo', 'khong');
    away.answers(() => zaloRefuses(-32));
    await bring(one);
    away.answers(() => zaloTakes());
    await bring(two);
    expect(sends()).toHaveLength(0);
    expect(await last(one.requestId)).toMatchObject({ outcome: 'postponed' });
    vi.setSystemTime(Date.now() + 60_000);
    await send(queued(two, one));
    expect(texts()).toEqual(await wanted(one.requestId));
  });

  it('do not wait for ever: the second leaves after three seconds where the first is lost from sight', async () => {
    await written('zalo');
    const two = await written('zalo', 'khong');
    away.answers(() => zaloTakes());
    const from = performance.now();
    await bring(two);
    expect(performance.now() - from).toBeGreaterThan(2500);
    expect(texts()).toHaveLength(1);
  });
});

it('after STOP the emergency number leaves in answer to danger, and nothing else', async () => {
  const first = await written('sms');
  away.answers(() => ({ status: 201, json: { sid: `SM-${serial}` } }));
  await bring(first);
  await bring(await written('sms', 'STOP'));
  away.answers(() => ({ status: 201, json: { sid: `SM-${serial}-2` } }));
  const calm = await written('sms', 'toi hoi them viec dat');
  await bring(calm);
  expect(sends()).toHaveLength(0);
  expect(await last(calm.requestId)).toMatchObject({ outcome: 'refused', reason: 'opted-out' });
  await bring(await written('sms', 'chong dang danh toi, cuu toi voi'));
  expect(sends().map(({ body }) => new URLSearchParams(body).get('Body'))).toEqual([
    'TGPL: Nguy hiem goi ngay 113, bi thuong goi 115.',
  ]);
});

describe('a token that Zalo does not take', () => {
  const fresh = (access: string, refresh: string): Reply => ({
    json: { access_token: access, refresh_token: refresh, expires_in: '90000' },
  });

  it.each([-216, -220])('%i: refreshed once, stored, and the message is tried once more', async (code) => {
    const event = await written('zalo');
    away.answers(({ path, headers }) =>
      path === '/v4/oa/access_token'
        ? fresh('access-2', 'refresh-2')
        : headers.access_token === 'access-2'
          ? zaloTakes()
          : zaloRefuses(code),
    );
    expect(await bring(event)).toBe('done');
    expect(await last(event.requestId)).toMatchObject({ outcome: 'sent' });
    expect(refreshes()).toMatchObject([{ headers: { secret_key: 'secret' } }]);
    expect(Object.fromEntries(new URLSearchParams(refreshes()[0]?.body))).toEqual({
      app_id: 'app',
      grant_type: 'refresh_token',
      refresh_token: 'refresh-1',
    });
    expect(await readZaloToken(real.table)).toMatchObject({
      accessToken: 'access-2',
      refreshToken: 'refresh-2',
      leaseUntil: '',
      expiresAt: new Date(Date.now() + 90_000_000).toISOString(),
    });
  });

  it('replaced by somebody else meanwhile: used without a refresh', async () => {
    const event = await written('zalo');
    away.answers(async ({ headers }) => {
      if (headers.access_token !== 'access-1') return zaloTakes();
      const now = new Date().toISOString();
      await writeZaloToken(real.table, {
        accessToken: 'access-9',
        refreshToken: 'refresh-9',
        obtainedAt: now,
        expiresAt: now,
      });
      return zaloRefuses(-216);
    });
    expect(await bring(event)).toBe('done');
    expect(refreshes()).toEqual([]);
  });

  it('many messages at once: one refresh', async () => {
    const events = [];
    for (let person = 0; person < 6; person += 1)
      events.push(await written('zalo', 'toi o Ca Mau', { address: `${user()}-${person}` }));
    let used = false;
    away.answers(({ path, headers, body }) => {
      if (path !== '/v4/oa/access_token')
        return headers.access_token === 'access-2' ? zaloTakes() : zaloRefuses(-220);
      if (used || !body.includes('refresh-1')) return { json: { error: -14014 } };
      used = true;
      return fresh('access-2', 'refresh-2');
    });
    expect(new Set(await Promise.all(events.map(bring)))).toEqual(new Set(['done']));
    expect(refreshes()).toHaveLength(1);
  });

  it('not renewed: put off, with the operator told', async () => {
    const event = await written('zalo');
    away.answers(({ path }) =>
      path === '/v4/oa/access_token' ? { json: { error: -14014 } } : zaloRefuses(-216),
    );
    expect(await bring(event)).toBe('alarm');
    expect(logged.join()).toContain('"token.failed"');
    expect(logged.join()).not.toMatch(/refresh-1|access-1/);
  });
});

describe('a long Zalo text', () => {
  it('goes out in parts, in their order, also when the provider is busy in between', async () => {
    const { requestId } = await written('zalo');
    const text = Array.from(
      { length: 110 },
      (_, line) => `Câu ${line}: quý vị có quyền được trợ giúp pháp lý.`,
    ).join(' ');
    const event = await noticed(requestId, { text, purpose: 'reply' });
    let calls = 0;
    away.answers(() => {
      calls += 1;
      return calls === 2 ? zaloRefuses(-32) : zaloTakes(`part-${serial}-${calls}`);
    });
    expect(await bring(event)).toBe('done');
    expect(calls).toBe(2);
    const timers = await postponed(requestId);
    expect(timers).toHaveLength(2);
    vi.setSystemTime(Date.parse(String(timers[0]?.dueAt)));
    expect(await bring(event)).toBe('done');
    expect(calls).toBe(4);
    const sent = sends().map(({ body }) => String(JSON.parse(body).message.text));
    expect(sent.every((part) => part.length <= 2000)).toBe(true);
    expect([sent[0], sent[2], sent[3]].join(' ')).toBe(text);
  });
});

it('where a call is safe the form for a number follows the answer, once, and not in an anonymous chat', async () => {
  await written('zalo', 'Chồng đang đánh tôi ở Sóc Trăng');
  const event = await written('zalo', '1');
  away.answers(() => zaloTakes(`z-${Math.random()}`));
  await bring(event);
  expect(sends().map(({ body }) => JSON.parse(body).message)).toMatchObject([
    { text: expect.stringContaining('Mã số') },
    {
      attachment: {
        payload: { template_type: 'request_user_info', elements: [{ title: expect.any(String) }] },
      },
    },
  ]);
  expect(await entries(event.requestId)).toMatchObject([{ outcome: 'sent' }, { outcome: 'sent' }]);
  const anonymous = { address: `${user()}-a`, conversation: 'anonymous:1' };
  await written('zalo', 'Chồng đang đánh tôi ở Sóc Trăng', anonymous);
  away.answers(() => zaloTakes(`z-${Math.random()}`));
  await bring(await written('zalo', '1', anonymous));
  expect(sends()).toHaveLength(1);
});

it('a person in an anonymous chat is answered in it', async () => {
  const event = await written('zalo', 'toi o Ca Mau', { conversation: 'anonymous:1543908534' });
  away.answers(() => zaloTakes());
  await bring(event);
  expect(sends()).toMatchObject([{ path: '/v2.0/oa/message' }]);
  expect(JSON.parse(sends()[0]?.body ?? '')).toMatchObject({
    recipient: { anonymous_id: user().slice(5), conversation_id: '1543908534' },
  });
});

describe('what nobody asked for', () => {
  it('waits at night until seven, however often it is asked, and then goes out', async () => {
    const { requestId } = await written('zalo');
    vi.setSystemTime(Date.parse('2026-11-23T15:00:00Z'));
    const event = await noticed(requestId, {});
    away.answers(() => zaloTakes());
    expect([await bring(event), await bring(event)]).toEqual(['done', 'done']);
    expect(away.asked).toEqual([]);
    expect(await postponed(requestId)).toMatchObject([{ dueAt: '2026-11-24T00:00:00.000Z' }]);
    expect((await entries(requestId)).map(({ outcome }) => outcome)).toEqual(['postponed']);
    vi.setSystemTime(Date.parse('2026-11-24T00:00:30Z'));
    expect(await bring(event)).toBe('done');
    expect(await last(requestId)).toMatchObject({ outcome: 'sent' });
  });

  it('outside Zalo’s window goes as neutral SMS to the number that was said to be safe', async () => {
    const { requestId } = await written('zalo');
    vi.setSystemTime(Date.now() + 8 * 86_400_000);
    const event = await noticed(requestId, {}, { phone: phone(), safeContact: 'safe' });
    away.answers(() => ({ status: 201, json: { sid: `SM${serial}` } }));
    expect(await bring(event)).toBe('done');
    const refused = await last(requestId);
    expect(refused).toMatchObject({
      outcome: 'refused',
      reason: 'reply-window-closed',
      publish: [{ type: 'message.requested' }],
    });
    expect(away.asked).toEqual([]);
    expect(await bring({ requestId, sequence: refused?.sequence ?? 0 })).toBe('done');
    const form = new URLSearchParams(sends()[0]?.body);
    expect(form.get('To')).toBe(phone());
    expect(form.get('Body')).toBe('TGPL: Quy vi co tin moi. Xin nhan tin hoac goi lai khi thuan tien.');
    expect(form.get('StatusCallback')).toBe('https://hotline.example/twilio/sms/status');
  });

  it('outside the window without a safe number: refused, and the handler sees why', async () => {
    const { requestId } = await written('zalo');
    vi.setSystemTime(Date.now() + 8 * 86_400_000);
    const event = await noticed(requestId, {}, { phone: phone() });
    expect(await bring(event)).toBe('done');
    expect(await last(requestId)).toMatchObject({ reason: 'reply-window-closed', publish: [] });
  });
});

describe('limits', () => {
  it('of one person: the sixty-first message of an hour is refused', async () => {
    const { requestId } = await written('zalo');
    away.answers(() => zaloTakes(`many-${Math.random()}`));
    for (let count = 1; count <= 61; count += 1) {
      vi.setSystemTime(Date.parse('2026-11-25T05:00:00Z') + count * 50_000);
      await bring(await noticed(requestId, { purpose: 'reply' }));
    }
    expect(sends()).toHaveLength(60);
    expect(await last(requestId)).toMatchObject({ outcome: 'refused', reason: 'too-many-messages' });
  });

  it('of the provider: what is too much for this minute waits for the next, and goes out then', async () => {
    vi.setSystemTime(Date.parse('2026-11-26T05:00:10Z'));
    away.answers(() => zaloTakes(`busy-${Math.random()}`));
    const events = [];
    for (let person = 0; person < 92; person += 1)
      events.push(await written('zalo', 'toi o Ca Mau', { address: `${user()}-${person}` }));
    for (const event of events) expect(await bring(event)).toBe('done');
    expect(sends()).toHaveLength(90);
    const late = events.at(-1) ?? { requestId: '', sequence: 0 };
    expect(await last(late.requestId)).toMatchObject({ outcome: 'postponed', reason: 'provider-limit' });
    vi.setSystemTime(Date.parse('2026-11-26T05:01:05Z'));
    expect(await bring(late)).toBe('done');
    expect(await last(late.requestId)).toMatchObject({ outcome: 'sent' });
  });
});

describe('receipts', () => {
  const receipt = (status: Receipt['status'], more: Partial<Receipt> = {}): Receipt => ({
    providerEventId: `r-${serial}-${status}`,
    provider: 'zalo',
    channel: 'zalo',
    address: user(),
    messageIds: [`z-${serial}`],
    status,
    sentAt: null,
    ...more,
  });
  const tell = (given: Receipt) => receive(real.table, given, () => '', 10_000);
  const outcomes = async (requestId: string) => (await entries(requestId)).map(({ outcome }) => outcome);

  it('move a message forward, once each, in whatever order and number they come', async () => {
    const event = await written('zalo');
    away.answers(() => zaloTakes());
    await bring(event);
    await tell(receipt('delivered'));
    await Promise.all([tell(receipt('seen')), tell(receipt('seen')), tell(receipt('delivered'))]);
    await tell(receipt('delivered'));
    expect(await outcomes(event.requestId)).toEqual(['sent', 'delivered', 'seen']);
  });

  it('that overtakes our own record is not lost', async () => {
    const event = await written('zalo');
    away.answers(async () => {
      await tell(receipt('delivered'));
      return zaloTakes();
    });
    await bring(event);
    expect(await outcomes(event.requestId)).toEqual(['sent', 'delivered']);
  });

  it('for a message that is not ours changes nothing', async () => {
    const event = await written('zalo');
    const before = await readRequest(real.table, event.requestId);
    expect(await recordOutcome(real.table, receipt('seen'), 'somebody-else')).toBe(false);
    expect(await readRequest(real.table, event.requestId)).toEqual(before);
    expect(await getItem(real.table, { pk: 'SENT#zalo:somebody-else', sk: 'SENT' })).toMatchObject({
      ttl: expect.any(Number),
    });
  });

  it('an SMS that cannot arrive is told with its reason, and Zalo is tried where the person has one', async () => {
    const { requestId } = await written('zalo');
    const event = await noticed(
      requestId,
      { channel: 'sms', address: `tel:${phone()}` },
      { phone: phone(), safeContact: 'safe' },
    );
    away.answers(() => ({ status: 201, json: { sid: `SM-${serial}` } }));
    await bring(event);
    const failed = receipt('failed', {
      provider: 'twilio',
      channel: 'sms',
      messageIds: [`SM-${serial}`],
      reason: 'recipient-unreachable',
    });
    await Promise.all([tell(failed), tell(failed)]);
    expect(await outcomes(requestId)).toEqual(['sent', 'failed']);
    const entry = await last(requestId);
    expect(entry).toMatchObject({
      reason: 'recipient-unreachable',
      publish: [{ type: 'message.requested' }],
    });
    away.answers(() => zaloTakes());
    await bring({ requestId, sequence: entry?.sequence ?? 0 });
    expect(sends()).toMatchObject([{ path: '/v3.0/oa/message/cs' }]);
  });
});
