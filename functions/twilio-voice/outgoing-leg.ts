import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { changeRequest, readRequest } from '../../adapters/dynamodb/requests.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { type Form, field } from '../../adapters/http/form.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { askForKey, ringCitizen, waitAndAsk, wordsAndEnd } from '../../adapters/twilio/twiml.ts';
import { LINES } from '../../domain/contact/lines.ts';
import { spokenParts } from '../../domain/conversation/render.ts';
import { callAccepted, callEnded } from '../../domain/request/calls.ts';
import type { Fired } from '../../domain/request/fire.ts';
import type { CallOutcome, LegalAidRequest } from '../../domain/request/request.ts';
import { type WebhookEvent, type WebhookResult, xml } from '../intake/webhook.ts';

const table = openTable(setting('TABLE_NAME'));

const words = (key: string) => spokenParts({ key }, 'vi', {});

/** How often the end of a call is asked to be told again that could not be written down. */
const MOST_TRIES = 3;

/** How the citizen's leg ended, in our words. */
const OUTCOMES: Readonly<Record<string, CallOutcome>> = {
  completed: 'answered',
  answered: 'answered',
  busy: 'busy',
  'no-answer': 'no-answer',
  failed: 'failed',
  canceled: 'canceled',
};

/**
 * The call that a handler asked for: their own telephone rings and asks for a key, then the citizen's rings with the
 * hotline's number shown, and what became of it is written down.
 */
export async function outgoingLeg(
  segment: string | undefined,
  form: Form,
  { queryStringParameters: query = {} }: WebhookEvent,
): Promise<WebhookResult | null> {
  const { request: requestId = '', call = '' } = query;
  const same = new URLSearchParams({ request: requestId, call });
  switch (segment) {
    case 'outgoing':
      return xml(askForKey(words('outgoing'), `/twilio/voice/outgoing-accept?${same}`));
    case 'outgoing-accept':
      return field(form, 'Digits') === '1'
        ? ring(requestId, call, same)
        : xml(wordsAndEnd(words('outgoing.over')));
    case 'outgoing-done': {
      const outcome = query.outcome ?? field(form, 'DialCallStatus');
      try {
        await end(requestId, call, OUTCOMES[outcome] ?? 'failed');
      } catch (error) {
        const again = Number(query.again ?? 0) + 1;
        if (again > MOST_TRIES) throw error;
        log('warn', 'call.unrecorded', { requestId, error: errorKind(error) });
        return xml(waitAndAsk(`/twilio/voice/outgoing-done?${same}&outcome=${outcome}&again=${again}`));
      }
      return xml(wordsAndEnd([]));
    }
    case 'outgoing-status': {
      await handlersLegEnded(requestId, call, field(form, 'CallStatus'));
      return { statusCode: 204 };
    }
    default:
      return null;
  }
}

/** Rings at the citizen's, unless the call is over or another has taken its place. */
async function ring(requestId: string, call: string, same: URLSearchParams): Promise<WebhookResult> {
  const at = new Date().toISOString();
  await change(requestId, (request) => callAccepted(request, call, at));
  const request = await readRequest(table, requestId);
  const phone = request?.calling?.id === call ? request.facts.phone : undefined;
  if (phone === undefined) return xml(wordsAndEnd(words('outgoing.over')));
  const shown = request?.facts.calledNumber ?? LINES[0]?.number ?? '';
  return xml(ringCitizen(phone, shown, `/twilio/voice/outgoing-done?${same}`));
}

/** A handler who picked up has the citizen's leg to tell the end; who did not, ends it here. */
async function handlersLegEnded(requestId: string, call: string, status: string): Promise<void> {
  if (OUTCOMES[status] === undefined) return;
  const at = new Date().toISOString();
  await change(requestId, (request) =>
    request.calling?.accepted
      ? null
      : callEnded(request, call, 'canceled', at, directory, `handler-${status}`),
  );
}

async function end(requestId: string, call: string, outcome: CallOutcome): Promise<void> {
  const at = new Date().toISOString();
  await change(requestId, (request) => callEnded(request, call, outcome, at, directory));
}

async function change(requestId: string, act: (request: LegalAidRequest) => Fired | null): Promise<void> {
  const changed = await changeRequest(
    table,
    requestId,
    (request) => (request && act(request)) ?? { refusal: 'nothing-to-do' as const },
  );
  if (changed.kind === 'changed') log('info', 'call.changed', { requestId });
}
