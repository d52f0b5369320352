import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { UserPool, UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { AlarmTopic } from './alarm-topic.ts';
import type { Configuration } from './configuration.ts';
import { HandlersPool } from './handlers-pool.ts';
import { HotlineKey } from './hotline-key.ts';
import { MediaBucket } from './media-bucket.ts';
import { type HotlineTable, RequestTable } from './request-table.ts';

/** What must outlive every deployment: the key, the table, the people, and the topic that alarms speak on. */
export class DataStack extends Stack {
  readonly key: Key;
  readonly table: HotlineTable;
  /** Citizens' files: recordings, pictures, papers. */
  readonly media: Bucket;
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly signInUrl: string;
  readonly alarms: Topic;

  constructor(scope: Construct, id: string, props: StackProps & { configuration: Configuration }) {
    super(scope, id, props);
    const { alarmEmail, consoleUrl, retention, restoredTable, restoredTableStreamArn } = props.configuration;
    this.key = new HotlineKey(this, 'Key').key;
    const { table } = new RequestTable(this, 'Requests', this.key);
    this.table = table;
    if (restoredTable !== undefined && restoredTableStreamArn !== undefined) {
      this.table = Table.fromTableAttributes(this, 'Restored', {
        tableName: restoredTable,
        tableStreamArn: restoredTableStreamArn,
      });
      // The other stacks still import these while this one is deployed; CloudFormation would refuse to take them away.
      for (const value of [table.tableArn, table.tableName, table.tableStreamArn]) this.exportValue(value);
    }
    this.media = new MediaBucket(this, 'Media', { key: this.key, retention }).bucket;
    const handlers = new HandlersPool(this, 'Handlers', { consoleUrl });
    this.pool = handlers.pool;
    this.client = handlers.client;
    this.signInUrl = handlers.signInUrl;
    this.alarms = new AlarmTopic(this, 'Alarms', { key: this.key, email: alarmEmail }).topic;
    new CfnOutput(this, 'TableName', { value: this.table.tableName });
    new CfnOutput(this, 'MediaBucketName', { value: this.media.bucketName });
    new CfnOutput(this, 'HandlersPoolId', { value: this.pool.userPoolId });
    new CfnOutput(this, 'ConsoleClientId', { value: this.client.userPoolClientId });
  }
}
