import type { Store } from './store.ts';

export interface Clock {
  /** The local run's time in milliseconds: the machine's, moved by what /dev/clock has added. */
  now(): number;
  /** The offset in milliseconds, shared with every function's thread. */
  readonly offset: SharedArrayBuffer;
  /** Moves the clock forward; resolves when the new offset is on the disk. */
  advance(milliseconds: number): Promise<void>;
}

export function createClock(store: Store): Clock {
  const saved = store.records<number>('clock');
  const offset = new SharedArrayBuffer(8);
  const cell = new BigInt64Array(offset);
  Atomics.store(cell, 0, BigInt(saved.get(['offset']) ?? 0));
  return {
    offset,
    now: () => Date.now() + Number(Atomics.load(cell, 0)),
    async advance(milliseconds) {
      const moved = Number(Atomics.load(cell, 0)) + milliseconds;
      await store.commit(() => saved.put(['offset'], moved));
      Atomics.store(cell, 0, BigInt(moved));
    },
  };
}

const duration = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Milliseconds of an ISO 8601 duration in weeks, days, hours, minutes and seconds (`PT49H`, `P2DT30M`).
 * Months and years have no fixed length. Undefined for anything else and for a length of zero.
 */
export function millisecondsOf(text: string): number | undefined {
  const parts = duration.exec(text);
  if (!parts) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const total = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  return total > 0 && Number.isSafeInteger(total) ? total : undefined;
}
