/** How often a list is asked for, in milliseconds, while nothing is pushed. */
const POLLING_MS = 10_000;

export const usePace = (): number => POLLING_MS;
