import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { System } from '../system.ts';

/** Whoever may do everything with the table, behind the product's back. */
export const operator = ({ awsUrl }: Pick<System, 'awsUrl'>): DynamoDBClient =>
  new DynamoDBClient({
    endpoint: awsUrl,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });

/** How many items the table holds, counted behind the product's back. */
export async function countItems(system: System): Promise<number> {
  const client = operator(system);
  try {
    let count = 0;
    for await (const page of paginateScan({ client }, { TableName: system.tableName, Select: 'COUNT' }))
      count += page.Count ?? 0;
    return count;
  } finally {
    client.destroy();
  }
}
