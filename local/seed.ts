import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { directory } from '../adapters/directory.ts';
import { readHandler, writeTeam } from '../adapters/dynamodb/handlers.ts';
import { writeZaloToken } from '../adapters/dynamodb/tokens.ts';
import type { Handler } from '../domain/request/handling.ts';
import { FIRST_PAIR } from './providers/zalo-tokens.ts';

export interface SeedTarget {
  /** The local AWS endpoint. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly tableName: string;
}

export type Seed = (target: SeedTarget) => Promise<void>;

/** Puts into a new table what a first look at the hotline needs; what is there already stays as it is. */
export async function seed({ endpoint, region, accessKeyId, tableName }: SeedTarget): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey: 'local' },
  });
  const table = { client, name: tableName };
  try {
    if ((await readHandler(table, 'national')) !== null) return;
    const now = Date.now();
    await writeZaloToken(table, {
      ...FIRST_PAIR,
      obtainedAt: new Date(now).toISOString(),
      expiresAt: new Date(now + 25 * 3_600_000).toISOString(),
    });
    // The national desk comes last: it is the sign that the seed is complete.
    const everybody = handlers();
    for (const { code } of directory.centres) {
      await writeTeam(
        table,
        code,
        everybody.filter(({ centre }) => centre === code),
      );
    }
  } finally {
    client.destroy();
  }
}

/** A handler and a lead of every centre, and the national desk. The names say plainly that they are nobody. */
function handlers(): Handler[] {
  const centres = directory.centres.filter(({ code }) => code !== 'national');
  return [
    ...centres.flatMap(({ code }): Handler[] => [
      {
        username: `handler.${code}`,
        name: `Người tiếp nhận ${code}`,
        role: 'handler',
        centre: code,
        disabled: false,
      },
      {
        username: `lead.${code}`,
        name: `Trưởng trung tâm ${code}`,
        role: 'lead',
        centre: code,
        disabled: false,
      },
    ]),
    { username: 'national', name: 'Cấp trung ương', role: 'national', centre: 'national', disabled: false },
  ];
}
