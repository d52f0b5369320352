/** Milliseconds before the first new try. */
const FIRST_MS = 1_000;
/** Milliseconds: an office that was cut off is live again within this. */
const LONGEST_MS = 60_000;

/**
 * How long to wait before a connection is tried again: twice as long after each failure, and between half and all of
 * that, so that a thousand consoles do not come back in the same second.
 *
 * @param failures how many tries in a row came to nothing
 * @param chance from 0 to 1
 * @returns milliseconds
 */
export const backOff = (failures: number, chance: number): number =>
  Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 16)) * (0.5 + chance / 2);
