import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { alarmOnQueue } from './alarms.ts';
import { BUS_AND_RULES, rule } from './hotline-bus.ts';
import { type Ground, HotlineFunction } from './hotline-function.ts';
import { queuePolicy } from './queue-policy.ts';
import { feed, QueueWithDeadLetter } from './queue-with-dead-letter.ts';

const COUNT_SECONDS = 30;

/** What came and what became of it, counted for the overview: a rule, a queue and the function that counts. */
export class Figures extends Construct {
  constructor(scope: Construct, id: string, { ground, bus }: { ground: Ground; bus: EventBus }) {
    super(scope, id);
    const { key, topic } = ground;
    const { queue, dead } = new QueueWithDeadLetter(this, 'Queue', {
      name: 'hotline-figures',
      key,
      consumerTimeoutSeconds: COUNT_SECONDS,
    });
    queuePolicy(this, 'BusFillsQueue', { queues: [queue, dead], filledBy: BUS_AND_RULES });
    rule(this, 'Rule', {
      bus,
      name: 'figures',
      description: 'What is counted for the overview',
      pattern: { detailType: ['contact.received', 'request.routed', 'request.changed', 'deadline.passed'] },
      queue,
      dead,
    });
    const figures = new HotlineFunction(this, 'figures', {
      ground,
      timeoutSeconds: COUNT_SECONDS,
      table: { actions: ['BatchGetItem', 'PutItem', 'UpdateItem'] },
    });
    // Two at once at the most: more would only be in each other's way at the counters of the day.
    feed(figures, new Map([['Queue', queue]]), { key, maxConcurrency: 2 });
    alarmOnQueue(this, topic, { queue, dead }, 'Figures of the overview were not counted.');
  }
}
