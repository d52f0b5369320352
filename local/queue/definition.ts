import { z } from 'zod';
import { ofType, propertiesOf } from '../template/inventory.ts';
import type { Resource } from '../template/resolve.ts';

export interface QueueDefinition {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly fifo: boolean;
  readonly contentBasedDeduplication: boolean;
  /** Whether a deduplication id counts within its group only. */
  readonly deduplicateWithinGroup: boolean;
  readonly visibilityMilliseconds: number;
  readonly delayMilliseconds: number;
  readonly retentionMilliseconds: number;
  readonly deadLetter?: { readonly arn: string; readonly maxReceiveCount: number };
}

const number = z.coerce.number();
const flag = z.union([z.boolean(), z.string().transform((text) => text === 'true')]).default(false);

const redrivePolicy = z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: number });

const schema = z.strictObject({
  QueueName: z.string().optional(),
  FifoQueue: flag,
  ContentBasedDeduplication: flag,
  DeduplicationScope: z.enum(['messageGroup', 'queue']).default('queue'),
  FifoThroughputLimit: z.string().optional(),
  // The defaults are SQS's own: 30 seconds, no delay, 4 days.
  VisibilityTimeout: number.default(30),
  DelaySeconds: number.default(0),
  MessageRetentionPeriod: number.default(345_600),
  RedrivePolicy: z
    .union([redrivePolicy, z.string().transform((text) => redrivePolicy.parse(JSON.parse(text)))])
    .optional(),
  RedriveAllowPolicy: z.unknown().optional(),
  KmsMasterKeyId: z.string().optional(),
  KmsDataKeyReusePeriodSeconds: number.optional(),
  SqsManagedSseEnabled: flag.optional(),
  ReceiveMessageWaitTimeSeconds: number.optional(),
  MaximumMessageSize: number.optional(),
  Tags: z.unknown().optional(),
});

export function readQueues(resources: readonly Resource[]): QueueDefinition[] {
  return ofType(resources, 'AWS::SQS::Queue').map((resource) => {
    const queue = propertiesOf(resource, schema);
    return {
      name: resource.identity.attributes.QueueName ?? resource.logicalId,
      arn: resource.identity.attributes.Arn ?? '',
      url: resource.identity.ref,
      fifo: queue.FifoQueue,
      contentBasedDeduplication: queue.ContentBasedDeduplication,
      deduplicateWithinGroup: queue.DeduplicationScope === 'messageGroup',
      visibilityMilliseconds: queue.VisibilityTimeout * 1000,
      delayMilliseconds: queue.DelaySeconds * 1000,
      retentionMilliseconds: queue.MessageRetentionPeriod * 1000,
      ...(queue.RedrivePolicy && {
        deadLetter: {
          arn: queue.RedrivePolicy.deadLetterTargetArn,
          maxReceiveCount: queue.RedrivePolicy.maxReceiveCount,
        },
      }),
    };
  });
}
