import { randomUUID } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { auditKey } from './keys.ts';
import { type Table, toItem } from './table.ts';

/** One act about a centre or its people. */
export interface AuditEntry {
  readonly at: string;
  readonly by: string;
  readonly act:
    | 'settings-changed'
    | 'handler-invited'
    | 'handler-changed'
    | 'worklist-read'
    | 'person-exported'
    | 'person-erased'
    | 'erasure-under-way'
    | 'erasure-done'
    | 'case-unlocked';
  readonly [detail: string]: string | number | boolean;
}

/** Puts an entry on the trail of a centre; nothing ever takes one away. */
export const auditPart = (table: Table, centre: string, entry: AuditEntry): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: toItem({ ...auditKey(centre, entry.at, randomUUID()), entry }),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});
