import * as z from 'zod/mini';
import { factsRecord } from '../../adapters/dynamodb/records.ts';
import { CHANNELS } from '../../domain/contact/contact.ts';
import { ROLES } from '../../domain/request/handling.ts';
import { STATES } from '../../domain/request/request.ts';
import { MATTERS } from '../../domain/understanding/matter.ts';

/** What the API takes and gives; the OpenAPI document and the console's types are made from these. */

const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const version = z.int().check(z.gte(1));
const reason = text(2000);

export const versionBody = z.strictObject({ version });
export const noteBody = z.strictObject({ text: text(10_000) });
export const transferBody = z.strictObject({ version, centre: text(20), reason });
export const closeBody = z.strictObject({ version, reason });
export const walkInBody = z.strictObject({
  /** What the person told. */
  text: text(10_000),
  name: z.exactOptional(text(200)),
  phone: z.exactOptional(text(30)),
  matter: z.exactOptional(z.enum(MATTERS)),
  urgent: z.exactOptional(z.boolean()),
});

export const worklistQuery = z.object({
  state: z.exactOptional(z.enum(STATES)),
  assignee: z.exactOptional(text(100)),
  centre: z.exactOptional(text(20)),
  cursor: z.exactOptional(text(500)),
});
export const cursorShape = z.strictObject({ sort: z.string(), id: z.string() });

const timelineEntry = z.object({
  id: z.string(),
  type: z.string(),
  at: z.string(),
  by: z.string(),
  channel: z.exactOptional(z.enum(CHANNELS)),
  text: z.exactOptional(z.string()),
  keys: z.exactOptional(z.string()),
  speech: z.exactOptional(z.string()),
  attachments: z.exactOptional(
    z.array(
      z.object({
        kind: z.string(),
        name: z.exactOptional(z.string()),
        phone: z.exactOptional(z.string()),
        seconds: z.exactOptional(z.number()),
      }),
    ),
  ),
  providerEventId: z.exactOptional(z.string()),
  late: z.exactOptional(z.boolean()),
  /** Beyond the address's limit: kept, not answered. */
  heldBack: z.exactOptional(z.boolean()),
  toBeConfirmed: z.exactOptional(z.boolean()),
  answer: z.exactOptional(z.string()),
  replies: z.exactOptional(z.array(z.string())),
  reason: z.exactOptional(z.string()),
  outcome: z.exactOptional(z.string()),
  /** Why a message did not leave or arrive, in the handler's words. */
  explanation: z.exactOptional(z.string()),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

const listed = {
  id: z.string(),
  code: z.string(),
  state: z.enum(STATES),
  centre: z.nullable(z.string()),
  channel: z.enum([...CHANNELS, 'office']),
  urgency: z.enum(['normal', 'urgent']),
  matter: z.enum(MATTERS),
  facts: factsRecord,
  citizen: z.object({
    name: z.exactOptional(z.string()),
    phone: z.exactOptional(z.string()),
    zaloUserId: z.exactOptional(z.string()),
    safeContact: z.enum(['unknown', 'safe', 'unsafe']),
  }),
  basis: z.nullable(z.object({ kind: z.string(), words: z.string() })),
  createdAt: z.string(),
  updatedAt: z.string(),
  dueAt: z.nullable(z.string()),
  assignee: z.exactOptional(z.string()),
  earlierRequest: z.exactOptional(z.string()),
  transfers: z.number(),
  version: z.number(),
};
export const listedRequest = z.object(listed);
export type ListedRequest = z.infer<typeof listedRequest>;
export const fullRequest = z.object({ ...listed, timeline: z.array(timelineEntry) });
export type FullRequest = z.infer<typeof fullRequest>;

export const worklistPage = z.object({ items: z.array(listedRequest), cursor: z.nullable(z.string()) });
export const me = z.object({
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  centre: z.string(),
});
export const centre = z.object({
  code: z.string(),
  name: z.string(),
  provinces: z.array(z.string()),
  open: z.boolean(),
});
export const centres = z.object({ items: z.array(centre) });
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.exactOptional(z.string()),
  request: z.exactOptional(fullRequest),
});
