import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestKey, ticketKey } from '../../../adapters/dynamodb/keys.ts';
import { getItem, getItems, putItem, query, transact } from '../../../adapters/dynamodb/table.ts';
import { putAbsent, withTimeToLive } from '../../../adapters/dynamodb/write-parts.ts';
import retention from '../../../data/retention.json' with { type: 'json' };
import { keptFor, timeToLive } from '../../../domain/retention/retention.ts';
import { readRetention } from '../../../lib/read-retention.ts';
import { type RealTable, realTable } from './real-table.ts';

let real: RealTable;
beforeAll(async () => {
  real = await realTable();
});
afterAll(() => real.stop());

const seconds = () => Math.floor(Date.now() / 1000);

it('what has expired is not there, though nobody has deleted it', async () => {
  const { table } = real;
  const [gone, alive] = [ticketKey('gone'), ticketKey('alive')];
  await putItem(table, { ...gone, ttl: seconds() - 1 });
  await putItem(table, { ...alive, ttl: seconds() + 60 });
  expect(await getItem(table, gone)).toBeNull();
  expect(await getItem(table, alive)).not.toBeNull();
  expect((await getItems(table, [gone, alive])).map((item) => item?.pk)).toEqual([undefined, alive.pk]);
  expect((await query(table, { partition: ['pk', gone.pk] })).items).toEqual([]);
  expect((await query(table, { partition: ['pk', alive.pk] })).items).toHaveLength(1);
});

it('in the place of what has expired something new may stand, in the place of what is alive not', async () => {
  const { table } = real;
  const key = ticketKey('place');
  await putItem(table, { ...key, ttl: seconds() - 1 });
  expect((await transact(table, [putAbsent(table, { ...key, ttl: seconds() + 60 })])).done).toBe(true);
  expect((await transact(table, [putAbsent(table, { ...key })])).done).toBe(false);
});

it('only what belongs to the synthetic citizen is given an end', () => {
  const part = putAbsent(real.table, { ...requestKey('r') });
  const [ours] = withTimeToLive([part], { synthetic: true });
  expect(Number(ours?.Put?.Item?.ttl?.N)).toBeGreaterThan(seconds() + 6 * 86_400);
  expect(withTimeToLive([part], {})).toEqual([part]);
});

it.each(retention.kinds)('$kind: a period with its reason, or kept as unknown', (row) => {
  const period = 'seconds' in row ? row.seconds : row.days;
  expect(period === null || Number.isInteger(period)).toBe(true);
  // A period that the law may set is the operator's to enter, never ours to invent.
  if (period === null) expect(row.reason).toMatch(/unknown|however late/);
  expect(row.reason.length).toBeGreaterThan(10);
});

it('the page on privacy says the same', () => {
  const page = readFileSync('docs/privacy.md', 'utf8');
  const rows = new Map(
    [...page.matchAll(/^\| `([a-z]+)` +\| ([^|]+?) +\| ([^|]+?) +\|$/gm)].map(([, kind, period, by]) => [
      kind,
      `${period}, ${by}`,
    ]),
  );
  for (const row of retention.kinds) {
    const days = row.days === null ? 'unknown' : `${row.days} days`;
    expect(rows.get(row.kind), row.kind).toBe(`${row.seconds ? `${row.seconds} seconds` : days}, ${row.by}`);
  }
});

it('the infrastructure reads the same file, and refuses what it does not know', () => {
  expect(readRetention('data/retention.json')).toMatchObject({ request: null, case: null });
  expect(() => readRetention('data/holidays.json')).toThrow('kinds');
  expect(keptFor('listed')).toBe(30 * 86_400);
  expect(timeToLive('look', Date.now())).toEqual({});
  expect(timeToLive('look', 1000, 10)).toEqual({ ttl: 11 });
});
