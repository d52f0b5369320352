import { useDesk } from '../app/desk.ts';
import { useConnection } from './connection.ts';

/** How often a list is asked for, in milliseconds, while nothing is pushed. */
export const POLLING_MS = 10_000;
/** While it is: a push may be lost, and so may the wire, without anybody being told. */
const SAFETY_MS = 30_000;

/** @param centre whose changes are shown, where not one's own */
export function usePace(centre?: string): number {
  const { me } = useDesk();
  const { live, reachable } = useConnection();
  return reachable && live === (centre ?? me.centre) ? SAFETY_MS : POLLING_MS;
}
