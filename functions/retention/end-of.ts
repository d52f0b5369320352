import { closeBooks, eraseFromPerson, unlock } from '../../adapters/dynamodb/erase.ts';
import { readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { addressesOf, type ErasureMeans, eraseRequest } from '../../adapters/erase-request.ts';
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
 * @param until the same: after it nothing more is begun
 * @returns false where it is kept, or time was over: the next night goes on
 */
export async function endOf(
  means: ErasureMeans,
  id: string,
  periods: Periods,
  now: number,
  until: number,
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
    else {
      // As it was looked at, or the next night looks again: somebody may have reopened it.
      const { version } = request;
      if ((await closeBooks(table, id, (it) => (it.version === version ? 'erasing' : null), BY, at)) === null)
        return false;
    }
  }
  for (const address of await addressesOf(table, request))
    await eraseFromPerson(table, address, new Set([id]), now);
  return (await eraseRequest(means, request, { by: BY, until })).done;
}
