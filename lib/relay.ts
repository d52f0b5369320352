import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { alarm, alarmOnMessages } from './alarms.ts';
import { acknowledge } from './findings.ts';
import { type Ground, HotlineFunction } from './hotline-function.ts';
import { queuePolicy } from './queue-policy.ts';
import { allowSend, deadLetterQueue } from './queue-with-dead-letter.ts';
import { Scheduled } from './scheduled.ts';

/** What carries the outbox from the table to the bus: the relay behind the stream, and the sweeper behind it. */
export class Relay extends Construct {
  constructor(scope: Construct, id: string, props: { ground: Ground; bus: EventBus }) {
    super(scope, id);
    const { ground, bus } = props;
    const { key, table, topic } = ground;
    const stream = table.tableStreamArn;
    if (stream === undefined) throw new Error('The table has no stream');
    const mayPublish = new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] });
    const environment = { BUS_NAME: bus.eventBusName };

    const relay = new HotlineFunction(this, 'relay', {
      ground,
      timeoutSeconds: 30,
      table: { actions: ['UpdateItem'] },
      environment,
    });
    relay.role.addToPolicy(mayPublish);
    relay.role.addToPolicy(
      new PolicyStatement({
        actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
        resources: [stream],
      }),
    );
    relay.role.addToPolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
    acknowledge(relay.role, 'relayRole');

    const failed = deadLetterQueue(this, 'Failed', { name: 'hotline-relay-failed', key });
    queuePolicy(this, 'FailedOverTls', { queues: [failed] });
    allowSend(relay.role, failed, key);
    // Lambda's defaults retry for as long as the stream lives: one poison record would block its shard for a day.
    relay.function.addEventSourceMapping('Stream', {
      eventSourceArn: stream,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: failed.queueArn }) },
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.or('INSERT', 'MODIFY'),
          dynamodb: { NewImage: { outbox: { S: FilterRule.exists() } } },
        }),
      ],
    });

    const sweep = new Scheduled(this, 'sweep', {
      ground,
      every: Duration.minutes(1),
      table: { actions: ['BatchGetItem', 'UpdateItem'], indexes: ['outbox'] },
      environment,
    });
    sweep.job.role.addToPolicy(mayPublish);

    alarmOnMessages(
      this,
      'RelayFailed',
      topic,
      failed,
      'The relay gave records up; the sweeper publishes what they carried, unless it fails too.',
      'relayGaveUp',
    );
    alarm(this, 'RelayAge', topic, {
      metric: relay.function.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
      threshold: Duration.minutes(5).toMilliseconds(),
      evaluationPeriods: 3,
      says: 'The relay is more than five minutes behind the table.',
      runbook: 'relayBehind',
    });
  }
}
