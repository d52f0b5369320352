import { render } from '../conversation/render.ts';
import type { Say } from '../conversation/talk.ts';
import { SETTINGS } from '../intake/settings.ts';
import { wordsRefused } from '../outbound/gate.ts';
import { recorded } from './act.ts';
import { flawed, type Handling, moving, takenUp } from './handling.ts';
import { type LegalAidRequest, type OutgoingText, placedNotice } from './request.ts';

/** Where a person of this request can be written to on a channel; null where no address is known. */
export function addressOn(
  channel: OutgoingText['channel'],
  { facts, address }: LegalAidRequest,
): string | null {
  if (channel === 'zalo') return address.startsWith('zalo:') ? address : null;
  if (facts.phone !== undefined && /^\+\d{8,15}$/.test(facts.phone)) return `tel:${facts.phone}`;
  return /^tel:\+\d{8,15}$/.test(address) ? address : null;
}

/** The id of the message that the request's next event asks for. */
const nextId = ({ id, sequence }: LegalAidRequest): string => `${id}-${sequence + 1}`;

/**
 * A handler's text. It answers at once where the person has just written; else, and always where contact is not safe,
 * it comes unasked and the gate holds it to safe contact and quiet hours.
 * @param lastContactAt when the person last wrote from that address, ISO 8601
 */
function written(
  request: LegalAidRequest,
  channel: OutgoingText['channel'],
  text: string,
  at: string,
  lastContactAt: string | null,
): OutgoingText | null {
  const address = addressOn(channel, request);
  if (address === null) return null;
  const pause =
    lastContactAt === null ? Number.POSITIVE_INFINITY : Date.parse(at) - Date.parse(lastContactAt);
  const answers = pause < SETTINGS.talkPause && request.facts.safeContact !== 'unsafe';
  const purpose = answers ? 'reply' : 'notice';
  return { id: nextId(request), channel, address, text, purpose, byHandler: true };
}

/**
 * What a handler writes to the citizen. A request that nobody had is theirs from then on; the first contact is kept once
 * the text has left, and what became of it the timeline tells.
 */
export const reply =
  (channel: OutgoingText['channel'], text: string, lastContactAt: string | null): Handling =>
  (request, handler, at) => {
    const message = written(request, channel, text, at, lastContactAt);
    if (message === null) return flawed('no-address', request);
    const after = takenUp(request, handler);
    return {
      ...recorded(request, after, {
        type: 'reply',
        channel,
        text,
        messages: [message],
        at,
        by: handler.username,
        publish: [...placedNotice('request.changed', after), { type: 'message.requested' }],
      }),
      timers: [],
    };
  };

/** The channel a citizen is told something on: the one they wrote on, else an SMS; null where neither is known. */
const channelTo = (request: LegalAidRequest): OutgoingText['channel'] | null =>
  addressOn('zalo', request) ? 'zalo' : addressOn('sms', request) ? 'sms' : null;

/**
 * What the citizen is told of a decision or a transfer: the words themselves only where they said that contact is safe
 * and the channel takes them; else neutral words without the case.
 */
export function telling(request: LegalAidRequest, words: string | Say): OutgoingText | null {
  const channel = channelTo(request);
  const address = channel && addressOn(channel, request);
  if (!channel || !address) return null;
  const language = request.facts.language ?? 'vi';
  const text = typeof words === 'string' ? words : render(words, channel, language, {});
  const message: OutgoingText = { id: nextId(request), channel, address, text, purpose: 'notice' };
  const open = request.facts.safeContact === 'safe' && wordsRefused(message) === null;
  const neutral = render({ key: 'news' }, channel, language, {});
  return open ? message : { ...message, text: neutral };
}

/** Asks for papers: the request waits, but for an accepted one, whose term for them runs already. */
export const askPapers = (version: number, papers: readonly string[], text: string | undefined): Handling =>
  moving('wait', version, (request, handler, at) => {
    const channel = channelTo(request);
    const message = text === undefined || !channel ? null : written(request, channel, text, at, null);
    if (text !== undefined && message === null) return flawed('no-address', request);
    return {
      change: { assignee: request.assignee ?? handler.username },
      told: {
        type: 'papers-asked',
        papers,
        ...(message ? { text: message.text, channel: message.channel, messages: [message] } : {}),
      },
      publish: message ? [{ type: 'message.requested' }] : [],
    };
  });
