import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SmallAssembly {
  /** Name → source of a module that exports `handler`. */
  readonly functions: Readonly<Record<string, { source: string; timeout?: number; environment?: object }>>;
  /** Statements of every function's role. */
  readonly statements?: readonly object[];
  /** Further resources of the one stack. */
  readonly resources?: Readonly<Record<string, { Type: string; Properties?: object }>>;
}

const arn = (service: string, resource: string) =>
  `arn:aws:${service}:ap-southeast-1:000000000000:${resource}`;

/** The ARNs that a small assembly's resources have. */
export const arns = {
  table: arn('dynamodb', 'table/small'),
  stream: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
  queue: (name: string) => arn('sqs', name),
  bus: arn('events', 'event-bus/small'),
  function: (name: string) => arn('lambda', `function:${name}`),
};

/** A role that may do everything the local endpoint offers. */
export const allowAll = [{ Effect: 'Allow', Action: ['dynamodb:*', 'sqs:*', 'events:*'], Resource: '*' }];

/** A queue that the bus may fill. */
export const openQueuePolicy = (...names: string[]) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: names.map((name) => ({ Ref: name })),
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: '*',
          Condition: { ArnLike: { 'aws:SourceArn': arn('events', 'rule/small/*') } },
        },
      ],
    },
  },
});

export const queue = (properties: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties: properties });

export const mapping = (functionName: string, EventSourceArn: unknown, properties: object = {}) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    FunctionName: { Ref: functionName },
    EventSourceArn,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    ...properties,
  },
});

export const rule = (pattern: object, targets: readonly object[]) => ({
  Type: 'AWS::Events::Rule',
  Properties: { EventBusName: 'small', EventPattern: pattern, Targets: targets },
});

/** Two resources: an integration and its route, to a function of the assembly. */
export function route(id: string, key: string, functionName: string, properties: object = {}) {
  return {
    [`${id}Integration`]: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': [functionName, 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    [`${id}Route`]: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: key,
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: `${id}Integration` }]] },
        ...properties,
      },
    },
  };
}

const everyRoute = { 'Fn::Join': ['', [{ Ref: 'Api' }, '/*/*/*']] };

/** Writes a cloud assembly of one stack by hand, with a table, a bus and an HTTP API in it. */
export function writeSmallAssembly(
  folder: string,
  { functions, statements, resources }: SmallAssembly,
): string {
  mkdirSync(folder, { recursive: true });
  const files: Record<string, object> = {};
  const made: Record<string, object> = {};
  for (const [name, { source, timeout = 5, environment = {} }] of Object.entries(functions)) {
    mkdirSync(join(folder, `asset.${name}`));
    writeFileSync(join(folder, `asset.${name}`, 'handler.mjs'), source);
    files[name] = { source: { path: `asset.${name}`, packaging: 'zip' } };
    made[name] = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: name,
        Code: { S3Bucket: 'assets', S3Key: `${name}.zip` },
        Handler: 'handler.handler',
        Runtime: 'nodejs24.x',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Timeout: timeout,
        Environment: { Variables: { TABLE_NAME: { Ref: 'Table' }, ...environment } },
      },
    };
    made[`${name}Permission`] = {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: name },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: {
          'Fn::Join': [
            ':',
            ['arn:aws:execute-api', { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }, everyRoute],
          ],
        },
      },
    };
  }
  const template = {
    Resources: {
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'small',
          AttributeDefinitions: [
            { AttributeName: 'pk', AttributeType: 'S' },
            { AttributeName: 'sk', AttributeType: 'S' },
          ],
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
          StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
        },
      },
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'small' } },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {},
          Policies: [
            {
              PolicyName: 'all',
              PolicyDocument: { Version: '2012-10-17', Statement: statements ?? allowAll },
            },
          ],
        },
      },
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'small', ProtocolType: 'HTTP' } },
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
      },
      ...made,
      ...resources,
    },
  };
  const write = (file: string, content: object) => writeFileSync(join(folder, file), JSON.stringify(content));
  write('Small.template.json', template);
  write('Small.assets.json', { files });
  write('manifest.json', {
    artifacts: {
      Small: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Small.template.json' } },
      'Small.assets': { type: 'cdk:asset-manifest', properties: { file: 'Small.assets.json' } },
    },
  });
  return folder;
}
