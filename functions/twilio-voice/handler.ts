import type { Form } from '../../adapters/http/form.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { twiml, wordsAndEnd } from '../../adapters/twilio/twiml.ts';
import { type VoiceStep, voiceContact, voiceStep } from '../../adapters/twilio/voice.ts';
import { spokenParts } from '../../domain/conversation/render.ts';
import { TROUBLE, TROUBLE_UNSAVED } from '../../domain/intake/answer.ts';
import { fromTwilio } from '../intake/from-twilio.ts';
import { takeIn } from '../intake/intake.ts';
import { FORBIDDEN, type WebhookEvent, type WebhookResult, webhook, xml } from '../intake/webhook.ts';
import { dialledLeg } from './dialled-leg.ts';
import { outgoingLeg } from './outgoing-leg.ts';

/** Callbacks that nobody listens to: what could not be kept is asked for again by a 503. */
const UNHEARD: readonly string[] = ['status', 'recording', 'outgoing-status'];

/** Legs of handlers: they are told of a trouble, and asked for no message. */
const HANDLERS: readonly string[] = ['whisper', 'accept', 'outgoing', 'outgoing-accept', 'outgoing-done'];

/** Milliseconds after which a caller hears that we are busy; Twilio hangs up on us after fifteen seconds. */
const CALLERS_PATIENCE = 8000;

const FOR_CALLERS = twiml(TROUBLE_UNSAVED);
const FOR_HANDLERS = wordsAndEnd(spokenParts({ key: 'whisper.trouble' }, 'vi', {}));

export const handler = webhook(async (event) => {
  const segment = event.pathParameters?.step ?? event.rawPath.split('/')[3] ?? '';
  if (UNHEARD.includes(segment)) return answered(segment, event);
  return heard(answered(segment, event), HANDLERS.includes(segment) ? FOR_HANDLERS : FOR_CALLERS);
});

async function answered(segment: string, event: WebhookEvent): Promise<WebhookResult> {
  const signed = await fromTwilio(event, 'voice');
  if (signed === null) return FORBIDDEN;
  const { form, body } = signed;
  const leg = (await dialledLeg(segment, form, event)) ?? (await outgoingLeg(segment, form, event));
  if (leg !== null) return leg;
  const step = voiceStep(segment);
  return step === null ? { statusCode: 404 } : take(step, form, body, event);
}

async function take(step: VoiceStep, form: Form, body: string, event: WebhookEvent): Promise<WebhookResult> {
  const turn = event.queryStringParameters?.turn ?? '';
  const contact = voiceContact(step, form, turn);
  // Without a call's id there is nothing to write down; a message that is left still comes with its recording.
  if (contact === null) return UNHEARD.includes(step) ? { statusCode: 204 } : xml(FOR_CALLERS);
  const takenIn = () => takeIn(contact, { channel: 'twilio-voice', path: event.rawPath, turn, body }, twiml);
  // Twilio waits for fifteen seconds: what neither the table nor the queue took within three is tried once more.
  const answer = await takenIn().catch(takenIn);
  if (UNHEARD.includes(step)) return { statusCode: 204 };
  return xml(answer ?? twiml(TROUBLE));
}

/** Whoever is on the line hears words of ours whatever happens, and never Twilio's error voice. */
async function heard(answer: Promise<WebhookResult>, otherwise: string): Promise<WebhookResult> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('too late for a caller')), CALLERS_PATIENCE).unref();
  });
  try {
    return await Promise.race([answer, late]);
  } catch (error) {
    log('error', 'intake.failed', { error: errorKind(error) });
    return xml(otherwise);
  }
}
