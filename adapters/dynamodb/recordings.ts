import type { Contact } from '../../domain/contact/contact.ts';
import { recorded } from '../../domain/request/act.ts';
import type { RequestEvent } from '../../domain/request/request.ts';
import { eventKey, inboundKey } from './keys.ts';
import { eventRecord } from './records.ts';
import { changeRequest, readRequest } from './requests.ts';
import { getItem, getItems, type Table } from './table.ts';
import { putAbsent } from './write-parts.ts';

/** Events looked back upon: a recording follows its call's last turns. */
const LOOKED_BACK = 30;

/**
 * A recording that its provider tells of by the call alone, into the request of that call. Where the call's own turn
 * has brought the same recording before, there is nothing to add.
 * @returns false where the call is not known: then the recording is a contact by itself
 */
export async function keepRecording(table: Table, contact: Contact, signal: AbortSignal): Promise<boolean> {
  const { input, conversation, channel, providerEventId } = contact;
  if (input.kind !== 'recording') return false;
  const call = await getItem(table, inboundKey(`${conversation}:0`), signal);
  const request = typeof call?.requestId === 'string' ? await readRequest(table, call.requestId) : null;
  if (request === null) return false;
  const from = Math.max(1, request.sequence - LOOKED_BACK + 1);
  const keys = Array.from({ length: request.sequence - from + 1 }, (_, index) =>
    eventKey(request.id, from + index),
  );
  const events = (await getItems(table, keys, signal)).flatMap((item) =>
    item ? [eventRecord.parse(item.event)] : [],
  );
  if (events.some((event) => holds(event, input.recording.url))) return true;
  await changeRequest(
    table,
    request.id,
    (now) =>
      now === null
        ? { refusal: 'gone' as const }
        : {
            ...recorded(now, now, {
              at: new Date().toISOString(),
              by: 'citizen',
              type: 'contact',
              channel,
              providerEventId,
              attachments: [input.recording],
              outcome: 'recording',
              publish: [{ type: 'contact.received' }, { type: 'attachment.received' }],
            }),
            timers: [],
          },
    { parts: [putAbsent(table, { ...inboundKey(providerEventId), answer: '', requestId: request.id })] },
  );
  return true;
}

const holds = ({ attachments }: RequestEvent, url: string | undefined): boolean =>
  (attachments ?? []).some((attachment) => attachment.url === url);
