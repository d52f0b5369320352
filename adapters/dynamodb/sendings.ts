import * as z from 'zod/mini';
import type { Person } from '../../domain/person/person.ts';
import { newPerson } from '../../domain/person/person.ts';
import type { RequestEvent } from '../../domain/request/request.ts';
import { eventKey, personKey, sendingKey, tokenKey } from './keys.ts';
import { eventRecord, personRecord } from './records.ts';
import { getItems, type Table, toItem, transact } from './table.ts';

/** How far a message has come: one attempt at a time, and one end. */
const sendingRecord = z.object({
  status: z.enum(['trying', 'waiting', 'sent', 'refused']),
  attempt: z.number(),
  /** Until then (ISO 8601) the attempt is somebody's. */
  leaseUntil: z.string(),
  /** An attempt ended without an answer: the provider may have taken it. */
  uncertain: z.boolean(),
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

/** Whom a message goes to, how far it has come, and the token of Zalo. */
export async function readRecipient(
  table: Table,
  requestId: string,
  message: { readonly id: string; readonly address: string },
): Promise<{ person: Person; sending: Sending | null; zaloToken: string | null }> {
  const keys = [personKey(message.address), sendingKey(requestId, message.id), tokenKey('zalo')];
  const [person, sending, token] = await getItems(table, keys);
  return {
    person: person ? personRecord.parse(person.person) : newPerson(message.address),
    sending: sending ? sendingRecord.parse(sending) : null,
    zaloToken: token ? z.object({ accessToken: z.string() }).parse(token).accessToken : null,
  };
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
