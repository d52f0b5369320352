import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { alarmOnErrorLines } from './alarms.ts';
import type { Configuration } from './configuration.ts';
import type { DataStack } from './data-stack.ts';
import { Erasure } from './erasure.ts';
import { Figures } from './figures.ts';
import { acknowledge } from './findings.ts';
import { allowAccounts } from './handlers-pool.ts';
import { HotlineBus } from './hotline-bus.ts';
import { type Ground, HotlineFunction } from './hotline-function.ts';
import { Live } from './live.ts';
import { Media } from './media.ts';
import { allowErasure, allowFiles } from './media-bucket.ts';
import { OutboundGate } from './outbound-gate.ts';
import { Overview } from './overview.ts';
import type { Route } from './read-routes.ts';
import { Relay } from './relay.ts';
import { Scheduled } from './scheduled.ts';
import { WebApi } from './web-api.ts';
import { Webhooks } from './webhooks.ts';

export interface HotlineStackProps extends StackProps {
  readonly configuration: Configuration;
  readonly routes: readonly Route[];
  readonly data: DataStack;
  readonly ground: Ground;
}

/** What runs: the API and the functions behind it, the relay to the bus, the outbound gate, the clock. */
export class HotlineStack extends Stack {
  readonly bus: EventBus;
  /** The API's own host name. */
  readonly apiHost: string;
  /** Where consoles connect to hear of changes at once. */
  readonly live: { readonly host: string; readonly url: string };

  constructor(scope: Construct, id: string, props: HotlineStackProps) {
    super(scope, id, props);
    const { configuration, routes, data, ground } = props;
    const web = new WebApi(this, 'Web', { ground, configuration });
    this.apiHost = web.host;
    const { bus } = new HotlineBus(this, 'Bus', ground);
    this.bus = bus;

    const { zaloVerifier } = configuration;
    const health = new HotlineFunction(this, 'health', {
      ground,
      timeoutSeconds: 3,
      memoryMegabytes: 256,
      ...(zaloVerifier === undefined ? {} : { environment: { ZALO_VERIFIER: zaloVerifier } }),
    });
    const webhooks = new Webhooks(this, 'Webhooks', {
      ground,
      publicUrl: web.publicUrl,
      synthetic: configuration.synthetic,
    });
    const api = new HotlineFunction(this, 'api', {
      ground,
      timeoutSeconds: 10,
      memoryMegabytes: 1024,
      table: {
        actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
        indexes: ['by-centre', 'by-state', 'by-assignee'],
      },
      // Marks its cursors, and makes the secrets of the centres' webhooks.
      secrets: ['ADDRESS_KEY_SECRET_ID'],
      environment: {
        MEDIA_BUCKET: data.media.bucketName,
        USER_POOL_ID: data.pool.userPoolId,
        WEBHOOK_REACH: 'public',
      },
    });
    allowAccounts(api.role, data.pool);
    // A link opens with the rights of whoever signed it.
    allowFiles(api.role, data.media, ground.key, ['GetObject']);
    acknowledge(api.role, 'mediaRole');
    const papers = new HotlineFunction(this, 'papers', {
      ground,
      timeoutSeconds: 10,
      memoryMegabytes: 1024,
      table: { actions: ['GetItem', 'Query', 'PutItem'] },
    });
    const { persons } = new Erasure(this, 'Erasure', { ground, bucket: data.media });
    this.endWhatHasBeenKept(props);
    web.addRoutes({
      routes: zaloVerifier === undefined ? routes : [...routes, verifierPage(zaloVerifier)],
      functions: new Map([
        ...webhooks.functions,
        ['health', health.function],
        ['api', api.function],
        ['papers', papers.function],
        ['persons', persons.function],
      ]),
      pool: data.pool,
      client: data.client,
    });

    this.live = new Live(this, 'Live', { ground, bus });
    new Figures(this, 'Figures', { ground, bus });
    new Relay(this, 'Relay', { ground, bus });
    new OutboundGate(this, 'OutboundGate', {
      ground,
      bus,
      publicUrl: web.publicUrl,
      consoleUrl: configuration.consoleUrl,
    });
    new Media(this, 'Media', { ground, bus, bucket: data.media, configuration });
    new Scheduled(this, 'timers', {
      ground,
      every: Duration.minutes(1),
      table: {
        actions: ['GetItem', 'BatchGetItem', 'PutItem', 'DeleteItem'],
        // Of a centre that has closed, what its successor is to have.
        indexes: ['timers', 'by-centre'],
      },
    });

    new Overview(this, 'Overview');

    alarmOnErrorLines(this, ground.topic);
    new CfnOutput(this, 'PublicUrl', { value: web.publicUrl, description: 'Where the providers call' });
  }

  /** Once a night, in the deepest one: what has been kept for as long as data/retention.json says. */
  private endWhatHasBeenKept({ configuration, data, ground }: HotlineStackProps): void {
    const { request, case: accepted } = configuration.retention;
    const { job } = new Scheduled(this, 'retention', {
      ground,
      runbook: 'retention',
      every: Duration.days(1),
      nightlyAt: 18,
      timeoutSeconds: 300,
      table: {
        actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
        indexes: ['by-centre'],
      },
      environment: {
        MEDIA_BUCKET: data.media.bucketName,
        ...(request === null ? {} : { REQUEST_DAYS: String(request) }),
        ...(accepted === null ? {} : { CASE_DAYS: String(accepted) }),
      },
    });
    allowErasure(job.role, data.media);
    acknowledge(job.role, 'mediaRole');
  }
}

/** Zalo looks for this one file on the domain; an HTTP API has no paths with a part left open. */
const verifierPage = (code: string): Route => ({
  method: HttpMethod.GET,
  path: `/zalo_verifier${code}.html`,
  function: 'health',
  auth: 'none',
});
