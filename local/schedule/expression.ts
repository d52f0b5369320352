import { StartFailure } from '../failure.ts';

/** When a schedule is next due, strictly after a moment; both in milliseconds. */
export type NextAfter = (moment: number) => number;

const minute = 60_000;
const day = 24 * 60 * minute;
const units: Readonly<Record<string, number>> = { minute, hour: 60 * minute, day };

/**
 * Reads `rate(…)` and `cron(…)` as EventBridge writes them.
 *
 * @param timeZone the zone in which a cron expression is meant; rules have UTC only
 * @throws StartFailure for a form that the local run does not know
 */
export function readSchedule(expression: string, timeZone = 'UTC'): NextAfter {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const milliseconds = Number(count) * (units[unit] ?? 0);
  if (milliseconds > 0) return (moment) => moment + milliseconds;
  const [, fields] = /^cron\((.+)\)$/.exec(expression) ?? [];
  if (fields) return cron(fields.trim().split(/\s+/), expression, timeZone);
  throw new StartFailure(`The schedule ${expression} is not known to the local run.`);
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

function cron(fields: string[], expression: string, timeZone: string): NextAfter {
  if (fields.length !== 6) throw new StartFailure(`The schedule ${expression} does not have six fields.`);
  const [
    minuteField = '',
    hourField = '',
    dayField = '',
    monthField = '',
    weekdayField = '',
    yearField = '',
  ] = fields;
  const field = (text: string, from: number, to: number, names: string[] = [], first = 1) =>
    valuesOf(text, from, to, names, first, expression);
  const wanted = {
    minute: field(minuteField, 0, 59),
    hour: field(hourField, 0, 23),
    day: field(dayField, 1, 31),
    month: field(monthField, 1, 12, months),
    weekday: field(weekdayField, 1, 7, weekdays),
    year: field(yearField, 1970, 2199),
  };
  const local = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  });
  return (moment) => {
    const start = (Math.floor(moment / minute) + 1) * minute;
    for (let at = start; at < start + 5 * 366 * day; ) {
      const parts = Object.fromEntries(local.formatToParts(at).map(({ type, value }) => [type, value]));
      const weekday = weekdays.indexOf(String(parts.weekday).toUpperCase()) + 1;
      const rightDay =
        wanted.year.has(Number(parts.year)) &&
        wanted.month.has(Number(parts.month)) &&
        wanted.day.has(Number(parts.day)) &&
        wanted.weekday.has(weekday);
      if (!rightDay || !wanted.hour.has(Number(parts.hour))) {
        // To the next full hour: no zone changes its offset within one but at its borders.
        at += (60 - Number(parts.minute)) * minute;
      } else if (wanted.minute.has(Number(parts.minute))) return at;
      else at += minute;
    }
    return Number.POSITIVE_INFINITY;
  };
}

function valuesOf(
  text: string,
  from: number,
  to: number,
  names: string[],
  first: number,
  expression: string,
): Set<number> {
  const values = new Set<number>();
  const number = (word: string) => {
    const named = names.indexOf(word.toUpperCase());
    const value = named >= 0 ? named + first : Number(word);
    if (!/^[A-Za-z]{3}$|^\d+$/.test(word) || !(value >= from && value <= to))
      throw new StartFailure(
        `The schedule ${expression} has the field ${text}, which the local run does not know.`,
      );
    return value;
  };
  for (const part of text.split(',')) {
    const [range = '', step] = part.split('/');
    const [low = '', high] = range === '*' || range === '?' ? [String(from), String(to)] : range.split('-');
    const start = number(low);
    const end = high !== undefined ? number(high) : step !== undefined ? to : start;
    for (let value = start; value <= end; value += step === undefined ? 1 : Math.max(1, Number(step)))
      values.add(value);
  }
  return values;
}
