import * as z from 'zod/mini';

/** The bus contract: ids and routing facts, never a name, a number or a word of a citizen. */

export const SOURCE = 'hotline';

const base = {
  /** `<request>-<sequence>`: the same event has the same id however often it is published. */
  eventId: z.string(),
  requestId: z.string(),
  /** Consumers ignore what is older than what they have. */
  sequence: z.int(),
};

const placed = {
  ...base,
  /** Code of the centre that has the request. */
  centre: z.string(),
  urgency: z.enum(['normal', 'urgent']),
  state: z.string(),
  channel: z.string(),
  /** Our own test of the line: consumers tell nobody of it and do not count it. */
  synthetic: z.optional(z.boolean()),
};

/** A citizen made contact, in whatever way. */
export const contactReceived = z.strictObject({ ...base, channel: z.string() });
/** A request now belongs in front of a centre; also told again when it has become urgent. */
export const requestRouted = z.strictObject(placed);
/** A handler changed a request. */
export const requestChanged = z.strictObject(placed);
/** Nobody of the centre has acted in time. */
export const deadlinePassed = z.strictObject(placed);
/** The timeline event holds texts that want to be sent. */
export const messageRequested = z.strictObject(base);

/** The timeline event holds files to be fetched from their provider. */
export const attachmentReceived = z.strictObject(base);

export const EVENTS = {
  'contact.received': contactReceived,
  'request.routed': requestRouted,
  'request.changed': requestChanged,
  'deadline.passed': deadlinePassed,
  'message.requested': messageRequested,
  'attachment.received': attachmentReceived,
} as const;

/** What a queue behind a rule receives: EventBridge's envelope around one of our details. */
export const envelope = <Detail extends z.ZodMiniType>(detail: Detail) =>
  z.looseObject({
    id: z.string(),
    source: z.literal(SOURCE),
    'detail-type': z.string(),
    time: z.string(),
    detail,
  });
