import { twiml } from '../../adapters/twilio/twiml.ts';
import { voiceContact, voiceStep } from '../../adapters/twilio/voice.ts';
import { TROUBLE } from '../../domain/intake/answer.ts';
import { fromTwilio } from '../intake/from-twilio.ts';
import { takeIn } from '../intake/intake.ts';
import { FORBIDDEN, webhook, xml } from '../intake/webhook.ts';

export const handler = webhook(async (event) => {
  const signed = await fromTwilio(event, 'voice');
  if (signed === null) return FORBIDDEN;
  const { form, body } = signed;
  const step = voiceStep(event.pathParameters?.step ?? event.rawPath.split('/')[3]);
  const turn = event.queryStringParameters?.turn ?? '';
  const contact = step === null ? null : voiceContact(step, form, turn);
  if (step === null) return { statusCode: 404 };
  if (contact === null) return { statusCode: 204 };
  const answer = await takeIn(contact, { channel: 'twilio-voice', path: event.rawPath, turn, body }, twiml);
  if (step === 'status' || step === 'recording') return { statusCode: 204 };
  return xml(answer ?? twiml(TROUBLE));
});
