import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IGrantable, Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import {
  DeduplicationScope,
  FifoThroughputLimit,
  type IQueue,
  Queue,
  QueueEncryption,
} from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './findings.ts';
import type { HotlineFunction } from './hotline-function.ts';
import { allowKey } from './hotline-key.ts';

interface QueueProps {
  readonly name: string;
  readonly key: IKey;
  readonly fifo?: boolean;
}

function settings({ name, key, fifo = false }: QueueProps) {
  return {
    queueName: fifo ? `${name}.fifo` : name,
    encryption: QueueEncryption.KMS,
    encryptionMasterKey: key,
    retentionPeriod: Duration.days(14),
    // Whoever takes a centre out of the data does not take its messages away.
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    ...(fifo
      ? {
          fifo,
          // The sender's own id decides; where it gives none, the content does.
          contentBasedDeduplication: true,
          deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
          fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
        }
      : {}),
  };
}

/** A queue in which something lies only when something is wrong. */
export function deadLetterQueue(scope: Construct, id: string, props: QueueProps): Queue {
  const dead = new Queue(scope, id, settings(props));
  acknowledge(dead, 'deadLetterQueue');
  return dead;
}

/** A queue, and behind it the one for what was received five times in vain. */
export class QueueWithDeadLetter extends Construct {
  readonly queue: Queue;
  readonly dead: Queue;

  /** @param props `dead`: one that is there already; left out, the queue has its own */
  constructor(
    scope: Construct,
    id: string,
    props: QueueProps & { consumerTimeoutSeconds: number; dead?: Queue },
  ) {
    super(scope, id);
    this.dead = props.dead ?? deadLetterQueue(this, 'Dead', { ...props, name: `${props.name}-dead` });
    this.queue = new Queue(this, 'Queue', {
      ...settings(props),
      // Six times the function's timeout, as Lambda's guide asks.
      visibilityTimeout: Duration.seconds(props.consumerTimeoutSeconds * 6),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: 5 },
    });
  }
}

/** Lets a role put messages into the queue. */
export function allowSend(grantee: IGrantable, queue: IQueue, key: IKey): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
  );
  allowKey(grantee, key, 'sqs', 'write');
}

/**
 * Feeds a function from queues, message by message accountable.
 * @param props `maxConcurrency`: at most so many runs for one queue (2 is the least Lambda takes); `batchSize`: messages
 *   of one run, ten if left out
 */
export function feed(
  consumer: HotlineFunction,
  queues: ReadonlyMap<string, IQueue>,
  props: { key: IKey; maxConcurrency?: number; batchSize?: number },
): void {
  // A policy of its own, since CDK counts 150 characters for each ARN it has not resolved and would move part of
  // the role's default policy into a managed one with some 65 queues; resolved, 70 are 4.4 of IAM's 10 KB.
  new Policy(consumer.role, 'Feed', {
    roles: [consumer.role],
    statements: [
      new PolicyStatement({
        actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        resources: [...queues.values()].map(({ queueArn }) => queueArn),
      }),
    ],
  });
  allowKey(consumer.role, props.key, 'sqs', 'read');
  for (const [id, queue] of queues) {
    const mapping: EventSourceMapping = consumer.function.addEventSourceMapping(id, {
      eventSourceArn: queue.queueArn,
      batchSize: props.batchSize ?? 10,
      reportBatchItemFailures: true,
      ...(props.maxConcurrency === undefined ? {} : { maxConcurrency: props.maxConcurrency }),
    });
    acknowledge(mapping, 'queueMapping');
  }
}
