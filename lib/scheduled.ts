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
    { every, ...props }: Omit<HotlineFunctionProps, 'timeoutSeconds'> & { ground: Ground; every: Duration },
  ) {
    super(scope, `${id}-schedule`);
    // Shorter than the minute, so that two runs do not pile up.
    this.job = new HotlineFunction(this, id, { ...props, timeoutSeconds: 50 });
    this.job.function.configureAsyncInvoke(ONCE);
    const rule = new Rule(this, 'Rule', {
      ruleName: `hotline-${id}`,
      description: `Runs ${id} every ${every.toHumanString()}`,
      schedule: Schedule.rate(every),
      targets: [new LambdaTarget(this.job.function, ONCE)],
    });
    acknowledge(this.job, 'scheduled');
    acknowledge(rule, 'scheduled');
    alarm(this, 'Silence', props.ground.topic, {
      metric: this.job.function.metricInvocations({ period: Duration.minutes(every.toMinutes() * 5) }),
      threshold: 1,
      when: ComparisonOperator.LESS_THAN_THRESHOLD,
      withoutData: TreatMissingData.BREACHING,
      says: `${id} has missed five runs.`,
      runbook: 'silence',
    });
  }
}
