import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { alarm } from './alarms.ts';
import { acknowledge } from './findings.ts';
import { type Ground, HotlineFunction, type HotlineFunctionProps } from './hotline-function.ts';

/** A minute that failed needs no second try: the next one does the same work. */
const ONCE = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };

/** A function that runs every minute, with an alarm for when it does not. */
export class EveryMinute extends Construct {
  readonly job: HotlineFunction;

  constructor(
    scope: Construct,
    id: string,
    props: Omit<HotlineFunctionProps, 'timeoutSeconds'> & { ground: Ground },
  ) {
    super(scope, `${id}-every-minute`);
    // Shorter than the minute, so that two runs do not pile up.
    this.job = new HotlineFunction(this, id, { ...props, timeoutSeconds: 50 });
    this.job.function.configureAsyncInvoke(ONCE);
    const rule = new Rule(this, 'Rule', {
      ruleName: `hotline-${id}`,
      description: `Runs ${id} every minute`,
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaTarget(this.job.function, ONCE)],
    });
    acknowledge(this.job, 'everyMinute');
    acknowledge(rule, 'everyMinute');
    alarm(this, 'Silence', props.ground.topic, {
      metric: this.job.function.metricInvocations({ period: Duration.minutes(5) }),
      threshold: 1,
      when: ComparisonOperator.LESS_THAN_THRESHOLD,
      withoutData: TreatMissingData.BREACHING,
      says: `${id} has not run for five minutes.`,
    });
  }
}
