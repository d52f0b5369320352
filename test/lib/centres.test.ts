import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCentres } from '../../lib/read-centres.ts';
import { deploy, type Resource } from './deployed.ts';
import { synthesize, type Templates } from './synthesize.ts';

const TODAY = '2026-11-22';
const folder = mkdtempSync(join(tmpdir(), 'hotline-centres-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Row {
  code: string;
  name?: string;
  closedOn?: string;
  successor?: string;
}

function file(name: string, rows: readonly Row[]): string {
  const path = join(folder, `${name}.json`);
  const centres = rows.map((row) => ({
    name: `Trung tâm ${row.code}`,
    provinces: [],
    contact: null,
    ...row,
  }));
  writeFileSync(path, JSON.stringify({ centres }));
  return path;
}

const count = (templates: Templates, stack: string) => Object.keys(templates[stack]?.Resources ?? {}).length;
const named = (resources: readonly Resource[], type: string, property: string, value: string) =>
  resources.filter((one) => one.type === type && one.properties[property] === value);

/** 34 provinces with two centres each, the national desk, and one that was closed. */
const SEVENTY: readonly Row[] = [
  ...Array.from({ length: 34 }, (_, index) => String(index + 10)).flatMap((code) => [
    { code },
    { code: `${code}-2` },
  ]),
  { code: '01', closedOn: '2026-07-01', successor: '10' },
  { code: 'national' },
];

describe('70 centres, one of them closed', () => {
  let templates: Templates;
  let resources: readonly Resource[];
  beforeAll(() => {
    templates = synthesize({ centresFile: file('seventy', SEVENTY) });
    resources = deploy(templates);
  });

  it('leave every stack under 450 resources, and cost five each', () => {
    for (const stack of Object.keys(templates)) expect(count(templates, stack), stack).toBeLessThan(450);
    expect(count(templates, 'HotlineCentres')).toBeLessThanOrEqual(70 * 5 + 10);
  });

  it.each(SEVENTY.map(({ code }) => code))('%s has inbox, dead-letter queue, alarm and reader', (code) => {
    const [inbox] = named(resources, 'AWS::SQS::Queue', 'QueueName', `hotline-inbox-${code}`);
    expect(inbox?.properties.RedrivePolicy).toMatchObject({
      deadLetterTargetArn: expect.stringMatching(new RegExp(`:hotline-inbox-${code}-dead$`)),
    });
    expect(named(resources, 'AWS::SQS::Queue', 'QueueName', `hotline-inbox-${code}-dead`)).toHaveLength(1);
    const alarms = resources.filter(
      ({ type, properties }) =>
        type === 'AWS::CloudWatch::Alarm' &&
        JSON.stringify(properties.Dimensions) ===
          JSON.stringify([{ Name: 'QueueName', Value: `hotline-inbox-${code}-dead` }]),
    );
    expect(alarms).toHaveLength(1);
    const readers = resources.filter(
      ({ type, properties }) =>
        type === 'AWS::Lambda::EventSourceMapping' &&
        String(properties.EventSourceArn).endsWith(`:hotline-inbox-${code}`),
    );
    expect(readers.map(({ properties }) => properties.FunctionName)).toEqual(['hotline-deliver']);
  });

  it.each(SEVENTY.filter(({ closedOn }) => closedOn === undefined).map(({ code }) => code))(
    '%s has a rule that lets its own through into its inbox',
    (code) => {
      const [rule, ...others] = named(resources, 'AWS::Events::Rule', 'Name', `centre-${code}`);
      expect(others).toEqual([]);
      expect(rule?.properties).toMatchObject({
        EventBusName: 'hotline',
        State: 'ENABLED',
        EventPattern: {
          source: ['hotline'],
          'detail-type': ['request.routed', 'deadline.passed'],
          detail: { centre: [code] },
        },
        Targets: [
          {
            Arn: expect.stringMatching(new RegExp(`:hotline-inbox-${code}$`)),
            DeadLetterConfig: { Arn: expect.stringMatching(new RegExp(`:hotline-inbox-${code}-dead$`)) },
          },
        ],
      });
    },
  );

  it('the closed one has no rule; what is still sent to it falls to the national desk, and rings', () => {
    expect(named(resources, 'AWS::Events::Rule', 'Name', 'centre-01')).toEqual([]);
    const [rule] = named(resources, 'AWS::Events::Rule', 'Name', 'unclaimed');
    const open = SEVENTY.filter(({ closedOn }) => closedOn === undefined).map(({ code }) => code);
    expect(rule?.properties).toMatchObject({
      EventPattern: {
        source: ['hotline'],
        'detail-type': ['request.routed', 'deadline.passed'],
        detail: { centre: [{ 'anything-but': open }] },
      },
      Targets: [{ Arn: expect.stringMatching(/:hotline-inbox-national$/) }],
    });
    const alarms = resources.filter(
      ({ type, properties }) =>
        type === 'AWS::CloudWatch::Alarm' && properties.MetricName === 'TriggeredRules',
    );
    expect(alarms.map(({ properties }) => properties.Dimensions)).toEqual([
      [
        { Name: 'EventBusName', Value: 'hotline' },
        { Name: 'RuleName', Value: 'unclaimed' },
      ],
    ]);
  });

  it('stay within the limits of patterns and policies', () => {
    for (const { type, id, properties } of resources) {
      // EventBridge: 2,048 characters a pattern.
      if (type === 'AWS::Events::Rule' && properties.EventPattern !== undefined) {
        expect(JSON.stringify(properties.EventPattern).length, id).toBeLessThan(2048);
      }
      // SQS: 8,192 bytes a policy.
      if (type === 'AWS::SQS::QueuePolicy') {
        expect(JSON.stringify(properties.PolicyDocument).length, id).toBeLessThan(8192);
      }
      // KMS: 32 KB.
      if (type === 'AWS::KMS::Key') expect(JSON.stringify(properties.KeyPolicy).length).toBeLessThan(32_768);
    }
    // IAM: 10,240 characters of inline policies a role; CDK moves what it thinks too long into managed ones.
    expect(resources.filter(({ type }) => type === 'AWS::IAM::ManagedPolicy')).toEqual([]);
    const inline: Record<string, number> = {};
    for (const { type, properties } of resources) {
      if (type !== 'AWS::IAM::Policy') continue;
      const [role = ''] = z.array(z.string()).parse(properties.Roles);
      inline[role] = (inline[role] ?? 0) + JSON.stringify(properties.PolicyDocument).length;
    }
    for (const [role, length] of Object.entries(inline)) expect(length, role).toBeLessThan(10_240);
    expect(Math.max(...Object.values(inline))).toBeGreaterThan(4000);
    for (const [stack, template] of Object.entries(templates)) {
      expect(JSON.stringify(template).length, stack).toBeLessThan(1_000_000);
    }
  });
});

describe('one dead-letter queue for all centres', () => {
  it('takes the place of each centre’s own, with one alarm', () => {
    const resources = deploy(synthesize({ centreDeadLetters: 'shared' }));
    const queues = resources
      .filter(({ type, stack }) => type === 'AWS::SQS::Queue' && stack === 'HotlineCentres')
      .map(({ properties }) => z.string().parse(properties.QueueName));
    expect(queues.filter((name) => name.endsWith('-dead'))).toEqual(['hotline-inbox-dead']);
    const alarms = resources.filter(
      ({ type, stack }) => type === 'AWS::CloudWatch::Alarm' && stack === 'HotlineCentres',
    );
    // Its own, the unclaimed, and deliver's failures.
    expect(alarms).toHaveLength(3);
  });
});

describe('data/centres.json', () => {
  const NATIONAL = { code: 'national' };

  it.each<[string, readonly Row[], RegExp]>([
    ['a code that stands twice', [{ code: '01' }, { code: '01' }, NATIONAL], /code 01 stands twice/],
    ['a code that is none', [{ code: 'hanoi' }, NATIONAL], /code/],
    ['no name', [{ code: '01', name: '' }, NATIONAL], /name/],
    ['no national desk', [{ code: '01' }], /no open centre "national"/],
    [
      'a closed national desk',
      [{ code: '01' }, { code: 'national', closedOn: '2026-01-01', successor: '01' }],
      /no open centre "national"/,
    ],
    [
      'no successor',
      [{ code: '01', closedOn: '2026-01-01' }, NATIONAL],
      /01 closes on 2026-01-01 without a successor/,
    ],
    [
      'a successor that is not there',
      [{ code: '01', closedOn: '2026-01-01', successor: '04' }, NATIONAL],
      /names a successor that is not another centre: 04/,
    ],
    [
      'itself for a successor',
      [{ code: '01', closedOn: '2026-01-01', successor: '01' }, NATIONAL],
      /names a successor that is not another centre: 01/,
    ],
    [
      'a closed successor',
      [
        { code: '01', closedOn: '2026-01-01', successor: '04' },
        { code: '04', closedOn: '2026-02-01', successor: 'national' },
        NATIONAL,
      ],
      /succeeded by 04, which is closed itself/,
    ],
    [
      'a day that is none',
      [{ code: '01', closedOn: '30.2.2026', successor: 'national' }, NATIONAL],
      /closedOn/,
    ],
  ])('is refused with %s', (name, rows, message) => {
    expect(() => readCentres(file(name, rows), TODAY)).toThrow(message);
  });

  it('stops the synthesis, not the deployment', () => {
    expect(() =>
      synthesize({ centresFile: file('twice', [{ code: '01' }, { code: '01' }, NATIONAL]) }),
    ).toThrow(/code 01 stands twice/);
  });

  it('closes a centre on its day, not before', () => {
    const rows = [{ code: '01', closedOn: '2026-12-01', successor: 'national' }, NATIONAL];
    const openOn = (day: string) => readCentres(file('closing', rows), day).map(({ open }) => open);
    expect(openOn('2026-11-30')).toEqual([true, true]);
    expect(openOn('2026-12-01')).toEqual([false, true]);
  });
});
