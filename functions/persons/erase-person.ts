import { closeBooks, eraseCodes, eraseFromPerson } from '../../adapters/dynamodb/erase.ts';
import type { Found } from '../../adapters/dynamodb/person-data.ts';
import { readTimeline } from '../../adapters/dynamodb/requests.ts';
import { type ErasureMeans, eraseRequest } from '../../adapters/erase-request.ts';
import { isAccepted } from '../../domain/request/erasing.ts';

/** What the law says of an accepted case. */
const LOCKED_BECAUSE =
  'Điều 14.2 Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: hồ sơ vụ việc đã thụ lý phải lưu trữ theo luật, nên chỉ được ẩn và khóa.';

/** A person's lawyer is not taken away by a click: nothing of a case under way is touched. */
const RUNNING_BECAUSE =
  'Vụ việc đã thụ lý và đang thực hiện (Điều 19 Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15): chưa ẩn, chưa khóa. Khi vụ việc kết thúc, xin yêu cầu lại.';

export interface Erased {
  readonly erased: string[];
  readonly locked: { id: string; basis: string }[];
  /** Accepted cases that are not over: left as they are, for their centre to go on with. */
  readonly running: { id: string; basis: string }[];
  /** Files taken away. */
  readonly files: number;
  /** Requests that mention the person and were left: whose they are is for a person to say. */
  readonly related: readonly string[];
}

/**
 * Erases a person. Each step may be the last one before a crash: the request stays found by its address until nothing
 * else of it is left, so that the same call goes on where it stopped.
 * @param now milliseconds since 1970
 */
export async function erasePerson(
  means: ErasureMeans,
  found: Found,
  by: string,
  now: number,
): Promise<Erased> {
  const { table } = means;
  const at = new Date(now).toISOString();
  const [erased, locked]: [string[], string[]] = [[], []];
  const running = found.requests.filter(({ state, erasure }) => state === 'accepted' && !erasure);
  const requests = found.requests.filter((request) => !running.includes(request));
  for (const request of requests) {
    const kept =
      request.erasure?.kind === 'locked' ||
      (!request.erasure && isAccepted(request, await readTimeline(table, request.id)));
    await closeBooks(table, request.id, kept ? 'locked' : 'erasing', by, at);
    (kept ? locked : erased).push(request.id);
  }
  const ids = new Set([...erased, ...locked]);
  for (const address of found.addresses) await eraseFromPerson(table, address, ids, now);
  let files = 0;
  for (const request of requests) {
    if (locked.includes(request.id)) {
      await eraseCodes(table, request, await readTimeline(table, request.id));
      continue;
    }
    files += await eraseRequest(means, request, by, at);
  }
  return {
    erased,
    locked: locked.map((id) => ({ id, basis: LOCKED_BECAUSE })),
    running: running.map(({ id }) => ({ id, basis: RUNNING_BECAUSE })),
    files,
    related: found.related,
  };
}
