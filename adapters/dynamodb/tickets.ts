import { createHash, randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { timeToLive } from '../../domain/retention/retention.ts';
import { ticketKey } from './keys.ts';
import { putItem, type Table, toItem } from './table.ts';

/** Seconds for which a ticket opens a connection (DESIGN: Public interface). */
const LASTS = 30;

const ticketRecord = z.object({ username: z.string(), centre: z.string(), expiresAt: z.number() });
export type Admission = Pick<z.infer<typeof ticketRecord>, 'username' | 'centre'>;

/** Only the hash is stored: whoever reads the table can open nothing. */
const keyOf = (ticket: string) => ticketKey(createHash('sha256').update(ticket).digest('hex'));

/** A ticket for one connection to what happens in a centre. */
export async function issueTicket(table: Table, admission: Admission, now: number): Promise<string> {
  const ticket = randomBytes(32).toString('base64url');
  const expiresAt = now + LASTS * 1000;
  await putItem(table, { ...keyOf(ticket), ...admission, expiresAt, ...timeToLive('ticket', now) });
  return ticket;
}

/** Takes a ticket away and tells whose it was; null when it was never there, is used or too old. */
export async function useTicket(table: Table, ticket: string, now: number): Promise<Admission | null> {
  try {
    const { Attributes } = await table.client.send(
      new DeleteItemCommand({
        TableName: table.name,
        Key: toItem({ ...keyOf(ticket) }),
        ConditionExpression: 'attribute_exists(pk) AND #e > :now',
        ExpressionAttributeNames: { '#e': 'expiresAt' },
        ExpressionAttributeValues: toItem({ ':now': now }),
        ReturnValues: 'ALL_OLD',
      }),
    );
    const { username, centre } = ticketRecord.parse(Attributes ? unmarshall(Attributes) : {});
    return { username, centre };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return null;
    throw error;
  }
}
