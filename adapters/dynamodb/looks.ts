import * as z from 'zod/mini';
import type { Handler } from '../../domain/request/handling.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { timeToLive } from '../../domain/retention/retention.ts';
import { NATIONAL } from '../../domain/routing/directory.ts';
import { LOOKS_OF, lookKey, openedKey, requestKey } from './keys.ts';
import { getItem, putItem, query, type Table, toItem } from './table.ts';

const lookRecord = z.object({ by: z.string(), at: z.string(), name: z.exactOptional(z.string()) });
export type Look = z.infer<typeof lookRecord>;

/** Reading a request is on the audit trail: who and when, to the minute. */
export const recordLook = (table: Table, requestId: string, { username, name }: Handler, at: string) =>
  putItem(table, {
    ...lookKey(requestId, at.slice(0, 16), username),
    by: username,
    name,
    at,
    ...timeToLive('look', Date.parse(at)),
  });

/** Looks of one page: a request that stays open on a desk is read once a minute. */
const PAGE = 1000;

/** Who has read a request, the latest first, at most a thousand. */
export async function readLooks(table: Table, requestId: string): Promise<Look[]> {
  const { items } = await query(table, {
    partition: ['pk', requestKey(requestId).pk],
    sort: { name: 'sk', beginsWith: LOOKS_OF },
    limit: PAGE,
    backwards: true,
  });
  return items.map((item) => lookRecord.parse(item));
}

/** Whether somebody has said why they read this request, and it still counts. */
export async function hasOpened(table: Table, requestId: string, username: string, now: string) {
  const item = await getItem(table, openedKey(requestId, username));
  return item !== null && String(item.until) > now;
}

/**
 * Whether somebody who may see a request has to say why first: the national desk, of a centre's request that it does not
 * work on itself.
 * @param at ISO 8601
 */
export async function needsReason(
  table: Table,
  { role, username }: Handler,
  { id, centre, assignee }: Pick<LegalAidRequest, 'id' | 'centre' | 'assignee'>,
  at: string,
): Promise<boolean> {
  if (role !== 'national' || centre === null || centre === NATIONAL || assignee === username) return false;
  return !(await hasOpened(table, id, username, at));
}

/** Seconds for which a reason counts beyond its end, so that a slow clock does not take it away early. */
const GRACE = 3600;

/** Lets somebody read a request until the given moment (ISO 8601). */
export const openedPart = (table: Table, requestId: string, username: string, until: string) => ({
  Put: {
    TableName: table.name,
    Item: toItem({
      ...openedKey(requestId, username),
      until,
      ttl: Math.ceil(Date.parse(until) / 1000) + GRACE,
    }),
  },
});
