import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { setting } from '../../adapters/configuration.ts';
import { readRequest } from '../../adapters/dynamodb/requests.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { recordReceipt } from '../../adapters/dynamodb/timers.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { CHANNELS } from '../../domain/contact/contact.ts';
import { envelope, requestRouted } from '../../events/registry.ts';
import { tellCentre } from './telling.ts';

const table = openTable(setting('TABLE_NAME'));
const delivery = envelope(requestRouted);

/**
 * Behind every centre's inbox: records that the centre has the request, and tells the centre outside the console where it
 * has entered how. A receipt only moves forward and a notice leaves once, so the same event may come as often as it likes.
 * What cannot be told comes again, and then lies with the dead letters under an alarm.
 */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const failed = await Promise.all(Records.map(deliver));
  return { batchItemFailures: failed.flatMap((id) => (id === null ? [] : [{ itemIdentifier: id }])) };
};

/** The message's id where it has to come again. */
async function deliver({ body, messageId, eventSourceARN }: SQSRecord): Promise<string | null> {
  try {
    const { detail, 'detail-type': type } = delivery.parse(JSON.parse(body));
    const { requestId, centre, sequence, eventId, urgency, channel, synthetic } = detail;
    const at = new Date().toISOString();
    const first = await recordReceipt(table, { requestId, centre, sequence, at, synthetic });
    log('info', 'deliver.received', { eventId, requestId, centre, sequence, first });
    const request = await readRequest(table, requestId);
    if (request?.synthetic) return null;
    const what = type === 'deadline.passed' ? type : 'request.routed';
    // What no open centre claims lies in the national desk's inbox, under the name of the centre it was for.
    const [, inbox = centre] = /:hotline-inbox-([^:]+)$/.exec(eventSourceARN) ?? [];
    const told = await tellCentre(table, {
      eventId,
      centre: inbox,
      what,
      urgency,
      channel: channelOf(channel),
    });
    return told ? null : messageId;
  } catch (error) {
    log('error', 'deliver.failed', { messageId, error: errorKind(error) });
    return messageId;
  }
}

const channelOf = (name: string) => CHANNELS.find((channel) => channel === name) ?? 'office';
