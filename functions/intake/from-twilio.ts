import { setting } from '../../adapters/configuration.ts';
import { type Form, parseForm, parseFormBytes } from '../../adapters/http/form.ts';
import { hasLostLetter, legible } from '../../adapters/http/legible.ts';
import { log } from '../../adapters/log/log.ts';
import { readSecret, twilioSecret } from '../../adapters/secrets/secrets.ts';
import { OVERRIDES } from '../../adapters/twilio/overrides.ts';
import { isFromTwilio, signedItsBytes } from '../../adapters/twilio/signature.ts';
import { asItCame, type Signed } from './signed.ts';
import { calledUrl, rawBody, type WebhookEvent } from './webhook.ts';

const publicUrl = setting('PUBLIC_URL');
const secretId = setting('TWILIO_SECRET_ID');
readSecret(secretId, twilioSecret).catch(() => undefined);

/** The form of a webhook that Twilio signed, with the body it came in; null for any other. */
export async function fromTwilio(
  event: WebhookEvent,
  channel: 'sms' | 'voice',
): Promise<(Signed & { form: Form }) | null> {
  const bytes = rawBody(event);
  const form = parseForm(legible(bytes).text);
  const { authTokens } = await readSecret(secretId, twilioSecret);
  const signature = event.headers['x-twilio-signature'];
  const url = calledUrl(publicUrl, event);
  // The connection overrides in our own addresses are not signed (docs/usage/webhooks); an edge that signs the address as
  // it stands must not cost a call.
  const address = channel === 'voice' ? `${url}${OVERRIDES}` : url;
  // Twilio writes UTF-8: a mark for a lost letter is the citizen's own, or the form is not what Twilio documents.
  const damaged = hasLostLetter(JSON.stringify(form));
  if (isFromTwilio({ authTokens, url: address, params: form, signature, rawBody: bytes }))
    return kept(asItCame(bytes, false));
  if (damaged && signedItsBytes({ authTokens, url, params: parseFormBytes(bytes), signature }))
    return kept(asItCame(bytes, true));
  log('warn', 'signature.refused', { channel });
  return null;
}

const kept = (signed: Signed): Signed & { form: Form } => ({ ...signed, form: parseForm(signed.body) });
