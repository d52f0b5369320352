import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { alarmOnQueue } from './alarms.ts';
import { acknowledge } from './findings.ts';
import { type Ground, HotlineFunction } from './hotline-function.ts';
import { allowErasure } from './media-bucket.ts';
import { queuePolicy } from './queue-policy.ts';
import { allowSend, feed, QueueWithDeadLetter } from './queue-with-dead-letter.ts';

/** Seconds after which a call for a person's data answers with what there is so far. */
const ANSWER_SECONDS = 5;
const ERASE_SECONDS = 120;

/** The rights of one person: the function that answers, and behind it a queue for an erasure that takes longer. */
export class Erasure extends Construct {
  readonly persons: HotlineFunction;

  constructor(scope: Construct, id: string, { ground, bucket }: { ground: Ground; bucket: Bucket }) {
    super(scope, id);
    const { key, topic } = ground;
    const { queue, dead } = new QueueWithDeadLetter(this, 'Queue', {
      name: 'hotline-erasure',
      key,
      consumerTimeoutSeconds: ERASE_SECONDS,
    });
    queuePolicy(this, 'OverTls', { queues: [queue, dead] });
    const may = {
      table: { actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
      environment: { MEDIA_BUCKET: bucket.bucketName },
    } as const;
    this.persons = new HotlineFunction(this, 'persons', {
      ground,
      timeoutSeconds: 28,
      memoryMegabytes: 1024,
      table: may.table,
      environment: {
        ...may.environment,
        ERASURE_QUEUE_URL: queue.queueUrl,
        ANSWER_SECONDS: String(ANSWER_SECONDS),
      },
    });
    allowSend(this.persons.role, queue, key);
    const erasure = new HotlineFunction(this, 'erasure', {
      ground,
      timeoutSeconds: ERASE_SECONDS,
      table: { actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
      environment: may.environment,
    });
    // But for the night's retention nobody else may delete files.
    for (const { role } of [this.persons, erasure]) {
      allowErasure(role, bucket);
      acknowledge(role, 'mediaRole');
    }
    feed(erasure, new Map([['Queue', queue]]), { key, maxConcurrency: 2, batchSize: 1 });
    alarmOnQueue(
      this,
      topic,
      { queue, dead },
      'The erasure of a person did not come to its end.',
      'erasureStuck',
    );
  }
}
