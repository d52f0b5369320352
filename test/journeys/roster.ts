import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { centreKey } from '../../adapters/dynamodb/keys.ts';
import { putItem } from '../../adapters/dynamodb/table.ts';
import { type Interval, noSettings } from '../../domain/centre/settings.ts';
import type { System } from '../system.ts';

/** A centre that is open round the clock, or has no hours, and whose telephones ring in the order given. */
export async function roster(
  { awsUrl, tableName }: System,
  code: string,
  phones: Readonly<Record<string, string>>,
  open = true,
): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: awsUrl,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });
  const all: readonly Interval[] = [{ from: '00:00', to: '24:00' }];
  await putItem(
    { client, name: tableName },
    {
      ...centreKey(code),
      settings: {
        ...noSettings(code),
        version: 1,
        hours: open ? { mon: all, tue: all, wed: all, thu: all, fri: all, sat: all, sun: all } : null,
        roster: Object.entries(phones).map(([username, phone]) => ({ username, phone })),
      },
    },
  );
  client.destroy();
}
