import type { Found } from '../../adapters/dynamodb/person-data.ts';
import { type Erasing, type ErasureMeans, eraseRequests } from '../../adapters/erase-request.ts';
import { isUnderWay } from '../../domain/request/erasing.ts';

/** What the law says of an accepted case. */
const LOCKED_BECAUSE =
  'Điều 14.2 Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: hồ sơ vụ việc đã thụ lý phải lưu trữ theo luật, nên chỉ được ẩn và khóa.';

/** The centre goes on with it. */
const RUNNING_BECAUSE =
  'Vụ việc đã thụ lý và đang thực hiện (Điều 19 Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15): chưa ẩn, chưa khóa. Khi vụ việc kết thúc, xin yêu cầu lại.';

export interface Erased {
  /** `under-way`: what is left goes on by itself; the same call later says how far it has come. */
  readonly status: 'done' | 'under-way';
  readonly erased: readonly string[];
  /** Not gone yet. */
  readonly underWay: readonly string[];
  readonly locked: readonly { id: string; basis: string }[];
  /** Accepted cases that are not over: left as they are, for their centre to go on with. */
  readonly running: readonly { id: string; basis: string }[];
  /** Files taken away so far. */
  readonly files: number;
  /** Requests that mention the person and were left: whose they are is for a person to say. */
  readonly related: readonly string[];
}

/**
 * Erases a person, as far as the time goes.
 * @param handOn takes what is left over; called before the answer says that it goes on
 */
export async function erasePerson(
  means: ErasureMeans,
  found: Found,
  erasing: Erasing,
  handOn: (requests: readonly string[]) => Promise<void>,
): Promise<Erased> {
  const requests = found.requests.filter((request) => !isUnderWay(request));
  const { erased, locked, left, files } = await eraseRequests(means, requests, found.addresses, erasing);
  if (left.length > 0) await handOn(left);
  // Also those that a centre has accepted, or got back, since they were found.
  const ending = new Set([...erased, ...locked, ...left]);
  const running = found.requests.filter(({ id }) => !ending.has(id));
  return {
    status: left.length > 0 ? 'under-way' : 'done',
    erased,
    underWay: left,
    locked: locked.map((id) => ({ id, basis: LOCKED_BECAUSE })),
    running: running.map(({ id }) => ({ id, basis: RUNNING_BECAUSE })),
    files,
    related: found.related,
  };
}
