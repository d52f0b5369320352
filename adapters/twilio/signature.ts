import { validateBody, validateRequest } from 'twilio/lib/webhooks/webhooks.js';

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
  readonly rawBody?: string;
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
    if (bodyHash !== null && (rawBody === undefined || !validateBody(rawBody, bodyHash))) return false;
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
