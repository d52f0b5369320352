import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { z } from 'zod';

/** The alarms of the template, rung by hand: nothing here knows what lib/ calls them. */

const metric = z.looseObject({
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).default([]),
});
const alarm = metric.partial().extend({
  AlarmActions: z.array(z.unknown()).min(1),
  AlarmDescription: z.string(),
  ComparisonOperator: z.enum(['GreaterThanThreshold', 'LessThanThreshold']),
  Threshold: z.number(),
  TreatMissingData: z.string(),
  Metrics: z
    .array(
      z.looseObject({
        Id: z.string(),
        Expression: z.string().optional(),
        MetricStat: z.unknown().optional(),
      }),
    )
    .optional(),
});
const template = z.object({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string(), Properties: z.unknown().optional() })),
});
const named = z.looseObject({ FunctionName: z.unknown().optional() });
const filter = z.looseObject({
  FilterPattern: z.string(),
  MetricTransformations: z.array(z.looseObject({ MetricName: z.string() })),
});
const stat = z.looseObject({ Metric: metric });

function resourcesOf(type: string): [string, unknown][] {
  const file = join(inject('assembly'), 'Hotline.template.json');
  const { Resources } = template.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.entries(Resources).flatMap(([id, { Type, Properties }]) =>
    Type === type ? [[id, Properties]] : [],
  );
}

/** Whether a line of a function's log is counted by every metric filter of the template. */
export function isErrorLine(line: string): boolean {
  const filters = resourcesOf('AWS::Logs::MetricFilter').map(([, properties]) => filter.parse(properties));
  const read = z.looseObject({ level: z.string() }).safeParse(JSON.parse(line.slice(line.indexOf('{'))));
  return filters.every(
    ({ FilterPattern }) => FilterPattern === `{ $.level = "${read.success ? read.data.level : ''}" }`,
  );
}

/**
 * The runbook sections of the alarms that ring, in the order of the alphabet, when a function has been measured so within
 * an alarm's period; what is not among the numbers was not measured at all.
 */
export function ringing(name: string, numbers: Readonly<Record<string, number>>): string[] {
  const [id] =
    resourcesOf('AWS::Lambda::Function').find(
      ([, properties]) => named.parse(properties).FunctionName === name,
    ) ?? [];
  const value = (one: z.infer<typeof metric>): number | undefined => {
    const others = one.Dimensions.filter(
      ({ Value }) => JSON.stringify(Value) !== JSON.stringify({ Ref: id }),
    );
    return others.length === 0 ? numbers[one.MetricName] : undefined;
  };
  const rung = resourcesOf('AWS::CloudWatch::Alarm').flatMap(([, properties]) => {
    const { Metrics, ...one } = alarm.parse(properties);
    const seen = Metrics
      ? sumOf(Metrics.flatMap(({ MetricStat }) => (MetricStat ? [value(stat.parse(MetricStat).Metric)] : [])))
      : value(metric.parse(one));
    // An alarm of another function knows nothing of this one, whether or not it minds the want of data.
    if (seen === undefined && !JSON.stringify(properties).includes(`"${id}"`)) return [];
    return breaches(seen, one) ? [sectionOf(one.AlarmDescription)] : [];
  });
  return rung.sort();
}

/** All expressions of the template add up; what was not measured adds nothing. */
function sumOf(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((each) => each !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, each) => sum + each, 0);
}

function breaches(
  seen: number | undefined,
  { ComparisonOperator, Threshold, TreatMissingData }: z.infer<typeof alarm>,
): boolean {
  if (seen === undefined) return TreatMissingData === 'breaching';
  return ComparisonOperator === 'GreaterThanThreshold' ? seen > Threshold : seen < Threshold;
}

/** The heading of docs/operations.md that an alarm names. */
function sectionOf(description: string): string {
  const anchor = /operations\.md#(.+)$/.exec(description)?.[1];
  const headings = [...readFileSync('docs/operations.md', 'utf8').matchAll(/^### (.+)$/gm)].map(
    ([, heading = '']) => heading,
  );
  const found = headings.find((heading) => heading.toLowerCase().replaceAll(' ', '-') === anchor);
  return found ?? `no section ${anchor}`;
}
