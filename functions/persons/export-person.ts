import * as z from 'zod/mini';
import { requestKey } from '../../adapters/dynamodb/keys.ts';
import { readLooks } from '../../adapters/dynamodb/looks.ts';
import { everyItem, type Found, readPersons } from '../../adapters/dynamodb/person-data.ts';
import { changeRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { filesOf } from '../../domain/media/files.ts';
import { recorded } from '../../domain/request/act.ts';
import { isOpen, met } from '../../domain/request/clocks.ts';
import { withDue } from '../../domain/request/handling.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';

/** Where a page begins: the rows of which request, from which one on; `at` (ISO 8601) is when the first page was made. */
const place = z.strictObject({
  at: z.iso.datetime(),
  requestId: z.string(),
  row: z.number().check(z.int(), z.nonnegative()),
});
type Place = z.infer<typeof place>;

/** A cursor only says where to go on: whose data are asked for is said, and checked, with every page. */
const cursorOf = (next: Place): string => Buffer.from(JSON.stringify(next)).toString('base64url');

/** The place a cursor stands for; null where it belongs to no request of this person. */
export function placeIn(cursor: string, { requests }: Found): Place | null {
  try {
    const read = place.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return read.success && requests.some(({ id }) => id === read.data.requestId) ? read.data : null;
  } catch {
    return null;
  }
}

/** Lambda answers with six megabytes at the most; what is beside the requests is small. */
const MOST_BYTES = 5_000_000;
/** Requests of one page: that each was handed out is a write of its own. */
const MOST_REQUESTS = 100;

export interface Exporting {
  readonly by: string;
  readonly reason: string;
  /** ISO 8601 */
  readonly at: string;
  /** Milliseconds since 1970: after it no further request is read. */
  readonly until: number;
}

/**
 * Everything that is held on a person, a page of it; that it was handed out stands on each request's timeline before it is.
 * A person's term to have it ends with the last page.
 */
export async function exportPerson(
  table: Table,
  found: Found,
  from: Place | null,
  { by, reason, at, until }: Exporting,
) {
  const asOf = from?.at ?? at;
  const all = found.requests.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const waiting = all.filter(({ id }) => from === null || id >= from.requestId);
  const requests: Held[] = [];
  const begun = new Set<string>();
  let [bytes, next]: [number, Place | null] = [0, null];
  for (const request of waiting) {
    if (requests.length > 0 && (requests.length >= MOST_REQUESTS || Date.now() > until)) {
      next = { at: asOf, requestId: request.id, row: 0 };
      break;
    }
    const rows = await rowsOf(table, request, asOf);
    const first = request.id === from?.requestId ? from.row : 0;
    let row = first;
    while (row < rows.length && bytes < MOST_BYTES) bytes += sizeOf(rows[row++]);
    requests.push(heldIn(request, rows.slice(first, row)));
    bytes += sizeOf(request);
    if (first === 0) begun.add(request.id);
    if (row === rows.length) continue;
    next = { at: asOf, requestId: request.id, row };
    break;
  }
  const ends = next === null;
  for (const { id, clocks } of all)
    if (begun.has(id) || (ends && clocks.some((clock) => isOpen(clock) && owesCopy(clock))))
      await handOut(table, id, ends, { by, reason, at });
  return {
    at: asOf,
    addresses: found.addresses,
    requests,
    sharedPhones: found.shared,
    persons: await readPersons(table, found.addresses),
    related: found.related,
    cursor: next && cursorOf(next),
  };
}

const sizeOf = (row: unknown): number => Buffer.byteLength(JSON.stringify(row) ?? '') + 1;

/** The copy is what the person was owed. */
const owesCopy = ({ kind }: { readonly kind: string }): boolean => kind === 'data-access';

const handOut = (
  table: Table,
  id: string,
  ends: boolean,
  event: { readonly by: string; readonly reason: string; readonly at: string },
) =>
  changeRequest(
    table,
    id,
    (request) => {
      if (request === null) return { refusal: 'gone' as const };
      const after = ends
        ? { ...request, ...withDue({ clocks: met(request.clocks, event.at, owesCopy) }) }
        : request;
      return { ...recorded(request, after, { type: 'exported', ...event, publish: [] }), timers: [] };
    },
    { closedBooks: true },
  );

type Part = 'timeline' | 'messages' | 'files' | 'looks';
type Row = readonly [part: Part, held: object];
type Held = { readonly request: LegalAidRequest } & Readonly<Record<Part, readonly object[]>>;

/** All that hangs on a request, in an order in which nothing that comes later pushes an entry off its page. */
async function rowsOf(table: Table, { id }: LegalAidRequest, asOf: string): Promise<Row[]> {
  const [timeline, looks, sendings] = await Promise.all([
    readTimeline(table, id),
    readLooks(table, id),
    everyItem(table, requestKey(id).pk, 'SENDING#'),
  ]);
  return [
    ...timeline.filter((event) => event.at <= asOf).map((event): Row => ['timeline', event]),
    ...[...filesOf(timeline, Date.parse(asOf))].map(
      ([fileId, { attachment, state }]): Row => [
        'files',
        {
          id: fileId,
          kind: attachment.kind,
          ...(attachment.name === undefined ? {} : { name: attachment.name }),
          ...state,
        },
      ],
    ),
    ...looks.map((look): Row => ['looks', look]),
    ...sendings.map(({ pk: _, sk: __, ...rest }): Row => ['messages', rest]),
  ];
}

function heldIn(request: LegalAidRequest, rows: readonly Row[]): Held {
  const of = (part: Part) => rows.flatMap(([kind, held]) => (kind === part ? [held] : []));
  return {
    request,
    timeline: of('timeline'),
    messages: of('messages'),
    files: of('files'),
    looks: of('looks'),
  };
}
