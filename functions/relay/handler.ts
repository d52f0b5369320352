import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { setting } from '../../adapters/configuration.ts';
import { eventRecord } from '../../adapters/dynamodb/records.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { openBus } from '../../adapters/eventbridge/publish.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { publishAndClear } from '../../adapters/outbox.ts';
import { eventId, type RequestEvent } from '../../domain/request/request.ts';

const table = openTable(setting('TABLE_NAME'));
const bus = openBus(setting('BUS_NAME'));

/**
 * From the table's stream to the bus. Each record carries all its consumers need; records of one transaction may come
 * in any order. What the bus refuses is reported record by record, so that only those come again.
 */
export const handler = async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
  const read = Records.map((record) => ({ record, event: eventOf(record) }));
  const events = read.flatMap(({ event }) => (event === null || event === 'unreadable' ? [] : [event]));
  const done = await publishAndClear(table, bus, events);
  const failed = read.filter(
    ({ event }) => event === 'unreadable' || (event !== null && !done.has(eventId(event))),
  );
  for (const { event } of failed) {
    log('error', 'relay.refused', typeof event === 'object' && event ? { eventId: eventId(event) } : {});
  }
  for (const event of events)
    if (done.has(eventId(event)))
      log('info', 'relay.told', { eventId: eventId(event), requestId: event.requestId });
  return {
    batchItemFailures: failed.map(({ record }) => ({
      itemIdentifier: record.dynamodb?.SequenceNumber ?? '',
    })),
  };
};

/** The timeline event of a record, null where it has nothing to tell. */
function eventOf(record: DynamoDBRecord): RequestEvent | 'unreadable' | null {
  const image = record.dynamodb?.NewImage;
  if (image?.outbox === undefined) return null;
  try {
    // The stream's attribute values have the client's shape; the two packages only name the type twice.
    return eventRecord.parse(unmarshall(JSON.parse(JSON.stringify(image))).event);
  } catch (error) {
    log('error', 'relay.failed', { error: errorKind(error) });
    return 'unreadable';
  }
}
