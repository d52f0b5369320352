import * as z from 'zod/mini';
import type { Contact } from '../../domain/contact/contact.ts';
import { e164 } from '../../domain/contact/phone.ts';
import { kept } from '../../domain/text/kept.ts';
import { hasLostLetter } from '../http/legible.ts';
import { parseWithLongIds } from '../http/long-ids.ts';

/** Documented as a string; a number is taken by its digits, since some libraries write every number as one. */
const word = z.pipe(z.union([z.string(), z.number()]), z.transform(String));

/** What a domestic aggregator posts to `/sms/inbound`; other members are allowed and left alone. */
const messageShape = z.looseObject({
  id: z.pipe(word, z.string().check(z.minLength(1), z.maxLength(200))),
  from: z.pipe(word, z.string().check(z.minLength(1), z.maxLength(40))),
  to: word,
  text: word,
  /** Only tells whether it comes late: one that cannot be read is no reason to refuse a message. */
  receivedAt: z.catch(z.optional(z.string()), undefined),
});

/** A signed message as a contact; null where it does not have the agreed members. */
export function aggregatorContact(rawBody: string): Contact | null {
  let json: unknown;
  try {
    json = parseWithLongIds(rawBody);
  } catch {
    return null;
  }
  const parsed = messageShape.safeParse(json);
  if (!parsed.success) return null;
  const { id, from, text, receivedAt } = parsed.data;
  if (hasLostLetter(id + from)) return null;
  const received = Date.parse(receivedAt ?? '');
  return {
    providerEventId: `sms:${id}`,
    channel: 'sms',
    address: `tel:${e164(from) ?? from}`,
    conversation: 'sms',
    input: { kind: 'text', text: kept(text) },
    sentAt: Number.isNaN(received) ? null : new Date(received).toISOString(),
  };
}
