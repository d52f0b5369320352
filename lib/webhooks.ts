import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { alarm, alarmOnMessages } from './alarms.ts';
import { type Ground, HotlineFunction } from './hotline-function.ts';
import { queuePolicy } from './queue-policy.ts';
import { allowSend, feed, QueueWithDeadLetter } from './queue-with-dead-letter.ts';
import type { TableAction } from './request-table.ts';
import { Scheduled } from './scheduled.ts';
import type { SecretVariable } from './secrets.ts';

/** The duplicate check, the timeline, the request and the person, read and written; what it is found by also taken away. */
const ACTIONS: readonly TableAction[] = ['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'];

const REPLAY_SECONDS = 30;
/** The most that Lambda gives: a chat of Zalo's is read ten messages at a time. */
const RECONCILE_SECONDS = 900;

/** Each provider's webhook, the queue they spill into when the table cannot be reached, and the replay. */
export class Webhooks extends Construct {
  readonly functions: ReadonlyMap<string, IFunction>;

  constructor(
    scope: Construct,
    id: string,
    props: { ground: Ground; publicUrl: string; synthetic: boolean },
  ) {
    super(scope, id);
    const { ground, publicUrl, synthetic } = props;
    const { key, topic } = ground;
    const spill = new QueueWithDeadLetter(this, 'Spill', {
      name: 'hotline-spill',
      key,
      consumerTimeoutSeconds: REPLAY_SECONDS,
      fifo: true,
    });
    queuePolicy(this, 'SpillOverTls', { queues: [spill.queue, spill.dead] });

    // A signed text that cannot be read goes straight to the dead letters, whose alarm rings; a call cannot be read wrongly.
    const aside = { SET_ASIDE_QUEUE_URL: spill.dead.queueUrl };
    const signed: [string, SecretVariable, Record<string, string>][] = [
      ['twilio-voice', 'TWILIO_SECRET_ID', { PUBLIC_URL: publicUrl }],
      ['twilio-sms', 'TWILIO_SECRET_ID', { PUBLIC_URL: publicUrl, ...aside }],
      ['sms-inbound', 'SMS_INBOUND_SECRET_ID', aside],
      ['zalo-webhook', 'ZALO_SECRET_ID', aside],
    ];
    const webhooks = new Map<string, IFunction>(
      signed.map(([name, secret, environment]) => {
        const webhook = new HotlineFunction(this, name, {
          ground,
          timeoutSeconds: 10,
          // Cold starts are bound by the processor, and memory buys processor.
          memoryMegabytes: 1024,
          table: { actions: ACTIONS },
          secrets: [secret, 'ADDRESS_KEY_SECRET_ID'],
          environment: { SPILL_QUEUE_URL: spill.queue.queueUrl, ...environment },
        });
        allowSend(webhook.role, spill.queue, key);
        if ('SET_ASIDE_QUEUE_URL' in environment) allowSend(webhook.role, spill.dead, key);
        return [name, webhook.function];
      }),
    );

    // Twilio turns here when twilio-voice does not answer: it knows no table and shares no code with it.
    const fallback = new HotlineFunction(this, 'voice-fallback', {
      ground,
      timeoutSeconds: 10,
      secrets: ['TWILIO_SECRET_ID'],
      environment: { SPILL_QUEUE_URL: spill.queue.queueUrl, PUBLIC_URL: publicUrl },
    });
    allowSend(fallback.role, spill.queue, key);
    this.functions = webhooks.set('voice-fallback', fallback.function);

    const replay = new HotlineFunction(this, 'replay', {
      ground,
      timeoutSeconds: REPLAY_SECONDS,
      table: { actions: ACTIONS },
      // Whose Official Account an event names decides who in it is the citizen.
      secrets: ['ZALO_SECRET_ID'],
    });
    feed(replay, new Map([['Spill', spill.queue]]), { key });

    // At two at night in Vietnam, when the lines are quiet.
    new Scheduled(this, 'reconcile', {
      ground,
      every: Duration.days(1),
      nightlyAt: 19,
      timeoutSeconds: RECONCILE_SECONDS,
      table: { actions: ACTIONS },
      secrets: ['TWILIO_SECRET_ID'],
      environment: { TWILIO_API_URL: 'https://api.twilio.com', ZALO_API_URL: 'https://openapi.zalo.me' },
    });

    new Scheduled(this, 'synthetic', {
      ground,
      every: Duration.minutes(15),
      enabled: synthetic,
      runbook: 'synthetic',
      table: { actions: ['GetItem', 'PutItem'] },
      secrets: ['TWILIO_SECRET_ID', 'ZALO_SECRET_ID', 'SMS_INBOUND_SECRET_ID'],
      environment: { PUBLIC_URL: publicUrl },
    });

    alarmOnMessages(
      this,
      'SpillDead',
      topic,
      spill.dead,
      'Webhooks could not be replayed, or not be read at all: contacts of citizens wait here.',
    );
    alarm(this, 'SpillAge', topic, {
      metric: spill.queue.metricApproximateAgeOfOldestMessage({
        statistic: 'Maximum',
        period: Duration.minutes(1),
      }),
      threshold: Duration.minutes(10).toSeconds(),
      says: 'Spilled webhooks have waited for more than ten minutes: is the table within reach?',
      runbook: 'spillWaits',
    });
  }
}
