import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { timerKey } from '../../adapters/dynamodb/keys.ts';
import { readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { transact } from '../../adapters/dynamodb/table.ts';
import { readTimer, recordReceipt } from '../../adapters/dynamodb/timers.ts';
import { putRequest, putTimer } from '../../adapters/dynamodb/write-parts.ts';
import type { Timer } from '../../domain/intake/routing.ts';
import { contacted } from '../../domain/request/clocks.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { type RealTable, realTable } from '../adapters/dynamodb/real-table.ts';
import { aRequest } from '../domain/request/a-request.ts';

let real: RealTable;
let sweep: () => Promise<void>;
let serial = 0;

beforeAll(async () => {
  real = await realTable();
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  sweep = (await import('../../functions/timers/handler.ts')).handler;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await real.stop();
});
beforeEach(() => {
  serial += 1;
  real.trouble('none');
});

const id = (name = '') => `request-${serial}${name}`;
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const store = async (request: Partial<LegalAidRequest>, kind: Timer['kind'], dueAt: string, name = '') => {
  const timer = { requestId: id(name), kind, dueAt, sequence: 1 };
  await transact(real.table, [
    putRequest(real.table, aRequest({ ...request, id: id(name), sequence: 1 })),
    putTimer(real.table, timer),
  ]);
};
const fired = async (name = '') =>
  (await readTimeline(real.table, id(name))).map(({ reason, publish }) => [
    reason,
    publish.map(({ type }) => type),
  ]);

describe('what is due', () => {
  it('is done, once, also with several sweeps at the same time', async () => {
    await store({ state: 'new', centre: null, dueAt: null }, 'place-silence', ago(1));
    await Promise.all([sweep(), sweep(), sweep()]);
    await sweep();
    expect(await fired()).toEqual([['place-silence', ['request.routed']]]);
    expect(await readRequest(real.table, id())).toMatchObject({ centre: 'national', state: 'routed' });
  });

  it('a minute from now waits', async () => {
    await store({ state: 'new', centre: null, dueAt: null }, 'place-silence', ago(-1));
    await sweep();
    expect(await fired()).toEqual([]);
  });

  it('of a centre that has not received is told again; of one that has, is over', async () => {
    // Prepare
    await store({}, 'delivery', ago(1), 'a');
    await store({}, 'delivery', ago(1), 'b');
    await recordReceipt(real.table, { requestId: id('b'), centre: '92', sequence: 1, at: ago(0) });
    // Act
    await sweep();
    // Assess
    expect(await fired('a')).toEqual([['delivery', ['request.routed']]]);
    expect(await fired('b')).toEqual([]);
    expect(await readTimer(real.table, timerKey(id('a'), 'delivery'))).not.toBeNull();
    expect(await readTimer(real.table, timerKey(id('b'), 'delivery'))).toBeNull();
  });

  it('of a first contact that was kept meanwhile goes away silently', async () => {
    const clocks = contacted(aRequest().clocks, ago(2));
    await store({ state: 'claimed', assignee: 'handler.92', clocks }, 'first-contact', ago(1));
    await sweep();
    expect(await fired()).toEqual([]);
    expect(await readTimer(real.table, timerKey(id(), 'first-contact'))).toBeNull();
  });

  it('of many requests is all done in one run', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `-${index}`);
    await Promise.all(names.map((name) => store({}, 'first-contact', ago(1), name)));
    await sweep();
    const done = await Promise.all(names.map((name) => fired(name)));
    expect(done).toEqual(names.map(() => [['first-contact', ['deadline.passed']]]));
  });

  it('and cannot be written rings, stays due, and is done the next time', async () => {
    // Prepare
    await store({}, 'first-contact', ago(1));
    real.trouble('throttled', 'TransactWriteItems');
    // Act
    await expect(sweep()).rejects.toThrow('1 timers could not be fired');
    real.trouble('none');
    await sweep();
    // Assess
    expect(await fired()).toEqual([['first-contact', ['deadline.passed']]]);
  });
});
