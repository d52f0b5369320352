import type { TFunction } from 'i18next';
import { stretch } from './stretch.ts';

const ZONE = 'Asia/Ho_Chi_Minh';

export type Haste = 'late' | 'soon' | 'calm' | 'none';

/** Less than this is left: the row says so by a sign too. */
const SOON_MS = 60 * 60_000;

export const haste = (dueAt: string | null, now: number): Haste => {
  if (dueAt === null) return 'none';
  const left = Date.parse(dueAt) - now;
  return left < 0 ? 'late' : left < SOON_MS ? 'soon' : 'calm';
};

export function inWords(ms: number, t: TFunction): string {
  const parts = stretch(ms).map(({ unit, count }) => t(`time.${unit}`, { count }));
  return parts.length === 0 ? t('time.moment') : parts.join(' ');
}

/** `còn 25 phút`, `quá hạn 2 giờ`. */
export function timeLeft(dueAt: string | null, now: number, t: TFunction): string {
  if (dueAt === null) return t('time.noDue');
  const left = Date.parse(dueAt) - now;
  const time = inWords(Math.abs(left), t);
  return left < 0 ? t('time.late', { time }) : t('time.left', { time });
}

/** `08:15 23/11/2026`, always as in Vietnam. */
export const moment = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date(at));

/** What stands in a field for date and time, as the moment it means in Vietnam; null while it is not whole. */
export const typedMoment = (typed: string, language: string): string | null =>
  Number.isNaN(Date.parse(`${typed}:00+07:00`)) ? null : moment(`${typed}:00+07:00`, language);

/** `2026-11-23`: the day in Vietnam, as dates are exchanged. */
export const dayInVietnam = (at: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(at);

export const clock = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: ZONE,
    timeStyle: 'short',
  }).format(new Date(at));

export const day = (at: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: ZONE,
    weekday: 'long',
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
  }).format(new Date(at));
