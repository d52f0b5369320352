import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { setting } from '../../adapters/configuration.ts';
import { readEvent } from '../../adapters/dynamodb/sendings.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { zaloParts } from '../../domain/outbound/zalo-parts.ts';
import { eventId } from '../../domain/request/request.ts';
import { envelope, messageRequested } from '../../events/registry.ts';
import { callOne } from './call-one.ts';
import { type Ended, sendOne } from './send-one.ts';

const table = openTable(setting('TABLE_NAME'));
const wanted = envelope(messageRequested);

/** Milliseconds after which no further message is begun: the longest attempt, with a new token, still fits in a minute. */
const ENOUGH = 20_000;

/**
 * The outbound gate: everything that leaves passes here, and what becomes of it stands in the timeline.
 * @throws after the batch is done, when a provider refused for a reason the operator has to mend: the error alarm
 *   rings, the batch comes again and finds itself done
 */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const failed: string[] = [];
  const begun = Date.now();
  let alarms = 0;
  // One after another: messages to one person keep their order within a batch.
  for (const record of inOrder(Records)) {
    try {
      if (Date.now() - begun > ENOUGH) throw new Error('no time left in this run');
      alarms += await sendAll(record);
    } catch (error) {
      log('warn', 'send.failed', { messageId: record.messageId, error: errorKind(error) });
      failed.push(record.messageId);
    }
  }
  if (alarms > 0) throw new Error(`${alarms} messages were refused for a reason to be mended`);
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};

/** A queue keeps no order: one request's messages are put back into theirs. */
const inOrder = (records: readonly SQSRecord[]): SQSRecord[] =>
  records
    .map((record) => ({ record, place: placeOf(record) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ record }) => record);

/** Request and sequence in a form that sorts; a record that cannot be read comes first and is told when its turn comes. */
function placeOf({ body }: SQSRecord): string {
  try {
    return eventId(wanted.parse(JSON.parse(body)).detail);
  } catch {
    return '';
  }
}

/** How many of an event's messages ended in an alarm. */
async function sendAll({ body }: SQSRecord): Promise<number> {
  const { requestId, sequence } = wanted.parse(JSON.parse(body)).detail;
  const event = await readEvent(table, requestId, sequence);
  let alarms = 0;
  for (const message of event?.messages ?? []) {
    let before: Ended = {};
    for (const part of zaloParts(message)) {
      before = await sendOne(table, requestId, part, before.later ?? null);
      if (before.alarm) alarms += 1;
    }
  }
  if (event?.call && (await callOne(table, requestId, event.call))) alarms += 1;
  return alarms;
}
