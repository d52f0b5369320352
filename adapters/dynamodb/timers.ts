import * as z from 'zod/mini';
import { TIMERS, type Timer } from '../../domain/intake/routing.ts';
import { deliveredKey, type Key, requestKey, shards, TABLE_INDEXES } from './keys.ts';
import { outgoingText, requestRecord } from './records.ts';
import { getItems, query, type Table, toItem, transact } from './table.ts';
import { deleteTimer, withTimeToLive } from './write-parts.ts';

const timerRecord: z.ZodMiniType<Timer> = z.object({
  requestId: z.string(),
  kind: z.enum(TIMERS),
  dueAt: z.string(),
  sequence: z.number(),
  message: z.exactOptional(outgoingText),
  clock: z.exactOptional(z.string()),
  again: z.exactOptional(z.boolean()),
  other: z.exactOptional(z.string()),
  entries: z.exactOptional(z.array(z.string())),
  ends: z.exactOptional(z.boolean()),
});

/** Timers of one round and shard. */
const ROUND = 50;

/** Keys of timers that are due, at most a round of each shard. */
export async function dueTimers(table: Table, now: string): Promise<Key[]> {
  const pages = await Promise.all(
    shards('TIMER').map((shard) =>
      query(table, {
        index: TABLE_INDEXES.timers,
        partition: ['timerShard', shard],
        sort: { name: 'dueAt', upTo: now },
        limit: ROUND,
      }),
    ),
  );
  return pages.flatMap(({ items }) => items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
}

/** A timer as it is now, null when it was fired or taken back meanwhile. */
export async function readTimer(table: Table, key: Key): Promise<Timer | null> {
  const [item] = await getItems(table, [key]);
  return item ? timerRecord.parse(item.timer) : null;
}

/** Takes a timer away that has nothing to do; not where a newer one has its place. */
export const dropTimer = (table: Table, timer: Timer) => transact(table, [deleteTimer(table, timer)]);

const receipt = z.object({ sequence: z.number() });

/** The sequence of the latest routing a centre has received; 0 when none. */
export async function receivedSequence(table: Table, requestId: string): Promise<number> {
  const [item] = await getItems(table, [requestKey(requestId)]);
  const centre = item ? requestRecord.parse(item.request).centre : null;
  if (centre === null) return 0;
  const [found] = await getItems(table, [deliveredKey(requestId, centre)]);
  return found ? receipt.parse(found).sequence : 0;
}

/** That a centre has the routing of a `sequence`, since `at` (ISO 8601). */
export interface Receipt {
  readonly requestId: string;
  readonly centre: string;
  readonly sequence: number;
  readonly at: string;
  readonly synthetic?: boolean | undefined;
}

/** A centre's receipt: only ever moves forward. `false` when a newer one is there. */
export async function recordReceipt(
  table: Table,
  { requestId, centre, sequence, at, synthetic = false }: Receipt,
): Promise<boolean> {
  const part = {
    Put: {
      TableName: table.name,
      Item: toItem({ ...deliveredKey(requestId, centre), sequence, at }),
      ConditionExpression: 'attribute_not_exists(pk) OR #s < :s',
      ExpressionAttributeNames: { '#s': 'sequence' },
      ExpressionAttributeValues: toItem({ ':s': sequence }),
    },
  };
  const written = await transact(table, withTimeToLive([part], { synthetic }));
  return written.done;
}
