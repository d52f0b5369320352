import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { alarmOnMessages } from './alarms.ts';
import { BUS_AND_RULES, rule } from './hotline-bus.ts';
import { type Ground, HotlineFunction } from './hotline-function.ts';
import { queuePolicy } from './queue-policy.ts';
import { feed, QueueWithDeadLetter } from './queue-with-dead-letter.ts';

const SEND_SECONDS = 30;

/** The one way out to citizens: a rule, a queue, and the function that sends. */
export class OutboundGate extends Construct {
  constructor(scope: Construct, id: string, props: { ground: Ground; bus: EventBus }) {
    super(scope, id);
    const { ground, bus } = props;
    const { key, topic } = ground;
    const { queue, dead } = new QueueWithDeadLetter(this, 'Queue', {
      name: 'hotline-send',
      key,
      consumerTimeoutSeconds: SEND_SECONDS,
    });
    queuePolicy(this, 'BusFillsQueue', { queues: [queue, dead], filledBy: BUS_AND_RULES });
    rule(this, 'Rule', {
      bus,
      name: 'send',
      description: 'What citizens are to be told',
      pattern: { detailType: ['message.requested'] },
      queue,
      dead,
    });
    const send = new HotlineFunction(this, 'send', {
      ground,
      timeoutSeconds: SEND_SECONDS,
      table: { actions: ['GetItem', 'BatchGetItem', 'PutItem'] },
      secrets: ['TWILIO_SECRET_ID', 'ZALO_SECRET_ID'],
      environment: {
        TWILIO_API_URL: 'https://api.twilio.com',
        ZALO_API_URL: 'https://openapi.zalo.me',
        ZALO_OAUTH_URL: 'https://oauth.zaloapp.com',
      },
    });
    feed(send, new Map([['Queue', queue]]), { key });
    alarmOnMessages(this, 'Dead', topic, dead, 'Messages to citizens were not sent.');
  }
}
