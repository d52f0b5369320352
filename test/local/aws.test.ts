import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  PurgeQueueCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { arns, queue } from './small-assembly.ts';
import { clientSettings, smallSystem } from './small-system.ts';

const functions = { work: { source: 'export const handler = async () => ({});' } };
const item = { pk: { S: 'a' }, sk: { S: 'b' } };

describe('the local AWS endpoint', () => {
  it('lets a function do what its role allows, and nothing else', async () => {
    const system = await smallSystem({
      functions,
      statements: [
        {
          Effect: 'Allow',
          Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
          Resource: { 'Fn::GetAtt': ['Table', 'Arn'] },
        },
        {
          Effect: 'Allow',
          Action: 'secretsmanager:GetSecretValue',
          Resource: 'arn:aws:secretsmanager:ap-southeast-1:000000000000:secret:hotline/twilio-??????',
        },
      ],
      resources: { Spill: queue({ QueueName: 'spill' }) },
    });
    const settings = clientSettings(system, 'work');
    const dynamo = new DynamoDBClient(settings);
    const sqs = new SQSClient(settings);
    const secrets = new SecretsManagerClient(settings);
    const TableName = system.tableName;
    const refused = (action: string) => ({
      name: 'AccessDeniedException',
      message: expect.stringMatching(
        new RegExp(
          `^User: arn:aws:sts::000000000000:assumed-role/Small-Role/work is not authorized to perform: ${action} on resource: arn:`,
        ),
      ),
    });

    await dynamo.send(new PutItemCommand({ TableName, Item: item }));
    expect((await dynamo.send(new GetItemCommand({ TableName, Key: item }))).Item).toEqual(item);
    expect(
      (await secrets.send(new GetSecretValueCommand({ SecretId: 'hotline/twilio' }))).SecretString,
    ).toContain('local-twilio-auth-token');

    await expect(dynamo.send(new UpdateItemCommand({ TableName, Key: item }))).rejects.toMatchObject(
      refused('dynamodb:UpdateItem'),
    );
    const query = { KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: 'a' } } };
    await expect(dynamo.send(new QueryCommand({ TableName, ...query }))).rejects.toMatchObject(
      refused('dynamodb:Query'),
    );
    const parts = [
      { Put: { TableName, Item: { ...item, sk: { S: 'c' } } } },
      { Delete: { TableName, Key: item } },
    ];
    await expect(dynamo.send(new TransactWriteItemsCommand({ TransactItems: parts }))).rejects.toMatchObject(
      refused('dynamodb:DeleteItem'),
    );
    await expect(
      sqs.send(new SendMessageCommand({ QueueUrl: `${system.awsUrl}/000000000000/spill`, MessageBody: 'x' })),
    ).rejects.toMatchObject(refused('sqs:SendMessage'));
    await expect(secrets.send(new GetSecretValueCommand({ SecretId: 'hotline/zalo' }))).rejects.toMatchObject(
      refused('secretsmanager:GetSecretValue'),
    );
    const Entries = [{ Source: 's', DetailType: 'd', Detail: '{}', EventBusName: 'small' }];
    await expect(
      new EventBridgeClient(settings).send(new PutEventsCommand({ Entries })),
    ).rejects.toMatchObject(refused('events:PutEvents'));
    const stranger = new DynamoDBClient({
      ...settings,
      credentials: { accessKeyId: 'stranger', secretAccessKey: 'x' },
    });
    await expect(stranger.send(new GetItemCommand({ TableName, Key: item }))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
  });

  it('asks the customer key as well', async () => {
    const table = {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: 'small',
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        SSESpecification: {
          SSEEnabled: true,
          SSEType: 'KMS',
          KMSMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] },
        },
      },
    };
    const key = (rest: object) => ({
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: {
          Statement: [
            {
              Effect: 'Allow',
              Action: 'kms:*',
              Resource: '*',
              Principal: { AWS: 'arn:aws:iam::000000000000:root' },
              ...rest,
            },
          ],
        },
      },
    });
    const table_ = { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' };
    const decrypt = (service: string) => ({
      Effect: 'Allow',
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': `${service}.ap-southeast-1.amazonaws.com` } },
    });
    const outcome = async (statements: object[], Key: ReturnType<typeof key>) => {
      const system = await smallSystem({ functions, statements, resources: { Table: table, Key } });
      return new DynamoDBClient(clientSettings(system, 'work'))
        .send(new PutItemCommand({ TableName: system.tableName, Item: item }))
        .then(
          () => 'done',
          ({ message }: Error) => /perform: (\S+)/.exec(message)?.[1],
        );
    };

    expect(await outcome([table_, decrypt('dynamodb')], key({}))).toBe('done');
    expect(await outcome([table_], key({}))).toBe('kms:Decrypt');
    expect(await outcome([table_, decrypt('sqs')], key({}))).toBe('kms:Decrypt');
    expect(
      await outcome([table_, decrypt('dynamodb')], key({ Principal: { Service: 'events.amazonaws.com' } })),
    ).toBe('kms:Decrypt');
  });

  it('refuses an expression that would end the engine, and takes such letters as values', async () => {
    const system = await smallSystem({ functions });
    const dynamo = new DynamoDBClient(clientSettings(system));
    const TableName = system.tableName;

    const poison = dynamo.send(
      new UpdateItemCommand({
        TableName,
        Key: item,
        UpdateExpression: 'SET tên = :t',
        ExpressionAttributeValues: { ':t': { S: 'x' } },
      }),
    );
    await expect(poison).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('ê'),
    });
    const inTransaction = dynamo.send(
      new TransactWriteItemsCommand({
        TransactItems: [{ Put: { TableName, Item: item, ConditionExpression: 'attribute_not_exists(tên)' } }],
      }),
    );
    await expect(inTransaction).rejects.toMatchObject({ name: 'ValidationException' });

    const named = { '#n': 'tên', '#e': 'UpdateExpression' };
    await dynamo.send(
      new UpdateItemCommand({
        TableName,
        Key: item,
        UpdateExpression: 'SET #n = :t, #e = :t',
        ExpressionAttributeNames: named,
        ExpressionAttributeValues: { ':t': { S: 'Đà Nẵng' } },
      }),
    );
    const { Item } = await dynamo.send(new GetItemCommand({ TableName, Key: item }));
    expect(Item).toMatchObject({ tên: { S: 'Đà Nẵng' } });
    await dynamo.send(
      new PutItemCommand({ TableName, Item: { ...item, UpdateExpression: { S: 'Đà Nẵng' } } }),
    );
  });

  it('passes on why a transaction was cancelled', async () => {
    const system = await smallSystem({ functions });
    const dynamo = new DynamoDBClient(clientSettings(system));
    const TableName = system.tableName;
    const TransactItems = [
      { Put: { TableName, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } },
      { Put: { TableName, Item: { ...item, sk: { S: 'c' } } } },
    ];
    await dynamo.send(new TransactWriteItemsCommand({ TransactItems }));

    await expect(dynamo.send(new TransactWriteItemsCommand({ TransactItems }))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'None' }],
    });
  });

  it('sends batches, wants a group for FIFO, and says what it does not serve', async () => {
    const system = await smallSystem({
      functions,
      resources: {
        Spill: queue({ QueueName: 'spill.fifo', FifoQueue: true, ContentBasedDeduplication: true }),
      },
    });
    const sqs = new SQSClient(clientSettings(system));
    const QueueUrl = `${system.awsUrl}/000000000000/spill.fifo`;

    const batch = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: ['a', 'b'].map((Id) => ({ Id, MessageBody: Id, MessageGroupId: 'g' })),
      }),
    );

    expect(batch.Successful?.map(({ Id }) => Id)).toEqual(['a', 'b']);
    await expect(sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toMatchObject({
      name: 'MissingParameter',
    });
    await expect(sqs.send(new PurgeQueueCommand({ QueueUrl }))).rejects.toThrow(
      'The local run does not serve sqs:PurgeQueue',
    );
    expect(arns.table).toContain(system.tableName);
  });
});
