import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { System } from '../system.ts';

/** How many items the table holds, counted behind the product's back. */
export async function countItems({ awsUrl, tableName }: System): Promise<number> {
  const client = new DynamoDBClient({
    endpoint: awsUrl,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });
  try {
    let count = 0;
    for await (const page of paginateScan({ client }, { TableName: tableName, Select: 'COUNT' }))
      count += page.Count ?? 0;
    return count;
  } finally {
    client.destroy();
  }
}
