import { z } from 'zod';
import { compile } from '../bus/match.ts';
import type { TableDefinition } from '../engine/table.ts';
import { reasonOf, StartFailure } from '../failure.ts';
import type { Guard } from '../iam/guard.ts';
import type { QueueMapping } from '../queue/poller.ts';
import type { Queues } from '../queue/queues.ts';
import type { StreamMapping } from '../stream/mapping.ts';
import { ofType, propertiesOf } from '../template/inventory.ts';
import type { Resource } from '../template/resolve.ts';
import type { FunctionDefinition } from './definition.ts';

const number = z.coerce.number();
const flag = z.union([z.boolean(), z.string().transform((text) => text === 'true')]).default(false);

const schema = z.strictObject({
  FunctionName: z.string(),
  EventSourceArn: z.string(),
  BatchSize: number.optional(),
  MaximumBatchingWindowInSeconds: number.default(0),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })) }).optional(),
  ScalingConfig: z.strictObject({ MaximumConcurrency: number }).optional(),
  StartingPosition: z.enum(['LATEST', 'TRIM_HORIZON']).optional(),
  BisectBatchOnFunctionError: flag,
  MaximumRetryAttempts: number.default(-1),
  MaximumRecordAgeInSeconds: number.default(-1),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) }).optional(),
  // One batch at a time in each shard is within what any factor allows.
  ParallelizationFactor: number.optional(),
  Enabled: flag.default(true),
  KmsKeyArn: z.string().optional(),
  Tags: z.unknown().optional(),
});

/** Lambda starts with five pollers for a standard queue. */
const usualConcurrency = 5;

/**
 * What feeds which function.
 *
 * @throws StartFailure when the source is unknown or the function's role may not read it, as CloudFormation would
 */
export function readMappings(
  resources: readonly Resource[],
  functions: readonly FunctionDefinition[],
  queues: Queues,
  tables: readonly TableDefinition[],
  guard: Guard,
): { queueMappings: QueueMapping[]; streamMappings: StreamMapping[] } {
  const queueMappings: QueueMapping[] = [];
  const streamMappings: StreamMapping[] = [];
  for (const resource of ofType(resources, 'AWS::Lambda::EventSourceMapping')) {
    const mapping = propertiesOf(resource, schema);
    if (!mapping.Enabled) continue;
    const target = functions.find(({ name, arn }) => [name, arn].includes(mapping.FunctionName));
    if (!target)
      throw new StartFailure(`${resource.logicalId} feeds ${mapping.FunctionName}, which is no function.`);
    const queue = queues.byArn(mapping.EventSourceArn);
    const table = tables.find(({ streamArn }) => streamArn === mapping.EventSourceArn);
    const mayAll = (arn: string, actions: readonly string[]) => {
      for (const action of actions) {
        const refusal = guard.refusal({ role: target.role }, action, arn);
        if (refusal)
          throw new StartFailure(
            `${target.name} cannot be fed: its role is not authorized to perform: ${refusal}.`,
          );
      }
    };
    const filters = filtersOf(mapping.FilterCriteria?.Filters ?? [], resource);
    const common = {
      functionName: target.name,
      reportsItemFailures: mapping.FunctionResponseTypes.length > 0,
    };
    if (queue) {
      mayAll(queue.arn, ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']);
      queueMappings.push({
        ...common,
        queue: queue.name,
        windowMilliseconds: mapping.MaximumBatchingWindowInSeconds * 1000,
        batchSize: mapping.BatchSize ?? 10,
        maximumConcurrency: mapping.ScalingConfig?.MaximumConcurrency ?? usualConcurrency,
        accepts: (record) =>
          filters.length === 0 || filters.some((matches) => matches(withParsedBody(record))),
      });
    } else if (table) {
      mayAll(table.streamArn, [
        'dynamodb:DescribeStream',
        'dynamodb:GetShardIterator',
        'dynamodb:GetRecords',
      ]);
      const destination = mapping.DestinationConfig?.OnFailure.Destination;
      const failureQueue = destination === undefined ? undefined : queues.byArn(destination);
      if (destination !== undefined && !failureQueue)
        throw new StartFailure(
          `${resource.logicalId} has the failure destination ${destination}, which is no queue.`,
        );
      if (failureQueue) mayAll(failureQueue.arn, ['sqs:SendMessage']);
      streamMappings.push({
        ...common,
        id: resource.logicalId,
        functionArn: target.arn,
        table: table.name,
        streamArn: table.streamArn,
        batchSize: mapping.BatchSize ?? 100,
        bisects: mapping.BisectBatchOnFunctionError,
        maximumRetries: mapping.MaximumRetryAttempts < 0 ? undefined : mapping.MaximumRetryAttempts,
        maximumAgeMilliseconds:
          mapping.MaximumRecordAgeInSeconds < 0 ? undefined : mapping.MaximumRecordAgeInSeconds * 1000,
        failureQueue: failureQueue?.name,
        accepts: (record) => filters.length === 0 || filters.some((matches) => matches(record)),
      });
    } else
      throw new StartFailure(
        `${resource.logicalId} reads ${mapping.EventSourceArn}, which is no queue or stream.`,
      );
  }
  return { queueMappings, streamMappings };
}

function filtersOf(
  filters: readonly { Pattern: string }[],
  { logicalId }: Resource,
): ((event: unknown) => boolean)[] {
  return filters.map(({ Pattern }) => {
    try {
      return compile(JSON.parse(Pattern));
    } catch (error) {
      throw new StartFailure(`A filter of ${logicalId} cannot be matched locally: ${reasonOf(error)}.`);
    }
  });
}

const recordSchema = z.looseObject({ body: z.string() });

/** A queue's filter looks into a body that is JSON. */
function withParsedBody(record: unknown): unknown {
  const read = recordSchema.safeParse(record);
  if (!read.success) return record;
  try {
    return { ...read.data, body: JSON.parse(read.data.body) };
  } catch {
    return read.data;
  }
}
