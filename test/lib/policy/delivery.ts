import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import centresFile from '../../../data/centres.json' with { type: 'json' };
import { FUNCTIONS } from '../../../lib/hotline-app.ts';
import { ACCOUNT, REGION } from '../deployed.ts';
import { KEY_ARN, ofType, only, property, queueArn, target } from '../deployment.ts';
import { serviceMay } from '../policy-document.ts';

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
    const open = centresFile.centres.filter((row) => !('closedOn' in row));
    expect(busRules()).toHaveLength(open.length + 5);
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
