import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { eventId, type RequestEvent } from '../domain/request/request.ts';
import { eventKey, shards, TABLE_INDEXES } from './dynamodb/keys.ts';
import { eventRecord } from './dynamodb/records.ts';
import { getItems, query, type Table, toItem, updateItem } from './dynamodb/table.ts';
import { type Bus, publish } from './eventbridge/publish.ts';

/**
 * Tells the bus of events and then takes their outbox marks away; a mark that stays is found by the sweeper.
 * @returns the ids of the events that were told and cleared
 */
export async function publishAndClear(
  table: Table,
  bus: Bus,
  events: readonly RequestEvent[],
): Promise<Set<string>> {
  const told = await publish(bus, events);
  const cleared = await Promise.all(told.map((event) => clearMark(table, event)));
  return new Set(told.filter((_, index) => cleared[index]).map(eventId));
}

async function clearMark(table: Table, event: RequestEvent): Promise<boolean> {
  try {
    await updateItem(table, {
      Key: toItem(eventKey(event.requestId, event.sequence)),
      UpdateExpression: 'REMOVE #o, #a',
      ConditionExpression: 'attribute_exists(#o)',
      ExpressionAttributeNames: { '#o': 'outbox', '#a': 'outboxAt' },
    });
    return true;
  } catch (error) {
    // Already cleared by another delivery of the same stream record.
    return error instanceof ConditionalCheckFailedException;
  }
}

/** Events still marked that are older than the given moment (ISO 8601), at most a hundred of each shard. */
export async function unpublished(table: Table, before: string): Promise<RequestEvent[]> {
  const pages = await Promise.all(
    shards('OUTBOX').map((shard) =>
      query(table, {
        index: TABLE_INDEXES.outbox,
        partition: ['outbox', shard],
        sort: { name: 'outboxAt', upTo: before },
        limit: 100,
      }),
    ),
  );
  const found: RequestEvent[] = [];
  for (const { items } of pages) {
    const keys = items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
    for (const item of await getItems(table, keys)) {
      // The index is a moment behind: what has lost its mark meanwhile was told.
      if (item?.outbox !== undefined) found.push(eventRecord.parse(item.event));
    }
  }
  return found;
}
