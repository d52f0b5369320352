import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { transact } from '../../adapters/dynamodb/table.ts';
import { receivedSequence } from '../../adapters/dynamodb/timers.ts';
import { putRequest } from '../../adapters/dynamodb/write-parts.ts';
import { type RealTable, realTable } from '../adapters/dynamodb/real-table.ts';
import { aRequest } from '../domain/request/a-request.ts';
import { busBatch } from './queue-records.ts';

let real: RealTable;
let deliver: (event: SQSEvent) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;
let serial = 0;

beforeAll(async () => {
  real = await realTable();
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  deliver = (await import('../../functions/deliver/handler.ts')).handler;
});
afterAll(async () => {
  vi.restoreAllMocks();
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
