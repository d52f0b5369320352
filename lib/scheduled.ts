import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { alarm } from './alarms.ts';
import { acknowledge } from './findings.ts';
import { type Ground, HotlineFunction, type HotlineFunctionProps } from './hotline-function.ts';

/** A run that failed needs no second try: the next one does the same work. */
const ONCE = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };

/** A function that runs by the clock, with an alarm for when it does not. */
export class Scheduled extends Construct {
  readonly job: HotlineFunction;

  constructor(
    scope: Construct,
    id: string,
    {
      every,
      nightlyAt,
      timeoutSeconds,
      enabled = true,
      ...props
    }: Omit<HotlineFunctionProps, 'timeoutSeconds'> & {
      ground: Ground;
      every: Duration;
      /** Hour of the day in UTC, where it runs once a day. */
      nightlyAt?: number;
      /** Left out, shorter than the minute, so that two runs do not pile up. */
      timeoutSeconds?: number;
      /** A disabled one runs when it is invoked, and its silence is no alarm. */
      enabled?: boolean;
    },
  ) {
    super(scope, `${id}-schedule`);
    this.job = new HotlineFunction(this, id, { ...props, timeoutSeconds: timeoutSeconds ?? 50 });
    this.job.function.configureAsyncInvoke(ONCE);
    const rule = new Rule(this, 'Rule', {
      enabled,
      ruleName: `hotline-${id}`,
      description: `Runs ${id} every ${every.toHumanString()}`,
      schedule:
        nightlyAt === undefined
          ? Schedule.rate(every)
          : Schedule.cron({ minute: '0', hour: String(nightlyAt) }),
      targets: [new LambdaTarget(this.job.function, ONCE)],
    });
    acknowledge(this.job, 'scheduled');
    acknowledge(rule, 'scheduled');
    if (!enabled) return;
    // CloudWatch counts over a day at the most: of what runs daily, two days without a run.
    const daily = nightlyAt !== undefined;
    alarm(this, 'Silence', props.ground.topic, {
      metric: this.job.function.metricInvocations({
        period: daily ? every : Duration.minutes(every.toMinutes() * 5),
      }),
      evaluationPeriods: daily ? 2 : 1,
      threshold: 1,
      when: ComparisonOperator.LESS_THAN_THRESHOLD,
      withoutData: TreatMissingData.BREACHING,
      says: `${id} has missed ${daily ? 'two' : 'five'} runs.`,
      runbook: 'silence',
    });
  }
}
