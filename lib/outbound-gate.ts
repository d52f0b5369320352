import { Duration } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { alarmOnQueue } from './alarms.ts';
import { CONSOLE_PATH } from './console-routes.ts';
import { BUS_AND_RULES, rule } from './hotline-bus.ts';
import { type Ground, HotlineFunction } from './hotline-function.ts';
import { queuePolicy } from './queue-policy.ts';
import { feed, QueueWithDeadLetter } from './queue-with-dead-letter.ts';
import { Scheduled } from './scheduled.ts';

/** Twenty seconds of messages, and one attempt with a new token begun at the end of them. */
const SEND_SECONDS = 60;
/** Runs at the same time: what a provider's limit holds back waits in the queue, not in functions. */
const SENDERS = 2;

const ZALO_OAUTH = { ZALO_OAUTH_URL: 'https://oauth.zaloapp.com' };

/** The one way out to citizens: a rule, a queue, the function that sends, and the one that keeps Zalo's tokens fresh. */
export class OutboundGate extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { ground: Ground; bus: EventBus; publicUrl: string; consoleUrl: URL },
  ) {
    super(scope, id);
    const { ground, bus, publicUrl, consoleUrl } = props;
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
      table: { actions: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'] },
      secrets: ['TWILIO_SECRET_ID', 'ZALO_SECRET_ID'],
      environment: {
        TWILIO_API_URL: 'https://api.twilio.com',
        ZALO_API_URL: 'https://openapi.zalo.me',
        ZNS_API_URL: 'https://business.openapi.zalo.me',
        ...ZALO_OAUTH,
        PUBLIC_URL: publicUrl,
        ZALO_FORM_IMAGE_URL: new URL(`${CONSOLE_PATH}zalo-form.png`, consoleUrl).href,
      },
    });
    feed(send, new Map([['Queue', queue]]), { key, maxConcurrency: SENDERS });
    new Scheduled(this, 'zalo-token', {
      ground,
      every: Duration.hours(1),
      table: { actions: ['GetItem', 'PutItem', 'UpdateItem'] },
      secrets: ['ZALO_SECRET_ID'],
      environment: ZALO_OAUTH,
    });
    alarmOnQueue(this, topic, { queue, dead }, 'Messages to citizens were not sent.');
  }
}
