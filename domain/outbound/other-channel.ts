import { render } from '../conversation/render.ts';
import type { LegalAidRequest, OutgoingText } from '../request/request.ts';

/** Reasons after which the same person may still be reached on another channel. */
const ELSEWHERE: readonly string[] = [
  'reply-window-closed',
  'unfollowed',
  'window-closed',
  'recipient-unreachable',
];

/**
 * What is sent instead of a message that could not go its own way: neutral words, without the code and the case, to
 * the other address the citizen gave, and only where they said that contact is safe.
 * @param reason the gate's, or a code of domain/errors.ts
 */
export function otherChannel(
  message: OutgoingText,
  { facts, address }: LegalAidRequest,
  reason: string,
): OutgoingText | null {
  const once =
    message.insteadOf === undefined && (message.purpose === 'reply' || message.purpose === 'notice');
  if (!once || facts.safeContact !== 'safe' || !ELSEWHERE.includes(reason)) return null;
  const channel = message.channel === 'zalo' ? 'sms' : 'zalo';
  const to = channel === 'sms' ? facts.phone && `tel:${facts.phone}` : address.startsWith('zalo:') && address;
  if (!to) return null;
  return {
    id: `${message.id}-instead`,
    channel,
    address: to,
    text: render({ key: 'news' }, channel, facts.language ?? 'vi', {}),
    purpose: 'notice',
    insteadOf: message.id,
  };
}
