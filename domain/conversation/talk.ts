import type { Channel } from '../contact/contact.ts';
import type { Facts, Language } from '../request/request.ts';

/** What may still have to be asked, in the order in which it is asked. */
export const SLOTS = ['matter', 'place', 'centre', 'urgency', 'safe', 'forWhom', 'name', 'phone'] as const;
export type Slot = (typeof SLOTS)[number];

/** Where one talk (a call, an SMS exchange, a Zalo chat) stands. */
export interface TalkState {
  /** How often the machine has spoken in this talk. */
  readonly turn: number;
  readonly asked: Slot | 'voicemail' | null;
  /** Fruitless tries of the open question. */
  readonly misses: number;
  /** Silences in a row, over all questions. */
  readonly silences: number;
  /** Settled or given up: not asked again. */
  readonly closed: readonly Slot[];
  readonly language: Language;
  /** `open` asks, `done` has told the code and waits, `ended` is over (a call hung up). */
  readonly phase: 'open' | 'done' | 'ended';
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
  | 'end-call'
  /** Nothing more will come from this call: route even without a place. */
  | 'call-over';

export interface Step {
  readonly state: TalkState;
  readonly says: readonly Say[];
  readonly expect: Expect;
  /** What this input told, to be laid over what was known. */
  readonly facts: Facts;
  readonly effects: readonly Effect[];
}

export interface StepContext {
  readonly channel: Channel;
  /** What this talk has told so far. */
  readonly facts: Facts;
  /** Whether a number or a chat is known by which a handler can answer. */
  readonly reachable: boolean;
}
