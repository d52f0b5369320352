import table from '../../data/clocks.json' with { type: 'json' };
import {
  afterDays,
  afterWorkingDays,
  afterWorkingMinutes,
  closingAfter,
  type WorkingCalendar,
  yearsDeclared,
} from '../time/working-time.ts';

/** One term that runs on a request; stored with it, so that a later change of the table moves no running term. */
export interface Clock {
  /** A row of data/clocks.json. */
  readonly kind: string;
  /** ISO 8601, like all times below. */
  readonly startedAt: string;
  readonly dueAt: string;
  /** The article, or whose promise it is. */
  readonly basis: string;
  /** When what is owed was done. */
  readonly metAt?: string;
  /** The request ended, or went elsewhere, before. */
  readonly stoppedAt?: string;
  /** Passed, and the head of the centre was told. */
  readonly passedAt?: string;
  /** Still open some time later, and the national desk was told. */
  readonly nationalAt?: string;
  /** `false`: it runs over a year whose holidays are computed by the Labour Code only, or not known at all. */
  readonly holidaysDeclared?: false;
}

export interface ClockRow {
  readonly kind: string;
  readonly title: string;
  readonly length: number;
  readonly unit: string;
  readonly starts: string;
  readonly article: string | null;
  /** How long after it has passed the national desk is told. */
  readonly national: { readonly length: number; readonly unit: string };
  readonly outlivesEnd?: boolean;
}

const PROMISE = 'Cam kết của dịch vụ';

export const CLOCKS: readonly ClockRow[] = table.clocks;

export const clockRow = (kind: string): ClockRow | null => CLOCKS.find((row) => row.kind === kind) ?? null;

/** Both kinds are the same promise, with another length. */
export const FIRST_CONTACT = { normal: 'first-contact', urgent: 'first-contact-urgent' } as const;
const isFirstContact = ({ kind }: Clock): boolean =>
  Object.values(FIRST_CONTACT).some((promise) => promise === kind);

/**
 * The end of a term (ms). Hours run through nights and holidays. Days are counted as the Civil Code does: the first
 * is the day after, and what would end on a day off ends on the next working day (Bộ luật Dân sự 2015 Điều 147, 148);
 * a day ends with office hours, because after that nobody can act. What the law wants at once is due when the running
 * working day ends: the law names no hour.
 * @returns null for an unknown unit and where the calendar has no working time
 */
export function termEnd(
  from: number,
  { length, unit }: { readonly length: number; readonly unit: string },
  calendar: WorkingCalendar,
): number | null {
  switch (unit) {
    case 'hours':
      return from + length * 3_600_000;
    case 'working-minutes':
      return afterWorkingMinutes(from, length, calendar);
    case 'working-days':
      return afterWorkingDays(from, length, calendar);
    case 'at-once':
      return closingAfter(from, calendar);
    case 'days':
      return afterDays(from, length, calendar);
    default:
      return null;
  }
}

/** A clock of the table, running from `startedAt` (ISO 8601); null for an unknown kind. */
export function started(kind: string, startedAt: string, calendar: WorkingCalendar): Clock | null {
  const row = clockRow(kind);
  const from = Date.parse(startedAt);
  const end = row && termEnd(from, row, calendar);
  if (row === null || end === null) return null;
  const declared = row.unit === 'hours' || yearsDeclared(from, end);
  return {
    kind,
    startedAt,
    dueAt: new Date(end).toISOString(),
    basis: row.article ?? PROMISE,
    ...(declared ? {} : { holidaysDeclared: false as const }),
  };
}

export const isOpen = (clock: Clock): boolean => clock.metAt === undefined && clock.stoppedAt === undefined;

/** The earliest term still open; null when nothing is owed. */
export const dueOf = (clocks: readonly Clock[]): string | null =>
  clocks
    .filter(isOpen)
    .map(({ dueAt }) => dueAt)
    .sort()[0] ?? null;

/** A new clock takes the place of an open one of its kind. */
export const withClock = (clocks: readonly Clock[], clock: Clock | null): Clock[] =>
  clock === null
    ? [...clocks]
    : [...clocks.filter((each) => each.kind !== clock.kind || !isOpen(each)), clock];

export const met = (clocks: readonly Clock[], at: string, which: (clock: Clock) => boolean): Clock[] =>
  clocks.map((clock) => (isOpen(clock) && which(clock) ? { ...clock, metAt: at } : clock));

/** Nothing is owed any more: what was open is stopped. */
export const stopped = (
  clocks: readonly Clock[],
  at: string,
  which: (clock: Clock) => boolean = () => true,
): Clock[] => clocks.map((clock) => (isOpen(clock) && which(clock) ? { ...clock, stoppedAt: at } : clock));

/** The request ends: a complaint is still answered, the file still handed over; all else is stopped. */
export const ended = (clocks: readonly Clock[], at: string): Clock[] =>
  stopped(clocks, at, ({ kind }) => !outlivesEnd(kind));

/** Whether a term may run, or begin, when the request has ended (Điều 39, Điều 45 Luật Trợ giúp pháp lý). */
export const outlivesEnd = (kind: string): boolean => clockRow(kind)?.outlivesEnd === true;

/** The citizen was spoken or written to, or their telephone was rung: what of the first contact is open is kept. */
export const contacted = (clocks: readonly Clock[], at: string): Clock[] => met(clocks, at, isFirstContact);

/**
 * The clock of the first contact, from the moment a centre has the request; an earlier one that is open stays where it
 * ends sooner, and of two the sooner one stays.
 */
export function withFirstContact(
  clocks: readonly Clock[],
  urgency: keyof typeof FIRST_CONTACT,
  at: string,
  calendar: WorkingCalendar,
): Clock[] {
  const running = clocks.find((clock) => isFirstContact(clock) && isOpen(clock));
  const fresh = started(FIRST_CONTACT[urgency], at, calendar);
  if (fresh === null || (running && running.dueAt <= fresh.dueAt)) return [...clocks];
  return [...clocks.filter((clock) => clock !== running), fresh];
}

/** The open first contact. */
export const firstContactOf = (clocks: readonly Clock[]): Clock | null =>
  clocks.find((clock) => isFirstContact(clock) && isOpen(clock)) ?? null;
