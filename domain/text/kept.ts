/** Longest text that is kept of one message, in UTF-16 units: a table item holds 400 KB and a queue message 256 KB. */
const LONGEST = 20_000;

/**
 * A message's text as it is kept: NFC, without halves of characters (which no store takes) and not endlessly long.
 * Nobody types more than the limit; what lies beyond is cut.
 */
export const kept = (text: string): string => text.slice(0, LONGEST).toWellFormed().normalize('NFC');
