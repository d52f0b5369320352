import { createHash } from 'node:crypto';

/** Twilio's own are two letters and 32 hex digits; room for others that a carrier or a test makes up. */
const PLAIN = /^[\w-]{1,64}$/;

/**
 * A provider's id as a part of our keys. One that is none (too long for a key, with signs that mean something there) is
 * no reason to lose a contact: its hash stands in its place, the same one each time.
 */
export const plainId = (id: string): string =>
  id === '' || PLAIN.test(id)
    ? id
    : `malformed-${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
