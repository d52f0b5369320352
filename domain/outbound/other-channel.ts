import { render } from '../conversation/render.ts';
import type { LegalAidRequest, OutgoingText } from '../request/request.ts';
import { znsTemplate } from './zns.ts';

/** Reasons after which the same person may still be reached on another channel. */
const ELSEWHERE: readonly string[] = [
  'reply-window-closed',
  'unfollowed',
  'window-closed',
  'recipient-unreachable',
];

/**
 * What is sent instead of a message that could not go its own way: neutral words, without the code and the case, to
 * the other address the citizen gave, and only where they said that contact is safe. From Zalo first by an approved
 * template to the number, where there is one, then by SMS.
 * @param reason the gate's, or a code of domain/errors.ts
 */
export function otherChannel(
  message: OutgoingText,
  { facts, address }: LegalAidRequest,
  reason: string,
  templateFor: typeof znsTemplate = znsTemplate,
): OutgoingText | null {
  const wanted = message.purpose === 'reply' || message.purpose === 'notice';
  const once = message.insteadOf === undefined || message.template !== undefined;
  if (!wanted || !once || facts.safeContact !== 'safe' || !ELSEWHERE.includes(reason)) return null;
  const phone = facts.phone && `tel:${facts.phone}`;
  const byTemplate =
    message.channel === 'zalo' && message.template === undefined && templateFor(NEWS) !== undefined;
  const channel = byTemplate || message.channel === 'sms' ? 'zalo' : 'sms';
  const to = message.channel === 'zalo' ? phone : address.startsWith('zalo:') && address;
  if (!to) return null;
  return {
    id: `${message.id}-${byTemplate ? 'template' : 'instead'}`,
    channel,
    address: to,
    text: render({ key: NEWS }, channel, facts.language ?? 'vi', {}),
    purpose: 'notice',
    insteadOf: message.id,
    ...(message.byHandler ? { byHandler: true } : {}),
    ...(byTemplate ? { template: { key: NEWS, params: {} } } : {}),
  };
}

/** Neutral: that there is news, not what. */
const NEWS = 'news';
