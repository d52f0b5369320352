import type { Channel } from './contact.ts';

/** Where and when something reached us, whatever it is. */
interface Arrived {
  /** The provider's own id of the event: the duplicate check's key. */
  readonly providerEventId: string;
  readonly channel: Channel;
  /** Whom it concerns: `tel:+84…`, `zalo:…`. */
  readonly address: string;
  /** When the provider says it happened, in ISO 8601; null where it does not say. */
  readonly sentAt: string | null;
}

export const HAPPENINGS = [
  /** The person follows the Official Account, or no longer does. */
  'followed',
  'unfollowed',
  /** A sign put on a message of ours. */
  'reaction',
  /** The person's answer to the question whether we may call by Zalo. */
  'call-consent',
  /** A human of the office answered in the provider's own chat window. */
  'answered-by-hand',
  /** The person takes back their data (user_withdraw): Luật 91/2025/QH15. */
  'withdrawal',
] as const;

/** What happened between a citizen and us without a word of theirs that asks for an answer. */
export interface Happening extends Arrived {
  readonly conversation: string;
  readonly happening: (typeof HAPPENINGS)[number];
  readonly text?: string;
}

/** What a provider tells of messages we sent. */
export interface Receipt extends Arrived {
  readonly provider: 'zalo' | 'twilio';
  readonly messageIds: readonly string[];
  readonly status: 'delivered' | 'seen' | 'failed';
  /** Why it failed, a code of domain/errors.ts. */
  readonly reason?: string;
}
