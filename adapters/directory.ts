import * as z from 'zod/mini';
import centres from '../data/centres.json' with { type: 'json' };
import type { Directory } from '../domain/routing/directory.ts';
import { knownCalendar } from './dynamodb/calendars.ts';

const day = z.exactOptional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)));

const centre = z.object({
  code: z.string(),
  name: z.string(),
  provinces: z.array(z.string()),
  formerProvinces: z.exactOptional(z.array(z.string())),
  openedOn: day,
  closedOn: day,
  successor: z.exactOptional(z.string()),
});

/** The centres of data/centres.json, checked once at INIT, with the working time that each has entered. */
export const directory: Directory = {
  ...z.object({ centres: z.array(centre) }).parse(centres),
  calendarOf: knownCalendar,
};
