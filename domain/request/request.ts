import type { Attachment, Channel } from '../contact/contact.ts';
import type { BasisKind, KnownPlace } from '../routing/route.ts';
import type { Matter } from '../understanding/matter.ts';
import type { Signal } from '../understanding/signal.ts';
import type { Clock } from './clocks.ts';
import type { Decision, RequestLink, Suggested } from './decision.ts';
import type { Erasure } from './erasure.ts';

/** Lifecycle of a request (DESIGN: Lifecycle); the moves between them are in lifecycle.ts. */
export const STATES = [
  'new',
  'routed',
  'claimed',
  'waiting',
  'accepted',
  'answered',
  'referred',
  'refused',
  'withdrawn',
  'duplicate',
  'void',
  'closed',
] as const;
export type State = (typeof STATES)[number];
export type Urgency = 'normal' | 'urgent';
export type SafeContact = 'unknown' | 'safe' | 'unsafe';

/**
 * Languages a citizen may be heard in: Vietnamese, English, and a slot (ISO 639) for each minority language whose
 * recordings may be added: Tày, Thái (Tai Dam), Mường, Khmer, Mông, Nùng, Dao (Mien), Gia Rai, Ê Đê.
 */
export const LANGUAGES = ['vi', 'en', 'tyz', 'blt', 'mtq', 'km', 'hmn', 'nut', 'ium', 'jra', 'rad'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What is known of a case so far. Absent means not yet said. */
export interface Facts {
  readonly matter?: Matter;
  readonly signals?: readonly Signal[];
  /** By the citizen's own answer or by a signal. */
  readonly urgent?: boolean;
  readonly casePlace?: KnownPlace;
  readonly residence?: KnownPlace;
  /** Province code the citizen picked when asked. */
  readonly chosenProvince?: string;
  /** Province codes offered because the words fit several. */
  readonly candidates?: readonly string[];
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly forWhom?: 'self' | 'other';
  /** The person in need, where it is not the one who speaks. */
  readonly personInNeed?: string;
  readonly name?: string;
  readonly phone?: string;
  readonly safeContact?: SafeContact;
  readonly language?: Language;
  /** The chosen language has no full recordings: whoever calls back needs an interpreter. */
  readonly interpreter?: boolean;
  /** The hotline number that was dialled, E.164: what a call back shows. */
  readonly calledNumber?: string;
  readonly recording?: 'informed' | 'refused';
  /** Version of the privacy notice the citizen was given. */
  readonly notice?: string;
  /** Of the one who contacts us to the person in need, in their words: mẹ, trưởng bản, cán bộ xã. */
  readonly relation?: string;
  readonly inNeed?: PersonInNeed;
  readonly callerAddress?: string;
  /** Day of the hearing, `YYYY-MM-DD`. */
  readonly hearingOn?: string;
  /** Last day of a limitation period, `YYYY-MM-DD`. */
  readonly limitOn?: string;
  /** When they may be called, in their words. */
  readonly bestTime?: string;
  /** Codes of Điều 7 that a person has ticked. */
  readonly categories?: readonly string[];
  /** Which ground of financial difficulty was shown (NĐ 144/2017 Điều 2). */
  readonly financialProof?: string;
}

/** Who needs help: not always who contacts us (Điều 8 Luật Trợ giúp pháp lý). No member may be demanded. */
export interface PersonInNeed {
  readonly name?: string;
  /** Many know no day, only a year. */
  readonly birthYear?: number;
  readonly sex?: 'female' | 'male' | 'other';
  readonly ethnicGroup?: string;
  readonly address?: string;
  readonly phone?: string;
}

export interface Basis {
  readonly kind: BasisKind;
  /** In Vietnamese, for the handler: why this centre. */
  readonly words: string;
}

/** `promised`: all was told, nobody was reached, and the caller was told that somebody will be in touch. */
export const CALL_BACK_REASONS = [
  'missed',
  'abandoned',
  'promised',
  'voicemail',
  'interpreter',
  'unanswered',
] as const;

/** That somebody is to be called back, and how far it has come. */
export interface CallBack {
  /** No longer, once the two have talked. */
  readonly owed: boolean;
  readonly reason: (typeof CALL_BACK_REASONS)[number];
  readonly since: string;
  /** Calls in which the citizen's telephone rang in vain. */
  readonly attempts: number;
  readonly lastOutcome?: CallOutcome;
  readonly lastAt?: string;
}

export const CALL_OUTCOMES = ['answered', 'no-answer', 'busy', 'failed', 'canceled'] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

/** A call that a handler has asked for: first the handler's telephone rings, then the citizen's. */
export interface OutgoingCall {
  readonly id: string;
  readonly by: string;
  /** E.164. */
  readonly handlerPhone: string;
  readonly citizenPhone: string;
  /** The hotline's number, which both see. */
  readonly shown: string;
  /** The handler has confirmed a call that safe contact or the hour speaks against. */
  readonly confirmed?: boolean;
}

/** The aggregate: what the timeline adds up to. */
export interface LegalAidRequest {
  readonly id: string;
  /** Eight digits without the hyphen. */
  readonly code: string;
  readonly state: State;
  /** Null until the place is settled or the national desk has it. */
  readonly centre: string | null;
  readonly channel: Channel | 'office';
  readonly urgency: Urgency;
  readonly facts: Facts;
  readonly basis: Basis | null;
  /** The address of the first contact; `office` for a walk-in. */
  readonly address: string;
  readonly assignee: string | null;
  /** Moves to another centre so far; from the second on the national desk decides. */
  readonly transfers: number;
  readonly earlierRequest: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly callBack?: CallBack;
  /** The call under way that a handler asked for. */
  readonly calling?: {
    readonly id: string;
    readonly by: string;
    readonly at: string;
    readonly accepted?: boolean;
  };
  /** When a person must have acted, ISO 8601; null when nothing is owed. */
  readonly dueAt: string | null;
  /** The terms that run or ran; `dueAt` is the earliest open one. */
  readonly clocks: readonly Clock[];
  readonly decision: Decision | null;
  readonly links: readonly RequestLink[];
  /** The hotline asks itself, to see that it answers: no citizen, in no list, count or search, ended by itself. */
  readonly synthetic?: boolean;
  /** The citizen was asked once to go on with a half-told story. */
  readonly reminded?: boolean;
  /** Facts that a handler has set: what the machine understands later does not replace them. */
  readonly setByHand: readonly string[];
  /** The person had their data erased, or hidden where the law keeps the books. */
  readonly erasure?: Erasure;
  /** Number of timeline events so far. */
  readonly sequence: number;
  /** Changes with state, assignee, centre and handler-edited facts only; what a handler's edit is checked against. */
  readonly version: number;
}

/** A text the system wants to send; it goes through the outbound gate. */
export interface OutgoingText {
  readonly id: string;
  readonly channel: 'sms' | 'zalo';
  readonly address: string;
  readonly text: string;
  readonly buttons?: readonly { readonly title: string; readonly payload: string }[];
  /**
   * `reply` answers what a person just wrote, `notice` comes unasked, `stop-confirmation` is the last one after STOP;
   * after it only `emergency` leaves: the emergency number in answer to the person's own word of danger.
   */
  readonly purpose: 'reply' | 'notice' | 'stop-confirmation' | 'emergency';
  /** A person of ours wrote it: once it has left, the first contact is kept. */
  readonly byHandler?: boolean;
  /** The message to the same person that this one must not overtake. */
  readonly follows?: { readonly requestId: string; readonly messageId: string };
  /** Zalo's conversation id of somebody who has not signed in: they can be answered there only. */
  readonly anonymousChat?: string;
  /** Id of the message that could not go its own way. */
  readonly insteadOf?: string;
  /** Zalo's form for contact data; the text stands in the timeline only. */
  readonly form?: { readonly title: string; readonly subtitle: string };
  /** Token of a file that was handed over to Zalo; the text stands in the timeline only. */
  readonly file?: string;
  /** An approved Zalo template, by the key of the prompt it stands for; its address is a telephone number. */
  readonly template?: { readonly key: string; readonly params: Readonly<Record<string, string>> };
}

/** A file of a citizen, as the timeline keeps it; the bytes are in the bucket. */
export interface FileNote {
  readonly attachmentId: string;
  readonly contentType?: string;
  readonly bytes?: number;
  /** Of the bytes, in hex. */
  readonly sha256?: string;
  readonly transcriptStatus?: 'none' | 'pending';
  readonly transcript?: string;
}

/** One entry of the append-only timeline, with its full delta. */
export interface RequestEvent {
  readonly requestId: string;
  readonly sequence: number;
  readonly at: string;
  readonly by: string;
  readonly type:
    | 'contact'
    | 'timer'
    | 'claimed'
    | 'released'
    | 'note'
    | 'transferred'
    | 'closed'
    | 'opened'
    | 'opened-by-national'
    | 'message'
    | 'assigned'
    | 'facts'
    | 'papers-asked'
    | 'reply'
    | 'decided'
    | 'reopened'
    | 'clock'
    | 'paper'
    | 'linked'
    | 'split'
    | 'phone-unlinked'
    | 'exported'
    | 'erased'
    | 'unlocked'
    | 'file'
    | 'call';
  readonly channel?: Channel;
  readonly text?: string;
  readonly keys?: string;
  readonly speech?: string;
  readonly attachments?: readonly Attachment[];
  readonly providerEventId?: string;
  /** The provider's event came much later than it happened. */
  readonly late?: boolean;
  /** Beyond the address's limit: kept, not answered, not routed anew. */
  readonly heldBack?: boolean;
  /** A number was shared on Zalo: the two are one person's, or why that is left to a handler. */
  readonly sharedPhone?: 'linked' | 'another-person' | 'another-request' | 'unconfirmed';
  /** Same number as the request's, but nobody has shown yet that it is the same person. */
  readonly toBeConfirmed?: boolean;
  /** The code told in a talk that is still to be confirmed. */
  readonly contactCode?: string;
  /** What the machine answered. */
  readonly answer?: string;
  readonly messages?: readonly OutgoingText[];
  /** The call an entry of type `call` asks for. */
  readonly call?: OutgoingCall;
  /** Which of them an entry of type `message` is about, and the provider's id of it. */
  readonly messageId?: string;
  readonly providerMessageId?: string;
  /** What an entry of type `file` is about: a citizen's file that was stored, refused, lost, written out or looked at. */
  readonly file?: FileNote;
  readonly reason?: string;
  readonly outcome?: string;
  /** The stretches of `text` or `speech` that the machine took for something (UTF-16 offsets, end exclusive). */
  readonly understood?: readonly Understood[];
  /** What a handler changed among the facts, with what stood there before. */
  readonly edits?: readonly FactEdit[];
  readonly decision?: Decision;
  /** What the machine suggested at the moment of a decision. */
  readonly suggested?: Suggested;
  /** Papers that were asked for, or the one that was made. */
  readonly papers?: readonly string[];
  /** To whom it was assigned. */
  readonly assignedTo?: string;
  /** The kind of clock that was started, met or has passed. */
  readonly clock?: string;
  /** Another request that this event concerns too. */
  readonly other?: RequestLink;
  /** Ids of timeline entries that went into another request, or came from one. */
  readonly entries?: readonly string[];
  /** What the event changed: the audit trail. */
  readonly changes: Partial<Omit<LegalAidRequest, 'id' | 'sequence' | 'updatedAt'>>;
  /** What the bus is told, ids and routing facts only. */
  readonly publish: readonly BusNotice[];
}

export interface Understood {
  readonly start: number;
  readonly end: number;
  readonly kind: 'province' | 'matter' | 'signal';
  readonly value: string;
}

export interface FactEdit {
  readonly fact: string;
  readonly from: unknown;
  readonly to: unknown;
}

export type BusNotice =
  | { readonly type: 'contact.received' | 'message.requested' | 'attachment.received' }
  | {
      readonly type: 'request.routed' | 'request.changed' | 'deadline.passed';
      readonly centre: string;
      readonly urgency: Urgency;
      readonly state: State;
      readonly channel: LegalAidRequest['channel'];
      readonly synthetic?: boolean;
    };

/** Tells the bus where a request now stands. */
export const placedNotice = (
  type: 'request.routed' | 'request.changed' | 'deadline.passed',
  { centre, urgency, state, channel, synthetic }: LegalAidRequest,
): BusNotice[] =>
  centre === null ? [] : [{ type, centre, urgency, state, channel, ...(synthetic ? { synthetic } : {}) }];

/** `<request>-000012`: unique and ordered within a request. */
export const eventId = (event: Pick<RequestEvent, 'requestId' | 'sequence'>): string =>
  `${event.requestId}-${String(event.sequence).padStart(6, '0')}`;
