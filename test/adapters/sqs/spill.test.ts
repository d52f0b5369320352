import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { spill } from '../../../adapters/sqs/spill.ts';

/** A queue that takes connections and never answers. */
const silent = createServer(() => undefined);
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SQS: url,
    AWS_REGION: 'ap-southeast-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
});

it('gives up on a silent queue while the provider can still be told, after two seconds', async () => {
  // Prepare
  const webhook = { channel: 'zalo' as const, path: '/zalo/webhook', turn: '', body: '{}', receivedAt: '' };
  const from = performance.now();
  // Act
  await expect(
    spill(`${url}/0/spill.fifo`, 'key', { address: 'zalo:1', providerEventId: 'e' }, webhook),
  ).rejects.toThrow();
  // Assess
  expect(performance.now() - from).toBeGreaterThan(1800);
  expect(performance.now() - from).toBeLessThan(3000);
});
