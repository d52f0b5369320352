import type { LegalAidRequest } from './request.ts';

const VIETNAM = 7 * 3_600_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Hours of Vietnam's day in which people may be called at all. */
const CALLING = { from: 7, to: 21 };

/** What people call the parts of a day, in hours of Vietnam; the first that is named holds. */
const PARTS = [
  { words: /(?<!\p{L})(sáng|morning)(?!\p{L})/iu, from: 7, to: 11 },
  { words: /(?<!\p{L})(trưa|noon)(?!\p{L})/iu, from: 11, to: 13 },
  { words: /(?<!\p{L})(chiều|afternoon)(?!\p{L})/iu, from: 13, to: 18 },
  { words: /(?<!\p{L})(tối|evening)(?!\p{L})/iu, from: 18, to: 21 },
] as const;

/** From when to when somebody wishes to be called; whenever calls are made where their words name no part of a day. */
const hoursOf = (words: string | undefined): { readonly from: number; readonly to: number } =>
  PARTS.find((part) => part.words.test((words ?? '').normalize('NFC'))) ?? CALLING;

/**
 * From when on a citizen may next be called: now, or the next beginning of the hours they wish for, never at night.
 * @param now milliseconds since 1970
 * @returns ISO 8601
 */
export function callableFrom({ facts }: Pick<LegalAidRequest, 'facts'>, now: number): string {
  const { from, to } = hoursOf(facts.bestTime);
  const midnight = Math.floor((now + VIETNAM) / DAY) * DAY - VIETNAM;
  const [begins, ends] = [midnight + from * HOUR, midnight + to * HOUR];
  const at = now < begins ? begins : now < ends ? now : begins + DAY;
  return new Date(at).toISOString();
}

/** Whether they wish to be called at another time of the day. */
export const isAnotherTime = ({ facts }: Pick<LegalAidRequest, 'facts'>, now: number): boolean =>
  facts.bestTime !== undefined && Date.parse(callableFrom({ facts }, now)) > now;
