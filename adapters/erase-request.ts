import { isAccepted, isUnderWay } from '../domain/request/erasing.ts';
import type { LegalAidRequest } from '../domain/request/request.ts';
import { closeBooks, eraseCodes, eraseFromPerson, eraseParts, makeAnonymous } from './dynamodb/erase.ts';
import { requestKey, SHARED_PHONES_OF } from './dynamodb/keys.ts';
import { everyItem } from './dynamodb/person-data.ts';
import { sharedPhoneRecord } from './dynamodb/records.ts';
import { readRequest, readTimeline } from './dynamodb/requests.ts';
import type { Table } from './dynamodb/table.ts';
import { inLanes } from './lanes.ts';
import { type Bucket, type Deleted, deleteMediaOf } from './s3/files.ts';

export interface ErasureMeans {
  readonly table: Table;
  readonly bucket: Bucket;
}

/** By whom, since when (ISO 8601), and until when to go on now (milliseconds since 1970). */
export interface Erasing {
  readonly by: string;
  readonly at: string;
  readonly until: number;
}

/** How far an erasure has come: ids, and how many files went. */
export interface ErasedSoFar {
  readonly erased: readonly string[];
  readonly locked: readonly string[];
  /** Time was over: the same again goes on where it stopped. */
  readonly left: readonly string[];
  readonly files: number;
}

/** Requests worked on at once: a person may have been given thousands. */
const AT_ONCE = 5;

/**
 * Erases requests of one person, or locks what the law keeps. First all books are closed, then what is kept of the users
 * of the addresses goes, then each request: it stays found by its address until nothing else of it is left, so that
 * whoever begins again after an end half-way goes on with it.
 * @param addresses of the requests, shared numbers included
 */
export async function eraseRequests(
  means: ErasureMeans,
  requests: readonly LegalAidRequest[],
  addresses: readonly string[],
  erasing: Erasing,
): Promise<ErasedSoFar> {
  const { table } = means;
  const kinds = new Map<string, 'locked' | 'erasing' | null>();
  await inLanes(requests, AT_ONCE, async (request) => {
    if (inTime(erasing)) kinds.set(request.id, await beginErasure(table, request, erasing));
  });
  if (kinds.size < requests.length)
    return { erased: [], locked: [], left: requests.map(({ id }) => id), files: 0 };
  const going = requests.filter(({ id }) => kinds.get(id) !== null);
  const ids = new Set(going.map(({ id }) => id));
  for (const address of addresses) await eraseFromPerson(table, address, ids, Date.now());
  const ended: Record<'erased' | 'locked' | 'left', string[]> = { erased: [], locked: [], left: [] };
  let files = 0;
  await inLanes(going, AT_ONCE, async (request) => {
    const { id } = request;
    if (!inTime(erasing)) ended.left.push(id);
    else if (kinds.get(id) === 'locked') {
      // Given back to its centre meanwhile, it has its code again.
      if ((await readRequest(table, id))?.erasure?.kind !== 'locked') return;
      await eraseCodes(table, request, await readTimeline(table, id));
      ended.locked.push(id);
    } else {
      const gone = await eraseRequest(means, request, erasing);
      files += gone.files;
      ended[gone.done ? 'erased' : 'left'].push(id);
    }
  });
  return { ...ended, files };
}

const inTime = ({ until }: Erasing): boolean => Date.now() <= until;

/**
 * The first step for a request: its books are closed, to be erased or as the law keeps those of an accepted case.
 * @returns null where it stays as it is: its lock was ended since the erasure was asked for, or the case is under way now
 */
async function beginErasure(
  table: Table,
  request: LegalAidRequest,
  { by, at }: Erasing,
): Promise<'locked' | 'erasing' | null> {
  const { erasure } = request;
  if (erasure) return erasure.kind === 'locked' ? 'locked' : 'erasing';
  const timeline = await readTimeline(table, request.id);
  if (timeline.some((event) => event.type === 'unlocked' && event.at > at)) return null;
  // As it is then: since it was found its centre may have accepted the case.
  const kindOf = (now: LegalAidRequest) =>
    isUnderWay(now) ? null : isAccepted(now, timeline) ? 'locked' : 'erasing';
  return closeBooks(table, request.id, kindOf, by, at);
}

/**
 * Erases a request whose books are closed and leaves an anonymous mark.
 * @returns how many files went; `done: false` where time was over: the same call goes on where it stopped
 */
export async function eraseRequest(
  { table, bucket }: ErasureMeans,
  request: LegalAidRequest,
  { by, until }: Pick<Erasing, 'by' | 'until'>,
): Promise<Deleted> {
  if (!(await eraseParts(table, request, until))) return { files: 0, done: false };
  const deleted = await deleteMediaOf(bucket, request.id, until);
  if (deleted.done) await makeAnonymous(table, request.id, by, new Date().toISOString());
  return deleted;
}

/** The addresses that lead to a request: its own, and numbers shared in it. */
export async function addressesOf(
  table: Table,
  { id, address }: Pick<LegalAidRequest, 'id' | 'address'>,
): Promise<string[]> {
  const shared = await everyItem(table, requestKey(id).pk, SHARED_PHONES_OF);
  return [address, ...shared.map((item) => sharedPhoneRecord.parse(item.shared).phone)];
}
