import { beforeAll, expect } from 'vitest';
import { z } from 'zod';
import { ACCOUNT, deploy, REGION, type Resource } from './deployed.ts';
import { synthesize, type Templates } from './synthesize.ts';

/** The app with nothing configured, synthesized once for all that a test file looks at. */
let synthesized: Templates | undefined;
let deployed: readonly Resource[] = [];

beforeAll(() => {
  synthesized = synthesize({}, { linted: true });
  deployed = deploy(synthesized);
});

export const templates = (): Templates => synthesized ?? {};
export const resources = (): readonly Resource[] => deployed;
export const ofType = (type: string) => deployed.filter((one) => one.type === type);

export const property = (one: Resource | undefined, name: string): string =>
  z.string().parse(one?.properties[name]);

/** The one resource of its type. */
export function only(type: string): Resource {
  const [one, ...others] = ofType(type);
  if (one === undefined || others.length > 0) throw new Error(`There is not exactly one ${type}`);
  return one;
}

export const queueArn = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
export const KEY_ARN = expect.stringContaining(`arn:aws:kms:${REGION}:${ACCOUNT}:key/`);

/** The target of a rule. */
export const target = z.object({
  Arn: z.string(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
  RetryPolicy: z.object({ MaximumEventAgeInSeconds: z.number(), MaximumRetryAttempts: z.number() }),
});

/** The alarms on one metric of one thing. */
export function alarmsOn(dimension: string, name: string, metric: string): readonly Resource[] {
  return ofType('AWS::CloudWatch::Alarm').filter(
    ({ properties }) =>
      properties.MetricName === metric &&
      JSON.stringify(properties.Dimensions) === JSON.stringify([{ Name: dimension, Value: name }]),
  );
}
