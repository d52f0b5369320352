import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../local/store.ts';

/** A store of some megabytes, ended in order. */
async function written(): Promise<{ folder: string; file: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = openStore(folder);
  const list = store.records<string>('things');
  await store.commit(() => {
    for (let at = 0; at < 1000; at += 1) void list.put(['thing', at], 'x'.repeat(4000));
  });
  await store.close();
  return { folder, file: join(folder, 'data.mdb') };
}

it('opens a file whose last pages were counted and never written', async () => {
  const { folder, file } = await written();
  const bytes = readFileSync(file);
  // Both heads of lmdb: the last page each counts.
  for (const at of [144, 4096 + 144]) bytes.writeBigUInt64LE(bytes.readBigUInt64LE(at) + 3n, at);
  writeFileSync(file, bytes);
  const store = openStore(folder);
  expect(store.records<string>('things').get(['thing', 7])).toBe('x'.repeat(4000));
  await store.close();
});

it('says so of a file that was cut short', async () => {
  const { folder, file } = await written();
  truncateSync(file, statSync(file).size / 2);
  expect(() => openStore(folder)).toThrow(/cannot be read \(it is damaged\)/);
});
