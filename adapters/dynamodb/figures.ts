import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { countedKey, figureKey } from './keys.ts';
import { query, type Table, toItem, transact } from './table.ts';
import { putAbsent } from './write-parts.ts';

/** Under this name the whole country is counted. */
export const ALL_CENTRES = 'all';

/**
 * Adds one to some counters of a day, for the centre and for the country, once for each `what` of a request.
 * @param counters names like `arrived` or `channel:sms`
 * @returns false when it was counted before
 */
export async function countOnce(
  table: Table,
  {
    requestId,
    what,
    centre,
    day,
    counters,
  }: { requestId: string; what: string; centre: string; day: string; counters: readonly string[] },
): Promise<boolean> {
  const names = Object.fromEntries(counters.map((name, index) => [`#c${index}`, name]));
  const add = (where: string): TransactWriteItem => ({
    Update: {
      TableName: table.name,
      Key: toItem(figureKey(where, day)),
      UpdateExpression: `ADD ${Object.keys(names)
        .map((name) => `${name} :one`)
        .join(', ')}`,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: toItem({ ':one': 1 }),
    },
  });
  const written = await transact(table, [
    putAbsent(table, { ...countedKey(requestId, what), day }),
    add(centre),
    add(ALL_CENTRES),
  ]);
  if (written.done) return true;
  if (written.conflict && written.refused.length === 0) throw new Error('two counted at once: again');
  return false;
}

/** Counters of one day. */
export interface DayOfFigures {
  readonly day: string;
  readonly counters: Readonly<Record<string, number>>;
}

/** The counters of each day between two days (`YYYY-MM-DD`, both included) on which something was counted. */
export async function readFigures(
  table: Table,
  centre: string,
  from: string,
  to: string,
): Promise<DayOfFigures[]> {
  const days: DayOfFigures[] = [];
  let after: Record<string, unknown> | null = null;
  do {
    const page: Awaited<ReturnType<typeof query>> = await query(table, {
      partition: ['pk', figureKey(centre, '').pk],
      sort: { name: 'sk', between: [from, to] },
      ...(after ? { after } : {}),
    });
    for (const { pk: _, sk, ...rest } of page.items) {
      const counters = Object.entries(rest).map(([name, value]) => [name, Number(value)] as const);
      days.push({ day: String(sk), counters: Object.fromEntries(counters) });
    }
    after = page.next;
  } while (after);
  return days;
}
