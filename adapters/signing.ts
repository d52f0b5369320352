import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * A key for one purpose, made from the hotline's own (secret `hotline/address-key`): what is signed for one purpose is
 * worth nothing for another.
 */
const keyFor = (key: string, purpose: string): Buffer => createHmac('sha256', key).update(purpose).digest();

/** The mark of a text for a purpose, base64url. */
export const markOf = (key: string, purpose: string, text: string): string =>
  createHmac('sha256', keyFor(key, purpose)).update(text).digest('base64url');

/** Whether the mark is this text's for this purpose; never throws. */
export function isMarkOf(key: string, purpose: string, text: string, mark: string): boolean {
  const expected = Buffer.from(markOf(key, purpose, text));
  const given = Buffer.from(mark);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The secret a centre's own webhook is signed with, as 64 hexadecimal digits; each centre has another one. */
export const webhookSecretOf = (key: string, centre: string): string =>
  keyFor(key, `centre-webhook\n${centre}`).toString('hex');
