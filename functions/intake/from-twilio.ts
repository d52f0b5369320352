import { setting } from '../../adapters/configuration.ts';
import { type Form, parseForm } from '../../adapters/http/form.ts';
import { log } from '../../adapters/log/log.ts';
import { readSecret, twilioSecret } from '../../adapters/secrets/secrets.ts';
import { OVERRIDES } from '../../adapters/twilio/overrides.ts';
import { isFromTwilio } from '../../adapters/twilio/signature.ts';
import { calledUrl, rawBody, type WebhookEvent } from './webhook.ts';

const publicUrl = setting('PUBLIC_URL');
const secretId = setting('TWILIO_SECRET_ID');
readSecret(secretId, twilioSecret).catch(() => undefined);

/** The form of a webhook that Twilio signed, with the body it came in; null for any other. */
export async function fromTwilio(
  event: WebhookEvent,
  channel: 'sms' | 'voice',
): Promise<{ form: Form; body: string } | null> {
  const body = rawBody(event);
  const form = parseForm(body);
  const { authTokens } = await readSecret(secretId, twilioSecret);
  const signature = event.headers['x-twilio-signature'];
  const url = calledUrl(publicUrl, event);
  // The connection overrides in our own addresses are not signed (docs/usage/webhooks); an edge that signs the address as
  // it stands must not cost a call.
  const address = channel === 'voice' ? `${url}${OVERRIDES}` : url;
  if (isFromTwilio({ authTokens, url: address, params: form, signature, rawBody: body }))
    return { form, body };
  log('warn', 'signature.refused', { channel });
  return null;
}
