import { fold } from '../text/fold.ts';

/**
 * The code a citizen is told: eight digits, the first not 0, the last a Damm check digit, so that every
 * single wrong digit and every swap of neighbours is noticed before anything is looked up.
 * Source of the table: H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004.
 */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

const remainder = (digits: string): number => {
  let interim = 0;
  for (const digit of digits) interim = DAMM[interim]?.[Number(digit)] ?? 0;
  return interim;
};

/**
 * A new code as eight digits without the hyphen.
 * @param random a source of numbers in [0, 1), uniform; cryptographic in production, so that codes cannot be guessed in a row
 */
export function newCode(random: () => number): string {
  const digit = (from: number) => String(from + Math.floor(random() * (10 - from)));
  let body = digit(1);
  while (body.length < 7) body += digit(0);
  return body + String(remainder(body));
}

/** Whether the text is a well-formed code: eight digits, first not 0, check digit right. */
export function isCode(text: string): boolean {
  return /^[1-9]\d{7}$/.test(text) && remainder(text) === 0;
}

/** `48217735` → `4821-7735`, the way it is written to a citizen. */
export const writtenCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** What may stand around a code that somebody asks after. */
const AROUND =
  '(?:(?:tt|ma|so|code|ho so|la|cua|toi|em|chau|minh|xem|kiem tra|hoi|giup|voi|nhe|da|a|sao|roi|the nao|den dau|xin|cho)[\\s:.,#?!-]*)*';
const ASKED_AFTER = new RegExp(`^[\\s:.,#]*${AROUND}(\\d[\\d\\s.\\-–]{5,10}\\d)[\\s.,?!]*${AROUND}$`);

/**
 * Whether a text is a code with a mistake: eight digits that the check digit refuses, alone or with words that ask
 * after a code. A date (`20112026`) or two years (`2019-2024`) is none; nor is it where anything else is said.
 */
export function isMistypedCode(text: string): boolean {
  const written = ASKED_AFTER.exec(fold(text).trim())?.[1];
  const digits = written?.replace(/\D/g, '') ?? '';
  if (!/^\d{8}$/.test(digits) || isCode(digits)) return false;
  const years = /^(19|20)\d\d(19|20)\d\d$/.test(digits);
  const date = /^([0-2]\d|3[01])(0\d|1[0-2])(19|20)\d\d$/.test(digits);
  return !years && !date;
}

/** The first code in a message a person wrote or keyed in, without hyphen or spaces; null when there is none. */
export function codeIn(text: string): string | null {
  for (const match of text.matchAll(/(?<!\d)(\d{4})[\s.\-–]?(\d{4})(?!\d)/g)) {
    const code = `${match[1]}${match[2]}`;
    if (isCode(code)) return code;
  }
  return null;
}
