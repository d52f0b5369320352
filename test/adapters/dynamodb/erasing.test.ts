import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codeKey } from '../../../adapters/dynamodb/keys.ts';
import { readRequest } from '../../../adapters/dynamodb/requests.ts';
import { getItem, putItem, transact } from '../../../adapters/dynamodb/table.ts';
import { putRequest } from '../../../adapters/dynamodb/write-parts.ts';
import { eraseRequests } from '../../../adapters/erase-request.ts';
import { openBucket } from '../../../adapters/s3/files.ts';
import type { LegalAidRequest } from '../../../domain/request/request.ts';
import { aRequest } from '../../domain/request/a-request.ts';
import { type RealTable, realTable } from './real-table.ts';

/** An erasure is decided on requests that were read a moment, or a minute and a half, before. */

let real: RealTable;
let serial = 0;
beforeAll(async () => {
  real = await realTable();
});
afterAll(() => real.stop());
beforeEach(() => {
  serial += 1;
});

const store = async (request: Partial<LegalAidRequest>, sequence = 1) => {
  const code = `4821770${serial}`;
  const one = aRequest({ ...request, id: `request-${serial}`, code, sequence, version: sequence });
  expect(await transact(real.table, [putRequest(real.table, one)])).toEqual({ done: true });
  return one;
};

const erase = (request: LegalAidRequest) =>
  eraseRequests({ table: real.table, bucket: openBucket('none') }, [request], [], {
    by: 'national',
    at: new Date().toISOString(),
    until: Date.now() + 5000,
  });

it('what its centre accepted since it was found is left untouched', async () => {
  const found = await store({ state: 'claimed', assignee: 'handler.92' });
  const accepted = await store({ state: 'accepted', assignee: 'handler.92' }, 2);
  expect(await erase(found)).toEqual({ erased: [], locked: [], left: [], files: 0 });
  expect(await readRequest(real.table, found.id)).toEqual(accepted);
});

it('what was accepted and has ended since it was found is locked, not erased', async () => {
  const found = await store({ state: 'claimed' });
  const decision = { outcome: 'accepted' as const, at: '2026-11-23T02:00:00.000Z', by: 'handler.92' };
  await store({ state: 'closed', decision }, 2);
  expect(await erase(found)).toMatchObject({ erased: [], locked: [found.id] });
  expect(await readRequest(real.table, found.id)).toMatchObject({ erasure: { kind: 'locked' }, decision });
});

it('the code of a case that has its books again goes on leading to it', async () => {
  const erasure = { kind: 'locked' as const, at: '2026-11-23T02:00:00.000Z', by: 'national' };
  const found = await store({ state: 'closed', erasure });
  const restored = await store({ state: 'closed' }, 2);
  const code = { ...codeKey(restored.code), requestId: restored.id, scope: 'request' };
  await putItem(real.table, code);
  expect(await erase(found)).toMatchObject({ erased: [], locked: [] });
  expect(await getItem(real.table, codeKey(restored.code))).toMatchObject({ requestId: restored.id });
});
