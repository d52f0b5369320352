import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import { changeRequest, readRequest } from '../../../adapters/dynamodb/requests.ts';
import { transact } from '../../../adapters/dynamodb/table.ts';
import {
  type Cursor,
  countWorklist,
  readWorklist,
  WORKLIST_PAGE,
  type WorklistQuestion,
} from '../../../adapters/dynamodb/worklist.ts';
import { putRequest } from '../../../adapters/dynamodb/write-parts.ts';
import { claim, close, withinReach } from '../../../domain/request/handling.ts';
import type { LegalAidRequest } from '../../../domain/request/request.ts';
import { aHandler, aRequest } from '../../domain/request/a-request.ts';
import { type RealTable, realTable } from './real-table.ts';

const COUNT = 120;
let real: RealTable;

/** 120 requests of centre 92, every third urgent, every tenth closed, with terms in no order; 3 of centre 01. */
const requests = Array.from(
  { length: COUNT },
  (_, index): LegalAidRequest =>
    aRequest({
      id: `request-${String(index).padStart(3, '0')}`,
      sequence: 1,
      urgency: index % 3 === 0 ? 'urgent' : 'normal',
      state: index % 10 === 9 ? 'closed' : index % 10 === 8 ? 'claimed' : 'routed',
      assignee: index % 10 === 8 ? 'handler.92' : null,
      dueAt: index % 7 === 0 ? null : new Date(Date.UTC(2026, 10, 1 + ((index * 37) % 28))).toISOString(),
    }),
);
const others = ['a', 'b', 'c'].map((id) => aRequest({ id: `other-${id}`, sequence: 1, centre: '01' }));

beforeAll(async () => {
  real = await realTable();
  await Promise.all(
    [...requests, ...others].map((request) => transact(real.table, [putRequest(real.table, request)])),
  );
});
afterAll(() => real.stop());

async function pages(question: WorklistQuestion) {
  const found: LegalAidRequest[][] = [];
  let cursor: Cursor | undefined = question.cursor;
  do {
    const page = await readWorklist(real.table, { ...question, ...(cursor ? { cursor } : {}) });
    found.push(page.requests);
    cursor = page.cursor ?? undefined;
  } while (cursor);
  return found;
}

describe('a worklist', () => {
  it('of 120 requests comes in pages of fifty, without a gap and without a double', async () => {
    // Act
    const found = await pages({ centre: '92' });
    // Assess
    expect(found.map((page) => page.length)).toEqual([WORKLIST_PAGE, WORKLIST_PAGE, 20]);
    expect(
      found
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(requests.map(({ id }) => id));
  });

  it('has the open before the ended, the urgent before the rest, and what is due sooner first', async () => {
    // Act
    const found = (await pages({ centre: '92' })).flat();
    // Assess
    const rank = ({ state, urgency, dueAt }: LegalAidRequest) =>
      state === 'closed' ? '1' : `0${urgency === 'urgent' ? 0 : 1}${dueAt ?? '9999'}`;
    const ranks = found.map(rank);
    expect(ranks).toEqual([...ranks].sort());
    expect(ranks[0]?.startsWith('00')).toBe(true);
  });

  it.each([
    [{ centre: '92', state: 'routed' as const }, 96],
    [{ centre: '92', state: 'claimed' as const }, 12],
    [{ centre: '92', state: 'closed' as const }, 12],
    [{ centre: '92', state: 'waiting' as const }, 0],
    [{ centre: '92', assignee: 'handler.92' }, 12],
    [{ centre: '92', assignee: 'nobody' }, 0],
    [{ centre: '01' }, 3],
    [{ centre: '01', assignee: 'handler.92' }, 0],
    [{ centre: '48' }, 0],
    // A centre's code that spells another partition finds nothing in it.
    [{ centre: '92#STATE#routed' }, 0],
    [{ centre: '92', assignee: 'handler.92#' }, 0],
  ])('by %o has %i', async (question, count) => {
    expect((await pages(question)).flat()).toHaveLength(count);
  });

  it('has an ended one of which something is owed: theirs still, late when it is late, first among the ended', async () => {
    // Prepare
    const owing = aRequest({
      id: 'owing',
      sequence: 1,
      centre: '04',
      state: 'closed',
      urgency: 'urgent',
      assignee: 'handler.04',
      dueAt: '2026-12-23T10:00:00.000Z',
    });
    const done = aRequest({ ...owing, id: 'done', dueAt: null, updatedAt: '2026-11-24T01:00:00.000Z' });
    const open = aRequest({ ...owing, id: 'open', state: 'claimed', urgency: 'normal', dueAt: null });
    for (const request of [owing, done, open]) await transact(real.table, [putRequest(real.table, request)]);
    const ids = async (question: Omit<WorklistQuestion, 'centre'>) =>
      (await pages({ centre: '04', ...question })).flat().map(({ id }) => id);
    // Assess
    expect(await ids({ stage: 'ended' })).toEqual(['owing', 'done']);
    expect(await ids({ stage: 'owing', assignee: 'handler.04' })).toEqual(['open', 'owing']);
    expect(await ids({ dueBefore: '2026-12-23T10:00:00.000Z' })).toEqual([]);
    expect(await ids({ dueBefore: '2026-12-23T10:00:00.001Z' })).toEqual(['owing']);
    expect(
      await countWorklist(real.table, {
        centre: '04',
        assignee: 'handler.04',
        now: '2026-12-24T00:00:00.000Z',
      }),
    ).toEqual({ new: 0, mine: 2, waiting: 0, overdue: 1, closed: 2, urgent: 0 });
  });

  it('of another centre does not open with this one’s cursor', async () => {
    // Prepare
    const { cursor } = await readWorklist(real.table, { centre: '92' });
    if (!cursor) throw new Error('no cursor');
    // Act
    const found = (await pages({ centre: '01', cursor })).flat();
    // Assess
    for (const { centre } of found) expect(centre).toBe('01');
  });

  it('and no made-up cursor leads out of the partition', async () => {
    for (const cursor of [
      { sort: '0', id: 'other-a' },
      { sort: '', id: '' },
      { sort: '0#0#2026', id: 'x'.repeat(50) },
    ]) {
      const found = await pages({ centre: '92', cursor }).catch(() => []);
      for (const { centre } of found.flat()) expect(centre).toBe('92');
    }
  });

  it('shows a request where it is now', async () => {
    // Act
    const won = await changeRequest(
      real.table,
      'request-000',
      withinReach(aHandler(), '2026-11-23T02:00:00.000Z', claim(2)),
    );
    // Assess
    const ids = async (question: WorklistQuestion) => (await pages(question)).flat().map(({ id }) => id);
    expect(won.kind).toBe('changed');
    expect(await ids({ centre: '92', state: 'routed' })).not.toContain('request-000');
    expect(await ids({ centre: '92', assignee: 'handler.92' })).toContain('request-000');
  });
});

describe('one winner', () => {
  it('of eight who claim at once; the others are told', async () => {
    // Prepare
    const names = Array.from({ length: 8 }, (_, index) => `handler.92.${index}`);
    // Act
    const outcomes = await Promise.all(
      names.map((username) =>
        changeRequest(
          real.table,
          'request-001',
          withinReach(aHandler({ username }), '2026-11-23T02:00:00.000Z', claim(2)),
        ),
      ),
    );
    // Assess
    const won = outcomes.filter(({ kind }) => kind === 'changed');
    const told = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome.refusal.refusal] : []));
    expect(won).toHaveLength(1);
    expect(told).toEqual(Array(7).fill('stale-version'));
    const request = await readRequest(real.table, 'request-001');
    expect(request).toMatchObject({ state: 'claimed', sequence: 2, version: 3 });
    expect(won[0]).toMatchObject({ request: { assignee: request?.assignee } });
  });

  it('while a citizen writes: neither is lost', async () => {
    // Act: a change that only moves the sequence races one that moves the version.
    const at = '2026-11-23T02:00:00.000Z';
    const outcomes = await Promise.all([
      changeRequest(real.table, 'request-002', withinReach(aHandler(), at, close(2, 'x', directory))),
      ...['a', 'b', 'c'].map(() =>
        changeRequest(real.table, 'request-002', (request) => {
          if (!request) return { refusal: 'gone' };
          const sequence = request.sequence + 1;
          const event = { requestId: request.id, sequence, at, by: 'citizen', type: 'contact' as const };
          return {
            request: { ...request, sequence },
            event: { ...event, changes: {}, publish: [] },
            timers: [],
          };
        }),
      ),
    ]);
    // Assess
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array(4).fill('changed'));
    expect(await readRequest(real.table, 'request-002')).toMatchObject({
      state: 'closed',
      sequence: 5,
      version: 3,
    });
  });
});
