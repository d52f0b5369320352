import * as z from 'zod/mini';
import {
  clockRecord,
  decisionRecord,
  factEdit,
  factsRecord,
  suggestedRecord,
  understoodRecord,
} from '../../adapters/dynamodb/records.ts';
import { CHANNELS } from '../../domain/contact/contact.ts';
import { FLAWS, ROLES } from '../../domain/request/handling.ts';
import { NEXT_STEPS } from '../../domain/request/next-steps.ts';
import { STATES } from '../../domain/request/request.ts';
import { MATTERS } from '../../domain/understanding/matter.ts';
import { centre } from './centre-schemas.ts';

/** What the API takes and gives; the OpenAPI document and the console's types are made from these. */

const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const version = z.int().check(z.gte(1));
const reason = text(2000);

export const versionBody = z.strictObject({ version });
/** `confirmed`: the handler is sure, and says why, although safe contact, the hour or earlier attempts speak against it. */
export const callBody = z.strictObject({
  confirmed: z.exactOptional(z.boolean()),
  reason: z.exactOptional(text(2000)),
});
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

export const emptyBody = z.strictObject({});

export const requestQuery = z.object({ ask: z.exactOptional(z.literal('reason')) });
export const worklistQuery = z.object({
  state: z.exactOptional(z.enum(STATES)),
  assignee: z.exactOptional(text(100)),
  centre: z.exactOptional(text(20)),
  /** What a console shows in one tab: `new` is routed and nobody's yet, `mine` open and one's own, `closed` all that ended. */
  tab: z.exactOptional(z.enum(['new', 'mine', 'waiting', 'overdue', 'closed'])),
  /** Open ones whose term has passed. */
  overdue: z.exactOptional(z.enum(['true', 'false'])),
  cursor: z.exactOptional(text(700)),
});

const linkedRequest = z.object({ id: z.string(), code: z.string() });

/** What we sent, and how far it has come: `asked` until the gate has looked at it. */
const sentMessage = z.object({
  id: z.string(),
  channel: z.enum(['sms', 'zalo']),
  text: z.string(),
  status: z.string(),
  at: z.string(),
  explanation: z.exactOptional(z.string()),
});

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
        id: z.string(),
        kind: z.string(),
        /** Only what is a file has one; a sticker, a link or a card is its words. */
        status: z.exactOptional(z.enum(['fetching', 'stored', 'refused', 'lost'])),
        /** Why it is not there, in the handler's words. */
        explanation: z.exactOptional(z.string()),
        contentType: z.exactOptional(z.string()),
        bytes: z.exactOptional(z.number()),
        transcript: z.exactOptional(z.string()),
        /** `none`: nobody was asked for one. */
        transcriptStatus: z.exactOptional(z.enum(['none', 'pending', 'ready', 'failed'])),
        name: z.exactOptional(z.string()),
        phone: z.exactOptional(z.string()),
        seconds: z.exactOptional(z.number()),
      }),
    ),
  ),
  /** The file that an entry of type `file` is about. */
  attachmentId: z.exactOptional(z.string()),
  providerEventId: z.exactOptional(z.string()),
  late: z.exactOptional(z.boolean()),
  /** Beyond the address's limit: kept, not answered. */
  heldBack: z.exactOptional(z.boolean()),
  /** A number shared on Zalo: taken for the same person's, or why not (`explanation` says it in words). */
  sharedPhone: z.exactOptional(z.string()),
  toBeConfirmed: z.exactOptional(z.boolean()),
  answer: z.exactOptional(z.string()),
  replies: z.exactOptional(z.array(z.string())),
  reason: z.exactOptional(z.string()),
  outcome: z.exactOptional(z.string()),
  /** Why a message did not leave or arrive, in the handler's words. */
  explanation: z.exactOptional(z.string()),
  /** The messages this entry asked for, each with what has become of it so far. */
  messages: z.exactOptional(z.array(sentMessage)),
  /** Stretches of `text` or `speech` (UTF-16 offsets, end exclusive) and what the machine took them for. */
  understood: z.exactOptional(z.array(understoodRecord)),
  edits: z.exactOptional(z.array(factEdit)),
  decision: z.exactOptional(decisionRecord),
  suggested: z.exactOptional(suggestedRecord),
  papers: z.exactOptional(z.array(z.string())),
  assignedTo: z.exactOptional(z.string()),
  clock: z.exactOptional(z.string()),
  other: z.exactOptional(linkedRequest),
  entries: z.exactOptional(z.array(z.string())),
  /** The request that this entry went to when the request was split. */
  movedTo: z.exactOptional(z.string()),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

const listed = {
  id: z.string(),
  code: z.string(),
  state: z.enum(STATES),
  /** Whether nobody has to act any more, but for a term that is still open. */
  ended: z.boolean(),
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
  callBack: z.exactOptional(
    z.object({
      owed: z.boolean(),
      reason: z.string(),
      since: z.string(),
      attempts: z.number(),
      mostAttempts: z.number(),
      lastOutcome: z.exactOptional(z.string()),
      lastAt: z.exactOptional(z.string()),
      /** From when on the call may be made (best time, never at night); null: not without a reason. */
      nextAt: z.nullable(z.string()),
      bestTime: z.exactOptional(z.string()),
    }),
  ),
  createdAt: z.string(),
  updatedAt: z.string(),
  dueAt: z.nullable(z.string()),
  /** The terms that run or ran; `dueAt` is the earliest open one. */
  clocks: z.array(clockRecord),
  decision: z.nullable(decisionRecord),
  links: z.array(linkedRequest),
  assignee: z.exactOptional(z.string()),
  earlierRequest: z.exactOptional(z.string()),
  transfers: z.number(),
  version: z.number(),
};
export const listedRequest = z.object(listed);
export type ListedRequest = z.infer<typeof listedRequest>;
export const fullRequest = z.object({
  ...listed,
  /** What a handler may do next, most pressing first. */
  nextSteps: z.array(z.enum(NEXT_STEPS)),
  /** Names of the facts that a person has set. */
  setByHand: z.array(z.string()),
  /** The facts as the machine had them before a person set some. */
  understood: factsRecord,
  timeline: z.array(timelineEntry),
});
export type FullRequest = z.infer<typeof fullRequest>;

export const worklistPage = z.object({ items: z.array(listedRequest), cursor: z.nullable(z.string()) });
export const fileLink = z.object({
  url: z.string(),
  expiresAt: z.string(),
  contentType: z.string(),
  name: z.exactOptional(z.string()),
});
export const me = z.object({
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  centre: z.string(),
});
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.exactOptional(z.string()),
  request: z.exactOptional(fullRequest),
  flaw: z.exactOptional(z.enum(FLAWS)),
  centre: z.exactOptional(centre),
  fault: z.exactOptional(z.string()),
});
