/**
 * Lets work in a few at a time, first come first served. Whoever has waited for `patience` milliseconds goes in all the
 * same: what hangs must not keep the others out.
 */
export function createTurns(room: number, patience: number) {
  const waiting = new Set<() => void>();
  let inside = 0;

  /** Who enters is counted at once: a place is not given away twice. */
  function turn(): Promise<void> | undefined {
    if (inside < room) {
      inside++;
      return undefined;
    }
    return new Promise((resolve) => {
      const enter = () => {
        clearTimeout(timer);
        waiting.delete(enter);
        inside++;
        resolve();
      };
      const timer = setTimeout(enter, patience);
      waiting.add(enter);
    });
  }

  return async <T>(work: () => Promise<T>): Promise<T> => {
    await turn();
    try {
      return await work();
    } finally {
      inside--;
      const [next] = waiting;
      if (inside < room) next?.();
    }
  };
}
