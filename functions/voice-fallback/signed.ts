import { createHmac, timingSafeEqual } from 'node:crypto';

/** Fields of a form; a repeated name has several values. */
export type Form = Readonly<Record<string, readonly string[]>>;

export function parsed(body: string): Form {
  const form: Record<string, string[]> = Object.create(null);
  for (const [name, value] of new URLSearchParams(body)) {
    form[name] ??= [];
    form[name].push(value);
  }
  return form;
}

/**
 * Whether Twilio signed it: HMAC-SHA1 over the address and the sorted fields, repeated values once each and sorted.
 * Source: https://www.twilio.com/docs/usage/security#validating-requests
 */
export function isSigned(token: string, url: string, form: Form, signature: string): boolean {
  const fields = Object.keys(form)
    .sort()
    .flatMap((name) => [...new Set(form[name])].sort().map((value) => name + value));
  const mine = createHmac('sha1', token)
    .update(url + fields.join(''), 'utf8')
    .digest();
  const theirs = Buffer.from(signature, 'base64');
  return mine.length === theirs.length && timingSafeEqual(mine, theirs);
}
