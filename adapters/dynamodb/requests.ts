import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Timer } from '../../domain/intake/routing.ts';
import type { LegalAidRequest, RequestEvent } from '../../domain/request/request.ts';
import { EVENTS_OF, requestKey } from './keys.ts';
import { eventRecord, requestRecord } from './records.ts';
import { searchParts } from './search.ts';
import { getItem, query, type Table, transact } from './table.ts';
import { deleteTimer, putEvent, putRequest, putTimer, withTimeToLive } from './write-parts.ts';

/** What one act makes of a request. */
export interface Change {
  readonly request: LegalAidRequest;
  readonly event: RequestEvent;
  readonly timers: readonly Timer[];
}

/** Longer than any id of ours; a key beyond 2,048 bytes would be an error of the table instead of "not there". */
const LONGEST_ID = 200;

export async function readRequest(table: Table, id: string): Promise<LegalAidRequest | null> {
  if (id.length > LONGEST_ID) return null;
  const item = await getItem(table, requestKey(id));
  return item ? requestRecord.parse(item.request) : null;
}

/** Events of one page of the timeline. */
const TIMELINE_PAGE = 200;

/** The whole timeline, oldest first. */
export async function readTimeline(table: Table, id: string): Promise<RequestEvent[]> {
  const events: RequestEvent[] = [];
  let after: Record<string, unknown> | null | undefined;
  do {
    const page = await query(table, {
      partition: ['pk', requestKey(id).pk],
      sort: { name: 'sk', beginsWith: EVENTS_OF },
      limit: TIMELINE_PAGE,
      ...(after ? { after } : {}),
    });
    events.push(...page.items.map((item) => eventRecord.parse(item.event)));
    after = page.next;
  } while (after);
  return events;
}

/** How often a lost race is read and decided again. */
const TRIES = 8;

export type Changed<Refusal> =
  | { readonly kind: 'changed'; readonly request: LegalAidRequest }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** One of the further parts was refused by its own condition. */
  | { readonly kind: 'barred' };

/**
 * Changes a request: read, decide, write in one transaction; again where a contact came in between.
 * @param act decides on the request as it is now
 * @param along what belongs into the same transaction: the timer that is being fired, and further items; where one of
 *   their conditions fails nothing is written. `closedBooks`: also where the person's data were erased or locked; for
 *   all others such a request is not there any more
 */
export async function changeRequest<Refusal extends { readonly refusal: string }>(
  table: Table,
  id: string,
  act: (request: LegalAidRequest | null) => Change | Refusal,
  {
    fired,
    parts = [],
    closedBooks = false,
  }: {
    readonly fired?: Timer;
    readonly parts?: readonly TransactWriteItem[];
    readonly closedBooks?: boolean;
  } = {},
): Promise<Changed<Refusal>> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const before = await readRequest(table, id);
    const change = act(before?.erasure && !closedBooks ? null : before);
    if ('refusal' in change) return { kind: 'refused', refusal: change };
    const all = [
      putEvent(table, change.event),
      putRequest(table, change.request),
      ...timerParts(table, change.timers, fired),
      ...parts,
      ...searchParts(table, before, change.request),
    ];
    const written = await transact(table, withTimeToLive(all, change.request));
    if (written.done) return { kind: 'changed', request: change.request };
    if (written.refused.some((part) => part > 1)) return { kind: 'barred' };
    // Whoever won is done in a moment; waiting a little longer each time lets several losers through one by one.
    await new Promise((resume) => setTimeout(resume, Math.random() * 20 * attempt));
  }
  throw new Error('the race for a request was lost too often');
}

/** New timers; the fired one goes away, or makes room for its successor of the same kind. */
function timerParts(table: Table, timers: readonly Timer[], fired: Timer | undefined): TransactWriteItem[] {
  const puts = timers.map((timer) => putTimer(table, timer, fired?.kind === timer.kind ? fired : undefined));
  return fired && !timers.some(({ kind }) => kind === fired.kind)
    ? [...puts, deleteTimer(table, fired)]
    : puts;
}
