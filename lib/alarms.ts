import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { CfnQueue, type IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type RunbookSection, runbook } from './runbook.ts';

/** An alarm that speaks on the topic: when the metric is above the threshold, and not for want of data, if not said otherwise. */
export function alarm(
  scope: Construct,
  id: string,
  topic: ITopic,
  props: {
    metric: IMetric;
    threshold: number;
    says: string;
    /** Where the operator reads on; left out, the general section. */
    runbook?: RunbookSection;
    when?: ComparisonOperator;
    withoutData?: TreatMissingData;
    evaluationPeriods?: number;
  },
): void {
  const made = new Alarm(scope, id, {
    metric: props.metric,
    threshold: props.threshold,
    evaluationPeriods: props.evaluationPeriods ?? 1,
    comparisonOperator: props.when ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
    treatMissingData: props.withoutData ?? TreatMissingData.NOT_BREACHING,
    alarmDescription: `${props.says} Runbook: ${runbook(props.runbook ?? 'other')}`,
  });
  made.addAlarmAction(new SnsAction(topic));
}

/** The name a queue was given, which the template spells. */
function nameOf(queue: IQueue): string {
  const made = queue.node.defaultChild;
  if (!(made instanceof CfnQueue) || made.queueName === undefined)
    throw new Error(`${queue.node.path} has no name of its own`);
  return made.queueName;
}

/** Rings as soon as one message lies in a queue that should be empty; the text ends with how it is sent back. */
export function alarmOnMessages(
  scope: Construct,
  id: string,
  topic: ITopic,
  queue: IQueue,
  says: string,
  section: RunbookSection = 'deadLetters',
): void {
  alarm(scope, id, topic, {
    runbook: section,
    metric: queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(1),
      statistic: 'Maximum',
    }),
    threshold: 0,
    says: `${says} Then: npm run redrive -- --queue ${nameOf(queue)} --deployed.`,
  });
}

/** Longer than all tries of a message together. */
const WAITS_TOO_LONG = Duration.hours(2);

/**
 * What every queue with a function behind it needs: it rings when messages are not taken out (the function is not asked,
 * which is no failure of the function), and when one was given up.
 * @param says what it means that one was given up
 */
export function alarmOnQueue(
  scope: Construct,
  topic: ITopic,
  { queue, dead }: { readonly queue: IQueue; readonly dead: IQueue },
  says: string,
  section?: RunbookSection,
): void {
  alarm(scope, 'Waiting', topic, {
    runbook: 'notRead',
    metric: queue.metricApproximateAgeOfOldestMessage({ statistic: 'Maximum', period: Duration.minutes(5) }),
    threshold: WAITS_TOO_LONG.toSeconds(),
    says: `Messages in ${nameOf(queue)} have waited for more than two hours.`,
  });
  alarmOnMessages(scope, 'Dead', topic, dead, says, section);
}

/** Rings when a function failed or was throttled within five minutes. */
export function alarmOnFailures(
  scope: Construct,
  id: string,
  topic: ITopic,
  target: IFunction,
  name: string,
  section: RunbookSection = 'failures',
): void {
  alarm(scope, id, topic, {
    runbook: section,
    metric: new MathExpression({
      expression: 'errors + throttles',
      usingMetrics: { errors: target.metricErrors(), throttles: target.metricThrottles() },
      period: Duration.minutes(5),
      label: 'errors and throttles',
    }),
    threshold: 0,
    says: `The function ${name} failed or was throttled: its log group says why.`,
  });
}

/** One metric for the errors that all functions have logged. */
const ERROR_LINES = { metricNamespace: 'LegalAidHotline', metricName: 'ErrorLines' } as const;

/**
 * Counts what a function logs as an error. A function that answers all the same, as the voice does with words for the
 * caller, has failed at nothing that Lambda or the API would count.
 */
export const countErrorLines = (logGroup: ILogGroup): void => {
  logGroup.addMetricFilter('ErrorLines', {
    filterPattern: FilterPattern.stringValue('$.level', '=', 'error'),
    metricValue: '1',
    ...ERROR_LINES,
  });
};

/** Rings when any function has logged an error within five minutes. */
export function alarmOnErrorLines(scope: Construct, topic: ITopic): void {
  alarm(scope, 'ErrorLines', topic, {
    runbook: 'errorLines',
    metric: new Metric({
      namespace: ERROR_LINES.metricNamespace,
      metricName: ERROR_LINES.metricName,
      period: Duration.minutes(5),
      statistic: 'Sum',
    }),
    threshold: 0,
    says: 'A function has logged an error, though it may have answered all the same.',
  });
}
