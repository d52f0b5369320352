import { closeBooks, eraseFromPerson, unlock } from '../../adapters/dynamodb/erase.ts';
import { requestKey, SHARED_PHONES_OF } from '../../adapters/dynamodb/keys.ts';
import { everyItem } from '../../adapters/dynamodb/person-data.ts';
import { sharedPhoneRecord } from '../../adapters/dynamodb/records.ts';
import { readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { type ErasureMeans, eraseRequest } from '../../adapters/erase-request.ts';
import { isAccepted } from '../../domain/request/erasing.ts';
import { hasEnded } from '../../domain/request/lifecycle.ts';

/** Milliseconds after the end, null: kept (data/retention.json). */
export interface Periods {
  readonly request: number | null;
  readonly case: number | null;
}

/** Who the timeline says it was. */
const BY = 'retention';

/**
 * Erases a request whose period has ended, or whose erasure has stopped half-way.
 * @param now milliseconds since 1970
 * @returns false where it is kept
 */
export async function endOf(
  means: ErasureMeans,
  id: string,
  periods: Periods,
  now: number,
): Promise<boolean> {
  const { table } = means;
  const request = await readRequest(table, id);
  if (request === null || request.erasure?.kind === 'erased') return false;
  const at = new Date(now).toISOString();
  if (request.erasure?.kind !== 'erasing') {
    if (!hasEnded(request.state)) return false;
    const accepted = request.erasure?.kind === 'locked' || isAccepted(request, await readTimeline(table, id));
    const period = accepted ? periods.case : periods.request;
    if (period === null || Date.parse(request.updatedAt) + period > now) return false;
    if (request.erasure?.kind === 'locked') await unlock(table, request, 'erase', { by: BY, at });
    else await closeBooks(table, id, 'erasing', BY, at);
  }
  const shared = await everyItem(table, requestKey(id).pk, SHARED_PHONES_OF);
  const phones = shared.map((item) => sharedPhoneRecord.parse(item.shared).phone);
  for (const address of [request.address, ...phones])
    await eraseFromPerson(table, address, new Set([id]), now);
  await eraseRequest(means, request, BY, at);
  return true;
}
