import { Stack, type StackProps } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { CentreInboxes } from './centre-inboxes.ts';
import type { Configuration } from './configuration.ts';
import { type Ground, HotlineFunction } from './hotline-function.ts';
import { feed } from './queue-with-dead-letter.ts';
import type { Centre } from './read-centres.ts';

const DELIVER_SECONDS = 15;

/** The centres' inboxes and the function behind them (in another stack the references would go both ways). */
export class CentresStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    props: StackProps & {
      configuration: Configuration;
      centres: readonly Centre[];
      bus: EventBus;
      ground: Ground;
    },
  ) {
    super(scope, id, props);
    const { configuration, centres, bus, ground } = props;
    const { queues } = new CentreInboxes(this, 'Inboxes', {
      centres,
      deadLetters: configuration.centreDeadLetters,
      bus,
      ground,
      consumerTimeoutSeconds: DELIVER_SECONDS,
    });
    const deliver = new HotlineFunction(this, 'deliver', {
      ground,
      timeoutSeconds: DELIVER_SECONDS,
      table: { actions: ['PutItem'] },
    });
    // Two runs a centre: one centre's flood leaves the others their share of the account's concurrency.
    feed(deliver, queues, { key: ground.key, maxConcurrency: 2 });
  }
}
