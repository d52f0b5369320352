import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { LogGroupLogDestination, WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import {
  WebSocketLambdaIntegration,
  WebSocketMockIntegration,
} from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { alarmOnQueue } from './alarms.ts';
import { acknowledge } from './findings.ts';
import { BUS_AND_RULES, rule } from './hotline-bus.ts';
import { type Ground, HotlineFunction } from './hotline-function.ts';
import { queuePolicy } from './queue-policy.ts';
import { feed, QueueWithDeadLetter } from './queue-with-dead-letter.ts';

const PUSH_SECONDS = 20;
const STAGE = 'live';

/** No address, no query: a query holds the ticket. */
const LOGGED = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  event: '$context.eventType',
  route: '$context.routeKey',
  status: '$context.status',
};

/** What lets consoles see at once what happens: a WebSocket API, who may connect to it, and who tells them. */
export class Live extends Construct {
  readonly host: string;
  /** `wss://…/live` */
  readonly url: string;

  constructor(scope: Construct, id: string, props: { ground: Ground; bus: EventBus }) {
    super(scope, id);
    const { ground, bus } = props;
    const { key, topic } = ground;
    const connect = new HotlineFunction(this, 'live-connect', {
      ground,
      timeoutSeconds: 5,
      table: { actions: ['PutItem', 'DeleteItem'] },
    });
    const integration = (name: string) => new WebSocketLambdaIntegration(name, connect.function);
    const api = new WebSocketApi(this, 'Api', {
      apiName: 'hotline-live',
      connectRouteOptions: {
        integration: integration('Connect'),
        authorizer: new WebSocketLambdaAuthorizer('Ticket', connect.function, {
          identitySource: ['route.request.querystring.ticket'],
        }),
      },
      disconnectRouteOptions: { integration: integration('Disconnect') },
    });
    // A connection on which nothing is said for ten minutes is closed: `{"action":"ping"}` keeps it and wakes nobody.
    api.addRoute('ping', {
      integration: new WebSocketMockIntegration('Ping', {
        requestTemplates: { 200: '{"statusCode":200}' },
        templateSelectionExpression: '200',
      }),
    });
    acknowledge(api, 'liveRoutes');
    const log = new LogGroup(this, 'AccessLog', {
      logGroupName: '/aws/vendedlogs/hotline-live',
      retention: ground.logRetention,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new WebSocketStage(this, 'Stage', {
      webSocketApi: api,
      stageName: STAGE,
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(LOGGED)),
      },
    });
    const host = `${api.apiId}.execute-api.${Aws.REGION}.amazonaws.com`;
    this.host = host;
    this.url = `wss://${host}/${STAGE}`;

    const { queue, dead } = new QueueWithDeadLetter(this, 'Queue', {
      name: 'hotline-live',
      key,
      consumerTimeoutSeconds: PUSH_SECONDS,
    });
    queuePolicy(this, 'BusFillsQueue', { queues: [queue, dead], filledBy: BUS_AND_RULES });
    rule(this, 'Rule', {
      bus,
      name: 'live',
      description: 'What consoles are told at once',
      pattern: {
        detailType: ['contact.received', 'request.routed', 'request.changed', 'deadline.passed'],
      },
      queue,
      dead,
    });
    const push = new HotlineFunction(this, 'live-push', {
      ground,
      timeoutSeconds: PUSH_SECONDS,
      table: { actions: ['GetItem', 'BatchGetItem', 'DeleteItem'], indexes: ['by-centre'] },
      environment: { LIVE_API_URL: `https://${host}/${STAGE}` },
    });
    push.role.addToPolicy(
      new PolicyStatement({
        actions: ['execute-api:ManageConnections'],
        resources: ['POST', 'DELETE'].map(
          (method) =>
            `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${api.apiId}/${STAGE}/${method}/@connections/*`,
        ),
      }),
    );
    acknowledge(push.role, 'livePush');
    feed(push, new Map([['Queue', queue]]), { key, maxConcurrency: 5 });
    alarmOnQueue(this, topic, { queue, dead }, 'Consoles were not told of changes; they still poll.');
  }
}
