import * as z from 'zod/mini';
import { calendarOf } from '../../domain/centre/hours.ts';
import { USUAL_CALENDAR, type WorkingCalendar } from '../../domain/time/working-time.ts';
import { calendarsKey } from './keys.ts';
import { getItem, type Item, type Table } from './table.ts';

/** The members of a week, each with its sessions: as kept here and as the API takes them. */
export const weekOf = <Sessions extends z.ZodMiniType>(sessions: Sessions) => ({
  mon: sessions,
  tue: sessions,
  wed: sessions,
  thu: sessions,
  fri: sessions,
  sat: sessions,
  sun: sessions,
});

const sessions = z.array(z.object({ from: z.string(), to: z.string() }));
const week = z.object(weekOf(sessions));

/** The part of a centre's settings that its deadlines run by. */
export const hoursRecord = z.object({
  hours: z.nullable(week),
  exceptions: z.array(z.object({ date: z.string(), hours: sessions })),
});

/** Milliseconds that the centres' working time is kept in a function's instance. */
const KEPT = 60_000;

/** As last read: deadlines are reckoned in the middle of a decision, where nothing can be waited for. */
let kept: { readonly calendars: ReadonlyMap<string, WorkingCalendar>; readonly until: number } = {
  calendars: new Map(),
  until: 0,
};

/** The working time of a centre as last read; the usual one for a centre that has entered none. */
export const knownCalendar = (centre: string): WorkingCalendar =>
  kept.calendars.get(centre) ?? USUAL_CALENDAR;

/** Whether a minute has passed since it was read: a webhook then asks for `calendarsKey` along with its own items. */
export const calendarsAreStale = (now: number): boolean => kept.until <= now;

/** Keeps what was read at `calendarsKey`; an item that cannot be read leaves the usual times. */
export function keepCalendars(item: Item | null, now: number): void {
  const calendars = new Map<string, WorkingCalendar>();
  for (const [name, value] of Object.entries(item ?? {})) {
    const entered = hoursRecord.safeParse(value);
    if (entered.success) calendars.set(name.replace(/^centre:/, ''), calendarOf(entered.data));
  }
  kept = { calendars, until: now + KEPT };
}

/** Reads them when a minute has passed: one read for all centres. */
export async function refreshCalendars(table: Table, now: number): Promise<void> {
  if (calendarsAreStale(now)) keepCalendars(await getItem(table, calendarsKey), now);
}

/** The attribute of a centre in that item. */
export const calendarAttribute = (centre: string): string => `centre:${centre}`;
