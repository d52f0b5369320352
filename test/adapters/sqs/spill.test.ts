import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
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
  queue.closeAllConnections();
  queue.close();
});

const sent = z.object({ MessageGroupId: z.string(), MessageDeduplicationId: z.string() });
const taken: z.infer<typeof sent>[] = [];
/** A queue that takes everything. */
const queue = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  taken.push(sent.parse(JSON.parse(body)));
  response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"MessageId":"1"}');
});

it('one event in the same words is one for the queue; another key under the same turn is not', async () => {
  await new Promise<void>((resolve) => queue.listen(0, '127.0.0.1', resolve));
  const address = queue.address();
  const queueUrl =
    typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/0/spill.fifo` : '';
  for (const body of ['CallSid=CA1&Digits=1', 'CallSid=CA1&Digits=1', 'CallSid=CA1&Digits=2'])
    await spill(
      queueUrl,
      'key',
      { address: 'tel:+84900000000', providerEventId: 'CA1:3' },
      { channel: 'twilio-voice', path: '/twilio/voice/answer', turn: '3', body, receivedAt: '' },
    );
  const [first, same, other] = taken;
  expect(same).toEqual(first);
  expect(other?.MessageGroupId).toBe(first?.MessageGroupId);
  expect(other?.MessageDeduplicationId).not.toBe(first?.MessageDeduplicationId);
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
