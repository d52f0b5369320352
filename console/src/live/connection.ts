import { useSyncExternalStore } from 'react';

/** Whether the server answers, as the calls themselves find out: `navigator.onLine` knows the cable only. */
export interface Connection {
  readonly reachable: boolean;
  /** When the server last answered, milliseconds since 1970 by this PC's clock. */
  readonly answeredAt: number;
  /** Whose changes are told as they happen; null while nothing is pushed. */
  readonly live: string | null;
}

let now: Connection = { reachable: true, answeredAt: Date.now(), live: null };
const listeners = new Set<() => void>();

function set(next: Connection): void {
  const changed = next.reachable !== now.reachable || next.live !== now.live;
  now = next;
  if (changed) for (const listener of listeners) listener();
}

export const heardFromServer = (): void => set({ ...now, reachable: true, answeredAt: Date.now() });
export const lostServer = (): void => set({ ...now, reachable: false });
export const nowLive = (centre: string | null): void => set({ ...now, live: centre });

export const useConnection = (): Connection =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => now,
  );
