import { isDeepStrictEqual } from 'node:util';
import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { z } from 'zod';

const stored = z.looseObject({
  request: z
    .looseObject({
      id: z.string(),
      sequence: z.number(),
      erasure: z.looseObject({ kind: z.string() }).optional(),
    })
    .optional(),
  event: z
    .looseObject({ requestId: z.string(), sequence: z.number(), changes: z.record(z.string(), z.unknown()) })
    .optional(),
});

export interface Agreement {
  readonly requests: number;
  readonly entries: number;
  /** What does not agree: ids and names of members only. */
  readonly faults: readonly string[];
}

/**
 * Whether a table is whole: each request is what its timeline adds up to, without a gap.
 * What was erased has given its deltas away and is counted only.
 */
export async function agreement(client: DynamoDBClient, table: string): Promise<Agreement> {
  const requests: NonNullable<z.infer<typeof stored>['request']>[] = [];
  const timelines = new Map<string, NonNullable<z.infer<typeof stored>['event']>[]>();
  for await (const item of everyItem(client, table)) {
    const { request, event } = stored.parse(item);
    if (request) requests.push(request);
    if (event) timelines.set(event.requestId, [...(timelines.get(event.requestId) ?? []), event]);
  }
  const faults = requests.flatMap((request) => faultsOf(request, timelines.get(request.id) ?? []));
  const known = new Set(requests.map(({ id }) => id));
  for (const id of timelines.keys()) if (!known.has(id)) faults.push(`${id}: a timeline without a request`);
  const entries = [...timelines.values()].reduce((sum, { length }) => sum + length, 0);
  return { requests: requests.length, entries, faults };
}

function faultsOf(
  { id, sequence, updatedAt: _, ...request }: NonNullable<z.infer<typeof stored>['request']>,
  events: readonly NonNullable<z.infer<typeof stored>['event']>[],
): string[] {
  const timeline = events.toSorted((one, other) => one.sequence - other.sequence);
  const whole = timeline.length === sequence && timeline.every((one, index) => one.sequence === index + 1);
  if (!whole) return [`${id}: ${timeline.length} entries of ${sequence}`];
  if (request.erasure && request.erasure.kind !== 'locked') return [];
  const folded: Record<string, unknown> = Object.assign({}, ...timeline.map(({ changes }) => changes));
  // What is empty from the beginning needs no change to be so.
  return Object.entries(request).flatMap(([name, now]) =>
    isDeepStrictEqual(now ?? null, folded[name] ?? null) ? [] : [`${id}: ${name} differs`],
  );
}

async function* everyItem(client: DynamoDBClient, table: string): AsyncGenerator<Record<string, unknown>> {
  let after: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        ...(after ? { ExclusiveStartKey: after } : {}),
      }),
    );
    for (const item of page.Items ?? []) yield unmarshall(item);
    after = page.LastEvaluatedKey;
  } while (after);
}
