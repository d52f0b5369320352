import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { tokenKey } from './keys.ts';
import { getItem, putItem, type Table, toItem, updateItem } from './table.ts';

/**
 * The pair of tokens by which we send as the Official Account. The refresh token is good for one use: whoever uses it
 * holds the lease, and the new pair is stored before anybody sends with it.
 */
const tokenRecord = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** When Zalo gave the pair, and until when the access token lives (ISO 8601). */
  obtainedAt: z.string(),
  expiresAt: z.string(),
  /** Until then (ISO 8601) a refresh is somebody's; '' when nobody's. */
  leaseUntil: z.string(),
  /** Grows with each pair. */
  version: z.number(),
});
export type ZaloToken = z.infer<typeof tokenRecord>;

const KEY = tokenKey('zalo');

/** The pair as it is now; null before the first one. */
export async function readZaloToken(table: Table): Promise<ZaloToken | null> {
  const item = await getItem(table, KEY);
  return item ? tokenRecord.parse(item) : null;
}

/** A first pair, or one that an operator brings after a lost one: takes the place of whatever is there. */
export const writeZaloToken = (
  table: Table,
  pair: Pick<ZaloToken, 'accessToken' | 'refreshToken' | 'obtainedAt' | 'expiresAt'>,
) => putItem(table, { ...KEY, ...pair, leaseUntil: '', version: 1 });

/** Makes the refresh ours until the given moment; `false` where it is somebody else's or already done. */
export const leaseZaloToken = (
  table: Table,
  before: ZaloToken,
  { now, until }: { readonly now: string; readonly until: string },
): Promise<boolean> =>
  move(table, {
    UpdateExpression: 'SET #l = :until',
    ConditionExpression: '#v = :v AND #r = :r AND #l < :now',
    ExpressionAttributeNames: { '#l': 'leaseUntil', '#v': 'version', '#r': 'refreshToken' },
    ExpressionAttributeValues: toItem({
      ':until': until,
      ':v': before.version,
      ':r': before.refreshToken,
      ':now': now,
    }),
  });

/** Gives the refresh back after it came to nothing, so that nobody waits for it. */
export const releaseZaloToken = (table: Table, { version, refreshToken }: ZaloToken): Promise<boolean> =>
  move(table, {
    UpdateExpression: 'SET #l = :free',
    ConditionExpression: '#v = :v AND #r = :r',
    ExpressionAttributeNames: { '#l': 'leaseUntil', '#v': 'version', '#r': 'refreshToken' },
    ExpressionAttributeValues: toItem({ ':free': '', ':v': version, ':r': refreshToken }),
  });

/** Stores a new pair in place of the one it was got with; `false` where that one is no longer there. */
export const storeZaloToken = (
  table: Table,
  before: ZaloToken,
  pair: Pick<ZaloToken, 'accessToken' | 'refreshToken' | 'obtainedAt' | 'expiresAt'>,
): Promise<boolean> =>
  move(table, {
    UpdateExpression: 'SET #a = :a, #r = :r, #o = :o, #e = :e, #l = :free, #v = :next',
    ConditionExpression: '#v = :v AND #r = :used',
    ExpressionAttributeNames: {
      '#a': 'accessToken',
      '#r': 'refreshToken',
      '#o': 'obtainedAt',
      '#e': 'expiresAt',
      '#l': 'leaseUntil',
      '#v': 'version',
    },
    ExpressionAttributeValues: toItem({
      ':a': pair.accessToken,
      ':r': pair.refreshToken,
      ':o': pair.obtainedAt,
      ':e': pair.expiresAt,
      ':free': '',
      ':v': before.version,
      ':next': before.version + 1,
      ':used': before.refreshToken,
    }),
  });

async function move(table: Table, change: Omit<Parameters<typeof updateItem>[1], 'Key'>): Promise<boolean> {
  try {
    await updateItem(table, { Key: toItem({ ...KEY }), ...change });
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
