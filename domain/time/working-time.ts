import holidays from '../../data/holidays.json' with { type: 'json' };
import hours from '../../data/working-hours.json' with { type: 'json' };

/** Vietnam has one zone and no summer time. */
const OFFSET = 7 * 3_600_000;
const MINUTE = 60_000;
const DAY = 86_400_000;

export interface WorkingCalendar {
  /** Sessions of a working day as minutes from midnight, in order. */
  readonly sessions: Sessions;
  /** 0 Sunday … 6 Saturday. */
  readonly weekdays: readonly number[];
  /** `YYYY-MM-DD`. */
  readonly holidays: ReadonlySet<string>;
  /** Sessions of each day from Sunday to Saturday, where the days differ; `sessions` and `weekdays` then do not count. */
  readonly week?: readonly Sessions[];
  /** Days (`YYYY-MM-DD`) with sessions of their own, holidays included; none when closed. */
  readonly exceptions?: ReadonlyMap<string, Sessions>;
}

type Sessions = readonly (readonly [number, number])[];

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Office days and hours that hold until a centre enters its own (data/working-hours.json, data/holidays.json). */
export const USUAL_CALENDAR: WorkingCalendar = {
  sessions: hours.sessions.map((session) => [minutes(session[0] ?? ''), minutes(session[1] ?? '')] as const),
  weekdays: hours.weekdays,
  // Those on a Saturday or Sunday count for a centre that works then; their days off in lieu are in the list.
  holidays: new Set([...holidays.days, ...holidays.onWeekends].map((day) => day.on)),
};

/** The day in Vietnam, `YYYY-MM-DD`, of an instant in milliseconds. */
export const dayInVietnam = (instant: number): string =>
  new Date(instant + OFFSET).toISOString().slice(0, 10);

const midnight = (instant: number): number => Math.floor((instant + OFFSET) / DAY) * DAY - OFFSET;

/** The sessions of the day that begins at this instant; none when nobody works. */
function sessionsOn(dayStart: number, calendar: WorkingCalendar): Sessions {
  const day = dayInVietnam(dayStart);
  const own = calendar.exceptions?.get(day);
  if (own) return own;
  if (calendar.holidays.has(day)) return [];
  const weekday = new Date(dayStart + OFFSET).getUTCDay();
  if (calendar.week) return calendar.week[weekday] ?? [];
  return calendar.weekdays.includes(weekday) ? calendar.sessions : [];
}

/** Longest stretch without a working day that is looked through, in days; a calendar without any ends there. */
const HORIZON = 60;

/**
 * The instant (ms) at which that many working minutes have passed since `from` (ms).
 * @returns null when the calendar has no working time within the horizon
 */
export function afterWorkingMinutes(from: number, count: number, calendar: WorkingCalendar): number | null {
  let left = count * MINUTE;
  for (let day = midnight(from), seen = 0; seen < HORIZON; day += DAY, seen += 1) {
    for (const [start, end] of sessionsOn(day, calendar)) {
      const opens = Math.max(from, day + start * MINUTE);
      const room = day + end * MINUTE - opens;
      if (room <= 0) continue;
      if (left <= room) return opens + left;
      left -= room;
    }
  }
  return null;
}

/**
 * The end (ms) of the n-th working day after the day of `from`; the day itself does not count.
 * Source: Bộ luật Dân sự 2015, Điều 147 and 148 (a term of days starts on the next day and ends with the last).
 */
export function afterWorkingDays(from: number, count: number, calendar: WorkingCalendar): number | null {
  let left = count;
  for (let day = midnight(from) + DAY, seen = 0; seen < HORIZON; day += DAY, seen += 1) {
    const closing = sessionsOn(day, calendar).at(-1)?.[1];
    if (closing === undefined) continue;
    left -= 1;
    if (left === 0) return day + closing * MINUTE;
  }
  return null;
}

/** The end (ms) of the working day that is running at `from` (ms), else of the next one. */
export function closingAfter(from: number, calendar: WorkingCalendar): number | null {
  for (let day = midnight(from), seen = 0; seen < HORIZON; day += DAY, seen += 1) {
    const closing = sessionsOn(day, calendar).at(-1)?.[1];
    if (closing !== undefined && day + closing * MINUTE > from) return day + closing * MINUTE;
  }
  return null;
}

/**
 * The end (ms) of the n-th day after the day of `from`, days off included; on a day off the next working day ends it.
 * Source: Bộ luật Dân sự 2015, Điều 147 and 148.5
 */
export function afterDays(from: number, count: number, calendar: WorkingCalendar): number | null {
  // The working day that follows the eve of the last day is the last day itself, or the next one that is worked.
  return afterWorkingDays(midnight(from) + (count - 1) * DAY, 1, calendar);
}

const yearStatus: Readonly<Record<string, string>> = holidays.years;

/** Whether the holidays of every year from one instant to the other (ms) are officially declared, not only computed. */
export function yearsDeclared(from: number, to: number): boolean {
  const last = Number(dayInVietnam(to).slice(0, 4));
  for (let year = Number(dayInVietnam(from).slice(0, 4)); year <= last; year += 1)
    if (yearStatus[year] !== 'declared') return false;
  return true;
}

/** Working days after one day up to and with another (both `YYYY-MM-DD`), at most a year apart. */
export function workingDaysBetween(after: string, upTo: string, calendar: WorkingCalendar): number {
  let count = 0;
  const last = Date.parse(`${upTo}T00:00:00+07:00`);
  const first = Date.parse(`${after}T00:00:00+07:00`) + DAY;
  for (let day = first; day <= last && day < first + 366 * DAY; day += DAY)
    if (sessionsOn(day, calendar).length > 0) count += 1;
  return count;
}
