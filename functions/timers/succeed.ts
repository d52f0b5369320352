import { readHandler } from '../../adapters/dynamodb/handlers.ts';
import { changeRequest } from '../../adapters/dynamodb/requests.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { type Cursor, readWorklist } from '../../adapters/dynamodb/worklist.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { type Succession, succeeded, successions } from '../../domain/request/succession.ts';
import type { Directory } from '../../domain/routing/directory.ts';

/**
 * Hands what closed centres have not ended, or still owe, to their successors. Nothing is asked of the table where no
 * centre has closed; what is left when time is over goes in the next minute.
 * @param inTime whether there is time for one more
 * @returns how many could not be handed over
 */
export async function handOver(table: Table, directory: Directory, inTime: () => boolean): Promise<number> {
  let failures = 0;
  for (const succession of successions(directory, Date.now())) {
    let cursor: Cursor | null = null;
    do {
      const page = await pageOf(table, succession, cursor);
      if (page === null) failures += 1;
      for (const request of page?.requests ?? [])
        if (inTime()) failures += await handOne(table, directory, succession, request);
      cursor = page?.cursor ?? null;
    } while (cursor !== null && inTime());
  }
  return failures;
}

/** What cannot be read holds up neither other centres nor the timers: null, and it rings. */
async function pageOf(table: Table, { from }: Succession, cursor: Cursor | null) {
  try {
    return await readWorklist(table, { centre: from, stage: 'owing', ...(cursor ? { cursor } : {}) });
  } catch (error) {
    log('error', 'succession.failed', { from, error: errorKind(error) });
    return null;
  }
}

/** How many failed: 0 or 1. */
async function handOne(
  table: Table,
  directory: Directory,
  succession: Succession,
  { id, assignee }: LegalAidRequest,
): Promise<number> {
  try {
    const handler = assignee === null ? null : await readHandler(table, assignee);
    const moved = handler !== null && handler.centre === succession.to && !handler.disabled;
    const changed = await changeRequest(
      table,
      id,
      (request) =>
        (request &&
          succeeded(request, succession, moved && request.assignee === assignee, Date.now(), directory)) ?? {
          refusal: 'not-theirs' as const,
        },
    );
    if (changed.kind === 'changed')
      log('info', 'succession.done', { requestId: id, from: succession.from, to: succession.to });
    return 0;
  } catch (error) {
    log('error', 'succession.failed', { requestId: id, error: errorKind(error) });
    return 1;
  }
}
