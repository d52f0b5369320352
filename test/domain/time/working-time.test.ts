import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import holidays from '../../../data/holidays.json' with { type: 'json' };
import { FIRST_CONTACT, started } from '../../../domain/request/clocks.ts';
import type { Urgency } from '../../../domain/request/request.ts';
import {
  afterWorkingDays,
  afterWorkingMinutes,
  dayInVietnam,
  USUAL_CALENDAR,
  type WorkingCalendar,
} from '../../../domain/time/working-time.ts';

const firstContactDue = (urgency: Urgency, from: string, calendar: WorkingCalendar): string | null =>
  started(FIRST_CONTACT[urgency], from, calendar)?.dueAt ?? null;

/** `2026-11-23 09:00` in Vietnam. */
const vietnam = (clock: string): string =>
  new Date(Date.parse(`${clock.replace(' ', 'T')}:00+07:00`)).toISOString();

describe('the first contact', () => {
  it.each([
    ['urgent', 'on a Monday morning', '2026-11-23 09:00', '2026-11-23 09:30'],
    ['urgent', 'into the lunch break', '2026-11-23 11:50', '2026-11-23 13:20'],
    ['urgent', 'up to the very end of a session', '2026-11-23 11:30', '2026-11-23 12:00'],
    ['urgent', 'in the lunch break', '2026-11-23 12:30', '2026-11-23 13:30'],
    ['urgent', 'before opening', '2026-11-23 06:00', '2026-11-23 08:30'],
    ['urgent', 'late on a working day', '2026-11-23 16:50', '2026-11-24 08:20'],
    ['urgent', 'at night', '2026-11-23 23:30', '2026-11-24 08:30'],
    ['urgent', 'on Friday night', '2026-11-27 22:00', '2026-11-30 08:30'],
    ['urgent', 'on Saturday', '2026-11-28 10:00', '2026-11-30 08:30'],
    ['urgent', 'on the eve of Tết 2027', '2027-02-04 16:45', '2027-02-12 08:15'],
    ['urgent', 'in the middle of Tết 2027', '2027-02-06 10:00', '2027-02-12 08:30'],
    ['urgent', 'before National Day 2027 and the weekend', '2027-09-01 17:30', '2027-09-06 08:30'],
    ['normal', 'on a Monday morning', '2026-11-23 09:00', '2026-11-24 17:00'],
    ['normal', 'on Friday', '2026-11-27 09:00', '2026-11-30 17:00'],
    ['normal', 'on Saturday', '2026-11-28 09:00', '2026-11-30 17:00'],
    ['normal', 'at one minute to midnight', '2026-11-23 23:59', '2026-11-24 17:00'],
    ['normal', 'just after midnight', '2026-11-24 00:01', '2026-11-25 17:00'],
    ['normal', 'before Tết 2027', '2027-02-04 10:00', '2027-02-12 17:00'],
    ['normal', 'before New Year 2027 (a Friday)', '2026-12-31 10:00', '2027-01-04 17:00'],
  ] as const)('of an %s request %s', (urgency, _, from, due) => {
    expect(firstContactDue(urgency, vietnam(from), USUAL_CALENDAR)).toBe(vietnam(due));
  });

  it('is unknown where nobody ever works', () => {
    // Prepare
    const never = { ...USUAL_CALENDAR, weekdays: [] };
    // Act, Assess
    expect(firstContactDue('urgent', vietnam('2026-11-23 09:00'), never)).toBeNull();
    expect(firstContactDue('normal', vietnam('2026-11-23 09:00'), never)).toBeNull();
    expect(
      firstContactDue('normal', vietnam('2026-11-23 09:00'), { ...USUAL_CALENDAR, sessions: [] }),
    ).toBeNull();
  });
});

const instants = fc.integer({
  min: Date.parse('2026-01-01T00:00:00Z'),
  max: Date.parse('2027-11-01T00:00:00Z'),
});

describe('working time', () => {
  it('never ends outside the hours of a working day, nor before it began', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 2400 }), (from, minutes) => {
        const end = afterWorkingMinutes(from, minutes, USUAL_CALENDAR) ?? 0;
        const clock = new Date(end + 7 * 3_600_000);
        const minute = clock.getUTCHours() * 60 + clock.getUTCMinutes();
        expect(end).toBeGreaterThan(from);
        expect(USUAL_CALENDAR.weekdays).toContain(clock.getUTCDay());
        expect(USUAL_CALENDAR.holidays.has(dayInVietnam(end))).toBe(false);
        expect((minute >= 480 && minute <= 720) || (minute >= 780 && minute <= 1020)).toBe(true);
      }),
    );
  });

  it('adds up: so many minutes and then so many more are their sum', () => {
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 900 }),
        (from, one, more) => {
          const first = afterWorkingMinutes(from, one, USUAL_CALENDAR) ?? 0;
          expect(afterWorkingMinutes(first, more, USUAL_CALENDAR)).toBe(
            afterWorkingMinutes(from, one + more, USUAL_CALENDAR),
          );
        },
      ),
    );
  });

  it('comes no earlier for who starts later', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 10 * 86_400_000 }), (from, later) => {
        const minutes = (start: number) => afterWorkingMinutes(start, 30, USUAL_CALENDAR) ?? 0;
        const days = (start: number) => afterWorkingDays(start, 1, USUAL_CALENDAR) ?? 0;
        expect(minutes(from + later)).toBeGreaterThanOrEqual(minutes(from));
        expect(days(from + later)).toBeGreaterThanOrEqual(days(from));
      }),
    );
  });
});

describe('the calendar of holidays', () => {
  it('names weekdays only, once each, in order', () => {
    const days = holidays.days.map(({ on }) => on);
    expect(days).toEqual([...new Set(days)].sort());
    for (const on of days) expect([1, 2, 3, 4, 5], on).toContain(new Date(`${on}T00:00:00Z`).getUTCDay());
  });

  it.each([
    // Điều 112 Bộ luật Lao động 2019: 1 + 5 + 1 + 1 + 2 + 1 days, of which a weekend's are given back after it.
    ['2026', 11],
    ['2027', 11],
  ])('%s has as many days off as the law gives', (year, count) => {
    expect(holidays.days.filter(({ on }) => on.startsWith(year))).toHaveLength(count);
  });

  it('says of every year in it where its days come from', () => {
    const years = new Set(holidays.days.map(({ on }) => on.slice(0, 4)));
    expect([...years].sort()).toEqual(Object.keys(holidays.years).sort());
  });
});

it('a day in Vietnam begins at 17:00 UTC', () => {
  expect(dayInVietnam(Date.parse('2026-11-22T16:59:59Z'))).toBe('2026-11-22');
  expect(dayInVietnam(Date.parse('2026-11-22T17:00:00Z'))).toBe('2026-11-23');
});
