import type { Handler } from '../../domain/request/handling.ts';
import type { LegalAidRequest, State } from '../../domain/request/request.ts';
import {
  assigneePartition,
  centrePartition,
  lookKey,
  requestKey,
  statePartition,
  TABLE_INDEXES,
} from './keys.ts';
import { requestRecord } from './records.ts';
import { getItems, type Item, putItem, query, type Table } from './table.ts';

export interface WorklistQuestion {
  readonly centre: string;
  readonly state?: State;
  readonly assignee?: string;
  readonly cursor?: Cursor;
}

/** Where a page ended: meaningless outside the partition of the one who asks, which is never taken from it. */
export interface Cursor {
  readonly sort: string;
  readonly id: string;
}

export const WORKLIST_PAGE = 50;

/** One page of a worklist: the order from the index, the content as of now from the table. */
export async function readWorklist(
  table: Table,
  question: WorklistQuestion,
): Promise<{ requests: LegalAidRequest[]; cursor: Cursor | null }> {
  const { index, partition } = place(question);
  const requests: LegalAidRequest[] = [];
  let cursor = question.cursor ?? null;
  do {
    const page = await query(table, {
      index,
      partition,
      limit: WORKLIST_PAGE - requests.length,
      ...(cursor ? { after: startKey(partition, cursor) } : {}),
    });
    const items = await getItems(
      table,
      page.items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })),
    );
    requests.push(...items.flatMap((item) => current(item, question)));
    cursor = page.next ? cursorOf(page.next) : null;
  } while (cursor !== null && requests.length < WORKLIST_PAGE);
  return { requests, cursor };
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
function current(item: Item | null, { centre, state, assignee }: WorklistQuestion): LegalAidRequest[] {
  if (item === null) return [];
  const request = requestRecord.parse(item.request);
  const fits =
    request.centre === centre &&
    (state === undefined || request.state === state) &&
    (assignee === undefined || request.assignee === assignee);
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

/** Reading a request is on the audit trail: who and when, to the minute. */
export const recordLook = (table: Table, requestId: string, { username }: Handler, at: string) =>
  putItem(table, { ...lookKey(requestId, at.slice(0, 16), username), by: username, at });
