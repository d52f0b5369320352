import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Attachment, Contact, Input } from '../../domain/contact/contact.ts';
import type { Happening, Receipt } from '../../domain/contact/happening.ts';
import { e164 } from '../../domain/contact/phone.ts';
import { ANONYMOUS } from '../../domain/intake/answer.ts';
import { kept } from '../../domain/text/kept.ts';
import { hasLostLetter } from '../http/legible.ts';
import { parseWithLongIds } from '../http/long-ids.ts';
import { listedAs } from './chats.ts';
import { kindOfZaloEvent } from './event-kinds.ts';
import { place } from './place.ts';

/**
 * Zalo's webhook events in our words; what each is to us stands in event-kinds.ts.
 * Source: https://developers.zalo.me/docs/official-account/webhook/tong-quan
 */

/** Documented as a string; a number is taken by its digits. */
const word = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
const id = z.pipe(word, z.string().check(z.minLength(1)));

/** A member of another type than documented is left out: what a citizen sent is never thrown away for it. */
const lenient = <T>(shape: z.ZodMiniType<T>) => z.catch(z.optional(shape), undefined);

const payload = z.looseObject({
  url: lenient(z.string()),
  name: lenient(z.string()),
  description: lenient(z.string()),
  coordinates: lenient(place),
});

const eventShape = z.looseObject({
  app_id: word,
  event_name: z.string(),
  timestamp: word,
  oa_id: lenient(id),
  sender: lenient(z.looseObject({ id: lenient(id), admin_id: lenient(id) })),
  recipient: lenient(z.looseObject({ id: lenient(id) })),
  follower: lenient(z.looseObject({ id })),
  user_id: lenient(id),
  message: lenient(
    z.looseObject({
      msg_id: lenient(id),
      msg_ids: lenient(z.array(word)),
      text: lenient(word),
      react_icon: lenient(z.string()),
      /** Only receipts of templates sent by phone number have it. */
      delivery_time: lenient(word),
      /** Only anonymous chats have it. */
      conversation_id: lenient(id),
      attachments: lenient(
        z.array(
          z.catch(z.looseObject({ type: z.catch(z.string(), ''), payload: lenient(payload) }), { type: '' }),
        ),
      ),
    }),
  ),
  info: lenient(
    z.looseObject({
      name: lenient(z.string()),
      phone: lenient(word),
      address: lenient(z.string()),
      ward: lenient(z.string()),
      district: lenient(z.string()),
      city: lenient(z.string()),
      full_address: lenient(
        z.looseObject({
          user_address: lenient(z.string()),
          user_ward: lenient(z.string()),
          user_city: lenient(z.string()),
        }),
      ),
    }),
  ),
});

export type ZaloEvent = z.infer<typeof eventShape>;

/** Which Official Account the event names where it is not ours: taken in all the same, and told to the operator. */
interface Named {
  readonly account?: string;
}

/** What an event is to us; `malformed` is a bug of ours or theirs and is told, never thrown away silently. */
export type ZaloReading =
  | ({ readonly kind: 'contact'; readonly contact: Contact } & Named)
  | ({ readonly kind: 'happening'; readonly happening: Happening } & Named)
  | ({ readonly kind: 'receipt'; readonly receipt: Receipt } & Named)
  /** `known` is false for a name that event-kinds.ts does not have. */
  | { readonly kind: 'ignored'; readonly event: string; readonly known: boolean }
  | { readonly kind: 'malformed' };

/**
 * Reads one signed event body.
 * @param oaId our Official Account: whoever else an event names is the citizen, in whatever place Zalo puts them
 */
export function readZaloEvent(rawBody: string, oaId: string): ZaloReading {
  let json: unknown;
  try {
    json = parseWithLongIds(rawBody);
  } catch {
    return { kind: 'malformed' };
  }
  const parsed = eventShape.safeParse(json);
  if (!parsed.success) return { kind: 'malformed' };
  const event = parsed.data;
  const kind = kindOfZaloEvent(event.event_name);
  const echo = kind === 'takeover' && event.sender?.admin_id === undefined;
  if (kind === null || kind === 'ignored' || echo)
    return { kind: 'ignored', event: event.event_name, known: kind !== null };
  const account = foreignAccount(event, oaId);
  const named: Named = account === null ? {} : { account };
  const user = citizenOf(event, oaId);
  if (user === undefined) return { kind: 'malformed' };
  const arrived = {
    providerEventId: eventId(event, user, rawBody),
    channel: 'zalo' as const,
    address: `zalo:${user}`,
    sentAt: sentAt(event.timestamp),
  };
  if (hasLostLetter(arrived.providerEventId)) return { kind: 'malformed' };
  if (kind === 'receipt') {
    const { message } = event;
    const messageIds = [...(message?.msg_id ? [message.msg_id] : []), ...(message?.msg_ids ?? [])].slice(
      0,
      MOST_SEEN,
    );
    const status = event.event_name === 'user_seen_message' ? 'seen' : 'delivered';
    const address = message?.delivery_time === undefined ? arrived.address : `tel:${e164(user) ?? user}`;
    return {
      kind: 'receipt',
      receipt: { ...arrived, address, provider: 'zalo', messageIds, status },
      ...named,
    };
  }
  const chat = event.message?.conversation_id;
  const conversation = chat === undefined ? 'zalo' : `${ANONYMOUS}${chat}`;
  if (kind === 'message')
    return {
      kind: 'contact',
      contact: { ...arrived, ...noted(event, user), conversation, input: inputOf(event) },
      ...named,
    };
  return {
    kind: 'happening',
    happening: { ...arrived, conversation, ...happeningOf(event, kind) },
    ...named,
  };
}

/** Messages of ours that one receipt may name: more than a person gets in an hour, and each costs a read. */
const MOST_SEEN = 100;

/** What has to be taken in of an event, null where nothing has. */
export function zaloIncoming(reading: ZaloReading): Contact | Happening | Receipt | null {
  switch (reading.kind) {
    case 'contact':
      return reading.contact;
    case 'happening':
      return reading.happening;
    case 'receipt':
      return reading.receipt;
    default:
      return null;
  }
}

/**
 * All accounts that granted the app a token post to one webhook: the event's `oa_id`, or where there is none its two
 * ends, tell which one is meant. Null for ours, and where the event does not say. The signature is our app's in any
 * case, so a citizen's words to another account are a citizen's words to us.
 */
function foreignAccount({ oa_id, sender, recipient }: ZaloEvent, oaId: string): string | null {
  if (oa_id !== undefined) return oa_id === oaId ? null : oa_id;
  const named = [sender?.id, recipient?.id].filter((end) => end !== undefined);
  if (named.length < 2 || named.includes(oaId)) return null;
  return sender?.admin_id === undefined ? (recipient?.id ?? null) : (sender.id ?? null);
}

/** Public code disagrees on who stands where in seen and received: our own id decides, never the position. */
function citizenOf(event: ZaloEvent, oaId: string): string | undefined {
  const { sender, recipient, follower, user_id } = event;
  const ends = event.event_name.startsWith('oa_')
    ? [recipient?.id, sender?.id]
    : [user_id, follower?.id, sender?.id, recipient?.id];
  return ends.find((end) => end !== undefined && end !== oaId && end !== event.oa_id);
}

function happeningOf(
  { event_name: name, message }: ZaloEvent,
  kind: 'profile' | 'takeover' | 'withdrawal',
): Pick<Happening, 'happening' | 'text'> {
  if (kind === 'withdrawal') return { happening: 'withdrawal' };
  if (kind === 'takeover') {
    const text = message?.text === undefined ? undefined : kept(message.text);
    return { happening: 'answered-by-hand', ...(text ? { text } : {}) };
  }
  if (name === 'user_reacted_message')
    return { happening: 'reaction', ...(message?.react_icon ? { text: message.react_icon } : {}) };
  if (name === 'user_reply_consent') return { happening: 'call-consent' };
  return { happening: name === 'follow' ? 'followed' : 'unfollowed' };
}

/**
 * One id for one event, however often it is delivered. The console's test button always sends the same message id
 * and some events have none: name, user and time belong to it.
 */
function eventId(event: ZaloEvent, user: string, rawBody: string): string {
  const message = event.message?.msg_id ?? createHash('sha256').update(rawBody).digest('hex');
  return ['zalo', event.app_id, event.event_name, user, message, event.timestamp].join(':');
}

/** What a person wrote is also in Zalo's own lists, by the message's id alone. */
const noted = ({ event_name, message }: ZaloEvent, user: string): Pick<Contact, 'listedAs'> =>
  event_name.startsWith('user_send_') &&
  message?.msg_id !== undefined &&
  message.conversation_id === undefined
    ? { listedAs: listedAs(user, message.msg_id) }
    : {};

function sentAt(timestamp: string): string | null {
  const stamp = Number(timestamp);
  return /^\d{13}$/.test(timestamp) ? new Date(stamp).toISOString() : null;
}

function inputOf(event: ZaloEvent): Input {
  const { event_name: name } = event;
  if (name === 'user_submit_info') return profileOf(event);
  if (name === 'user_click_chatnow' || name === 'user_call_oa') return { kind: 'arrival' };
  const text = event.message?.text === undefined ? undefined : kept(event.message.text);
  const spot = event.message?.attachments?.find((each) => each.type === 'location')?.payload?.coordinates;
  if (spot) {
    const { latitude, longitude } = spot;
    return { kind: 'location', latitude, longitude, ...(text ? { text } : {}) };
  }
  const attachments = (event.message?.attachments ?? []).map((each) =>
    name === 'user_send_business_card' ? cardOf(each) : attachmentOf(each, name),
  );
  if (text !== undefined && attachments.length === 0) return { kind: 'text', text };
  return { kind: 'attachment', attachments, ...(text ? { text } : {}) };
}

const KINDS: Readonly<Record<string, Attachment['kind']>> = {
  image: 'image',
  gif: 'image',
  audio: 'audio',
  video: 'video',
  file: 'file',
  sticker: 'sticker',
  link: 'link',
};

type ZaloAttachment = { type: string; payload?: z.infer<typeof payload> | undefined };

/** Of what kind it is says its own type or, where that is unknown, the event's name. */
function attachmentOf({ type, payload: content }: ZaloAttachment, event: string): Attachment {
  const kind = KINDS[type] ?? KINDS[event.replace(/^(user|anonymous)_send_/, '')] ?? 'other';
  const url = content?.url;
  const name = nameOf(kind, content);
  return { kind, ...(url ? { url } : {}), ...(name ? { name } : {}) };
}

/** UTF-16 units of a file's name or a link's title; the address stands beside it in full. */
const LONGEST_NAME = 2000;

/** What a handler reads of it: a file's name, a link's title and where it leads, the words under a video. */
function nameOf(kind: Attachment['kind'], content: ZaloAttachment['payload']): string {
  const { name, description, url } = content ?? {};
  const words = [name ?? description, kind === 'link' ? url : undefined];
  return kept(
    words
      .filter((word) => word)
      .join(' – ')
      .slice(0, LONGEST_NAME),
  );
}

const card = z.looseObject({ phone: word });

/** A business card comes as a link whose description is JSON with the number. */
function cardOf({ payload: content }: ZaloAttachment): Attachment {
  try {
    const { phone } = card.parse(JSON.parse(content?.description ?? ''));
    return { kind: 'card', phone: e164(phone) ?? phone };
  } catch {
    return { kind: 'card' };
  }
}

/** Both shapes of the form's answer: the newer `full_address` and the older flat one. */
function profileOf({ info }: ZaloEvent): Input {
  const full = info?.full_address;
  const parts = full
    ? [full.user_address, full.user_ward, full.user_city]
    : [info?.address, info?.ward, info?.district, info?.city];
  const address = kept(parts.filter((part) => part).join(', '));
  const name = info?.name === undefined ? undefined : kept(info.name);
  const phone = info?.phone ?? '';
  return {
    kind: 'profile',
    ...(name ? { name } : {}),
    ...(phone ? { phone } : {}),
    ...(address ? { address } : {}),
  };
}
