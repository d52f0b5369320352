import { expect, it } from 'vitest';
import { firstLoad } from '../../bench/console-weight.ts';
import { builtConsole } from '../../local/console/build.ts';

it('the worklist’s first load is at most 250 KB of compressed JavaScript', async () => {
  const { script } = firstLoad(await builtConsole());
  expect(script).toBeGreaterThan(50_000);
  expect(script).toBeLessThanOrEqual(250_000);
});
