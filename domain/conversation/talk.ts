import type { Channel } from '../contact/contact.ts';
import type { Facts, Language } from '../request/request.ts';

/** What may still have to be asked, in the order in which it is asked. */
export const SLOTS = [
  'matter',
  'place',
  'centre',
  'urgency',
  'safe',
  'forWhom',
  'inNeed',
  'name',
  'phone',
] as const;
export type Slot = (typeof SLOTS)[number];

/**
 * What else a call may wait for: a message, a language, a code, the wish after the state of a request was told, a
 * handler who is being dialled, the time that suits for a call back.
 */
export const QUESTIONS = ['voicemail', 'language', 'code', 'more', 'person', 'bestTime'] as const;
export type Question = Slot | (typeof QUESTIONS)[number];

/** Where one talk (a call, an SMS exchange, a Zalo chat) stands. */
export interface TalkState {
  /** How often the machine has spoken in this talk. */
  readonly turn: number;
  readonly asked: Question | null;
  /** Fruitless tries of the open question. */
  readonly misses: number;
  /** Silences in a row, over all questions. */
  readonly silences: number;
  /** Settled or given up: not asked again. */
  readonly closed: readonly Slot[];
  readonly language: Language;
  /** `open` asks, `done` has told the code and waits, `ended` is over (a call hung up). */
  readonly phase: 'open' | 'done' | 'ended';
  /** User names of the handlers whose telephones rang in this call. */
  readonly tried?: readonly string[];
  /** The place that the number suggests was offered. */
  readonly placeOffered?: boolean;
}

export const newTalk = (language: Language): TalkState => ({
  turn: 0,
  asked: null,
  misses: 0,
  silences: 0,
  closed: [],
  language,
  phase: 'open',
});

/** A prompt by its key; `data/prompts/` holds the words. */
export interface Say {
  readonly key: string;
  readonly params?: Readonly<Record<string, string>>;
  /** In this language, where it is not the talk's. */
  readonly language?: Language;
}

/** How a channel may take the next answer. */
export interface Expect {
  /** Exact number of keys where that is known, else as many as come before the pause or #. */
  readonly keys: number | null;
  readonly buttons: readonly { readonly say: Say; readonly payload: string }[];
}

export type Effect =
  /** The citizen does not want messages any more (or wants them again). */
  | 'stop-messages'
  | 'start-messages'
  /** A number would help and the citizen agreed to be called: the channel's own form for it, where it has one. */
  | 'ask-contact-data'
  | 'record-voicemail'
  /** The call ends, unless a key is pressed first. */
  | 'last-question'
  | 'end-call'
  /** A handler's telephone is to ring. */
  | 'dial'
  /** Citizen and handler have talked. */
  | 'talked'
  /** Nothing more will come from this call: route even without a place. */
  | 'call-over';

export interface Step {
  readonly state: TalkState;
  readonly says: readonly Say[];
  readonly expect: Expect;
  /** What this input told, to be laid over what was known. */
  readonly facts: Facts;
  readonly effects: readonly Effect[];
  /** Whose telephone rings, with the effect `dial`. */
  readonly dial?: OnDuty;
}

/** A handler on duty, and where they can be reached now. */
export interface OnDuty {
  readonly username: string;
  /** E.164. */
  readonly phone: string;
}

export interface StepContext {
  readonly channel: Channel;
  /** What this talk has told so far. */
  readonly facts: Facts;
  /** Whether a number or a chat is known by which a handler can answer. */
  readonly reachable: boolean;
  /** Province that the caller's landline or the dialled number suggests: offered, never assumed. */
  readonly suggestedProvince?: string;
  /** Key of the dialled number's own words, said before the greeting. */
  readonly lineGreeting?: Say;
  /** Handlers on duty now for what is known, in the order in which their telephones ring. */
  readonly onDuty?: (known: Facts) => readonly OnDuty[];
}
