import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IWidget, MathExpression, TextWidget } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { runbook } from './runbook.ts';

const PERIOD = Duration.minutes(5);

/** Every metric of one kind, found by name: what is added later is in the picture without a change here. */
const found = (title: string, label: string, search: string, statistic: string): IWidget =>
  new GraphWidget({
    title,
    width: 12,
    left: [
      new MathExpression({
        expression: `SEARCH('${search}', '${statistic}', ${PERIOD.toSeconds()})`,
        label,
        usingMetrics: {},
        period: PERIOD,
      }),
    ],
  });

/** One page for the operator: what comes in, what waits, what fails. Numbers only, nothing of a citizen. */
export class Overview extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const byFunction = '{AWS/Lambda,FunctionName} FunctionName=hotline-';
    const byQueue = '{AWS/SQS,QueueName} QueueName=hotline-';
    new Dashboard(this, 'Dashboard', {
      dashboardName: 'hotline',
      defaultInterval: Duration.hours(12),
      widgets: [
        [new TextWidget({ width: 24, height: 1, markdown: `Alarms and what to do: ${runbook('other')}` })],
        [
          found('What runs', 'runs', `${byFunction} MetricName=Invocations`, 'Sum'),
          found('What fails', 'errors', `${byFunction} MetricName=Errors`, 'Sum'),
        ],
        [
          found('How long it takes (p99, ms)', 'duration', `${byFunction} MetricName=Duration`, 'p99'),
          found('Throttled', 'throttles', `${byFunction} MetricName=Throttles`, 'Sum'),
        ],
        [
          found(
            'What waits',
            'messages',
            `${byQueue} MetricName=ApproximateNumberOfMessagesVisible`,
            'Maximum',
          ),
          found('For how long (s)', 'age', `${byQueue} MetricName=ApproximateAgeOfOldestMessage`, 'Maximum'),
        ],
        [
          found('The stream’s delay (ms)', 'age', `${byFunction} MetricName=IteratorAge`, 'Maximum'),
          found(
            'The table’s refusals',
            'throttled',
            '{AWS/DynamoDB,TableName,Operation} MetricName=ThrottledRequests',
            'Sum',
          ),
        ],
        [
          found('The API', 'calls', '{AWS/ApiGateway,ApiId} MetricName=Count', 'Sum'),
          found('The API’s server errors', '5xx', '{AWS/ApiGateway,ApiId} MetricName=5xx', 'Sum'),
        ],
      ],
    });
  }
}
