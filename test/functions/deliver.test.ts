import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeSettings } from '../../adapters/dynamodb/centres.ts';
import { readLastNotices } from '../../adapters/dynamodb/notices.ts';
import { transact } from '../../adapters/dynamodb/table.ts';
import { receivedSequence } from '../../adapters/dynamodb/timers.ts';
import { putRequest } from '../../adapters/dynamodb/write-parts.ts';
import { webhookSecretOf } from '../../adapters/signing.ts';
import { isFromAggregator } from '../../adapters/sms/signature.ts';
import { noSettings } from '../../domain/centre/settings.ts';
import { type RealTable, realTable } from '../adapters/dynamodb/real-table.ts';
import { aRequest } from '../domain/request/a-request.ts';
import { provider } from './provider.ts';
import { busBatch } from './queue-records.ts';

let real: RealTable;
let deliver: (event: SQSEvent) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;
let serial = 0;
let outside: Awaited<ReturnType<typeof provider>>;

beforeAll(async () => {
  real = await realTable();
  outside = await provider();
  vi.stubEnv('ADDRESS_KEY_SECRET_ID', 'hotline/address-key');
  vi.stubEnv('MAIL_FROM', 'bao-tin@hotline.invalid');
  vi.stubEnv('ZALO_API_URL', outside.url);
  vi.stubEnv('WEBHOOK_REACH', 'anywhere');
  vi.stubEnv('AWS_ENDPOINT_URL_SESV2', outside.url);
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', outside.url);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  deliver = (await import('../../functions/deliver/handler.ts')).handler;
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await outside.stop();
  await real.stop();
});
beforeEach(async () => {
  serial += 1;
  real.trouble('none');
  await transact(real.table, [putRequest(real.table, aRequest({ id: id(), sequence: 1 }))]);
});

const id = () => `request-${serial}`;
const detail = (sequence: number, other: object = {}) => ({
  eventId: `${id()}-${String(sequence).padStart(6, '0')}`,
  requestId: id(),
  sequence,
  centre: '92',
  urgency: 'normal',
  state: 'routed',
  channel: 'sms',
  ...other,
});
const batch = (...details: readonly object[]): SQSEvent => busBatch('request.routed', ...details);

it('records what a centre has received, in whatever order and however often it comes', async () => {
  const answer = await deliver(batch(detail(5), detail(3), detail(5), detail(4)));
  expect(answer.batchItemFailures).toEqual([]);
  expect(await receivedSequence(real.table, id())).toBe(5);
});

it('reports the one that could not be read, and records its neighbours', async () => {
  const answer = await deliver(batch(detail(1), { nonsense: true }, detail(2, { name: 'Lan' }), detail(3)));
  expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['1', '2']);
  expect(await receivedSequence(real.table, id())).toBe(3);
});

it('with the table away has all of them come again', async () => {
  real.trouble('throttled');
  const answer = await deliver(batch(detail(1), detail(2)));
  expect(answer.batchItemFailures).toHaveLength(2);
});

describe('what a centre is told outside the console', () => {
  const KEY = 'a key of the tests';
  const answering = (webhook: number, mail = 200) =>
    outside.answers(({ path, headers }) => {
      if (String(headers['x-amz-target']).startsWith('secretsmanager'))
        return { json: { SecretString: JSON.stringify({ key: KEY }) } };
      if (path.startsWith('/v2/email')) return { status: mail, json: { MessageId: 'm' } };
      return { status: webhook, json: {} };
    });
  const told = (path: string) => outside.asked.filter((one) => one.path.startsWith(path));
  const entered = (centre: string, notify: object) =>
    writeSettings(
      real.table,
      { ...noSettings(centre), version: 1, notify },
      { by: 'lead', at: '2026-11-23T02:00:00.000Z' },
    );

  it('nothing where nothing was entered', async () => {
    answering(200);
    expect((await deliver(batch(detail(1, { centre: '10' })))).batchItemFailures).toEqual([]);
    expect(outside.asked).toEqual([]);
  });

  it('a mail and a signed webhook, once each, with nothing of a citizen', async () => {
    await entered('11', { mail: 'trung-tam@centre.invalid', webhook: { url: `${outside.url}/hook` } });
    answering(200);
    const urgent = batch(detail(1, { centre: '11', urgency: 'urgent' }));
    for (const _ of [1, 2]) expect((await deliver(urgent)).batchItemFailures).toEqual([]);

    const [hook, ...more] = told('/hook');
    expect(more).toEqual([]);
    const headers: Record<string, unknown> = hook?.headers ?? {};
    const rawBody = hook?.body ?? '';
    const signed = {
      timestamp: String(headers['x-timestamp']),
      signature: String(headers['x-signature']),
      rawBody,
    };
    const secrets = [webhookSecretOf(KEY, '11')];
    expect(isFromAggregator({ ...signed, secrets })).toBe(true);
    expect(isFromAggregator({ ...signed, secrets: [webhookSecretOf(KEY, '12')] })).toBe(false);
    expect(Math.abs(Date.now() - Number(signed.timestamp))).toBeLessThan(60_000);
    expect(JSON.parse(rawBody)).toEqual({
      id: `${id()}-000001`,
      centre: '11',
      at: expect.any(String),
      what: 'request.routed',
      urgency: 'urgent',
      channel: 'sms',
      waiting: 0,
    });

    const mails = told('/v2/email');
    expect(mails).toHaveLength(1);
    expect(JSON.parse(mails[0]?.body ?? '')).toMatchObject({
      FromEmailAddress: 'bao-tin@hotline.invalid',
      Destination: { ToAddresses: ['trung-tam@centre.invalid'] },
      Content: { Simple: { Subject: { Data: 'KHẨN: yêu cầu trợ giúp pháp lý mới' } } },
    });
    const { code, address } = aRequest();
    for (const { body } of [...mails, ...told('/hook')])
      for (const word of [code, code.slice(0, 4), address.slice(5), 'http']) expect(body).not.toContain(word);
  });

  it('what failed comes again by itself, what succeeded does not, and the lead sees it', async () => {
    await entered('13', { mail: 'trung-tam@centre.invalid', webhook: { url: `${outside.url}/hook` } });
    answering(500);
    const one = batch(detail(1, { centre: '13' }));
    expect((await deliver(one)).batchItemFailures).toHaveLength(1);
    expect(await readLastNotices(real.table, '13')).toMatchObject({
      mail: { outcome: 'sent' },
      webhook: { outcome: 'failed', cause: '500' },
    });
    answering(204);
    expect((await deliver(one)).batchItemFailures).toEqual([]);
    expect([told('/hook').length, told('/v2/email').length]).toEqual([1, 0]);
    expect(await readLastNotices(real.table, '13')).toMatchObject({ webhook: { outcome: 'sent' } });
    expect(await receivedSequence(real.table, id())).toBe(0);
  });

  it('nothing of what the hotline asks itself', async () => {
    await entered('14', { webhook: { url: `${outside.url}/hook` } });
    answering(200);
    await transact(real.table, [
      putRequest(real.table, aRequest({ id: `${id()}-s`, sequence: 1, synthetic: true })),
    ]);
    await deliver(batch(detail(1, { centre: '14', requestId: `${id()}-s` })));
    expect(outside.asked).toEqual([]);
  });
});
