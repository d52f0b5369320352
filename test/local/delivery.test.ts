import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from './eventually.ts';
import { arns, mapping, openQueuePolicy, queue, rule } from './small-assembly.ts';
import { clientSettings, type SmallSystem, smallSystem } from './small-system.ts';

/** Handlers in these tests tell what they saw on standard output, which the local run hands on line by line. */
const tell = 'const tell = (what) => console.log(JSON.stringify(what));';

function told(system: SmallSystem, name: string): unknown[] {
  return system.lines
    .filter((line) => line.startsWith(`${name}: {`))
    .map((line) => JSON.parse(line.slice(name.length + 2)));
}

const items = async (system: SmallSystem, path: string) =>
  z.object({ items: z.array(z.looseObject({})) }).parse(await (await fetch(system.url + path)).json()).items;

const put = (system: SmallSystem, entries: { type: string; detail: object }[]) =>
  new EventBridgeClient(clientSettings(system)).send(
    new PutEventsCommand({
      Entries: entries.map(({ type, detail }) => ({
        Source: 'hotline',
        DetailType: type,
        Detail: JSON.stringify(detail),
        EventBusName: 'small',
      })),
    }),
  );

const write = (system: SmallSystem, id: string, more: Record<string, { S: string }> = {}) =>
  new DynamoDBClient(clientSettings(system)).send(
    new PutItemCommand({
      TableName: system.tableName,
      Item: { pk: { S: id }, sk: { S: 'Đà Nẵng' }, ...more },
    }),
  );

const count = async (system: SmallSystem, name: string) => {
  const answer = await new SQSClient(clientSettings(system)).send(
    new GetQueueAttributesCommand({
      QueueUrl: `${system.awsUrl}/000000000000/${name}`,
      AttributeNames: ['All'],
    }),
  );
  return Number(answer.Attributes?.ApproximateNumberOfMessages);
};

describe('an event on the bus', () => {
  const inbox = {
    Inbox: queue({ QueueName: 'hotline-inbox-01' }),
    Policy: openQueuePolicy('Inbox'),
    Rule: rule({ source: ['hotline'], detail: { centre: ['01'] } }, [
      { Id: 'q', Arn: arns.queue('hotline-inbox-01') },
    ]),
  };

  it('reaches the queue of the rule that matches, its function, and the histories', async () => {
    const system = await smallSystem({
      functions: {
        deliver: {
          source: `${tell} export const handler = async (event) => { for (const r of event.Records) tell({ body: JSON.parse(r.body), count: r.attributes.ApproximateReceiveCount, source: r.eventSource }); };`,
        },
      },
      resources: { ...inbox, Mapping: mapping('deliver', arns.queue('hotline-inbox-01')) },
    });

    const answer = await put(system, [
      { type: 'request.routed', detail: { centre: '01', requestId: 'r1' } },
      { type: 'request.routed', detail: { centre: '79', requestId: 'r2' } },
    ]);
    await eventually(
      () => told(system, 'deliver').length,
      (length) => length === 1,
    );

    expect(answer.FailedEntryCount).toBe(0);
    expect(told(system, 'deliver')).toMatchObject([
      {
        count: '1',
        source: 'aws:sqs',
        body: {
          version: '0',
          source: 'hotline',
          'detail-type': 'request.routed',
          account: '000000000000',
          region: 'ap-southeast-1',
          resources: [],
          detail: { centre: '01', requestId: 'r1' },
        },
      },
    ]);
    expect(await items(system, '/dev/bus')).toMatchObject([
      { detail: { requestId: 'r1' }, rules: ['Small-Rule'] },
      { detail: { requestId: 'r2' }, rules: [] },
    ]);
    const history = await items(system, '/dev/inbox/01');
    expect(history).toMatchObject([{ detail: { requestId: 'r1' }, 'detail-type': 'request.routed' }]);
    expect(history[0]).toHaveProperty('messageId');
    expect(history[0]).toHaveProperty('receivedAt');
  });

  it('goes to the dead letters when the queue does not let the bus in', async () => {
    const system = await smallSystem({
      functions: {},
      resources: {
        ...inbox,
        Dead: queue({ QueueName: 'dead' }),
        Policy: openQueuePolicy('Dead'),
        Rule: rule({ source: ['hotline'] }, [
          { Id: 'q', Arn: arns.queue('hotline-inbox-01'), DeadLetterConfig: { Arn: arns.queue('dead') } },
        ]),
      },
    });

    await put(system, [{ type: 'request.routed', detail: { centre: '01' } }]);
    await eventually(
      () => count(system, 'dead'),
      (length) => length === 1,
    );

    expect(await items(system, '/dev/inbox/01')).toEqual([]);
    expect(system.lines.join()).toContain('sqs:SendMessage');
    const { Messages = [] } = await new SQSClient(clientSettings(system)).send(
      new ReceiveMessageCommand({ QueueUrl: `${system.awsUrl}/000000000000/dead` }),
    );
    expect(Messages[0]?.MessageAttributes?.ERROR_MESSAGE?.StringValue).toContain(
      'events.amazonaws.com is not authorized',
    );
  });

  it('does not pass a customer key that does not know the bus', async () => {
    const KeyPolicy = {
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::000000000000:root' },
        Action: 'kms:*',
        Resource: '*',
      },
    };
    const system = await smallSystem({
      functions: {},
      resources: {
        ...inbox,
        Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy } },
        Inbox: queue({ QueueName: 'hotline-inbox-01', KmsMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } }),
      },
    });

    await put(system, [{ type: 'request.routed', detail: { centre: '01' } }]);
    await eventually(
      () => system.lines.join(),
      (lines) => lines.includes('kms:GenerateDataKey'),
    );

    expect(await items(system, '/dev/inbox/01')).toEqual([]);
  });

  it('fails alone when its entry is malformed', async () => {
    const system = await smallSystem({ functions: {}, resources: inbox });

    const { FailedEntryCount, Entries } = await new EventBridgeClient(clientSettings(system)).send(
      new PutEventsCommand({
        Entries: [
          { Source: 'hotline', DetailType: 'a', Detail: '{"centre":"01"}', EventBusName: 'small' },
          { Source: 'hotline', DetailType: 'a', Detail: 'not JSON', EventBusName: 'small' },
        ],
      }),
    );

    expect(FailedEntryCount).toBe(1);
    expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([undefined, 'MalformedDetail']);
    expect(
      await eventually(
        () => items(system, '/dev/inbox/01'),
        ({ length }) => length === 1,
      ),
    ).toHaveLength(1);
  });
});

describe('a queue before a function', () => {
  it('gives back only what the function reports, and in the end to the dead letters', async () => {
    const system = await smallSystem({
      functions: {
        work: {
          source: `${tell} export const handler = async ({ Records }) => { tell({ bodies: Records.map((r) => JSON.parse(r.body).detail.n) }); return { batchItemFailures: Records.filter((r) => JSON.parse(r.body).detail.n === 2).map((r) => ({ itemIdentifier: r.messageId })) }; };`,
        },
      },
      resources: {
        Work: queue({
          QueueName: 'work',
          VisibilityTimeout: 60,
          RedrivePolicy: { deadLetterTargetArn: arns.queue('dead'), maxReceiveCount: 2 },
        }),
        Dead: queue({ QueueName: 'dead' }),
        Policy: openQueuePolicy('Work'),
        Rule: rule({ source: ['hotline'] }, [{ Id: 'q', Arn: arns.queue('work') }]),
        Mapping: mapping('work', arns.queue('work'), { BatchSize: 10, MaximumBatchingWindowInSeconds: 1 }),
      },
    });

    await put(
      system,
      [1, 2, 3].map((n) => ({ type: 'x', detail: { n } })),
    );
    await eventually(
      () => told(system, 'work').length,
      (length) => length >= 1,
    );
    const advance = () => fetch(`${system.url}/dev/clock`, { method: 'POST', body: '{"advance":"PT1M"}' });
    await advance();
    await eventually(
      () => told(system, 'work').length,
      (length) => length >= 2,
    );
    await advance();
    await eventually(
      () => count(system, 'dead'),
      (length) => length === 1,
    );

    expect(told(system, 'work')).toEqual([{ bodies: [1, 2, 3] }, { bodies: [2] }]);
  });

  it('deletes what its filter does not want', async () => {
    const system = await smallSystem({
      functions: {
        work: {
          source: `${tell} export const handler = async ({ Records }) => { tell({ n: Records.map((r) => JSON.parse(r.body).detail.n) }); };`,
        },
      },
      resources: {
        Work: queue({ QueueName: 'work' }),
        Policy: openQueuePolicy('Work'),
        Rule: rule({ source: ['hotline'] }, [{ Id: 'q', Arn: arns.queue('work') }]),
        Mapping: mapping('work', arns.queue('work'), {
          FilterCriteria: { Filters: [{ Pattern: '{"body":{"detail":{"n":[{"numeric":[">",1]}]}}}' }] },
        }),
      },
    });

    await put(
      system,
      [1, 2].map((n) => ({ type: 'x', detail: { n } })),
    );
    await eventually(
      () => told(system, 'work').length,
      (length) => length === 1,
    );
    await eventually(
      () => count(system, 'work'),
      (length) => length === 0,
    );

    expect(told(system, 'work')).toEqual([{ n: [2] }]);
  });
});

describe('the stream of the table', () => {
  const Stream = (properties: object = {}) =>
    mapping('relay', arns.stream, { StartingPosition: 'TRIM_HORIZON', BatchSize: 10, ...properties });

  it('hands on, in order, what the filter wants, in the form of Lambda', async () => {
    const system = await smallSystem({
      functions: {
        relay: {
          source: `${tell} export const handler = async ({ Records }) => { for (const r of Records) tell(r); };`,
        },
      },
      resources: {
        Mapping: Stream({
          FilterCriteria: {
            Filters: [
              {
                Pattern:
                  '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"outbox":{"S":[{"exists":true}]}}}}',
              },
            ],
          },
        }),
      },
    });

    for (const id of ['a', 'b', 'c']) await write(system, id, id === 'b' ? {} : { outbox: { S: 'x' } });
    await eventually(
      () => told(system, 'relay').length,
      (length) => length === 2,
    );

    expect(told(system, 'relay')).toMatchObject([
      {
        eventName: 'INSERT',
        eventSource: 'aws:dynamodb',
        awsRegion: 'ap-southeast-1',
        eventSourceARN: 'arn:aws:dynamodb:ap-southeast-1:000000000000:table/small/stream/local',
        dynamodb: { NewImage: { pk: { S: 'a' }, sk: { S: 'Đà Nẵng' } }, StreamViewType: 'NEW_IMAGE' },
      },
      { dynamodb: { NewImage: { pk: { S: 'c' } } } },
    ]);
  });

  it('finds the poison record by halving, tells the failure queue where it stood, and goes on', async () => {
    const system = await smallSystem({
      functions: {
        relay: {
          source: `${tell} export const handler = async ({ Records }) => { const ids = Records.map((r) => r.dynamodb.Keys.pk.S); if (ids.includes('poison')) throw new Error('poison'); tell({ ids }); };`,
        },
      },
      resources: {
        Failed: queue({ QueueName: 'failed' }),
        Mapping: Stream({
          BisectBatchOnFunctionError: true,
          MaximumRetryAttempts: 2,
          DestinationConfig: { OnFailure: { Destination: arns.queue('failed') } },
        }),
      },
    });

    for (const id of ['a', 'poison', 'c', 'd']) await write(system, id);
    await eventually(
      () =>
        told(system, 'relay')
          .flatMap((one) => z.object({ ids: z.array(z.string()) }).parse(one).ids)
          .sort()
          .join(),
      (ids) => ids === 'a,c,d',
    );
    const { Messages = [] } = await eventually(
      () =>
        new SQSClient(clientSettings(system)).send(
          new ReceiveMessageCommand({ QueueUrl: `${system.awsUrl}/000000000000/failed` }),
        ),
      ({ Messages }) => Messages?.length === 1,
    );

    expect(JSON.parse(Messages[0]?.Body ?? '')).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted' },
      DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: '2', endSequenceNumber: '2' },
    });
  });

  it('comes again from the first record that the function reports', async () => {
    const system = await smallSystem({
      functions: {
        relay: {
          source: `${tell} let turn = 0; export const handler = async ({ Records }) => { tell({ ids: Records.map((r) => r.dynamodb.Keys.pk.S) }); const b = Records.find((r) => r.dynamodb.Keys.pk.S === 'b'); return b && turn++ === 0 ? { batchItemFailures: [{ itemIdentifier: b.dynamodb.SequenceNumber }] } : undefined; };`,
        },
      },
      resources: { Mapping: Stream() },
    });

    await Promise.all(['a', 'b', 'c'].map((id) => write(system, id)));
    const seen = await eventually(
      () => told(system, 'relay').flatMap((one) => z.object({ ids: z.array(z.string()) }).parse(one).ids),
      (ids) => ids.filter((id) => id === 'b').length === 2 && ids.includes('c') && ids.includes('a'),
    );

    // What stood before "b" in its batch is not repeated.
    expect(seen.slice(0, seen.indexOf('b')).filter((id) => seen.lastIndexOf(id) > seen.indexOf('b'))).toEqual(
      [],
    );
  });
});
