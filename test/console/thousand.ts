import type { Table } from '../../adapters/dynamodb/table.ts';
import { transact } from '../../adapters/dynamodb/table.ts';
import { putRequest } from '../../adapters/dynamodb/write-parts.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import type { Hotline } from '../../local/hotline.ts';
import { aRequest } from '../domain/request/a-request.ts';
import { operator } from '../journeys/table.ts';

/** Puts `row-0` to `row-999` before the centre in Cao Bằng, each due a minute after the one before. */
export async function seedThousand(hotline: Pick<Hotline, 'awsUrl' | 'tableName'>): Promise<void> {
  const client = operator(hotline);
  const table: Table = { client, name: hotline.tableName };
  const clock = {
    kind: 'first-contact',
    startedAt: '2026-11-23T01:00:00.000Z',
    basis: 'Cam kết của dịch vụ',
  };
  const rows = Array.from({ length: 1_000 }, (_, index): LegalAidRequest => {
    const dueAt = new Date(Date.UTC(2027, 0, 4, 10) + index * 60_000).toISOString();
    return aRequest({
      id: `row-${index}`,
      code: String(10_000_000 + index),
      centre: '04',
      facts: { matter: 'land', name: `Lò Văn Pá ${index}` },
      dueAt,
      clocks: [{ ...clock, dueAt }],
      sequence: 1,
    });
  });
  for (let from = 0; from < rows.length; from += 100)
    await transact(
      table,
      rows.slice(from, from + 100).map((row) => putRequest(table, row)),
    );
  client.destroy();
}
