import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { allowKey } from './hotline-key.ts';

const INDEXES = [
  ['by-centre', 'centrePk', 'worklistSk'],
  ['by-state', 'statePk', 'worklistSk'],
  ['by-assignee', 'assigneePk', 'worklistSk'],
  ['timers', 'timerShard', 'dueAt'],
  ['outbox', 'outbox', 'outboxAt'],
] as const;

type IndexName = (typeof INDEXES)[number][0];

/** The table as the functions need to know it: the stack's own, or a restored one in its place. */
export interface HotlineTable {
  readonly tableName: string;
  readonly tableArn: string;
  readonly tableStreamArn?: string | undefined;
}

/** The one table of the hotline; its stream feeds the relay. */
export class RequestTable extends Construct {
  readonly table: Table;

  constructor(scope: Construct, id: string, key: IKey) {
    super(scope, id);
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      timeToLiveAttribute: 'ttl',
      stream: StreamViewType.NEW_IMAGE,
    });
    for (const [indexName, partition, sort] of INDEXES) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: partition, type: AttributeType.STRING },
        sortKey: { name: sort, type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
  }
}

export type TableAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

/** What a function may do to the table: its actions on items, and the indexes it may query. */
export interface TableUse {
  readonly actions?: readonly TableAction[];
  readonly indexes?: readonly IndexName[];
}

/** Grants exactly that, by name; a transaction is authorised by its parts. */
export function allowTable(grantee: IGrantable, table: HotlineTable, key: IKey, use: TableUse): void {
  const { actions = [], indexes = [] } = use;
  if (actions.length > 0) {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [table.tableArn],
      }),
    );
  }
  if (indexes.length > 0) {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['dynamodb:Query'],
        resources: indexes.map((index) => `${table.tableArn}/index/${index}`),
      }),
    );
  }
  allowKey(grantee, key, 'dynamodb', 'write');
}
