import { useSyncExternalStore } from 'react';

/** Whether the server answers, as the calls themselves find out: `navigator.onLine` knows the cable only. */
export interface Connection {
  readonly reachable: boolean;
  /** When the server last answered, milliseconds since 1970 by this PC's clock. */
  readonly answeredAt: number;
}

let now: Connection = { reachable: true, answeredAt: Date.now() };
const listeners = new Set<() => void>();

function set(next: Connection): void {
  const changed = next.reachable !== now.reachable;
  now = next;
  if (changed) for (const listener of listeners) listener();
}

export const heardFromServer = (): void => set({ reachable: true, answeredAt: Date.now() });
export const lostServer = (): void => set({ ...now, reachable: false });

export const useConnection = (): Connection =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => now,
  );
