/**
 * What time it is where the deadlines are kept. The clock of an office PC may be wrong by hours; each answer of the API
 * says what time it was there.
 */
let ahead = 0;

/** Takes the time from an answer's `Date` header; it has whole seconds, which is enough for deadlines. */
export function learnTime(date: string | null): void {
  const told = date === null ? Number.NaN : Date.parse(date);
  if (!Number.isNaN(told)) ahead = told - Date.now();
}

/** Milliseconds since 1970, by the server's clock. */
export const serverNow = (): number => Date.now() + ahead;
