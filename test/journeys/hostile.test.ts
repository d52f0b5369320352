import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzz } from '../../prove/fuzz.ts';
import { MARKED_WORD } from '../../prove/model.ts';
import { type System, startedSystem } from '../system.ts';

let system: System;
beforeAll(async () => {
  system = await startedSystem();
});
afterAll(() => system.stop());

test('six hundred malformed, oversized and hostile calls: no 5xx, no hang, no word of them in the log', async () => {
  const { statuses, broken } = await fuzz(system, 20261123, 600);
  expect(broken).toEqual([]);
  // The cases reach what reads them: refused bodies, refused signatures and contacts that were taken in.
  for (const status of [200, 400, 401, 403, 404]) expect(statuses.get(status) ?? 0).toBeGreaterThan(0);
  expect(system.log.filter((line) => line.includes(MARKED_WORD))).toEqual([]);
});
