import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { directory } from '../../adapters/directory.ts';
import { writeTeam } from '../../adapters/dynamodb/handlers.ts';
import { requestKey, timerKey } from '../../adapters/dynamodb/keys.ts';
import { readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { toItem, transact, updateItem } from '../../adapters/dynamodb/table.ts';
import { readTimer, recordReceipt } from '../../adapters/dynamodb/timers.ts';
import { readWorklist } from '../../adapters/dynamodb/worklist.ts';
import { putRequest, putTimer } from '../../adapters/dynamodb/write-parts.ts';
import type { Timer } from '../../domain/intake/routing.ts';
import { contacted } from '../../domain/request/clocks.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { type RealTable, realTable } from '../adapters/dynamodb/real-table.ts';
import { aHandler, aRequest } from '../domain/request/a-request.ts';

let real: RealTable;
let sweep: () => Promise<void>;
let serial = 0;
const logged: string[] = [];

beforeAll(async () => {
  real = await realTable();
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  sweep = (await import('../../functions/timers/handler.ts')).handler;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await real.stop();
});
beforeEach(() => {
  serial += 1;
  logged.length = 0;
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
/** What is said of centres without a receipt. */
const missing = () =>
  logged.filter((line) => line.includes('"delivery.missing"')).map((line) => JSON.parse(line));
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
    // Once may be a slow bus; the second time it is an inbox that nobody reads, and an error.
    expect(missing()).toEqual([]);
    await transact(real.table, [
      putTimer(real.table, {
        requestId: id('a'),
        kind: 'delivery',
        dueAt: ago(1),
        sequence: 2,
        again: true,
      }),
    ]);
    await sweep();
    expect(missing()).toMatchObject([{ level: 'error', requestId: id('a'), centre: '92' }]);
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

  it('each that could not be fired is counted, though many are at once', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `-${index}`);
    await Promise.all(names.map((name) => store({}, 'first-contact', ago(1), name)));
    real.trouble('throttled', 'TransactWriteItems');
    await expect(sweep()).rejects.toThrow('20 timers could not be fired');
    real.trouble('none');
    await sweep();
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

describe('of a centre that has closed', () => {
  const closing = directory.centres.find(({ code }) => code === '08');
  beforeAll(() => Object.assign(closing ?? {}, { closedOn: '2026-01-01', successor: '96' }));
  afterAll(() => {
    delete closing?.closedOn;
    delete closing?.successor;
  });
  const put = async (request: Partial<LegalAidRequest>, name: string) => {
    const one = aRequest({ centre: '08', ...request, id: id(name), sequence: 1 });
    await transact(real.table, [putRequest(real.table, one)]);
  };

  const openOf = async (centre: string) =>
    (await readWorklist(real.table, { centre, stage: 'open' })).requests.map((request) => request.id);

  it('what is not ended goes to the successor as it is, found there, told there, once', async () => {
    // Prepare
    const people = ['stays', 'moves'].map((username) =>
      aHandler({ username, centre: username === 'moves' ? '96' : '08' }),
    );
    for (const [index, code] of ['08', '96'].entries())
      await writeTeam(real.table, code, people.slice(index, index + 1));
    await put({}, 'new');
    await put(
      { state: 'claimed', assignee: 'stays', clocks: contacted(aRequest().clocks, ago(9)) },
      'claimed',
    );
    await put({ state: 'claimed', assignee: 'moves' }, 'moved');
    await put({ state: 'accepted', assignee: 'stays' }, 'accepted');
    await put({ state: 'closed', dueAt: null, clocks: [] }, 'ended');
    await put({ state: 'routed', centre: '79' }, 'other');
    // Act
    await Promise.all([sweep(), sweep()]);
    await sweep();
    // Assess
    const now = async (name: string) => {
      const { state, centre, assignee, transfers, dueAt } =
        (await readRequest(real.table, id(name))) ?? aRequest();
      const told = (await readTimeline(real.table, id(name))).map(({ type, by }) => `${type} ${by}`);
      return [state, centre, assignee, transfers, dueAt !== null, ...told];
    };
    expect(await now('new')).toEqual(['routed', '96', null, 0, true, 'transferred directory']);
    expect(await now('claimed')).toEqual(['routed', '96', null, 0, true, 'transferred directory']);
    expect(await now('moved')).toEqual(['claimed', '96', 'moves', 0, true, 'transferred directory']);
    expect(await now('accepted')).toEqual(['accepted', '96', null, 0, true, 'transferred directory']);
    expect(await now('ended')).toEqual(['closed', '08', null, 0, false]);
    expect(await now('other')).toEqual(['routed', '79', null, 0, true]);
    const [event] = await readTimeline(real.table, id('new'));
    expect(event?.reason).toMatch(/Tuyên Quang đã kết thúc hoạt động, .* Cà Mau tiếp nhận\.$/);
    expect(event?.publish.map((each) => 'centre' in each && `${each.type} ${each.centre}`)).toEqual([
      'request.changed 08',
      'request.routed 96',
    ]);
    expect(await readTimer(real.table, timerKey(id('new'), 'delivery'))).not.toBeNull();
    expect(await readTimer(real.table, timerKey(id('new'), 'first-contact'))).not.toBeNull();
    const found = await openOf('96');
    expect(found.toSorted()).toEqual(
      ['new', 'claimed', 'moved', 'accepted'].map((name) => id(name)).toSorted(),
    );
  });

  it('a request that cannot be written rings, and goes the next time', async () => {
    await put({}, 'slow');
    real.trouble('throttled', 'TransactWriteItems');
    await expect(sweep()).rejects.toThrow('1 timers');
    real.trouble('none');
    await sweep();
    expect((await readRequest(real.table, id('slow')))?.centre).toBe('96');
  });

  it('one that cannot be read rings, and keeps nobody else waiting', async () => {
    await put({}, 'poison');
    const { table } = real;
    await updateItem(table, {
      Key: toItem({ ...requestKey(id('poison')) }),
      UpdateExpression: 'SET #r.#s = :s',
      ExpressionAttributeNames: { '#r': 'request', '#s': 'state' },
      ExpressionAttributeValues: toItem({ ':s': 'spoilt' }),
    });
    await store({ state: 'new', centre: null, dueAt: null }, 'place-silence', ago(1), 'due');
    await expect(sweep()).rejects.toThrow('1 timers');
    expect(await readRequest(table, id('due'))).toMatchObject({ centre: 'national' });
  });
});
