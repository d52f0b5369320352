import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ACCOUNT, deploy, REGION } from '../deployed.ts';
import { ofType, templates } from '../deployment.ts';
import { synthesize } from '../synthesize.ts';

const environment = z.object({ Variables: z.record(z.string(), z.unknown()).default({}) });

const headings = new Set(
  [...readFileSync('docs/operations.md', 'utf8').matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-'),
  ),
);

describe('what the operator sees', () => {
  it('each alarm names a section of the runbook that is there', () => {
    const alarms = ofType('AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(50);
    const astray = alarms.filter(({ properties }) => {
      const [, anchor = ''] =
        / Runbook: docs\/operations\.md#([a-z0-9-]+)$/.exec(String(properties.AlarmDescription)) ?? [];
      return !headings.has(anchor);
    });
    expect(astray.map(({ properties }) => properties.AlarmDescription)).toEqual([]);
  });

  it('an error line of any function rings', () => {
    const logs = ofType('AWS::Lambda::Function').map(
      ({ properties }) => z.object({ LogGroup: z.string() }).parse(properties.LoggingConfig).LogGroup,
    );
    const counted = ofType('AWS::Logs::MetricFilter').filter(
      ({ properties }) => properties.FilterPattern === '{ $.level = "error" }',
    );
    expect(counted.map(({ properties }) => properties.LogGroupName).sort()).toEqual([...logs].sort());
    const [metric, ...others] = new Set(
      counted.map(({ properties }) => JSON.stringify(properties.MetricTransformations)),
    );
    expect(others).toEqual([]);
    const alarms = ofType('AWS::CloudWatch::Alarm').filter(
      ({ properties }) => properties.MetricName === 'ErrorLines',
    );
    expect(alarms).toHaveLength(1);
    expect(metric).toContain(`"MetricNamespace":"${alarms[0]?.properties.Namespace}"`);
    expect(alarms[0]?.properties).toMatchObject({ Threshold: 0, AlarmActions: [expect.anything()] });
  });

  it('each function, queue, stream, the table and the API are on the dashboard', () => {
    const [dashboard] = ofType('AWS::CloudWatch::Dashboard');
    const body = String(dashboard?.properties.DashboardBody);
    for (const metric of [
      'Invocations',
      'Errors',
      'ApproximateAgeOfOldestMessage',
      'IteratorAge',
      'ThrottledRequests',
      '5xx',
    ])
      expect(body).toContain(`MetricName=${metric}`);
    // Found by the beginning of their names, which all of them have.
    for (const { properties } of ofType('AWS::Lambda::Function'))
      expect(properties.FunctionName).toMatch(/^hotline-/);
    for (const { properties } of ofType('AWS::SQS::Queue')) expect(properties.QueueName).toMatch(/^hotline-/);
  });

  it('each resource that keeps or does something says whose it is and what for', () => {
    const kinds = [
      'AWS::DynamoDB::Table',
      'AWS::SQS::Queue',
      'AWS::Lambda::Function',
      'AWS::KMS::Key',
      'AWS::SNS::Topic',
      'AWS::S3::Bucket',
      'AWS::Logs::LogGroup',
      'AWS::IAM::Role',
      'AWS::Events::EventBus',
    ];
    const tags = z.array(z.object({ Key: z.string(), Value: z.string() }));
    for (const kind of kinds)
      for (const { id, properties } of ofType(kind))
        expect(tags.parse(properties.Tags), id).toEqual(
          expect.arrayContaining([
            { Key: 'application', Value: 'legal-aid-hotline' },
            { Key: 'stage', Value: 'prod' },
          ]),
        );
  });

  it('a restored table takes the place of the stack’s own in every function, and no stack loses what another imports', () => {
    const stream = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/Restored/stream/2026-11-23T00:00:00.000`;
    const restored = synthesize({ restoredTable: 'Restored', restoredTableStreamArn: stream });
    const deployed = deploy(restored);
    const told = deployed.flatMap(({ type, properties }) => {
      const { Variables } = environment.parse(properties.Environment ?? {});
      return type === 'AWS::Lambda::Function' && Variables.TABLE_NAME ? [Variables.TABLE_NAME] : [];
    });
    expect(told.length).toBeGreaterThan(15);
    expect(new Set(told)).toEqual(new Set(['Restored']));
    const policies = JSON.stringify(deployed.filter(({ type }) => type === 'AWS::IAM::Policy'));
    expect(policies.match(/:table\/[A-Za-z0-9]+/g)?.every((name) => name === ':table/Restored')).toBe(true);
    expect(
      deployed.filter(({ properties }) => properties.EventSourceArn === stream),
      'the relay reads the restored stream',
    ).toHaveLength(1);
    const exportsOf = (all: typeof restored) => Object.keys(all.HotlineData?.Outputs ?? {});
    expect(exportsOf(restored)).toEqual(expect.arrayContaining(exportsOf(templates())));
  });

  it('a development stage is cheaper and may be deleted; what is live is neither', () => {
    const dev = synthesize({ stage: 'dev' });
    const count = (all: typeof dev, type: string) =>
      Object.values(all).flatMap(({ Resources }) =>
        Object.values(Resources).filter(({ Type }) => Type === type),
      ).length;
    expect(count(dev, 'AWS::CloudWatch::Alarm')).toBeLessThan(
      count(templates(), 'AWS::CloudWatch::Alarm') - 30,
    );
    expect(JSON.stringify(dev.Hotline)).toContain('"RetentionInDays":7');
    expect(JSON.stringify(dev.Hotline)).toContain('{"Key":"stage","Value":"dev"}');
  });
});
