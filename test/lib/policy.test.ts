import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FUNCTIONS } from '../../lib/hotline-app.ts';
import { ACCOUNT, deploy, REGION, type Resource } from './deployed.ts';
import { serviceMay, statements } from './policy-document.ts';
import { FUNCTIONS_FOLDER, synthesize, type Templates } from './synthesize.ts';

let templates: Templates;
let resources: readonly Resource[];

beforeAll(() => {
  templates = synthesize();
  resources = deploy(templates);
});

const ofType = (type: string) => resources.filter((one) => one.type === type);
const property = (one: Resource | undefined, name: string): string => z.string().parse(one?.properties[name]);
const only = (type: string): Resource => {
  const [one, ...others] = ofType(type);
  if (one === undefined || others.length > 0) throw new Error(`${1 + others.length} of ${type}`);
  return one;
};
const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
const KEY_ARN = expect.stringContaining(`arn:aws:kms:${REGION}:${ACCOUNT}:key/`);

/** DESIGN, "Public interface": what this version answers, and who lets it in. */
const ROUTES: Record<string, [string, 'JWT' | 'NONE']> = {
  'GET /health': ['health', 'NONE'],
  'POST /twilio/voice': ['twilio-voice', 'NONE'],
  'POST /twilio/voice/{step}': ['twilio-voice', 'NONE'],
  'POST /twilio/voice/status': ['twilio-voice', 'NONE'],
  'POST /twilio/voice/recording': ['twilio-voice', 'NONE'],
  'POST /twilio/sms': ['twilio-sms', 'NONE'],
  'POST /twilio/sms/status': ['twilio-sms', 'NONE'],
  'POST /sms/inbound': ['sms-inbound', 'NONE'],
  'POST /zalo/webhook': ['zalo-webhook', 'NONE'],
  'GET /api/openapi.json': ['api', 'NONE'],
  'GET /api/me': ['api', 'JWT'],
  'GET /api/requests': ['api', 'JWT'],
  'POST /api/requests': ['api', 'JWT'],
  'GET /api/requests/{id}': ['api', 'JWT'],
  'POST /api/requests/{id}/claim': ['api', 'JWT'],
  'POST /api/requests/{id}/release': ['api', 'JWT'],
  'POST /api/requests/{id}/notes': ['api', 'JWT'],
  'POST /api/requests/{id}/transfer': ['api', 'JWT'],
  'POST /api/requests/{id}/close': ['api', 'JWT'],
  'GET /api/centres': ['api', 'JWT'],
  'GET /api/centres/{code}': ['api', 'JWT'],
};

describe('the HTTP API', () => {
  it('has these routes, each with its function and its guard, and no other', () => {
    const integrations = new Map(
      ofType('AWS::ApiGatewayV2::Integration').map((one) => [
        `integrations/${one.id}`,
        property(one, 'IntegrationUri').split(':function:hotline-')[1],
      ]),
    );
    const made = Object.fromEntries(
      ofType('AWS::ApiGatewayV2::Route').map((one) => [
        property(one, 'RouteKey'),
        [integrations.get(property(one, 'Target')), property(one, 'AuthorizationType')],
      ]),
    );
    expect(made).toEqual(ROUTES);
  });

  it('asks for a token of the handlers’ pool and of the console’s client', () => {
    const authorizer = only('AWS::ApiGatewayV2::Authorizer');
    const pool = only('AWS::Cognito::UserPool').id;
    expect(authorizer.properties).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: {
        Issuer: `https://cognito-idp.${REGION}.amazonaws.com/${pool}`,
        Audience: [only('AWS::Cognito::UserPoolClient').id],
      },
    });
    const guarded = ofType('AWS::ApiGatewayV2::Route').filter(
      ({ properties }) => properties.AuthorizationType === 'JWT',
    );
    for (const route of guarded) expect(route.properties.AuthorizerId).toBe(authorizer.id);
  });

  it('hands over payload 2.0, and may invoke each function it names', () => {
    const allowed = ofType('AWS::Lambda::Permission')
      .filter(({ properties }) => properties.Principal === 'apigateway.amazonaws.com')
      .map((one) => property(one, 'FunctionName'));
    const wanted = ofType('AWS::ApiGatewayV2::Integration');
    expect(wanted).toHaveLength(6);
    for (const one of wanted) {
      expect(one.properties.PayloadFormatVersion).toBe('2.0');
      expect(allowed).toContain(property(one, 'IntegrationUri'));
    }
  });

  it('is throttled, the open routes more tightly', () => {
    const tight = { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 };
    expect(only('AWS::ApiGatewayV2::Stage').properties).toMatchObject({
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
      RouteSettings: { 'GET /health': tight, 'GET /api/openapi.json': tight },
    });
  });

  it('logs no address, no path, no query and no one’s name', () => {
    const { Format } = z
      .object({ Format: z.string() })
      .parse(only('AWS::ApiGatewayV2::Stage').properties.AccessLogSettings);
    expect(new Set(Format.match(/\$context[\w.]+/g))).toEqual(
      new Set([
        '$context.requestId',
        '$context.requestTime',
        '$context.routeKey',
        '$context.status',
        '$context.responseLatency',
        '$context.integrationLatency',
        '$context.integrationStatus',
        '$context.integrationErrorMessage',
        '$context.authorizer.error',
      ]),
    );
  });
});

const WEBHOOK = 'BatchGetItem GetItem PutItem UpdateItem';
const KEY_WRITE = 'Decrypt DescribeKey Encrypt GenerateDataKey ReEncryptFrom ReEncryptTo';
const KEY_READ = 'Decrypt DescribeKey';
const SECRET = (name: string) => ({ [`secret ${name}-??????`]: 'GetSecretValue' });
const RECEIVE = 'DeleteMessage GetQueueAttributes ReceiveMessage';
const SPILLS = {
  table: WEBHOOK,
  'key for dynamodb': KEY_WRITE,
  'hotline-spill.fifo': 'SendMessage',
  'key for sqs': KEY_WRITE,
};

/** All that each function may do, beside writing to its own log. */
const GRANTS: Record<(typeof FUNCTIONS)[number], Record<string, string>> = {
  health: {},
  'twilio-voice': { ...SPILLS, ...SECRET('hotline/twilio'), ...SECRET('hotline/address-key') },
  'twilio-sms': { ...SPILLS, ...SECRET('hotline/twilio'), ...SECRET('hotline/address-key') },
  'sms-inbound': { ...SPILLS, ...SECRET('hotline/sms-inbound'), ...SECRET('hotline/address-key') },
  'zalo-webhook': { ...SPILLS, ...SECRET('hotline/zalo'), ...SECRET('hotline/address-key') },
  replay: {
    table: WEBHOOK,
    'key for dynamodb': KEY_WRITE,
    'hotline-spill.fifo': RECEIVE,
    'key for sqs': KEY_READ,
    ...SECRET('hotline/twilio'),
    ...SECRET('hotline/zalo'),
    ...SECRET('hotline/sms-inbound'),
    ...SECRET('hotline/address-key'),
  },
  api: {
    table: 'BatchGetItem DeleteItem GetItem PutItem Query UpdateItem',
    'index by-centre': 'Query',
    'index by-state': 'Query',
    'index by-assignee': 'Query',
    'key for dynamodb': KEY_WRITE,
  },
  relay: {
    table: 'UpdateItem',
    stream: 'DescribeStream GetRecords GetShardIterator',
    '*': 'ListStreams',
    'key for dynamodb': KEY_WRITE,
    bus: 'PutEvents',
    'hotline-relay-failed': 'SendMessage',
    'key for sqs': KEY_WRITE,
  },
  sweep: {
    table: 'GetItem UpdateItem',
    'index outbox': 'Query',
    'key for dynamodb': KEY_WRITE,
    bus: 'PutEvents',
  },
  timers: {
    table: 'BatchGetItem DeleteItem GetItem PutItem UpdateItem',
    'index timers': 'Query',
    'key for dynamodb': KEY_WRITE,
  },
  send: {
    table: WEBHOOK,
    'key for dynamodb': KEY_WRITE,
    'hotline-send': RECEIVE,
    'key for sqs': KEY_READ,
    ...SECRET('hotline/twilio'),
    ...SECRET('hotline/zalo'),
  },
  deliver: {
    table: 'DeleteItem GetItem PutItem UpdateItem',
    'key for dynamodb': KEY_WRITE,
    'every inbox': RECEIVE,
    'key for sqs': KEY_READ,
  },
};

/** What the functions are told, by name; a value where it is fixed. */
const ENVIRONMENT: Record<(typeof FUNCTIONS)[number], string> = {
  health: '',
  'twilio-voice': 'ADDRESS_KEY_SECRET_ID PUBLIC_URL SPILL_QUEUE_URL TABLE_NAME TWILIO_SECRET_ID',
  'twilio-sms': 'ADDRESS_KEY_SECRET_ID PUBLIC_URL SPILL_QUEUE_URL TABLE_NAME TWILIO_SECRET_ID',
  'sms-inbound': 'ADDRESS_KEY_SECRET_ID SMS_INBOUND_SECRET_ID SPILL_QUEUE_URL TABLE_NAME',
  'zalo-webhook': 'ADDRESS_KEY_SECRET_ID SPILL_QUEUE_URL TABLE_NAME ZALO_SECRET_ID',
  replay: 'ADDRESS_KEY_SECRET_ID PUBLIC_URL SMS_INBOUND_SECRET_ID TABLE_NAME TWILIO_SECRET_ID ZALO_SECRET_ID',
  api: 'TABLE_NAME',
  relay: 'BUS_NAME TABLE_NAME',
  sweep: 'BUS_NAME TABLE_NAME',
  timers: 'TABLE_NAME',
  send: 'TABLE_NAME TWILIO_API_URL TWILIO_SECRET_ID ZALO_API_URL ZALO_OAUTH_URL ZALO_SECRET_ID',
  deliver: 'TABLE_NAME',
};

/** What a statement's resource is, in the words of the tables above. */
function resourceName(arn: string, viaService: string | undefined): string {
  const rest = arn.split(':').slice(5).join(':');
  if (viaService !== undefined) return `key for ${viaService.split('.')[0]}`;
  if (arn.includes(':sqs:')) return rest.replace(/^hotline-inbox-.*$/, 'every inbox');
  if (arn.includes(':secret:')) return `secret ${rest.replace(/^secret:/, '')}`;
  if (arn.includes(':event-bus/')) return 'bus';
  if (arn.includes('/index/')) return `index ${arn.split('/index/')[1]}`;
  if (arn.includes('/stream/')) return 'stream';
  if (arn.includes(':table/')) return 'table';
  if (arn.includes(':log-group:')) return `log ${rest}`;
  return arn;
}

describe('the functions', () => {
  const functionNamed = (name: string) =>
    ofType('AWS::Lambda::Function').find(({ properties }) => properties.FunctionName === `hotline-${name}`);

  it('are the folders with a handler, and no other', () => {
    const folders = readdirSync(FUNCTIONS_FOLDER).filter((name) =>
      existsSync(join(FUNCTIONS_FOLDER, name, 'handler.ts')),
    );
    expect([...FUNCTIONS].sort()).toEqual(folders.sort());
    expect(
      ofType('AWS::Lambda::Function')
        .map((one) => property(one, 'FunctionName').replace(/^hotline-/, ''))
        .sort(),
    ).toEqual(folders.sort());
  });

  it.each(FUNCTIONS)('%s: Node 24 on arm64, its own role, its own encrypted log kept for 30 days', (name) => {
    const made = functionNamed(name);
    expect(made?.properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'handler.handler',
      LoggingConfig: { LogFormat: 'JSON' },
    });
    const { LogGroup } = z.object({ LogGroup: z.string() }).parse(made?.properties.LoggingConfig);
    const log = resources.find(({ type, id }) => type === 'AWS::Logs::LogGroup' && id === LogGroup);
    expect(log?.properties).toMatchObject({ RetentionInDays: 30, KmsKeyId: KEY_ARN });
    const users = ofType('AWS::Lambda::Function').filter(
      ({ properties }) => properties.Role === made?.properties.Role,
    );
    expect(users).toHaveLength(1);
  });

  it.each(FUNCTIONS)('%s: may do exactly what the table says', (name) => {
    const made = functionNamed(name);
    const role = resources.find(
      ({ type, id, stack }) =>
        type === 'AWS::IAM::Role' && stack === made?.stack && property(made, 'Role').endsWith(`:${id}`),
    );
    expect(role?.properties).not.toHaveProperty('ManagedPolicyArns');
    expect(role?.properties).not.toHaveProperty('Policies');
    const policies = ofType('AWS::IAM::Policy').filter(
      ({ properties, stack }) =>
        stack === role?.stack && z.array(z.string()).parse(properties.Roles).includes(role.id),
    );
    const grants: Record<string, Set<string>> = {};
    for (const { properties } of policies) {
      for (const { Effect, Action, Resource, Condition } of statements(properties.PolicyDocument)) {
        expect(Effect).toBe('Allow');
        const { 'kms:ViaService': via, ...otherConditions } = Condition.StringEquals ?? {};
        expect({ ...Condition, StringEquals: otherConditions }).toEqual({ StringEquals: {} });
        for (const resource of Resource) {
          const of = resourceName(resource, via?.[0]);
          grants[of] ??= new Set();
          for (const action of Action) grants[of].add(action.split(':')[1] ?? '');
        }
      }
    }
    const { LogGroup } = z.object({ LogGroup: z.string() }).parse(made?.properties.LoggingConfig);
    expect(
      Object.fromEntries(Object.entries(grants).map(([of, actions]) => [of, [...actions].sort().join(' ')])),
    ).toEqual({ ...GRANTS[name], [`log log-group:${LogGroup}:*`]: 'CreateLogStream PutLogEvents' });
  });

  it.each(FUNCTIONS)('%s: is told exactly what it needs', (name) => {
    const { Variables } = z
      .object({ Variables: z.record(z.string(), z.string()).default({}) })
      .parse(functionNamed(name)?.properties.Environment ?? {});
    expect(Object.keys(Variables).sort().join(' ')).toBe(ENVIRONMENT[name]);
  });

  it('send: speaks to the providers themselves', () => {
    expect(functionNamed('send')?.properties.Environment).toMatchObject({
      Variables: {
        TWILIO_API_URL: 'https://api.twilio.com',
        ZALO_API_URL: 'https://openapi.zalo.me',
        ZALO_OAUTH_URL: 'https://oauth.zaloapp.com',
        TWILIO_SECRET_ID: 'hotline/twilio',
        ZALO_SECRET_ID: 'hotline/zalo',
      },
    });
  });

  it('no role may do anything with a wildcard but list streams', () => {
    const wild = ofType('AWS::IAM::Policy').flatMap(({ properties }) =>
      statements(properties.PolicyDocument).flatMap(({ Action, Resource }) =>
        Action.some((action) => action.includes('*')) || Resource.includes('*') ? Action : [],
      ),
    );
    expect(wild).toEqual(['dynamodb:ListStreams']);
  });

  it.each(['sweep', 'timers'])('%s: runs every minute, once', (name) => {
    const made = functionNamed(name);
    const rule = ofType('AWS::Events::Rule').find(({ properties }) => properties.Name === `hotline-${name}`);
    const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:hotline-${name}`;
    expect(rule?.properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [{ Arn: arn, RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } }],
    });
    expect(ofType('AWS::Lambda::Permission').map(({ properties }) => properties)).toContainEqual(
      expect.objectContaining({ Principal: 'events.amazonaws.com', FunctionName: arn }),
    );
    expect(ofType('AWS::Lambda::EventInvokeConfig').map(({ properties }) => properties)).toContainEqual(
      expect.objectContaining({ FunctionName: property(made, 'FunctionName'), MaximumRetryAttempts: 0 }),
    );
    expect(alarmsOn('FunctionName', `hotline-${name}`, 'Invocations')).toHaveLength(1);
  });
});

describe('the table', () => {
  it('is on demand, recoverable, protected, under the customer key, with TTL and stream', () => {
    const table = templates.HotlineData?.Resources[only('AWS::DynamoDB::Table').id];
    expect(table?.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(only('AWS::DynamoDB::Table').properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY_ARN },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
  });

  it('has these indexes, of keys only', () => {
    const indexes = z
      .array(
        z.object({
          IndexName: z.string(),
          KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
          Projection: z.object({ ProjectionType: z.literal('KEYS_ONLY') }),
        }),
      )
      .parse(only('AWS::DynamoDB::Table').properties.GlobalSecondaryIndexes);
    expect(
      Object.fromEntries(
        indexes.map((one) => [one.IndexName, one.KeySchema.map((key) => key.AttributeName).join(' ')]),
      ),
    ).toEqual({
      'by-centre': 'centrePk worklistSk',
      'by-state': 'statePk worklistSk',
      'by-assignee': 'assigneePk worklistSk',
      timers: 'timerShard dueAt',
      outbox: 'outbox outboxAt',
    });
  });
});

describe('the relay', () => {
  it('reads what has an outbox mark, gives up in time, and keeps what it gave up', () => {
    const mapping = ofType('AWS::Lambda::EventSourceMapping').find(
      ({ properties }) => properties.FunctionName === 'hotline-relay',
    );
    expect(mapping?.properties).toMatchObject({
      EventSourceArn: expect.stringContaining('/stream/'),
      BatchSize: 25,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 6 * 60 * 60,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: queueArn('hotline-relay-failed') } },
    });
    const { Filters } = z
      .object({ Filters: z.array(z.object({ Pattern: z.string() })) })
      .parse(mapping?.properties.FilterCriteria);
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      { eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { outbox: { S: [{ exists: true }] } } } },
    ]);
  });

  it('rings when it falls behind', () => {
    const [alarm] = alarmsOn('FunctionName', 'hotline-relay', 'IteratorAge');
    expect(alarm?.properties).toMatchObject({
      Threshold: 300_000,
      ComparisonOperator: 'GreaterThanThreshold',
    });
  });
});

/** The alarms on one metric of one thing. */
function alarmsOn(dimension: string, name: string, metric: string): readonly Resource[] {
  return ofType('AWS::CloudWatch::Alarm').filter(
    ({ properties }) =>
      properties.MetricName === metric &&
      JSON.stringify(properties.Dimensions) === JSON.stringify([{ Name: dimension, Value: name }]),
  );
}

const target = z.object({
  Arn: z.string(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
  RetryPolicy: z.object({ MaximumEventAgeInSeconds: z.number(), MaximumRetryAttempts: z.number() }),
});
const redrive = z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() });

/** Every queue that something sends its failures to, by ARN. */
function deadLetterQueues(): ReadonlySet<string> {
  const ofQueues = ofType('AWS::SQS::Queue').flatMap(({ properties }) =>
    properties.RedrivePolicy === undefined
      ? []
      : [redrive.parse(properties.RedrivePolicy).deadLetterTargetArn],
  );
  const ofRules = ofType('AWS::Events::Rule').flatMap(({ properties }) =>
    z
      .array(target)
      .parse(properties.Targets)
      .flatMap(({ DeadLetterConfig }) => DeadLetterConfig?.Arn ?? []),
  );
  const ofBuses = ofType('AWS::Events::EventBus').map(
    ({ properties }) => z.object({ Arn: z.string() }).parse(properties.DeadLetterConfig).Arn,
  );
  const ofMappings = ofType('AWS::Lambda::EventSourceMapping').flatMap(({ properties }) =>
    properties.DestinationConfig === undefined
      ? []
      : [
          z.object({ OnFailure: z.object({ Destination: z.string() }) }).parse(properties.DestinationConfig)
            .OnFailure.Destination,
        ],
  );
  return new Set([...ofQueues, ...ofRules, ...ofBuses, ...ofMappings]);
}

describe('the queues', () => {
  const nameOf = (arn: string) => arn.split(':')[5] ?? '';

  it('are encrypted with the customer key and speak TLS only', () => {
    const queues = ofType('AWS::SQS::Queue');
    expect(queues.length).toBeGreaterThanOrEqual(2 * 35 + 6);
    for (const queue of queues) {
      expect(queue.properties.KmsMasterKeyId, property(queue, 'QueueName')).toEqual(KEY_ARN);
      const policies = ofType('AWS::SQS::QueuePolicy').filter(({ properties }) =>
        z.array(z.string()).parse(properties.Queues).includes(property(queue, 'QueueName')),
      );
      expect(policies, property(queue, 'QueueName')).toHaveLength(1);
      expect(statements(policies[0]?.properties.PolicyDocument)).toContainEqual({
        Effect: 'Deny',
        Principal: { AWS: ['*'] },
        Action: ['sqs:*'],
        Resource: ['*'],
        Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
      });
    }
  });

  it('outlive the row of data they were made from', () => {
    for (const { Resources } of Object.values(templates)) {
      for (const one of Object.values(Resources)) {
        if (one.Type === 'AWS::SQS::Queue') expect(one.DeletionPolicy).toBe('RetainExceptOnCreate');
      }
    }
  });

  it('that feed a function wait six times its timeout, give up after five receipts, and report one by one', () => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
      String(properties.EventSourceArn).includes(':sqs:'),
    );
    expect(mappings).toHaveLength(35 + 2);
    for (const { properties } of mappings) {
      const queue = ofType('AWS::SQS::Queue').find(
        (one) => property(one, 'QueueName') === nameOf(String(properties.EventSourceArn)),
      );
      const consumer = ofType('AWS::Lambda::Function').find(
        (one) => one.properties.FunctionName === properties.FunctionName,
      );
      expect(Number(queue?.properties.VisibilityTimeout)).toBeGreaterThanOrEqual(
        6 * Number(consumer?.properties.Timeout),
      );
      expect(redrive.parse(queue?.properties.RedrivePolicy).maxReceiveCount).toBe(5);
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    }
  });

  it('of spilled webhooks keep the order of one person, dead letters included', () => {
    for (const name of ['hotline-spill.fifo', 'hotline-spill-dead.fifo']) {
      const queue = ofType('AWS::SQS::Queue').find(({ properties }) => properties.QueueName === name);
      expect(queue?.properties).toMatchObject({
        FifoQueue: true,
        DeduplicationScope: 'messageGroup',
        FifoThroughputLimit: 'perMessageGroupId',
      });
    }
  });

  it('that take dead letters each ring on the first message', () => {
    const dead = deadLetterQueues();
    expect(dead.size).toBe(35 + 4);
    for (const arn of dead) {
      const [alarm] = alarmsOn('QueueName', nameOf(arn), 'ApproximateNumberOfMessagesVisible');
      expect(alarm?.properties, arn).toMatchObject({
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        AlarmActions: [only('AWS::SNS::Topic').properties.TopicName ?? expect.stringContaining(':sns:')],
      });
    }
  });

  it('that no one reads are dead-letter queues', () => {
    const read = new Set(
      ofType('AWS::Lambda::EventSourceMapping').map(({ properties }) => String(properties.EventSourceArn)),
    );
    const idle = ofType('AWS::SQS::Queue')
      .map((one) => queueArn(property(one, 'QueueName')))
      .filter((arn) => !read.has(arn));
    expect(new Set(idle)).toEqual(deadLetterQueues());
  });
});

describe('from the bus to a person', () => {
  const key = () => only('AWS::KMS::Key').properties.KeyPolicy;
  const context = (sourceArn: string) => ({
    'aws:SourceAccount': ACCOUNT,
    'aws:SourceArn': sourceArn,
    'aws:SecureTransport': 'true',
  });
  const queuePolicyOf = (arn: string) =>
    ofType('AWS::SQS::QueuePolicy').find(({ properties }) =>
      z
        .array(z.string())
        .parse(properties.Queues)
        .some((name) => queueArn(name) === arn),
    )?.properties.PolicyDocument;
  const busRules = () =>
    ofType('AWS::Events::Rule').filter(({ properties }) => properties.EventBusName !== undefined);

  it('every rule may fill its queue and its dead-letter queue, under the key', () => {
    expect(busRules()).toHaveLength(35 + 2);
    for (const rule of busRules()) {
      const ruleArn = `arn:aws:events:${REGION}:${ACCOUNT}:rule/hotline/${property(rule, 'Name')}`;
      const [only, ...others] = z.array(target).parse(rule.properties.Targets);
      expect(others).toEqual([]);
      for (const arn of [only?.Arn, only?.DeadLetterConfig?.Arn]) {
        expect(arn, `${ruleArn} targets queues, never functions`).toContain(':sqs:');
        const request = { service: 'events.amazonaws.com', context: context(ruleArn) };
        expect(
          serviceMay(queuePolicyOf(arn ?? ''), { ...request, action: 'sqs:SendMessage' }),
          `${ruleArn} → ${arn}`,
        ).toBe(true);
        for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
          expect(serviceMay(key(), { ...request, action }), action).toBe(true);
        }
      }
      expect(only?.DeadLetterConfig?.Arn).not.toBe(only?.Arn);
    }
  });

  it('the bus is under the key, and keeps what it could not read', () => {
    const bus = only('AWS::Events::EventBus');
    const busArn = `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/hotline`;
    expect(bus.properties).toMatchObject({ Name: 'hotline', KmsKeyIdentifier: KEY_ARN });
    const own = { ...context(busArn), 'kms:EncryptionContext:aws:events:event-bus:arn': busArn };
    const may = (action: string, given: Record<string, string>) =>
      serviceMay(key(), { service: 'events.amazonaws.com', action, context: given });
    expect(may('kms:DescribeKey', {})).toBe(true);
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
      expect(may(action, own), action).toBe(true);
      expect(may(action, { ...own, 'aws:SourceAccount': '999999999999' }), action).toBe(false);
      expect(may(action, {}), action).toBe(false);
    }
    expect(
      serviceMay(queuePolicyOf(queueArn('hotline-bus-dead')), {
        service: 'events.amazonaws.com',
        action: 'sqs:SendMessage',
        context: context(busArn),
      }),
    ).toBe(true);
  });

  it.each([
    ['another account', { 'aws:SourceAccount': '999999999999' }],
    ['a rule of another bus', { 'aws:SourceArn': `arn:aws:events:${REGION}:${ACCOUNT}:rule/other/any` }],
    ['no TLS', { 'aws:SecureTransport': 'false' }],
  ])('but not for %s', (_, wrong) => {
    const right = context(`arn:aws:events:${REGION}:${ACCOUNT}:rule/hotline/centre-01`);
    const request = { service: 'events.amazonaws.com', action: 'sqs:SendMessage' };
    const policy = queuePolicyOf(queueArn('hotline-inbox-01'));
    expect(serviceMay(policy, { ...request, context: right })).toBe(true);
    expect(serviceMay(policy, { ...request, context: { ...right, ...wrong } })).toBe(false);
  });

  it('every alarm speaks on the topic, which it may use, under the key, which it may use', () => {
    const topic = only('AWS::SNS::Topic');
    const topicArn = `arn:aws:sns:${REGION}:${ACCOUNT}:${topic.id}`;
    expect(topic.properties.KmsMasterKeyId).toEqual(KEY_ARN);
    for (const { properties, id } of ofType('AWS::CloudWatch::Alarm')) {
      expect(properties.AlarmActions, id).toEqual([topicArn]);
      expect(properties.ActionsEnabled ?? true, id).toBe(true);
    }
    const request = { service: 'cloudwatch.amazonaws.com', context: context('arn:aws:cloudwatch:::alarm') };
    const topicPolicy = only('AWS::SNS::TopicPolicy').properties.PolicyDocument;
    expect(serviceMay(topicPolicy, { ...request, action: 'sns:Publish' })).toBe(true);
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey']) {
      expect(serviceMay(key(), { ...request, action }), action).toBe(true);
    }
  });

  it('every function rings when it fails or is throttled', () => {
    const watched = ofType('AWS::CloudWatch::Alarm').flatMap(({ properties }) =>
      properties.Metrics === undefined ? [] : [JSON.stringify(properties.Metrics)],
    );
    for (const name of FUNCTIONS) {
      const own = watched.filter((metrics) => metrics.includes(`"hotline-${name}"`));
      expect(own, name).toHaveLength(1);
      expect(own[0]).toContain('"Errors"');
      expect(own[0]).toContain('"Throttles"');
    }
  });
});

describe('the handlers’ pool', () => {
  it('takes only invited people with a second factor', () => {
    expect(only('AWS::Cognito::UserPool').properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
      UsernameConfiguration: { CaseSensitive: false },
      Policies: { PasswordPolicy: { MinimumLength: 12, TemporaryPasswordValidityDays: 3 } },
    });
    expect(JSON.stringify(only('AWS::Cognito::UserPool').properties.Schema)).toContain('"Name":"centre"');
    expect(
      ofType('AWS::Cognito::UserPoolGroup')
        .map((one) => property(one, 'GroupName'))
        .sort(),
    ).toEqual(['handler', 'lead', 'national']);
  });

  it('lets the console in by the code flow alone, and nobody choose a centre', () => {
    const client = only('AWS::Cognito::UserPoolClient').properties;
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      WriteAttributes: ['email'],
      AccessTokenValidity: 60,
      RefreshTokenValidity: 12 * 60,
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'minutes' },
    });
  });
});

describe('the console’s hosting', () => {
  it('is a private bucket behind strict headers', () => {
    expect(only('AWS::S3::Bucket').properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    const headers = JSON.stringify(only('AWS::CloudFront::ResponseHeadersPolicy').properties);
    for (const header of ["default-src 'none'", "frame-ancestors 'none'", 'no-referrer', 'DENY']) {
      expect(headers).toContain(header);
    }
    expect(headers).not.toContain('unsafe');
  });
});

describe('the app as a whole', () => {
  it.each<[string, string, (stack: Stack) => unknown]>([
    ['a bare queue', 'AwsSolutions-SQS4', (stack) => new Queue(stack, 'Bare')],
    [
      'a log kept for ever',
      'Serverless-CloudWatchLogGroupRetentionPeriod',
      (stack) => new CfnLogGroup(stack, 'Bare'),
    ],
  ])('is judged by cdk-nag: %s would stop the synthesis', (_, finding, add) => {
    const spoil = (app: App) => {
      const stack = app.node.findChild('HotlineConsole');
      if (stack instanceof Stack) add(stack);
    };
    expect(() => synthesize({}, spoil)).toThrow(finding);
  });

  it('comes out the same twice', () => {
    expect(synthesize()).toEqual(templates);
  });

  it('refers one way: Data → Hotline → Centres → Console', () => {
    const order = ['HotlineData', 'Hotline', 'HotlineCentres', 'HotlineConsole'];
    for (const [index, stack] of order.entries()) {
      const imported = JSON.stringify(templates[stack]).matchAll(/"Fn::ImportValue":"([^:"]+):/g);
      for (const [, from] of imported) expect(order.slice(0, index)).toContain(from);
    }
  });

  it('is kept from deletion by accident', () => {
    for (const type of [
      'AWS::KMS::Key',
      'AWS::DynamoDB::Table',
      'AWS::Cognito::UserPool',
      'AWS::S3::Bucket',
    ]) {
      const [one] = Object.values(templates)
        .flatMap(({ Resources }) => Object.values(Resources))
        .filter(({ Type }) => Type === type);
      expect(one?.DeletionPolicy, type).toBe('RetainExceptOnCreate');
    }
  });
});
