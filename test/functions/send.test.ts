import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { tokenKey } from '../../adapters/dynamodb/keys.ts';
import { readTimeline } from '../../adapters/dynamodb/requests.ts';
import { writeSending } from '../../adapters/dynamodb/sendings.ts';
import { putItem, transact } from '../../adapters/dynamodb/table.ts';
import { putEvent, putPerson, putRequest } from '../../adapters/dynamodb/write-parts.ts';
import { newPerson } from '../../domain/person/person.ts';
import type { OutgoingText } from '../../domain/request/request.ts';
import { type RealTable, realTable } from '../adapters/dynamodb/real-table.ts';
import { aRequest } from '../domain/request/a-request.ts';
import { busBatch } from './queue-records.ts';
import { ENVIRONMENT, SECRETS } from './signed.ts';

const secrets = mockClient(SecretsManagerClient);
let real: RealTable;
let send: (event: SQSEvent) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;
let serial = 0;
const sent: { url: string; body: string; authorized: boolean }[] = [];
/** What the provider does with the next call. */
let provider: () => Response | Promise<Response> = () => taken();

beforeAll(async () => {
  real = await realTable();
  Object.assign(process.env, ENVIRONMENT);
  secrets
    .on(GetSecretValueCommand)
    .callsFake(({ SecretId }) => ({ SecretString: JSON.stringify(SECRETS[SecretId]) }));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  vi.stubGlobal(
    'fetch',
    async (url: URL, { body, headers }: { body: string; headers: Record<string, string> }) => {
      const authorized =
        headers.access_token === 'zalo-token' ||
        headers.authorization === `Basic ${Buffer.from('AC1:token').toString('base64')}`;
      sent.push({ url: String(url), body, authorized });
      return provider();
    },
  );
  await putItem(real.table, {
    ...tokenKey('zalo'),
    accessToken: 'zalo-token',
    refreshToken: 'r',
    obtainedAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    leaseUntil: new Date(0).toISOString(),
    version: 1,
  });
  send = (await import('../../functions/send/handler.ts')).handler;
});
afterAll(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await real.stop();
});
beforeEach(() => {
  serial += 1;
  sent.length = 0;
  provider = taken;
  real.trouble('none');
});

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
/** An answer that both providers could give. */
const taken = () => json(201, { sid: 'SM1', status: 'queued', error: 0, data: { message_id: 'z1' } });

const id = () => `request-${serial}`;
const message = (channel: 'sms' | 'zalo', text = 'Đã ghi nhận, mã số 4821-7735.'): OutgoingText => ({
  id: `${id()}-1`,
  channel,
  address: channel === 'sms' ? `tel:+8494${String(serial).padStart(7, '0')}` : `zalo:user-${serial}`,
  text,
  purpose: 'reply',
});

async function prepare(outgoing: OutgoingText, { optedOut = false } = {}) {
  const person = { ...newPerson(outgoing.address), optedOut, lastContactAt: new Date().toISOString() };
  await transact(real.table, [
    putRequest(real.table, aRequest({ id: id(), sequence: 1 })),
    putPerson(real.table, person),
    putEvent(real.table, {
      requestId: id(),
      sequence: 1,
      at: new Date().toISOString(),
      by: 'citizen',
      type: 'contact',
      messages: [outgoing],
      changes: {},
      publish: [],
    }),
  ]);
}
const queued = (): SQSEvent =>
  busBatch('message.requested', { eventId: `${id()}-000001`, requestId: id(), sequence: 1 });
const sends = async () => (await send(queued())).batchItemFailures.length === 0;
const entries = async () =>
  (await readTimeline(real.table, id()))
    .filter(({ type }) => type === 'message')
    .map(({ outcome, reason }) => [outcome, reason]);

describe.each(['sms', 'zalo'] as const)('a message by %s', (channel) => {
  it('goes to the provider and onto the timeline', async () => {
    // Prepare
    await prepare(message(channel));
    // Act
    expect(await sends()).toBe(true);
    // Assess
    expect(sent).toEqual([expect.objectContaining({ authorized: true })]);
    expect(sent[0]?.url).toBe(
      channel === 'sms'
        ? 'http://twilio.invalid/2010-04-01/Accounts/AC1/Messages.json'
        : 'http://zalo.invalid/v3.0/oa/message/cs',
    );
    expect(await entries()).toEqual([['sent', undefined]]);
  });

  it('is not sent again when the queue brings it again', async () => {
    await prepare(message(channel));
    expect(await sends()).toBe(true);
    expect(await sends()).toBe(true);
    expect(sent).toHaveLength(1);
    expect(await entries()).toHaveLength(1);
  });

  it('is sent once when the queue brings it three times at once', async () => {
    await prepare(message(channel));
    await Promise.all([sends(), sends(), sends()]);
    expect(sent).toHaveLength(1);
    expect(await sends()).toBe(true);
    expect(await entries()).toEqual([['sent', undefined]]);
  });

  it.each([
    ['is busy (429)', () => json(429, { code: 20429, error: -32 }), 'sent'],
    ['is busy without a word of JSON', () => new Response('<html>', { status: 429 }), 'sent'],
    ['fails (500)', () => json(500, {}), 'sent-possibly-twice'],
    ['fails (503)', () => new Response('', { status: 503 }), 'sent-possibly-twice'],
    ['does not answer', () => Promise.reject(new DOMException('', 'TimeoutError')), 'sent-possibly-twice'],
    ['answers nonsense', () => new Response('', { status: 200 }), 'sent-possibly-twice'],
  ] as const)(
    'comes again while the provider %s, and is marked where it may have been taken',
    async (_, trouble, outcome) => {
      // Prepare
      vi.useFakeTimers({ toFake: ['Date'] });
      onTestFinished(() => void vi.useRealTimers());
      const minutesPass = (count: number) => vi.setSystemTime(Date.now() + count * 60_000);
      await prepare(message(channel));
      provider = trouble;
      // Act
      expect(await sends()).toBe(true);
      minutesPass(1);
      expect(await sends()).toBe(true);
      // Before the next minute nothing is tried, however often the queue brings it.
      expect(await sends()).toBe(true);
      provider = taken;
      minutesPass(2);
      expect(await sends()).toBe(true);
      // Assess
      expect(sent).toHaveLength(3);
      const reason = outcome === 'sent' ? 'provider-busy' : 'provider-unreachable';
      expect(await entries()).toEqual([
        ['postponed', reason],
        ['postponed', reason],
        [outcome, undefined],
      ]);
    },
  );

  it('to who wants none is not sent, and the handler sees why', async () => {
    await prepare(message(channel), { optedOut: true });
    expect(await sends()).toBe(true);
    expect(sent).toEqual([]);
    expect(await entries()).toEqual([['refused', 'opted-out']]);
    expect(await sends()).toBe(true);
    expect(await entries()).toHaveLength(1);
  });

  it('whose end could not be written is looked after, not forgotten', async () => {
    // Prepare
    await prepare(message(channel));
    provider = () => {
      real.trouble('throttled', 'TransactWriteItems');
      return taken();
    };
    // Act
    expect(await sends()).toBe(false);
    real.trouble('none');
    provider = taken;
    // Assess: the attempt's lease still runs, so nothing is sent twice in a hurry.
    expect(await sends()).toBe(false);
    expect(sent).toHaveLength(1);
    expect(await entries()).toEqual([]);
  });

  it('of which an earlier attempt left no word behind is sent, and marked', async () => {
    // Prepare: the function died between its lease and its answer.
    await prepare(message(channel));
    const leaseUntil = new Date(Date.now() - 1).toISOString();
    const trying = { status: 'trying' as const, attempt: 1, leaseUntil, uncertain: false };
    await writeSending(real.table, id(), `${id()}-1`, null, trying);
    // Act
    expect(await sends()).toBe(true);
    // Assess
    expect(await entries()).toEqual([['sent-possibly-twice', undefined]]);
  });

  it('nobody knows of is no reason to go round for ever', async () => {
    expect(await sends()).toBe(true);
    expect(sent).toEqual([]);
  });
});

describe('an SMS', () => {
  it('leaves without marks, under the brand', async () => {
    await prepare(message('sms'));
    await sends();
    expect(new URLSearchParams(sent[0]?.body).get('Body')).toBe('TGPL: Da ghi nhan, ma so 4821-7735.');
  });

  it.each([
    ['a link', 'Xem https://a.vn', 'link-in-sms'],
    ['a number', 'Gọi 0912 345 678', 'phone-number-in-sms'],
  ])('with %s does not leave', async (_, text, reason) => {
    await prepare(message('sms', text));
    expect(await sends()).toBe(true);
    expect(sent).toEqual([]);
    expect(await entries()).toEqual([['refused', reason]]);
  });

  it.each([
    [21610, 'opted-out'],
    [21211, 'recipient-unreachable'],
    [21614, 'recipient-unreachable'],
  ])('that Twilio refuses for good (%i) ends so', async (code, reason) => {
    await prepare(message('sms'));
    provider = () => json(400, { code });
    expect(await sends()).toBe(true);
    expect(await sends()).toBe(true);
    expect(sent).toHaveLength(1);
    expect(await entries()).toEqual([['refused', reason]]);
  });
});

describe('a fault of our own', () => {
  it('an SMS that is answered without its name is not called sent: it rings, and comes again', async () => {
    await prepare(message('sms'));
    provider = () => json(201, { status: 'queued' });
    await expect(send(queued())).rejects.toThrow('to be mended');
    expect(await entries()).toEqual([['postponed', 'provider-set-up']]);
  });

  it.each([
    ['sms', 400, { code: 30007 }],
    ['sms', 400, { code: 21617 }],
    ['zalo', 200, { error: -201 }],
    ['zalo', 200, { error: -210 }],
    ['zalo', 200, { error: -233 }],
  ] as const)('by %s (%i %j) rings once, and the message is at its end', async (channel, status, answer) => {
    // Prepare
    await prepare(message(channel));
    provider = () => json(status, answer);
    // Act
    await expect(send(queued())).rejects.toThrow('to be mended');
    expect(await sends()).toBe(true);
    // Assess
    expect(sent).toHaveLength(1);
    expect(await entries()).toContainEqual(['refused', 'refused-content']);
  });
});

describe('a Zalo message', () => {
  it.each([-216, -220, -32, -200, -211, -224])(
    'of error %i comes again: nothing is lost for it',
    async (error) => {
      await prepare(message('zalo'));
      provider = () => json(200, { error, message: 'x' });
      // Some of them ring as well.
      await send(queued()).catch(() => undefined);
      expect((await entries()).map(([outcome]) => outcome)).toEqual(['postponed']);
    },
  );

  it.each([
    ...[-213, -217, -218, -227, -244, -248].map((error) => [error, 'recipient-unreachable'] as const),
    ...[-230, -231, -232].map((error) => [error, 'window-closed'] as const),
  ])('of error %i ends as %s', async (error, reason) => {
    await prepare(message('zalo'));
    provider = () => json(200, { error, message: 'x' });
    expect(await sends()).toBe(true);
    expect(await entries()).toContainEqual(['refused', reason]);
  });
});
