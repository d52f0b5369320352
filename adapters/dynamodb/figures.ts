import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import {
  type Contribution,
  contributionOf,
  type Milestone,
  milestoneOf,
  withMilestone,
} from '../../domain/figures/contribution.ts';
import { countedKey, eventKey, figureKey, requestKey } from './keys.ts';
import { eventRecord, requestRecord } from './records.ts';
import { getItems, query, type Table, toItem, transact } from './table.ts';

const counted = z.object({
  version: z.number(),
  milestones: z.array(
    z.object({
      sequence: z.number(),
      at: z.string(),
      kind: z.enum(['transferred', 'closed']),
      from: z.exactOptional(z.string()),
      to: z.exactOptional(z.string()),
    }),
  ),
  contribution: z.record(z.string(), z.number()),
});
type Counted = z.infer<typeof counted>;

/** How often a count is tried again that met another one at the same counters. */
const TRIES = 6;

/**
 * Counts a request as it is now: what it counted for before is taken back in the same transaction.
 * @param sequence the event after which it is counted
 * @returns whether anything changed
 * @throws where too many counted at once; nothing was written then
 */
export async function count(table: Table, requestId: string, sequence: number): Promise<boolean> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const keys = [requestKey(requestId), eventKey(requestId, sequence), countedKey(requestId)];
    const [item, happened, known] = await getItems(table, keys);
    if (!item || !happened) return false;
    const request = requestRecord.parse(item.request);
    if (request.synthetic) return false;
    const before: Counted = known ? counted.parse(known) : { version: 0, milestones: [], contribution: {} };
    const milestones = withMilestone(before.milestones, milestoneOf(eventRecord.parse(happened.event)));
    const contribution = contributionOf(request, milestones);
    const changes = differences(before.contribution, contribution);
    if (changes.size === 0 && milestones === before.milestones) return false;
    const { done } = await transact(table, [
      putCounted(table, requestId, before.version, milestones, contribution),
      ...[...changes].map(([place, change]) => addTo(table, place, change)),
    ]);
    if (done) return true;
    await new Promise((resume) => setTimeout(resume, Math.random() * 50 * attempt));
  }
  throw new Error('too many were counted at once');
}

/** `<centre> <day>` → counter → by how much it changes. */
function differences(before: Contribution, after: Contribution): Map<string, Record<string, number>> {
  const changes = new Map<string, Record<string, number>>();
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const change = (after[key] ?? 0) - (before[key] ?? 0);
    if (change === 0) continue;
    const [centre = '', day = '', counter = ''] = key.split(' ');
    const place = `${centre} ${day}`;
    changes.set(place, { ...changes.get(place), [counter]: change });
  }
  return changes;
}

const putCounted = (
  table: Table,
  requestId: string,
  before: number,
  milestones: readonly Milestone[],
  contribution: Contribution,
): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: toItem({ ...countedKey(requestId), version: before + 1, milestones, contribution }),
    ...(before === 0
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#v = :v',
          ExpressionAttributeNames: { '#v': 'version' },
          ExpressionAttributeValues: toItem({ ':v': before }),
        }),
  },
});

function addTo(table: Table, place: string, change: Record<string, number>): TransactWriteItem {
  const [centre = '', day = ''] = place.split(' ');
  const counters = Object.entries(change);
  return {
    Update: {
      TableName: table.name,
      Key: toItem(figureKey(centre, day)),
      UpdateExpression: `ADD ${counters.map((_, index) => `#c${index} :c${index}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(counters.map(([name], index) => [`#c${index}`, name])),
      ExpressionAttributeValues: toItem(
        Object.fromEntries(counters.map(([, by], index) => [`:c${index}`, by])),
      ),
    },
  };
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
      const counters = Object.entries(rest)
        .map(([name, value]) => [name, Number(value)] as const)
        .filter(([, value]) => value !== 0);
      if (counters.length === 0) continue;
      days.push({ day: String(sk), counters: Object.fromEntries(counters) });
    }
    after = page.next;
  } while (after);
  return days;
}
