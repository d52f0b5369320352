import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Attachment, Contact, Input } from '../../domain/contact/contact.ts';

/**
 * Zalo's webhook events as contacts.
 * Source: https://developers.zalo.me/docs/official-account/webhook/tong-quan
 */

const id = z.string().check(z.minLength(1));

/** A member of another type than documented is left out: what a citizen sent is never thrown away for it. */
const lenient = <T>(shape: z.ZodMiniType<T>) => z.catch(z.optional(shape), undefined);

const payload = z.looseObject({
  url: lenient(z.string()),
  name: lenient(z.string()),
  coordinates: lenient(z.looseObject({ latitude: z.coerce.number(), longitude: z.coerce.number() })),
});

const eventShape = z.looseObject({
  app_id: z.string(),
  event_name: z.string(),
  timestamp: z.string(),
  sender: lenient(z.looseObject({ id })),
  follower: lenient(z.looseObject({ id })),
  user_id: lenient(id),
  message: lenient(
    z.looseObject({
      msg_id: lenient(z.string()),
      text: lenient(z.string()),
      attachments: lenient(
        z.array(z.catch(z.looseObject({ type: z.string(), payload: lenient(payload) }), { type: 'other' })),
      ),
    }),
  ),
  info: lenient(
    z.looseObject({
      name: lenient(z.string()),
      phone: lenient(z.union([z.string(), z.number()])),
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

/** What an event is to us; `malformed` is a bug of ours or theirs and is told, never thrown away silently. */
export type ZaloReading =
  | { readonly kind: 'contact'; readonly contact: Contact }
  | { readonly kind: 'ignored'; readonly event: string }
  | { readonly kind: 'malformed' };

/** Reads one signed event body. */
export function readZaloEvent(rawBody: string): ZaloReading {
  let json: unknown;
  try {
    json = JSON.parse(rawBody);
  } catch {
    return { kind: 'malformed' };
  }
  const parsed = eventShape.safeParse(json);
  if (!parsed.success) return { kind: 'malformed' };
  const event = parsed.data;
  const user = event.sender?.id ?? event.user_id ?? event.follower?.id;
  const input = inputOf(event);
  if (input === null || user === undefined) return { kind: 'ignored', event: event.event_name };
  return {
    kind: 'contact',
    contact: {
      providerEventId: eventId(event, user, rawBody),
      channel: 'zalo',
      address: `zalo:${user}`,
      conversation: 'zalo',
      input,
      sentAt: sentAt(event.timestamp),
    },
  };
}

/**
 * One id for one event, however often it is delivered. The console's test button always sends the same message id
 * and some events have none: name, user and time belong to it.
 */
function eventId(event: ZaloEvent, user: string, rawBody: string): string {
  const message = event.message?.msg_id ?? createHash('sha256').update(rawBody).digest('hex');
  return ['zalo', event.app_id, event.event_name, user, message, event.timestamp].join(':');
}

function sentAt(timestamp: string): string | null {
  const stamp = Number(timestamp);
  return /^\d{13}$/.test(timestamp) ? new Date(stamp).toISOString() : null;
}

/** Null: an event that tells nothing of a citizen's request (receipts, echoes, tags, groups). */
function inputOf(event: ZaloEvent): Input | null {
  const { event_name: name } = event;
  if (name === 'user_click_chatnow') return { kind: 'arrival' };
  if (name === 'user_submit_info') return profileOf(event);
  if (!/^(user|anonymous)_send_(?!group)/.test(name)) return null;
  const text = event.message?.text?.normalize('NFC');
  const spot = event.message?.attachments?.find((each) => each.type === 'location')?.payload?.coordinates;
  if (spot) return { kind: 'location', latitude: spot.latitude, longitude: spot.longitude };
  const attachments = (event.message?.attachments ?? []).map(attachmentOf);
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

function attachmentOf({
  type,
  payload: content,
}: {
  type: string;
  payload?: z.infer<typeof payload> | undefined;
}): Attachment {
  const { url, name } = content ?? {};
  return { kind: KINDS[type] ?? 'other', ...(url ? { url } : {}), ...(name ? { name } : {}) };
}

/** Both shapes of the form's answer: the newer `full_address` and the older flat one. */
function profileOf({ info }: ZaloEvent): Input {
  const full = info?.full_address;
  const parts = full
    ? [full.user_address, full.user_ward, full.user_city]
    : [info?.address, info?.ward, info?.district, info?.city];
  const address = parts
    .filter((part) => part)
    .join(', ')
    .normalize('NFC');
  const name = info?.name?.normalize('NFC');
  const phone = info?.phone === undefined ? '' : String(info.phone);
  return {
    kind: 'profile',
    ...(name ? { name } : {}),
    ...(phone ? { phone } : {}),
    ...(address ? { address } : {}),
  };
}
