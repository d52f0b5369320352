import { Duration } from 'aws-cdk-lib';
import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { type EventBus, Match } from 'aws-cdk-lib/aws-events';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { alarm, alarmOnMessages } from './alarms.ts';
import type { Configuration } from './configuration.ts';
import { BUS_AND_RULES, rule } from './hotline-bus.ts';
import type { Ground } from './hotline-function.ts';
import { queuePolicy } from './queue-policy.ts';
import { deadLetterQueue, QueueWithDeadLetter } from './queue-with-dead-letter.ts';
import { type Centre, NATIONAL } from './read-centres.ts';

/** What a centre hears of the requests that are its own. */
const FOR_CENTRES = ['request.routed', 'deadline.passed'];

/** The rule for what no centre claims, by the name that CloudFormation's Ref would not give: bus|rule. */
const UNCLAIMED = 'unclaimed';

/**
 * A rule, an inbox, a dead-letter queue and its alarm for each centre, and one rule for what no centre claims.
 * With the event source mapping that is five resources a centre: 70 centres stay under 450 in one stack.
 */
export class CentreInboxes extends Construct {
  /** The inbox of each centre, by its code. */
  readonly queues: ReadonlyMap<string, Queue>;

  constructor(
    scope: Construct,
    id: string,
    props: {
      centres: readonly Centre[];
      deadLetters: Configuration['centreDeadLetters'];
      bus: EventBus;
      ground: Ground;
      consumerTimeoutSeconds: number;
    },
  ) {
    super(scope, id);
    const { centres, bus, ground, consumerTimeoutSeconds } = props;
    const { key, topic } = ground;
    const shared =
      props.deadLetters === 'shared'
        ? deadLetterQueue(this, 'Dead', { name: 'hotline-inbox-dead', key })
        : undefined;
    if (shared !== undefined) {
      alarmOnMessages(this, 'Alarm', topic, shared, 'Requests did not reach their centres.');
    }

    const inboxes = new Map(
      centres.map(({ code, name, open }) => {
        const inbox = new QueueWithDeadLetter(this, code, {
          name: `hotline-inbox-${code}`,
          key,
          consumerTimeoutSeconds,
          ...(shared === undefined ? {} : { dead: shared }),
        });
        if (open) {
          rule(inbox, 'Rule', {
            bus,
            name: `centre-${code}`,
            description: name,
            pattern: { detailType: FOR_CENTRES, detail: { centre: [code] } },
            ...inbox,
          });
        }
        if (shared === undefined) {
          alarmOnMessages(inbox, 'Alarm', topic, inbox.dead, `Requests did not reach the centre ${code}.`);
        }
        return [code, inbox] as const;
      }),
    );
    this.queues = new Map([...inboxes].map(([code, { queue }]) => [code, queue]));
    const dead = new Set([...inboxes.values()].map((inbox) => inbox.dead));
    queuePolicy(this, 'BusFillsInboxes', {
      queues: [...this.queues.values(), ...dead],
      filledBy: BUS_AND_RULES,
    });

    const national = inboxes.get(NATIONAL);
    if (national === undefined) throw new Error(`There is no centre "${NATIONAL}"`);
    // A closed centre is not among the known: its events fall to the national desk, not between the rules.
    const known = centres.filter(({ open }) => open).map(({ code }) => code);
    rule(this, 'Unclaimed', {
      bus,
      name: UNCLAIMED,
      description: 'What no open centre claims, to the national desk',
      pattern: { detailType: FOR_CENTRES, detail: { centre: Match.anythingBut(...known) } },
      queue: national.queue,
      dead: national.dead,
    });
    alarm(this, 'UnclaimedAlarm', topic, {
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'TriggeredRules',
        // A rule on a custom bus is measured under both names, one on the default bus under its own alone.
        dimensionsMap: { EventBusName: bus.eventBusName, RuleName: UNCLAIMED },
        statistic: Stats.SUM,
        period: Duration.minutes(5),
      }),
      threshold: 0,
      says: 'A request was routed to a centre that is not open in the directory; the national desk has it.',
      runbook: 'unclaimed',
    });
  }
}
