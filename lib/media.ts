import { Aws, Duration } from 'aws-cdk-lib';
import { type EventBus, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { alarmOnQueue } from './alarms.ts';
import type { Configuration } from './configuration.ts';
import { acknowledge } from './findings.ts';
import { BUS_AND_RULES, rule } from './hotline-bus.ts';
import { type Ground, HotlineFunction } from './hotline-function.ts';
import { allowKey } from './hotline-key.ts';
import { allowFiles } from './media-bucket.ts';
import { queuePolicy } from './queue-policy.ts';
import { feed, QueueWithDeadLetter } from './queue-with-dead-letter.ts';

/** A file may take 35 seconds to come, the rest is for storing it. */
const MEDIA_SECONDS = 60;

const TRANSCRIPTS_RULE = 'hotline-transcripts';

/** What brings citizens' files from their providers into the bucket: a rule, a queue, a function. */
export class Media extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { ground: Ground; bus: EventBus; bucket: Bucket; configuration: Configuration },
  ) {
    super(scope, id);
    const { ground, bus, bucket, configuration } = props;
    const { key, topic } = ground;
    const { transcripts } = configuration;
    const { queue, dead } = new QueueWithDeadLetter(this, 'Queue', {
      name: 'hotline-media',
      key,
      consumerTimeoutSeconds: MEDIA_SECONDS,
    });
    const ruleOfTranscripts = `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:rule/${TRANSCRIPTS_RULE}`;
    queuePolicy(this, 'BusFillsQueue', {
      queues: [queue, dead],
      filledBy: transcripts ? [...BUS_AND_RULES, ruleOfTranscripts] : BUS_AND_RULES,
    });
    rule(this, 'Rule', {
      bus,
      name: 'media',
      description: 'Files of citizens that wait at their providers',
      pattern: { detailType: ['attachment.received'] },
      queue,
      dead,
    });
    const media = new HotlineFunction(this, 'media', {
      ground,
      timeoutSeconds: MEDIA_SECONDS,
      // A file is held whole while its type is looked at and its hash is made.
      memoryMegabytes: 1024,
      table: { actions: ['GetItem', 'PutItem', 'Query'] },
      secrets: ['TWILIO_SECRET_ID'],
      environment: {
        MEDIA_BUCKET: bucket.bucketName,
        TWILIO_API_URL: 'https://api.twilio.com',
        ...(transcripts ? { TRANSCRIPT_KEY_ID: key.keyArn } : {}),
      },
    });
    allowFiles(media.role, bucket, key, transcripts ? ['GetObject', 'PutObject'] : ['PutObject']);
    acknowledge(media.role, 'mediaRole');
    // One event a run: its files may be slow to come, and the queue's clock runs for the whole run.
    feed(media, new Map([['Queue', queue]]), { key, maxConcurrency: 5, batchSize: 1 });
    alarmOnQueue(
      this,
      topic,
      { queue, dead },
      'Files of citizens could not be fetched or stored, or copies at the provider not deleted.',
    );
    if (!transcripts) return;
    allowKey(media.role, key, 'transcribe', 'write');
    this.askForTranscripts(media, queue, dead);
  }

  /** The words of recordings: the function may ask for them, and hears from the account's own bus when they are there. */
  private askForTranscripts(media: HotlineFunction, queue: IQueue, dead: IQueue): void {
    media.role.addToPolicy(
      new PolicyStatement({
        actions: ['transcribe:StartTranscriptionJob'],
        resources: [
          `arn:${Aws.PARTITION}:transcribe:${Aws.REGION}:${Aws.ACCOUNT_ID}:transcription-job/hotline-*`,
        ],
      }),
    );
    acknowledge(media.role, 'transcriptsRole');
    const target: IRuleTarget = {
      bind: () => ({
        arn: queue.queueArn,
        deadLetterConfig: { arn: dead.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: Duration.hours(24).toSeconds(), maximumRetryAttempts: 185 },
      }),
    };
    new Rule(this, 'Transcripts', {
      ruleName: TRANSCRIPTS_RULE,
      description: 'Transcripts of recordings that are there, or will not come',
      eventPattern: {
        source: ['aws.transcribe'],
        detailType: ['Transcribe Job State Change'],
        detail: {
          TranscriptionJobName: [{ prefix: 'hotline-' }],
          TranscriptionJobStatus: ['COMPLETED', 'FAILED'],
        },
      },
      targets: [target],
    });
  }
}
