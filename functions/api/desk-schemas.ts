import * as z from 'zod/mini';
import { listedRequest } from './schemas.ts';

/** What the API takes and gives around the worklist: counts, search, looks, the live connection, figures. */

const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));

/** Each counted up to a thousand. */
export const counts = z.object({
  new: z.number(),
  mine: z.number(),
  waiting: z.number(),
  overdue: z.number(),
  closed: z.number(),
  urgent: z.number(),
});

export const searchBody = z.strictObject({ q: text(200) });
export const found = z.object({
  items: z.array(z.extend(listedRequest, { elsewhere: z.boolean() })),
});

export const openBody = z.strictObject({ reason: text(2000) });
export const looks = z.object({
  items: z.array(z.object({ at: z.string(), by: z.string(), name: z.exactOptional(z.string()) })),
});

export const ticketBody = z.strictObject({ centre: z.exactOptional(text(20)) });
export const ticket = z.object({ ticket: z.string() });

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));
export const figuresQuery = z.object({ from: day, to: day, centre: z.exactOptional(text(20)) });
const tally = z.record(z.string(), z.number());
const figureShape = {
  /** Requests that came to the centre for the first time. */
  arrived: z.number(),
  urgent: z.number(),
  /** Deadlines that passed. */
  overdue: z.number(),
  byChannel: tally,
  byMatter: tally,
  /** Decisions by their outcome on the day they were made, and `closed` without one. */
  byOutcome: tally,
  /** Promises of a first contact that were kept, and those that were kept late or not yet. */
  firstContact: z.object({ inTime: z.number(), late: z.number() }),
  transferred: z.object({ in: z.number(), out: z.number() }),
};
export const figures = z.object({
  from: z.string(),
  to: z.string(),
  centre: z.string(),
  total: z.object(figureShape),
  days: z.array(z.object({ day: z.string(), ...figureShape })),
});

/** As the table has it: what is held, not a view of it. */
const held = z.record(z.string(), z.unknown());
export const personExport = z.object({
  at: z.string(),
  addresses: z.array(z.string()),
  requests: z.array(
    z.object({
      request: held,
      timeline: z.array(held),
      messages: z.array(held),
      files: z.array(held),
      looks: looks.shape.items,
    }),
  ),
  sharedPhones: z.array(held),
  persons: z.array(held),
  related: z.array(z.string()),
  /** To be sent with the same body for the next page; null at the end. */
  cursor: z.nullable(z.string()),
});
/** `under-way`: what is left goes on by itself. */
const erasureStatus = z.enum(['done', 'under-way']);
export const personErased = z.object({
  status: erasureStatus,
  erased: z.array(z.string()),
  underWay: z.array(z.string()),
  locked: z.array(z.object({ id: z.string(), basis: z.string() })),
  running: z.array(z.object({ id: z.string(), basis: z.string() })),
  files: z.number(),
  related: z.array(z.string()),
});
export const caseUnlocked = z.object({
  id: z.string(),
  outcome: z.enum(['restore', 'erase']),
  status: erasureStatus,
  /** Files taken away. */
  files: z.number(),
});
