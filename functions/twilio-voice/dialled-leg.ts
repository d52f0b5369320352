import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { readHandler } from '../../adapters/dynamodb/handlers.ts';
import { inboundKey } from '../../adapters/dynamodb/keys.ts';
import { changeRequest } from '../../adapters/dynamodb/requests.ts';
import { getItem, openTable } from '../../adapters/dynamodb/table.ts';
import { putAbsent } from '../../adapters/dynamodb/write-parts.ts';
import { type Form, field } from '../../adapters/http/form.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { plainId } from '../../adapters/twilio/plain-id.ts';
import { askForKey, joined, wordsAndEnd } from '../../adapters/twilio/twiml.ts';
import { spokenParts } from '../../domain/conversation/render.ts';
import { accepted } from '../../domain/request/calls.ts';
import { type WebhookEvent, type WebhookResult, xml } from '../intake/webhook.ts';

const table = openTable(setting('TABLE_NAME'));

const words = (...keys: readonly string[]) => keys.flatMap((key) => spokenParts({ key }, 'vi', {}));

/**
 * The leg of a handler whose telephone rings for a caller: what it is about, and the key that takes the call.
 * Who does not press it is not joined: an answering machine counts as nobody.
 */
export async function dialledLeg(
  segment: string | undefined,
  form: Form,
  { queryStringParameters: query = {} }: WebhookEvent,
): Promise<WebhookResult | null> {
  if (segment === 'whisper') {
    const next = new URLSearchParams({
      request: query.request ?? '',
      turn: query.turn ?? '',
      by: query.by ?? '',
    });
    const about = query.urgent ? 'whisper.urgent' : 'whisper';
    const parts = words(...(query.recorded ? ['whisper.recorded'] : []), about);
    return xml(askForKey(parts, `/twilio/voice/accept?${next}`));
  }
  if (segment !== 'accept') return null;
  if (field(form, 'Digits') !== '1') return xml(wordsAndEnd([]));
  const taken = await take(
    query.request ?? '',
    query.by ?? '',
    `${plainId(field(form, 'ParentCallSid'))}:${plainId(query.turn ?? '')}`,
  );
  return xml(taken ? joined() : wordsAndEnd(words('whisper.taken')));
}

/** Whether this handler has the call: the first of a dialled turn wins, and the same one again still does. */
async function take(requestId: string, username: string, turn: string): Promise<boolean> {
  try {
    const handler = await readHandler(table, username);
    if (handler === null) return false;
    const key = inboundKey(`accepted:${turn}`);
    const at = new Date().toISOString();
    const changed = await changeRequest(
      table,
      requestId,
      (request) => (request ? accepted(request, handler, at, directory) : { refusal: 'gone' as const }),
      { parts: [putAbsent(table, { ...key, answer: '', by: username })] },
    );
    if (changed.kind === 'changed') log('info', 'call.accepted', { requestId });
    if (changed.kind !== 'barred') return true;
    return (await getItem(table, key))?.by === username;
  } catch (error) {
    // A person has picked up: that they talk matters more than that it was written down.
    log('error', 'call.unrecorded', { requestId, error: errorKind(error) });
    return true;
  }
}
