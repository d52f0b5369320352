import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Way } from '../../domain/centre/notice.ts';
import { keptFor } from '../../domain/retention/retention.ts';
import { noticeKey, noticesKey, statePartition, TABLE_INDEXES } from './keys.ts';
import { countOf, getItem, type Table, toItem, updateItem } from './table.ts';

/** Milliseconds that an attempt is somebody's: longer than the function may run. */
const LEASE = 20_000;

/**
 * Takes the telling of one event in one way: one attempt at a time, and none after one that succeeded.
 * @returns `done` where it was told before, `busy` while somebody else is at it
 */
export async function beginNotice(
  table: Table,
  eventId: string,
  way: Way,
  now: number,
): Promise<'mine' | 'busy' | 'done'> {
  try {
    await updateItem(table, {
      Key: toItem(noticeKey(eventId, way)),
      UpdateExpression: 'SET #l = :l, #t = :t',
      ConditionExpression: 'attribute_not_exists(#d) AND (attribute_not_exists(#l) OR #l < :now)',
      ExpressionAttributeNames: { '#d': 'toldAt', '#l': 'leaseUntil', '#t': 'ttl' },
      ExpressionAttributeValues: toItem({
        ':l': now + LEASE,
        ':now': now,
        ':t': Math.ceil(now / 1000) + (keptFor('notice') ?? 0),
      }),
    });
    return 'mine';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const item = await getItem(table, noticeKey(eventId, way));
    return item?.toldAt === undefined ? 'busy' : 'done';
  }
}

/** Ends an attempt: told for good, or free for the next one. */
export const endNotice = (table: Table, eventId: string, way: Way, told: boolean, now: number) =>
  updateItem(table, {
    Key: toItem(noticeKey(eventId, way)),
    ...(told
      ? {
          UpdateExpression: 'SET #d = :d REMOVE #l',
          ExpressionAttributeNames: { '#d': 'toldAt', '#l': 'leaseUntil' },
          ExpressionAttributeValues: toItem({ ':d': now }),
        }
      : { UpdateExpression: 'REMOVE #l', ExpressionAttributeNames: { '#l': 'leaseUntil' } }),
  });

const outcome = z.object({
  at: z.string(),
  outcome: z.enum(['sent', 'failed']),
  cause: z.exactOptional(z.string()),
});
const last = z.object({
  mail: z.exactOptional(outcome),
  webhook: z.exactOptional(outcome),
  zalo: z.exactOptional(outcome),
});
/** How the last telling went, way by way: for the lead who entered the address. */
export type LastNotices = z.infer<typeof last>;

export async function readLastNotices(table: Table, centre: string): Promise<LastNotices> {
  const item = await getItem(table, noticesKey(centre));
  return item ? last.parse(item) : {};
}

export const keepLastNotice = (
  table: Table,
  centre: string,
  way: Way,
  how: { at: string; outcome: 'sent' | 'failed'; cause?: string },
) =>
  updateItem(table, {
    Key: toItem(noticesKey(centre)),
    UpdateExpression: 'SET #w = :h',
    ExpressionAttributeNames: { '#w': way },
    ExpressionAttributeValues: toItem({ ':h': how }),
  });

/** Most that is counted: nobody acts on the difference. */
const MOST = 100;

/** Requests of a centre that nobody has taken up, up to a hundred. */
export const waitingIn = (table: Table, centre: string): Promise<number> =>
  countOf(table, {
    index: TABLE_INDEXES.byState,
    partition: ['statePk', statePartition(centre, 'routed')],
    limit: MOST,
  });
