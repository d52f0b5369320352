import { hasEnded } from '../../domain/request/lifecycle.ts';
import type { LegalAidRequest, State } from '../../domain/request/request.ts';
import {
  assigneePartition,
  centrePartition,
  ENDED_ONES,
  endedSort,
  HIDDEN_PARTITION,
  type Key,
  OPEN_ONES,
  OWING_ONES,
  openOnes,
  requestKey,
  statePartition,
  TABLE_INDEXES,
} from './keys.ts';
import { requestRecord } from './records.ts';
import { countOf, getItems, type Item, query, type Table } from './table.ts';

/** Which requests of a centre are asked for; what is left out does not narrow. */
export interface WorklistQuestion {
  readonly centre: string;
  readonly state?: State;
  readonly assignee?: string;
  /** Only open ones, only those that have ended, or all of which something is owed: the open, and of the ended some. */
  readonly stage?: 'open' | 'ended' | 'owing';
  /** Only those of which something was due before this moment, ISO 8601. */
  readonly dueBefore?: string;
  readonly cursor?: Cursor;
}

/** Where a page ended; who may use it is the caller's to check. */
export interface Cursor {
  readonly sort: string;
  readonly id: string;
}

export const WORKLIST_PAGE = 50;

/**
 * Keys of a centre's ended requests, or of all hidden ones, that nothing has happened to since a moment.
 * @param partition a centre's code, or null for the hidden ones
 * @param before milliseconds since 1970
 */
export async function endedBefore(table: Table, partition: string | null, before: number): Promise<Key[]> {
  const sort =
    partition === null
      ? { name: 'worklistSk', upTo: new Date(before).toISOString() }
      : { name: 'worklistSk', between: [endedSort(before), `${ENDED_ONES}~`] as const };
  const keys: Key[] = [];
  let after: Item | null = null;
  do {
    const page: Awaited<ReturnType<typeof query>> = await query(table, {
      index: TABLE_INDEXES.byCentre,
      partition: ['centrePk', partition === null ? HIDDEN_PARTITION : centrePartition(partition)],
      sort,
      ...(after ? { after } : {}),
    });
    keys.push(...page.items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
    after = page.next;
  } while (after);
  return keys;
}

/** One page of a worklist: the order from the index, the content as of now from the table. */
export async function readWorklist(
  table: Table,
  question: WorklistQuestion,
): Promise<{ requests: LegalAidRequest[]; cursor: Cursor | null }> {
  const { index, partition } = place(question);
  const requests: LegalAidRequest[] = [];
  let cursor = question.cursor ?? null;
  // A cursor lies in one of the stretches: those before it are done.
  const left = stretches(question).filter(({ to }) => cursor === null || cursor.sort <= to);
  for (const [place, { from, to }] of left.entries()) {
    do {
      const page = await query(table, {
        index,
        partition,
        sort: { name: 'worklistSk', between: [from, to] },
        limit: WORKLIST_PAGE - requests.length,
        ...(cursor ? { after: startKey(partition, cursor) } : {}),
      });
      const items = await getItems(
        table,
        page.items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })),
      );
      requests.push(...items.flatMap((item) => current(item, question)));
      const last = page.items.at(-1);
      cursor = page.next ? cursorOf(page.next) : null;
      if (requests.length >= WORKLIST_PAGE) {
        const more = cursor !== null || place < left.length - 1;
        return { requests, cursor: more && last ? cursorOf(last) : null };
      }
    } while (cursor !== null);
  }
  return { requests, cursor: null };
}

/** Most that is counted of one kind: a count costs what it reads, and nobody acts on the difference. */
export const MOST_COUNTED = 1000;

export interface Counts {
  readonly new: number;
  readonly mine: number;
  readonly waiting: number;
  readonly overdue: number;
  readonly closed: number;
  readonly urgent: number;
}

/** How many there are in each tab of a centre's worklist, each counted up to `MOST_COUNTED`. */
export async function countWorklist(
  table: Table,
  { centre, assignee, now }: { centre: string; assignee: string; now: string },
): Promise<Counts> {
  const count = async (question: WorklistQuestion, ranges?: readonly Stretch[]): Promise<number> => {
    const counts = await Promise.all(
      (ranges ?? stretches(question)).map(({ from, to }) =>
        countOf(table, {
          ...place(question),
          sort: { name: 'worklistSk', between: [from, to] },
          limit: MOST_COUNTED,
        }),
      ),
    );
    return Math.min(
      counts.reduce((sum, one) => sum + one, 0),
      MOST_COUNTED,
    );
  };
  const [fresh, mine, waiting, overdue, closed, urgent] = await Promise.all([
    count({ centre, state: 'routed' }),
    count({ centre, assignee, stage: 'owing' }),
    count({ centre, state: 'waiting' }),
    count({ centre, dueBefore: now }),
    count({ centre, stage: 'ended' }),
    count({ centre, stage: 'open' }, [all(openOnes(true))]),
  ]);
  return { new: fresh, mine, waiting, overdue, closed, urgent };
}

/** How many open requests each of these people has. */
export async function countAssigned(
  table: Table,
  centre: string,
  assignees: readonly string[],
): Promise<{ username: string; open: number; urgent: number }[]> {
  const partOf = (username: string, beginsWith: string) =>
    countOf(table, {
      ...place({ centre, assignee: username }),
      sort: { name: 'worklistSk', beginsWith },
      limit: MOST_COUNTED,
    });
  return Promise.all(
    assignees.map(async (username) => {
      const [open, urgent] = await Promise.all([
        partOf(username, OPEN_ONES),
        partOf(username, openOnes(true)),
      ]);
      return { username, open, urgent };
    }),
  );
}

interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** Behind every character that a sort key has. */
const END = '\uffff';
const all = (beginning: string): Stretch => ({ from: beginning, to: `${beginning}${END}` });

/** The parts of the sort key that a question asks for, in order. */
function stretches({ stage, dueBefore }: WorklistQuestion): readonly Stretch[] {
  if (dueBefore !== undefined) {
    return [openOnes(true), openOnes(false), OWING_ONES].map((from) => ({ from, to: `${from}${dueBefore}` }));
  }
  if (stage === undefined) return [{ from: OPEN_ONES, to: `${ENDED_ONES}${END}` }];
  if (stage === 'owing') return [all(OPEN_ONES), all(OWING_ONES)];
  return [all(stage === 'open' ? OPEN_ONES : ENDED_ONES)];
}

function place({ centre, state, assignee }: WorklistQuestion): {
  index: string;
  partition: readonly [string, string];
} {
  if (assignee !== undefined) {
    return {
      index: TABLE_INDEXES.byAssignee,
      partition: ['assigneePk', assigneePartition(centre, assignee)],
    };
  }
  if (state !== undefined)
    return { index: TABLE_INDEXES.byState, partition: ['statePk', statePartition(centre, state)] };
  return { index: TABLE_INDEXES.byCentre, partition: ['centrePk', centrePartition(centre)] };
}

/** What the index still lists but has moved on meanwhile is left out. */
function current(
  item: Item | null,
  { centre, state, assignee, stage, dueBefore }: WorklistQuestion,
): LegalAidRequest[] {
  if (item === null) return [];
  const request = requestRecord.parse(item.request);
  const ended = hasEnded(request.state);
  const fits =
    request.centre === centre &&
    (state === undefined || request.state === state) &&
    (assignee === undefined || request.assignee === assignee) &&
    (stage === undefined ||
      (stage === 'owing' ? !ended || request.dueAt !== null : ended === (stage === 'ended'))) &&
    (dueBefore === undefined || (request.dueAt !== null && request.dueAt < dueBefore));
  return fits ? [request] : [];
}

const startKey = ([name, value]: readonly [string, string], { sort, id }: Cursor): Item => ({
  ...requestKey(id),
  [name]: value,
  worklistSk: sort,
});

const cursorOf = (next: Item): Cursor => ({
  sort: String(next.worklistSk),
  id: String(next.pk).slice(requestKey('').pk.length),
});
