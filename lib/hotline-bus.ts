import { Aws, Duration } from 'aws-cdk-lib';
import { EventBus, type EventPattern, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { alarmOnMessages } from './alarms.ts';
import type { Ground } from './hotline-function.ts';
import { queuePolicy } from './queue-policy.ts';
import { deadLetterQueue } from './queue-with-dead-letter.ts';

const NAME = 'hotline';

const arn = (resource: string) => `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

/** The bus and every rule on it, as the policy of a queue names who may fill it. */
export const BUS_AND_RULES: readonly string[] = [arn(`event-bus/${NAME}`), arn(`rule/${NAME}/*`)];

/** The bus: a custom one, classic, under the customer key; what it could not decrypt is kept and rings. */
export class HotlineBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, { key, topic }: Ground) {
    super(scope, id);
    const dead = deadLetterQueue(this, 'Dead', { name: 'hotline-bus-dead', key });
    queuePolicy(this, 'BusFillsDead', { queues: [dead], filledBy: BUS_AND_RULES });
    this.bus = new EventBus(this, 'Bus', {
      eventBusName: NAME,
      description: 'Ids and routing facts of legal aid requests; never a name, a number or a text',
      kmsKey: key,
      deadLetterQueue: dead,
    });
    alarmOnMessages(
      this,
      'BusDead',
      topic,
      dead,
      'The bus could not read events it had taken: is the key enabled?',
    );
  }
}

/**
 * A rule on the bus that fills a queue, never a function. Neither the queue's policy nor the key's is touched:
 * queuePolicy covers all queues at once, and one statement of the key (HotlineKey) the bus.
 */
export function rule(
  scope: Construct,
  id: string,
  props: {
    bus: EventBus;
    name: string;
    description: string;
    pattern: EventPattern;
    queue: IQueue;
    dead: IQueue;
  },
): Rule {
  const target: IRuleTarget = {
    bind: () => ({
      arn: props.queue.queueArn,
      deadLetterConfig: { arn: props.dead.queueArn },
      // The most EventBridge gives; then the event goes to the dead-letter queue.
      retryPolicy: { maximumEventAgeInSeconds: Duration.hours(24).toSeconds(), maximumRetryAttempts: 185 },
    }),
  };
  return new Rule(scope, id, {
    eventBus: props.bus,
    ruleName: props.name,
    description: props.description,
    eventPattern: { source: ['hotline'], ...props.pattern },
    targets: [target],
  });
}
