import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import centresFile from '../../../data/centres.json' with { type: 'json' };
import { alarmsOn, KEY_ARN, ofType, only, property, queueArn, target, templates } from '../deployment.ts';
import { statements } from '../policy-document.ts';

const CENTRES = centresFile.centres.length;

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
    expect(queues.length).toBeGreaterThanOrEqual(2 * CENTRES + 10);
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
    for (const { Resources } of Object.values(templates())) {
      for (const one of Object.values(Resources)) {
        if (one.Type === 'AWS::SQS::Queue') expect(one.DeletionPolicy).toBe('RetainExceptOnCreate');
      }
    }
  });

  it('that feed a function wait six times its timeout, give up after five receipts, and report one by one', () => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
      String(properties.EventSourceArn).includes(':sqs:'),
    );
    expect(mappings).toHaveLength(CENTRES + 6);
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
    expect(dead.size).toBe(CENTRES + 8);
    for (const arn of dead) {
      const [alarm] = alarmsOn('QueueName', nameOf(arn), 'ApproximateNumberOfMessagesVisible');
      expect(alarm?.properties, arn).toMatchObject({
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        AlarmActions: [only('AWS::SNS::Topic').properties.TopicName ?? expect.stringContaining(':sns:')],
      });
    }
  });

  it('that take dead letters: the alarm says how that queue is sent back, and the runbook has a row for it', () => {
    const runbook = readFileSync('docs/operations.md', 'utf8');
    for (const arn of deadLetterQueues()) {
      const name = nameOf(arn);
      const command = `npm run redrive -- --queue ${name} --deployed`;
      const [alarm] = alarmsOn('QueueName', name, 'ApproximateNumberOfMessagesVisible');
      expect(alarm?.properties.AlarmDescription).toContain(` Then: ${command}. Runbook: `);
      const row = `| \`${name.replace(/^hotline-inbox-.*-dead$/, 'hotline-inbox-<centre>-dead')}\``;
      const [line, ...others] = runbook.split('\n').filter((one) => one.startsWith(`${row} `));
      expect(others, name).toEqual([]);
      expect(line, name).toContain(command.replace(/inbox-[^ ]*-dead/, 'inbox-<centre>-dead'));
    }
  });

  it('that feed a function ring when nobody reads them; of the inboxes the synthetic citizen tells', () => {
    const read = ofType('AWS::Lambda::EventSourceMapping')
      .map(({ properties }) => String(properties.EventSourceArn))
      .filter((arn) => arn.includes(':sqs:'))
      .map(nameOf);
    const deaf = read.filter(
      (name) => alarmsOn('QueueName', name, 'ApproximateAgeOfOldestMessage').length !== 1,
    );
    expect(deaf.filter((name) => !name.startsWith('hotline-inbox-'))).toEqual([]);
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
