import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { keptFor } from '../../domain/retention/retention.ts';
import { connectionKey, livePartition, TABLE_INDEXES } from './keys.ts';
import { getItems, type Item, putItem, query, type Table, toItem } from './table.ts';

const connectionRecord = z.object({
  id: z.string(),
  username: z.string(),
  centre: z.string(),
  expiresAt: z.number(),
});
export type Connection = Pick<z.infer<typeof connectionRecord>, 'id' | 'username' | 'centre'>;

/** A console is connected to what happens in a centre. */
export const keepConnection = (table: Table, connection: Connection, now: number) => {
  const expiresAt = Math.ceil(now / 1000) + (keptFor('connection') ?? 0);
  return putItem(table, {
    ...connectionKey(connection.id),
    ...connection,
    expiresAt,
    ttl: expiresAt,
    centrePk: livePartition(connection.centre),
    worklistSk: connection.id,
  });
};

export const dropConnection = (table: Table, id: string) =>
  table.client.send(new DeleteItemCommand({ TableName: table.name, Key: toItem({ ...connectionKey(id) }) }));

/** Connections read at once. */
const ROUND = 100;

/** Who is connected to a centre now. */
export async function connectionsOf(table: Table, centre: string, now: number): Promise<Connection[]> {
  const found: Connection[] = [];
  let after: Item | null = null;
  do {
    const page: Awaited<ReturnType<typeof query>> = await query(table, {
      index: TABLE_INDEXES.byCentre,
      partition: ['centrePk', livePartition(centre)],
      limit: ROUND,
      ...(after ? { after } : {}),
    });
    const items = await getItems(
      table,
      page.items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })),
    );
    for (const item of items) {
      const read = connectionRecord.safeParse(item);
      if (read.success && read.data.expiresAt * 1000 > now) found.push(read.data);
    }
    after = page.next;
  } while (after);
  return found;
}
