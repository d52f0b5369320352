import { dayInVietnam, USUAL_CALENDAR, type WorkingCalendar } from '../time/working-time.ts';
import { type CentreSettings, type Interval, WEEKDAYS } from './settings.ts';

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const sessions = (list: readonly Interval[]) =>
  list.map(({ from, to }) => [minutes(from), minutes(to)] as const);

/** The working time that a centre's deadlines run in: its own where it has entered hours, else the usual one. */
export function calendarOf(
  settings: Pick<CentreSettings, 'hours' | 'exceptions'>,
  usual: WorkingCalendar = USUAL_CALENDAR,
): WorkingCalendar {
  const { hours, exceptions } = settings;
  const own = hours && WEEKDAYS.some((day) => hours[day].length > 0) ? hours : null;
  return {
    ...usual,
    // The calendar counts from Sunday.
    ...(own ? { week: (['sun', ...WEEKDAYS.slice(0, 6)] as const).map((day) => sessions(own[day])) } : {}),
    exceptions: new Map(exceptions.map(({ date, hours: other }) => [date, sessions(other)])),
  };
}

/**
 * Whether somebody is in the office at this instant (milliseconds). A centre that has entered no hours is closed.
 * @param holidays days (`YYYY-MM-DD`) on which nobody works unless the centre has made an exception
 */
export function isOpen(settings: CentreSettings, holidays: ReadonlySet<string>, at: number): boolean {
  const day = dayInVietnam(at);
  const local = new Date(at + 7 * 3_600_000);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const exception = settings.exceptions.find(({ date }) => date === day);
  const weekday = WEEKDAYS[(local.getUTCDay() + 6) % 7];
  const usual = settings.hours === null || weekday === undefined ? [] : settings.hours[weekday];
  const today = exception ? exception.hours : holidays.has(day) ? [] : usual;
  return sessions(today).some(([from, to]) => minute >= from && minute < to);
}
