import * as z from 'zod/mini';
import centres from '../data/centres.json' with { type: 'json' };

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

/** The centres of data/centres.json, checked once at INIT. */
export const directory = z.object({ centres: z.array(centre) }).parse(centres);
