import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js';
import type { Form } from '../http/form.ts';

export interface SignedByTwilio {
  /** Current and, for a while after a rotation, former auth tokens. */
  readonly authTokens: readonly string[];
  /**
   * The public address Twilio called, with its query. Connection overrides (`#…`) are not signed; where they are given,
   * a signature over the address with them counts as well.
   */
  readonly url: string;
  /** The form's fields; repeated names as a list. Empty for a JSON body. */
  readonly params: Readonly<Record<string, string | string[]>>;
  /** Header X-Twilio-Signature. */
  readonly signature: string | undefined;
  /** The body as received; needed where the query carries `bodySHA256`. */
  readonly rawBody?: string | Uint8Array;
}

/**
 * Whether Twilio signed this request: HMAC-SHA1 over address and sorted fields, compared in constant time.
 * Never throws; what cannot be checked is not from Twilio.
 * Source: https://www.twilio.com/docs/usage/security#validating-requests
 */
export function isFromTwilio({ authTokens, url, params, signature, rawBody }: SignedByTwilio): boolean {
  if (!signature) return false;
  try {
    const address = new URL(url);
    address.hash = '';
    const bodyHash = address.searchParams.get('bodySHA256');
    if (bodyHash !== null && (rawBody === undefined || !isHashOf(bodyHash, rawBody))) return false;
    const called = url.split('#')[0] ?? url;
    return authTokens.some(
      (token) =>
        token !== '' &&
        (validateRequest(token, signature, called, { ...params }) ||
          (called !== url && validateRequest(token, signature, url, { ...params }))),
    );
  } catch {
    return false;
  }
}

const isHashOf = (hash: string, body: string | Uint8Array): boolean =>
  isEqual(Buffer.from(hash), Buffer.from(createHash('sha256').update(body).digest('hex')));

const isEqual = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);

/**
 * The same for a form that is not UTF-8, whose letters Twilio's own check has no way to spell: over the bytes of address,
 * names and values.
 * @param params of `parseFormBytes`
 */
export function signedItsBytes({
  authTokens,
  url,
  params,
  signature,
}: Pick<SignedByTwilio, 'authTokens' | 'url' | 'signature'> & { readonly params: Form }): boolean {
  const signed = Object.keys(params)
    .sort()
    .flatMap((name) => [...new Set([params[name] ?? []].flat())].sort().map((value) => name + value))
    .join('');
  const bytes = Buffer.concat([Buffer.from(url), Buffer.from(signed, 'latin1')]);
  const given = Buffer.from(signature ?? '', 'base64');
  return authTokens.some(
    (token) => token !== '' && isEqual(given, createHmac('sha1', token).update(bytes).digest()),
  );
}
