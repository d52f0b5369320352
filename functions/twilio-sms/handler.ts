import { setting } from '../../adapters/configuration.ts';
import { field, parseForm } from '../../adapters/http/form.ts';
import { log } from '../../adapters/log/log.ts';
import { readSecret, twilioSecret } from '../../adapters/secrets/secrets.ts';
import { isFromTwilio } from '../../adapters/twilio/signature.ts';
import { smsContact, smsReceipt } from '../../adapters/twilio/sms.ts';
import { takeIn } from '../intake/intake.ts';
import { calledUrl, FORBIDDEN, rawBody, webhook, xml } from '../intake/webhook.ts';

const publicUrl = setting('PUBLIC_URL');
const secretId = setting('TWILIO_SECRET_ID');
readSecret(secretId, twilioSecret).catch(() => undefined);

/** The reply goes through the outbound gate, never in the webhook's answer. */
const EMPTY = xml('<?xml version="1.0" encoding="UTF-8"?><Response/>');

export const handler = webhook(async (event) => {
  const body = rawBody(event);
  const form = parseForm(body);
  const { authTokens } = await readSecret(secretId, twilioSecret);
  const signature = event.headers['x-twilio-signature'];
  if (
    !isFromTwilio({ authTokens, url: calledUrl(publicUrl, event), params: form, signature, rawBody: body })
  ) {
    log('warn', 'signature.refused', { channel: 'sms' });
    return FORBIDDEN;
  }
  const asItCame = { channel: 'twilio-sms' as const, path: event.rawPath, turn: '', body };
  if (event.rawPath.endsWith('/status')) {
    const receipt = smsReceipt(form);
    if (receipt === null)
      log('info', 'webhook.ignored', { channel: 'sms', status: field(form, 'MessageStatus').slice(0, 20) });
    else await takeIn(receipt, asItCame, () => '');
    return { statusCode: 204 };
  }
  const contact = smsContact(form);
  if (contact === null) {
    log('warn', 'webhook.malformed', { channel: 'sms' });
    return EMPTY;
  }
  await takeIn(contact, asItCame, () => '');
  return EMPTY;
});
