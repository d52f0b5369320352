import { setting } from '../../adapters/configuration.ts';
import { parseForm } from '../../adapters/http/form.ts';
import { log } from '../../adapters/log/log.ts';
import { readSecret, twilioSecret } from '../../adapters/secrets/secrets.ts';
import { isFromTwilio } from '../../adapters/twilio/signature.ts';
import { twiml } from '../../adapters/twilio/twiml.ts';
import { voiceContact, voiceStep } from '../../adapters/twilio/voice.ts';
import { TROUBLE } from '../../domain/intake/answer.ts';
import { takeIn } from '../intake/intake.ts';
import { calledUrl, FORBIDDEN, rawBody, webhook, xml } from '../intake/webhook.ts';

const publicUrl = setting('PUBLIC_URL');
const secretId = setting('TWILIO_SECRET_ID');
readSecret(secretId, twilioSecret).catch(() => undefined);

export const handler = webhook(async (event) => {
  const body = rawBody(event);
  const form = parseForm(body);
  const { authTokens } = await readSecret(secretId, twilioSecret);
  const signature = event.headers['x-twilio-signature'];
  if (
    !isFromTwilio({ authTokens, url: calledUrl(publicUrl, event), params: form, signature, rawBody: body })
  ) {
    log('warn', 'signature.refused', { channel: 'voice' });
    return FORBIDDEN;
  }
  const step = voiceStep(event.pathParameters?.step ?? event.rawPath.split('/')[3]);
  const turn = event.queryStringParameters?.turn ?? '';
  const contact = step === null ? null : voiceContact(step, form, turn);
  if (step === null) return { statusCode: 404 };
  if (contact === null) return { statusCode: 204 };
  const answer = await takeIn(contact, { channel: 'twilio-voice', path: event.rawPath, turn, body }, twiml);
  if (step === 'status' || step === 'recording') return { statusCode: 204 };
  return xml(answer ?? twiml(TROUBLE));
});
