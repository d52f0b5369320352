import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import { timerKey } from '../../../adapters/dynamodb/keys.ts';
import { changeRequest, readRequest } from '../../../adapters/dynamodb/requests.ts';
import { transact } from '../../../adapters/dynamodb/table.ts';
import {
  dropTimer,
  dueTimers,
  readTimer,
  receivedSequence,
  recordReceipt,
} from '../../../adapters/dynamodb/timers.ts';
import { putRequest, putTimer } from '../../../adapters/dynamodb/write-parts.ts';
import type { Timer } from '../../../domain/intake/routing.ts';
import { fire } from '../../../domain/request/fire.ts';
import { aRequest } from '../../domain/request/a-request.ts';
import { type RealTable, realTable } from './real-table.ts';

let real: RealTable;
beforeAll(async () => {
  real = await realTable();
});
afterAll(() => real.stop());

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 2, minute)).toISOString();
const timer = (requestId: string, kind: Timer['kind'], minute: number, sequence = 1): Timer => ({
  requestId,
  kind,
  dueAt: at(minute),
  sequence,
});
const put = (...parts: Parameters<typeof transact>[1]) => transact(real.table, parts);
const due = async (minute: number) =>
  (await dueTimers(real.table, at(minute))).map(({ pk, sk }) => `${pk} ${sk}`).sort();

describe('a timer', () => {
  it('is due when its time has come, whatever shard it is in', async () => {
    // Prepare
    const ids = Array.from({ length: 12 }, (_, index) => `due-${index}`);
    for (const [index, id] of ids.entries()) await put(putTimer(real.table, timer(id, 'delivery', index)));
    // Act, Assess
    expect(await due(-1)).toEqual([]);
    expect(await due(4)).toEqual(
      ids
        .slice(0, 5)
        .map((id) => `REQUEST#${id} TIMER#delivery`)
        .sort(),
    );
    for (const [index, id] of ids.entries()) await dropTimer(real.table, timer(id, 'delivery', index));
    expect(await due(59)).toEqual([]);
  });

  it('of the same kind takes the earlier one’s place', async () => {
    // Prepare
    await put(putTimer(real.table, timer('again', 'place-silence', 5)));
    // Act
    await put(putTimer(real.table, timer('again', 'place-silence', 15, 2)));
    // Assess
    expect(await due(14)).toEqual([]);
    expect(await readTimer(real.table, timerKey('again', 'place-silence'))).toMatchObject({ sequence: 2 });
    // The earlier one cannot be taken away any more: a newer one has its place.
    expect(await dropTimer(real.table, timer('again', 'place-silence', 5))).toMatchObject({ done: false });
    expect(await dropTimer(real.table, timer('again', 'place-silence', 15))).toMatchObject({ done: true });
  });

  it('fires once, however many sweep at the same time', async () => {
    // Prepare
    const request = aRequest({ id: 'once', sequence: 1, state: 'new', centre: null, dueAt: null });
    const silence = timer('once', 'place-silence', 5);
    await put(putRequest(real.table, request), putTimer(real.table, silence));
    // Act
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(() =>
        changeRequest(
          real.table,
          'once',
          (now) =>
            (now && fire(silence, now, { now: Date.parse(at(6)), directory, received: 0 })) ?? {
              refusal: 'nothing-owed',
            },
          { fired: silence },
        ),
      ),
    );
    // Assess
    expect(outcomes.filter(({ kind }) => kind === 'changed')).toHaveLength(1);
    expect(await readRequest(real.table, 'once')).toMatchObject({ sequence: 2, centre: 'national' });
    expect(await readTimer(real.table, timerKey('once', 'place-silence'))).toBeNull();
    expect(await readTimer(real.table, timerKey('once', 'delivery'))).toMatchObject({ sequence: 2 });
    expect(await readTimer(real.table, timerKey('once', 'first-contact'))).not.toBeNull();
  });

  it('that sets itself again goes on with the new time', async () => {
    // Prepare
    const delivery = timer('rearmed', 'delivery', 5);
    await put(
      putRequest(real.table, aRequest({ id: 'rearmed', sequence: 1 })),
      putTimer(real.table, delivery),
    );
    const sweep = () =>
      changeRequest(
        real.table,
        'rearmed',
        (now) =>
          (now && fire(delivery, now, { now: Date.parse(at(6)), directory, received: 0 })) ?? {
            refusal: 'nothing-owed',
          },
        { fired: delivery },
      );
    // Act
    const first = await sweep();
    const second = await sweep();
    // Assess
    expect([first.kind, second.kind]).toEqual(['changed', 'barred']);
    expect(await readTimer(real.table, timerKey('rearmed', 'delivery'))).toMatchObject({ dueAt: at(36) });
  });
});

describe('a centre’s receipt', () => {
  const receipt = (sequence: number, centre = '92') =>
    recordReceipt(real.table, { requestId: 'received', centre, sequence, at: at(0) });

  it('only moves forward, in whatever order deliveries come', async () => {
    // Prepare
    await put(putRequest(real.table, aRequest({ id: 'received', sequence: 1 })));
    // Act
    const moved = [await receipt(4), await receipt(2), await receipt(4), await receipt(7), await receipt(5)];
    // Assess
    expect(moved).toEqual([true, false, false, true, false]);
    expect(await receivedSequence(real.table, 'received')).toBe(7);
  });

  it('of another centre is not this one’s', async () => {
    await receipt(99, '01');
    expect(await receivedSequence(real.table, 'received')).toBe(7);
    expect(await receivedSequence(real.table, 'nothing')).toBe(0);
  });
});
