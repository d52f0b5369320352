export interface Part {
  busy(): boolean;
}

export interface Quiet {
  /** Resolves when nothing is under way any more, or when `patience` milliseconds are over. */
  settle(patience: number): Promise<void>;
}

/** Watches everything that hands work on: queues, buses, streams, functions. */
export function watchQuiet(parts: readonly Part[], drained: () => Promise<void>): Quiet {
  const idle = () => parts.every((part) => !part.busy());
  return {
    async settle(patience) {
      const ends = performance.now() + patience;
      const left = () => Math.max(0, ends - performance.now());
      // A drained stream may have fed the bus, whose queues may have caused writes: quiet is quiet twice in a row.
      for (let quiet = 0; quiet < 2 && left() > 0; ) {
        await Promise.race([drained(), pause(left())]);
        if (idle()) quiet++;
        else {
          quiet = 0;
          await pause(10);
        }
      }
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
