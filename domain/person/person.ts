import type { TalkState } from '../conversation/talk.ts';
import type { Facts } from '../request/request.ts';

/** One talk of a person: a call, or an exchange of texts without a long pause. */
export interface Talk {
  readonly state: TalkState;
  readonly requestId: string;
  /** What was said in this talk; another voice on the same number must not hear what an earlier one said. */
  readonly facts: Facts;
  /** Attached to an earlier request by the number alone. */
  readonly toBeConfirmed: boolean;
  /** The code told in this talk, eight digits. */
  readonly code: string;
  readonly lastAt: string;
  /** The request began with this talk. */
  readonly opened?: boolean;
  /** Led to its request by a code. */
  readonly byCode?: boolean;
  /** A human of the office has answered in the provider's chat: the automatic part has stepped back. */
  readonly human?: boolean;
}

/** How often something happened since a moment. */
export interface Tally {
  readonly count: number;
  readonly since: string;
}

/** Whoever uses an address. A number is not a person: nothing here says who speaks. */
export interface Person {
  /** `tel:+84…`, `zalo:…` or `call:…`. */
  readonly address: string;
  /** 0 until first stored; each write adds one. */
  readonly version: number;
  readonly openRequest: string | null;
  readonly lastContactAt: string | null;
  readonly optedOut: boolean;
  /** By conversation: the channel's name, or the call's id. */
  readonly talks: Readonly<Record<string, Talk>>;
  /** Wrong codes tried lately. */
  readonly wrongCodes: Tally | null;
  /** Contacts lately, one tally for each limit of domain/intake/flood.ts. */
  readonly contacts?: readonly Tally[];
  /** Zalo accounts whose owners shared this number as theirs, and for which request. */
  readonly sharedBy?: readonly {
    readonly address: string;
    readonly requestId: string;
    readonly at: string;
  }[];
  /** The latest answer to this person, so that the next one does not overtake it. */
  readonly lastMessage?: { readonly requestId: string; readonly messageId: string; readonly at: string };
  /** No longer follows the Official Account: answered when they write, not written to. */
  readonly unfollowed?: boolean;
}

export const newPerson = (address: string): Person => ({
  address,
  version: 0,
  openRequest: null,
  lastContactAt: null,
  optedOut: false,
  talks: {},
  wrongCodes: null,
});
