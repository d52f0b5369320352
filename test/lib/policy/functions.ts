import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FUNCTIONS } from '../../../lib/hotline-app.ts';
import { ACCOUNT, REGION } from '../deployed.ts';
import { alarmsOn, KEY_ARN, ofType, property, resources } from '../deployment.ts';
import { statements } from '../policy-document.ts';
import { FUNCTIONS_FOLDER } from '../synthesize.ts';

const WEBHOOK = 'BatchGetItem DeleteItem GetItem PutItem';
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

/** Those also keep aside what they cannot read. */
const KEEPS_ASIDE = { ...SPILLS, 'hotline-spill-dead.fifo': 'SendMessage' };

/** All that each function may do, beside writing to its own log. */
const GRANTS: Record<(typeof FUNCTIONS)[number], Record<string, string>> = {
  health: {},
  'twilio-voice': { ...SPILLS, ...SECRET('hotline/twilio'), ...SECRET('hotline/address-key') },
  'voice-fallback': {
    'hotline-spill.fifo': 'SendMessage',
    'key for sqs': KEY_WRITE,
    ...SECRET('hotline/twilio'),
  },
  'twilio-sms': { ...KEEPS_ASIDE, ...SECRET('hotline/twilio'), ...SECRET('hotline/address-key') },
  'sms-inbound': { ...KEEPS_ASIDE, ...SECRET('hotline/sms-inbound'), ...SECRET('hotline/address-key') },
  'zalo-webhook': { ...KEEPS_ASIDE, ...SECRET('hotline/zalo'), ...SECRET('hotline/address-key') },
  replay: {
    table: WEBHOOK,
    'key for dynamodb': KEY_WRITE,
    'hotline-spill.fifo': RECEIVE,
    'key for sqs': KEY_READ,
    ...SECRET('hotline/zalo'),
  },
  synthetic: {
    table: 'GetItem PutItem',
    'key for dynamodb': KEY_WRITE,
    ...SECRET('hotline/twilio'),
    ...SECRET('hotline/zalo'),
    ...SECRET('hotline/sms-inbound'),
  },
  reconcile: { table: WEBHOOK, 'key for dynamodb': KEY_WRITE, ...SECRET('hotline/twilio') },
  api: {
    table: 'BatchGetItem DeleteItem GetItem PutItem Query UpdateItem',
    'index by-centre': 'Query',
    'index by-state': 'Query',
    'index by-assignee': 'Query',
    'key for dynamodb': KEY_WRITE,
    pool: 'AdminCreateUser AdminDisableUser AdminEnableUser',
    ...SECRET('hotline/address-key'),
    files: 'GetObject',
    'key for s3': KEY_READ,
  },
  media: {
    table: 'GetItem PutItem Query',
    'key for dynamodb': KEY_WRITE,
    'hotline-media': RECEIVE,
    'key for sqs': KEY_READ,
    files: 'PutObject',
    'key for s3': KEY_WRITE,
    ...SECRET('hotline/twilio'),
  },
  papers: { table: 'GetItem PutItem Query', 'key for dynamodb': KEY_WRITE },
  persons: {
    table: 'BatchGetItem DeleteItem GetItem PutItem Query UpdateItem',
    'key for dynamodb': KEY_WRITE,
    files: 'DeleteObject',
    'bucket of files': 'ListBucket',
    'hotline-erasure': 'SendMessage',
    'key for sqs': KEY_WRITE,
  },
  erasure: {
    table: 'DeleteItem GetItem PutItem Query UpdateItem',
    'key for dynamodb': KEY_WRITE,
    'hotline-erasure': RECEIVE,
    'key for sqs': KEY_READ,
    files: 'DeleteObject',
    'bucket of files': 'ListBucket',
  },
  retention: {
    table: 'DeleteItem GetItem PutItem Query UpdateItem',
    'index by-centre': 'Query',
    'key for dynamodb': KEY_WRITE,
    files: 'DeleteObject',
    'bucket of files': 'ListBucket',
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
    table: 'BatchGetItem UpdateItem',
    'index outbox': 'Query',
    'key for dynamodb': KEY_WRITE,
    bus: 'PutEvents',
  },
  timers: {
    table: 'BatchGetItem DeleteItem GetItem PutItem',
    'index timers': 'Query',
    'index by-centre': 'Query',
    'key for dynamodb': KEY_WRITE,
  },
  send: {
    table: 'BatchGetItem GetItem PutItem UpdateItem',
    'key for dynamodb': KEY_WRITE,
    'hotline-send': RECEIVE,
    'key for sqs': KEY_READ,
    ...SECRET('hotline/twilio'),
    ...SECRET('hotline/zalo'),
  },
  'zalo-token': {
    table: 'GetItem PutItem UpdateItem',
    'key for dynamodb': KEY_WRITE,
    ...SECRET('hotline/zalo'),
  },
  'live-connect': { table: 'DeleteItem PutItem', 'key for dynamodb': KEY_WRITE },
  'live-push': {
    table: 'BatchGetItem DeleteItem GetItem',
    'index by-centre': 'Query',
    'key for dynamodb': KEY_WRITE,
    'hotline-live': RECEIVE,
    'key for sqs': KEY_READ,
    'live connections': 'ManageConnections',
  },
  figures: {
    table: 'BatchGetItem PutItem UpdateItem',
    'key for dynamodb': KEY_WRITE,
    'hotline-figures': RECEIVE,
    'key for sqs': KEY_READ,
  },
  deliver: {
    table: 'GetItem PutItem UpdateItem',
    'index by-state': 'Query',
    'key for dynamodb': KEY_WRITE,
    ...SECRET('hotline/address-key'),
    'every inbox': RECEIVE,
    'key for sqs': KEY_READ,
  },
};

/** What the functions are told, by name; a value where it is fixed. */
const ENVIRONMENT: Record<(typeof FUNCTIONS)[number], string> = {
  health: '',
  'twilio-voice': 'ADDRESS_KEY_SECRET_ID PUBLIC_URL SPILL_QUEUE_URL TABLE_NAME TWILIO_SECRET_ID',
  'voice-fallback': 'PUBLIC_URL SPILL_QUEUE_URL TWILIO_SECRET_ID',
  'twilio-sms':
    'ADDRESS_KEY_SECRET_ID PUBLIC_URL SET_ASIDE_QUEUE_URL SPILL_QUEUE_URL TABLE_NAME TWILIO_SECRET_ID',
  'sms-inbound': 'ADDRESS_KEY_SECRET_ID SET_ASIDE_QUEUE_URL SMS_INBOUND_SECRET_ID SPILL_QUEUE_URL TABLE_NAME',
  'zalo-webhook': 'ADDRESS_KEY_SECRET_ID SET_ASIDE_QUEUE_URL SPILL_QUEUE_URL TABLE_NAME ZALO_SECRET_ID',
  replay: 'TABLE_NAME ZALO_SECRET_ID',
  synthetic: 'PUBLIC_URL SMS_INBOUND_SECRET_ID TABLE_NAME TWILIO_SECRET_ID ZALO_SECRET_ID',
  reconcile: 'TABLE_NAME TWILIO_API_URL TWILIO_SECRET_ID ZALO_API_URL',
  api: 'ADDRESS_KEY_SECRET_ID MEDIA_BUCKET TABLE_NAME USER_POOL_ID WEBHOOK_REACH',
  media: 'MEDIA_BUCKET TABLE_NAME TWILIO_API_URL TWILIO_SECRET_ID',
  papers: 'TABLE_NAME',
  persons: 'ANSWER_SECONDS ERASURE_QUEUE_URL MEDIA_BUCKET TABLE_NAME',
  erasure: 'MEDIA_BUCKET TABLE_NAME',
  retention: 'MEDIA_BUCKET TABLE_NAME',
  relay: 'BUS_NAME TABLE_NAME',
  sweep: 'BUS_NAME TABLE_NAME',
  timers: 'TABLE_NAME',
  send: 'PUBLIC_URL TABLE_NAME TWILIO_API_URL TWILIO_SECRET_ID ZALO_API_URL ZALO_FORM_IMAGE_URL ZALO_OAUTH_URL ZALO_SECRET_ID ZNS_API_URL',
  'zalo-token': 'TABLE_NAME ZALO_OAUTH_URL ZALO_SECRET_ID',
  'live-connect': 'TABLE_NAME',
  'live-push': 'LIVE_API_URL TABLE_NAME',
  figures: 'TABLE_NAME',
  deliver: 'ADDRESS_KEY_SECRET_ID TABLE_NAME WEBHOOK_REACH ZALO_API_URL',
};

/** Hours in UTC. */
const NIGHTLY: Readonly<Record<string, string>> = {
  night: 'cron(0 19 * * ? *)',
  midnight: 'cron(0 18 * * ? *)',
};

/** What a statement's resource is, in the words of the tables above. */
function resourceName(arn: string, viaService: string | undefined): string {
  const rest = arn.split(':').slice(5).join(':');
  if (viaService !== undefined) return `key for ${viaService.split('.')[0]}`;
  if (arn.startsWith('arn:aws:s3:::')) return arn.endsWith('/*') ? 'files' : 'bucket of files';
  if (arn.includes(':sqs:')) return rest.replace(/^hotline-inbox-.*$/, 'every inbox');
  if (arn.includes(':secret:')) return `secret ${rest.replace(/^secret:/, '')}`;
  if (arn.includes(':event-bus/')) return 'bus';
  if (/\/live\/(POST|DELETE)\/@connections\/\*$/.test(rest)) return 'live connections';
  if (rest.startsWith('HandlersPool')) return 'pool';
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
    const log = resources().find(({ type, id }) => type === 'AWS::Logs::LogGroup' && id === LogGroup);
    expect(log?.properties).toMatchObject({ RetentionInDays: 30, KmsKeyId: KEY_ARN });
    const users = ofType('AWS::Lambda::Function').filter(
      ({ properties }) => properties.Role === made?.properties.Role,
    );
    expect(users).toHaveLength(1);
  });

  it.each(FUNCTIONS)('%s: may do exactly what the table says', (name) => {
    const made = functionNamed(name);
    const role = resources().find(
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
        ZNS_API_URL: 'https://business.openapi.zalo.me',
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

  it.each([
    ['sweep', '1 minute'],
    ['timers', '1 minute'],
    ['zalo-token', '1 hour'],
    ['reconcile', 'night'],
    ['retention', 'midnight'],
    ['synthetic', '15 minutes'],
  ])('%s: runs every %s, once', (name, every) => {
    const made = functionNamed(name);
    const rule = ofType('AWS::Events::Rule').find(({ properties }) => properties.Name === `hotline-${name}`);
    const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:hotline-${name}`;
    expect(rule?.properties).toMatchObject({
      ScheduleExpression: NIGHTLY[every] ?? `rate(${every})`,
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

  it('every function, however it is called, rings when it fails; by the clock also when it is silent', () => {
    const scheduled = ofType('AWS::Events::Rule').flatMap(({ properties }) =>
      properties.ScheduleExpression === undefined
        ? []
        : z.array(z.object({ Arn: z.string() })).parse(properties.Targets),
    );
    expect(scheduled.length).toBeGreaterThan(5);
    for (const { properties } of ofType('AWS::Lambda::Function')) {
      const name = String(properties.FunctionName);
      const alarms = ofType('AWS::CloudWatch::Alarm').filter(({ properties: { Metrics } }) =>
        JSON.stringify(Metrics ?? '').includes(`"Value":"${name}"`),
      );
      const [metrics, ...others] = alarms.map((one) => JSON.stringify(one.properties.Metrics));
      expect(others, name).toEqual([]);
      for (const metric of ['Errors', 'Throttles'])
        expect(metrics, name).toContain(`"MetricName":"${metric}"`);
      const byTheClock = scheduled.some(({ Arn }) => Arn.endsWith(`:function:${name}`));
      expect(alarmsOn('FunctionName', name, 'Invocations'), name).toHaveLength(byTheClock ? 1 : 0);
      // What is called without waiting and fails is not tried again by Lambda, which would hide it: the next run does it.
      if (byTheClock)
        expect(
          ofType('AWS::Lambda::EventInvokeConfig').map(({ properties: one }) => one.FunctionName),
          name,
        ).toContain(name);
    }
  });
});
