import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Limit } from '../../domain/outbound/limits.ts';
import { SENDING_STATES } from '../../domain/outbound/receipt.ts';
import type { Person } from '../../domain/person/person.ts';
import { newPerson } from '../../domain/person/person.ts';
import type { LegalAidRequest, RequestEvent } from '../../domain/request/request.ts';
import { eventKey, personKey, rateKey, requestKey, sendingKey } from './keys.ts';
import { eventRecord, outgoingText, personRecord, requestRecord } from './records.ts';
import { getItems, type Table, toItem, transact, updateItem } from './table.ts';

/** How far a message has come: one attempt at a time, and one end. */
const sendingRecord = z.object({
  status: z.enum(SENDING_STATES),
  attempt: z.number(),
  /** Until then (ISO 8601) the attempt is somebody's, or the message postponed. */
  leaseUntil: z.string(),
  /** An attempt ended without an answer: the provider may have taken it. */
  uncertain: z.boolean(),
  /** What was sent, for the receipt that says it did not arrive. */
  message: z.exactOptional(outgoingText),
});
export type Sending = z.infer<typeof sendingRecord>;

export async function readEvent(
  table: Table,
  requestId: string,
  sequence: number,
): Promise<RequestEvent | null> {
  const [item] = await getItems(table, [eventKey(requestId, sequence)]);
  return item ? eventRecord.parse(item.event) : null;
}

/** Whom a message goes to, how far it has come, and the request it belongs to. */
export async function readRecipient(
  table: Table,
  requestId: string,
  message: { readonly id: string; readonly address: string },
): Promise<{ person: Person; sending: Sending | null; request: LegalAidRequest | null }> {
  const keys = [personKey(message.address), sendingKey(requestId, message.id), requestKey(requestId)];
  const [person, sending, request] = await getItems(table, keys);
  return {
    person: person ? personRecord.parse(person.person) : newPerson(message.address),
    sending: sending ? sendingRecord.parse(sending) : null,
    request: request ? requestRecord.parse(request.request) : null,
  };
}

export async function readSending(
  table: Table,
  requestId: string,
  messageId: string,
): Promise<Sending | null> {
  const [item] = await getItems(table, [sendingKey(requestId, messageId)]);
  return item ? sendingRecord.parse(item) : null;
}

/** Moves a message on, if nobody else has; `false` where somebody has. */
export async function writeSending(
  table: Table,
  requestId: string,
  messageId: string,
  before: Sending | null,
  after: Sending,
): Promise<boolean> {
  const written = await transact(table, [sendingPart(table, requestId, messageId, before, after)]);
  return written.done;
}

/** The same as a part of a larger transaction. */
export const sendingPart = (
  table: Table,
  requestId: string,
  messageId: string,
  before: Sending | null,
  after: Sending,
) => ({
  Put: {
    TableName: table.name,
    Item: toItem({ ...sendingKey(requestId, messageId), ...after }),
    ...(before === null
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#s = :s AND #l = :l',
          ExpressionAttributeNames: { '#s': 'status', '#l': 'leaseUntil' },
          ExpressionAttributeValues: toItem({ ':s': before.status, ':l': before.leaseUntil }),
        }),
  },
});

/** Counts one more within the limit's current stretch; `false` where it is used up. */
export async function withinLimit(
  table: Table,
  { name, most, within }: Limit,
  now: number,
): Promise<boolean> {
  const stretch = Math.floor(now / within);
  try {
    await updateItem(table, {
      Key: toItem({ ...rateKey(name, stretch) }),
      UpdateExpression: 'ADD #c :one SET #t = :t',
      ConditionExpression: 'attribute_not_exists(#c) OR #c < :most',
      ExpressionAttributeNames: { '#c': 'count', '#t': 'ttl' },
      // Two stretches later nobody asks any more; the time to live is in seconds.
      ExpressionAttributeValues: toItem({
        ':one': 1,
        ':most': most,
        ':t': Math.ceil(((stretch + 2) * within) / 1000),
      }),
    });
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
