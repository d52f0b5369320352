import { Stack, type StackProps } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
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
    const { mailFrom } = configuration;
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
      table: { actions: ['GetItem', 'PutItem', 'UpdateItem'], indexes: ['by-state'] },
      // Makes the secrets of the centres' webhooks.
      secrets: ['ADDRESS_KEY_SECRET_ID'],
      environment: {
        ZALO_API_URL: 'https://openapi.zalo.me',
        WEBHOOK_REACH: 'public',
        ...(mailFrom === undefined ? {} : { MAIL_FROM: mailFrom }),
      },
    });
    if (mailFrom !== undefined) {
      // SES asks for the identity that is verified: the address itself, or its domain.
      const identities = [mailFrom, mailFrom.slice(mailFrom.indexOf('@') + 1)];
      deliver.role.addToPolicy(
        new PolicyStatement({
          actions: ['ses:SendEmail'],
          resources: identities.map((resourceName) =>
            this.formatArn({ service: 'ses', resource: 'identity', resourceName }),
          ),
        }),
      );
    }
    // Two runs a centre: one centre's flood leaves the others their share of the account's concurrency.
    feed(deliver, queues, { key: ground.key, maxConcurrency: 2 });
  }
}
