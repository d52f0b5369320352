import * as z from 'zod/mini';
import { CHANNELS } from '../../domain/contact/contact.ts';
import { QUESTIONS, SLOTS } from '../../domain/conversation/talk.ts';
import type { Person } from '../../domain/person/person.ts';
import type { SharedPhone } from '../../domain/person/shared-phone.ts';
import { OUTCOMES } from '../../domain/request/decision.ts';
import { ERASURES } from '../../domain/request/erasure.ts';
import {
  CALL_BACK_REASONS,
  CALL_OUTCOMES,
  LANGUAGES,
  type LegalAidRequest,
  type OutgoingCall,
  type OutgoingText,
  type RequestEvent,
  STATES,
} from '../../domain/request/request.ts';
import { MATTERS } from '../../domain/understanding/matter.ts';
import { SIGNALS } from '../../domain/understanding/signal.ts';

/** What the table's items must look like when read back; the mirror of the domain's types. */

const maybe = z.exactOptional;

const place = z.object({
  province: z.string(),
  formerProvince: maybe(z.string()),
  sure: z.boolean(),
  words: z.string(),
});

export const factsRecord = z.object({
  matter: maybe(z.enum(MATTERS)),
  signals: maybe(z.array(z.enum(SIGNALS))),
  urgent: maybe(z.boolean()),
  casePlace: maybe(place),
  residence: maybe(place),
  chosenProvince: maybe(z.string()),
  candidates: maybe(z.array(z.string())),
  location: maybe(z.object({ latitude: z.number(), longitude: z.number() })),
  forWhom: maybe(z.enum(['self', 'other'])),
  personInNeed: maybe(z.string()),
  name: maybe(z.string()),
  phone: maybe(z.string()),
  safeContact: maybe(z.enum(['unknown', 'safe', 'unsafe'])),
  language: maybe(z.enum(LANGUAGES)),
  interpreter: maybe(z.boolean()),
  calledNumber: maybe(z.string()),
  recording: maybe(z.enum(['informed', 'refused'])),
  notice: maybe(z.string()),
  relation: maybe(z.string()),
  inNeed: maybe(
    z.object({
      name: maybe(z.string()),
      birthYear: maybe(z.number()),
      sex: maybe(z.enum(['female', 'male', 'other'])),
      ethnicGroup: maybe(z.string()),
      address: maybe(z.string()),
      phone: maybe(z.string()),
    }),
  ),
  callerAddress: maybe(z.string()),
  hearingOn: maybe(z.string()),
  limitOn: maybe(z.string()),
  bestTime: maybe(z.string()),
  categories: maybe(z.array(z.string())),
  financialProof: maybe(z.string()),
});

export const clockRecord = z.object({
  kind: z.string(),
  startedAt: z.string(),
  dueAt: z.string(),
  basis: z.string(),
  metAt: maybe(z.string()),
  stoppedAt: maybe(z.string()),
  passedAt: maybe(z.string()),
  nationalAt: maybe(z.string()),
  holidaysDeclared: maybe(z.literal(false)),
});

const link = z.object({ id: z.string(), code: z.string() });

export const decisionRecord = z.object({
  outcome: z.enum(OUTCOMES),
  at: z.string(),
  by: z.string(),
  registerNumber: maybe(z.string()),
  acceptedAt: maybe(z.string()),
  form: maybe(z.string()),
  categoryCode: maybe(z.string()),
  categoryId: maybe(z.string()),
  urgentGround: maybe(z.string()),
  papersPending: maybe(z.boolean()),
  remoteArea: maybe(z.boolean()),
  complex: maybe(z.boolean()),
  financialProof: maybe(z.string()),
  heldPerson: maybe(z.boolean()),
  answer: maybe(z.string()),
  to: maybe(z.string()),
  ground: maybe(z.string()),
  text: maybe(z.string()),
  reason: maybe(z.string()),
  of: maybe(link),
});

export const suggestedRecord = z.object({
  categories: z.array(z.string()),
  urgentGround: z.nullable(z.string()),
  jurisdiction: z.nullable(z.string()),
});

export const understoodRecord = z.object({
  start: z.number(),
  end: z.number(),
  kind: z.enum(['province', 'matter', 'signal']),
  value: z.string(),
});

export const factEdit = z.object({ fact: z.string(), from: z.unknown(), to: z.unknown() });

const callBack = z.object({
  owed: z.boolean(),
  reason: z.enum(CALL_BACK_REASONS),
  since: z.string(),
  attempts: z.number(),
  lastOutcome: maybe(z.enum(CALL_OUTCOMES)),
  lastAt: maybe(z.string()),
});
const calling = z.object({ id: z.string(), by: z.string(), at: z.string(), accepted: maybe(z.boolean()) });

const requestShape = {
  id: z.string(),
  code: z.string(),
  state: z.enum(STATES),
  centre: z.nullable(z.string()),
  channel: z.enum([...CHANNELS, 'office']),
  urgency: z.enum(['normal', 'urgent']),
  facts: factsRecord,
  basis: z.nullable(
    z.object({
      kind: z.enum(['assigned', 'chosen', 'case', 'residence', 'location', 'earlier', 'landline', 'unknown']),
      words: z.string(),
    }),
  ),
  address: z.string(),
  assignee: z.nullable(z.string()),
  transfers: z.number(),
  earlierRequest: z.nullable(z.string()),
  callBack: maybe(callBack),
  calling: maybe(calling),
  createdAt: z.string(),
  updatedAt: z.string(),
  dueAt: z.nullable(z.string()),
  // Requests from before these were kept have none.
  clocks: z._default(z.array(clockRecord), []),
  decision: z._default(z.nullable(decisionRecord), null),
  links: z._default(z.array(link), []),
  synthetic: maybe(z.boolean()),
  reminded: maybe(z.boolean()),
  setByHand: z._default(z.array(z.string()), []),
  erasure: maybe(z.object({ kind: z.enum(ERASURES), at: z.string(), by: z.string() })),
  sequence: z.number(),
  version: z.number(),
};

export const requestRecord: z.ZodMiniType<LegalAidRequest> = z.object(requestShape);

const attachment = z.object({
  kind: z.enum(['image', 'audio', 'video', 'file', 'sticker', 'link', 'card', 'recording', 'other']),
  url: maybe(z.string()),
  recordingSid: maybe(z.string()),
  callSid: maybe(z.string()),
  name: maybe(z.string()),
  phone: maybe(z.string()),
  seconds: maybe(z.number()),
});

export const outgoingText: z.ZodMiniType<OutgoingText> = z.object({
  id: z.string(),
  channel: z.enum(['sms', 'zalo']),
  address: z.string(),
  text: z.string(),
  buttons: maybe(z.array(z.object({ title: z.string(), payload: z.string() }))),
  purpose: z.enum(['reply', 'notice', 'stop-confirmation', 'emergency']),
  byHandler: maybe(z.boolean()),
  follows: maybe(z.object({ requestId: z.string(), messageId: z.string() })),
  anonymousChat: maybe(z.string()),
  insteadOf: maybe(z.string()),
  form: maybe(z.object({ title: z.string(), subtitle: z.string() })),
  file: maybe(z.string()),
  template: maybe(z.object({ key: z.string(), params: z.record(z.string(), z.string()) })),
});

const outgoingCall: z.ZodMiniType<OutgoingCall> = z.object({
  id: z.string(),
  by: z.string(),
  handlerPhone: z.string(),
  citizenPhone: z.string(),
  shown: z.string(),
  confirmed: maybe(z.boolean()),
});

const changes = z.object({
  code: maybe(requestShape.code),
  state: maybe(requestShape.state),
  centre: maybe(requestShape.centre),
  channel: maybe(requestShape.channel),
  urgency: maybe(requestShape.urgency),
  facts: maybe(requestShape.facts),
  basis: maybe(requestShape.basis),
  address: maybe(requestShape.address),
  assignee: maybe(requestShape.assignee),
  transfers: maybe(requestShape.transfers),
  earlierRequest: maybe(requestShape.earlierRequest),
  callBack: maybe(callBack),
  calling: maybe(calling),
  createdAt: maybe(requestShape.createdAt),
  dueAt: maybe(requestShape.dueAt),
  clocks: maybe(z.array(clockRecord)),
  decision: maybe(z.nullable(decisionRecord)),
  links: maybe(z.array(link)),
  synthetic: maybe(z.boolean()),
  reminded: maybe(z.boolean()),
  setByHand: maybe(z.array(z.string())),
  erasure: requestShape.erasure,
  version: maybe(requestShape.version),
});

export const eventRecord: z.ZodMiniType<RequestEvent> = z.object({
  requestId: z.string(),
  sequence: z.number(),
  at: z.string(),
  by: z.string(),
  type: z.enum([
    'contact',
    'timer',
    'claimed',
    'released',
    'note',
    'transferred',
    'closed',
    'opened',
    'opened-by-national',
    'message',
    'assigned',
    'facts',
    'papers-asked',
    'reply',
    'decided',
    'reopened',
    'clock',
    'paper',
    'linked',
    'split',
    'phone-unlinked',
    'exported',
    'unlocked',
    'erased',
    'file',
    'call',
  ]),
  channel: maybe(z.enum(CHANNELS)),
  text: maybe(z.string()),
  keys: maybe(z.string()),
  speech: maybe(z.string()),
  attachments: maybe(z.array(attachment)),
  providerEventId: maybe(z.string()),
  late: maybe(z.boolean()),
  heldBack: maybe(z.boolean()),
  sharedPhone: maybe(z.enum(['linked', 'another-person', 'another-request', 'unconfirmed'])),
  toBeConfirmed: maybe(z.boolean()),
  contactCode: maybe(z.string()),
  answer: maybe(z.string()),
  messages: maybe(z.array(outgoingText)),
  call: maybe(outgoingCall),
  messageId: maybe(z.string()),
  providerMessageId: maybe(z.string()),
  file: maybe(
    z.object({
      attachmentId: z.string(),
      contentType: maybe(z.string()),
      bytes: maybe(z.number()),
      sha256: maybe(z.string()),
      transcriptStatus: maybe(z.enum(['none', 'pending'])),
      transcript: maybe(z.string()),
    }),
  ),
  reason: maybe(z.string()),
  outcome: maybe(z.string()),
  understood: maybe(z.array(understoodRecord)),
  edits: maybe(z.array(factEdit)),
  decision: maybe(decisionRecord),
  suggested: maybe(suggestedRecord),
  papers: maybe(z.array(z.string())),
  assignedTo: maybe(z.string()),
  clock: maybe(z.string()),
  other: maybe(link),
  entries: maybe(z.array(z.string())),
  changes,
  publish: z.array(
    z.union([
      z.object({ type: z.enum(['contact.received', 'message.requested', 'attachment.received']) }),
      z.object({
        type: z.enum(['request.routed', 'request.changed', 'deadline.passed']),
        centre: z.string(),
        urgency: requestShape.urgency,
        state: requestShape.state,
        channel: requestShape.channel,
        synthetic: maybe(z.boolean()),
      }),
    ]),
  ),
});

const talk = z.object({
  state: z.object({
    turn: z.number(),
    asked: z.nullable(z.enum([...SLOTS, ...QUESTIONS])),
    misses: z.number(),
    silences: z.number(),
    closed: z.array(z.enum(SLOTS)),
    language: z.enum(LANGUAGES),
    phase: z.enum(['open', 'done', 'ended']),
    tried: maybe(z.array(z.string())),
    placeOffered: maybe(z.boolean()),
  }),
  requestId: z.string(),
  facts: factsRecord,
  toBeConfirmed: z.boolean(),
  code: z.string(),
  lastAt: z.string(),
  opened: maybe(z.boolean()),
  byCode: maybe(z.boolean()),
  human: maybe(z.boolean()),
});

const tally = z.object({ count: z.number(), since: z.string() });

export const personRecord: z.ZodMiniType<Person> = z.object({
  address: z.string(),
  version: z.number(),
  openRequest: z.nullable(z.string()),
  lastContactAt: z.nullable(z.string()),
  optedOut: z.boolean(),
  talks: z.record(z.string(), talk),
  wrongCodes: z.nullable(tally),
  contacts: maybe(z.array(tally)),
  sharedBy: maybe(z.array(z.object({ address: z.string(), requestId: z.string(), at: z.string() }))),
  lastMessage: maybe(z.object({ requestId: z.string(), messageId: z.string(), at: z.string() })),
  unfollowed: maybe(z.boolean()),
});

export const codeRecord = z.object({ requestId: z.string(), scope: z.enum(['request', 'contact']) });

/** The answer that was given to a provider's event, for the event that comes again. */
export const inboundRecord = z.object({ answer: z.string(), said: z.exactOptional(z.string()) });

/** The evidence of a shared number, with the request it belongs to. */
export const sharedPhoneRecord: z.ZodMiniType<SharedPhone> = z.object({
  requestId: z.string(),
  by: z.string(),
  phone: z.string(),
  at: z.string(),
  providerEventId: z.string(),
  notMerged: maybe(z.enum(['another-person', 'another-request', 'unconfirmed'])),
  undone: maybe(z.object({ at: z.string(), by: z.string(), reason: z.string() })),
});
