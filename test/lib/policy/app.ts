import { type App, Stack } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { templates } from '../deployment.ts';
import { synthesize } from '../synthesize.ts';

describe('the app as a whole', () => {
  it.each<[string, string, (stack: Stack) => unknown]>([
    ['a bare queue', 'AwsSolutions-SQS4', (stack) => new Queue(stack, 'Bare')],
    [
      'a log kept for ever',
      'Serverless-CloudWatchLogGroupRetentionPeriod',
      (stack) => new CfnLogGroup(stack, 'Bare'),
    ],
  ])('is judged by cdk-nag: %s would stop the synthesis', (_, finding, add) => {
    const change = (app: App) => {
      const stack = app.node.findChild('HotlineConsole');
      if (stack instanceof Stack) add(stack);
    };
    expect(() => synthesize({}, { change })).toThrow(finding);
  });

  it('comes out the same twice', () => {
    expect(synthesize()).toEqual(templates());
  });

  it('refers one way: Data → Hotline → Centres → Console', () => {
    const order = ['HotlineData', 'Hotline', 'HotlineCentres', 'HotlineConsole'];
    for (const [index, stack] of order.entries()) {
      const imported = JSON.stringify(templates()[stack]).matchAll(/"Fn::ImportValue":"([^:"]+):/g);
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
      const [one] = Object.values(templates())
        .flatMap(({ Resources }) => Object.values(Resources))
        .filter(({ Type }) => Type === type);
      expect(one?.DeletionPolicy, type).toBe('RetainExceptOnCreate');
    }
  });
});
