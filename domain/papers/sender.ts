import { milestoneOf } from '../figures/contribution.ts';
import type { Handler } from '../request/handling.ts';
import type { RequestEvent } from '../request/request.ts';

/** Milliseconds: the notice is told to the citizen when the request is passed on (Điều 35), not weeks later. */
const WITHIN = 24 * 3_600_000;

/**
 * Whether somebody has just passed a request on from their centre and may still make the notice of that transfer; of
 * the request itself they see nothing any more.
 * @param now milliseconds since 1970
 */
export function mayMakeNotice(
  { username, centre }: Pick<Handler, 'username' | 'centre'>,
  timeline: readonly RequestEvent[],
  now: number,
): boolean {
  const last = timeline.findLast(({ type }) => type === 'transferred');
  if (last === undefined || last.by !== username || now - Date.parse(last.at) > WITHIN) return false;
  return milestoneOf(last)?.from === centre;
}
