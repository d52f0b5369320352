import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { alarmOnFailures, countErrorLines } from './alarms.ts';
import { acknowledge } from './findings.ts';
import { allowTable, type HotlineTable, type TableUse } from './request-table.ts';
import type { RunbookSection } from './runbook.ts';
import { allowSecrets, type SecretVariable, secretNames } from './secrets.ts';

/** What every function of a stack stands on. */
export interface Ground {
  /** The folder of `<name>/handler.mjs`. */
  readonly bundles: string;
  readonly key: IKey;
  readonly table: HotlineTable;
  /** Where the alarms speak. */
  readonly topic: ITopic;
  readonly logRetention: RetentionDays;
}

export interface HotlineFunctionProps {
  readonly ground: Ground;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes?: number;
  /** What it may do to the table; left out, it does not even know the table's name. */
  readonly table?: TableUse;
  readonly secrets?: readonly SecretVariable[];
  readonly environment?: Record<string, string>;
  /** Where the alarm of its failures sends the operator, if not to the general section. */
  readonly runbook?: RunbookSection;
}

/** One job: its code, its own role that may do nothing but what is granted by name, its log group, its alarm. */
export class HotlineFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: HotlineFunctionProps) {
    super(scope, id);
    const { ground, table, secrets = [] } = props;
    const logGroup = new LogGroup(this, 'Log', {
      retention: ground.logRetention,
      encryptionKey: ground.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    countErrorLines(logGroup);
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What the function ${id} of the legal aid hotline may do`,
    });
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    if (table !== undefined) allowTable(this.role, ground.table, ground.key, table);
    allowSecrets(this, this.role, secrets);
    this.function = new LambdaFunction(this, 'Function', {
      functionName: `hotline-${id}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(ground.bundles, id)),
      handler: 'handler.handler',
      role: this.role,
      timeout: Duration.seconds(props.timeoutSeconds),
      memorySize: props.memoryMegabytes ?? 512,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: {
        ...(table === undefined ? {} : { TABLE_NAME: ground.table.tableName }),
        ...secretNames(secrets),
        ...props.environment,
      },
    });
    acknowledge(this.function, 'function');
    alarmOnFailures(this, 'Failures', ground.topic, this.function, id, props.runbook);
  }
}
