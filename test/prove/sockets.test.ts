import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectDynamo } from '../../local/engine/dynamo.ts';
import type { Dice } from '../../prove/dice.ts';
import { openEngineSocket } from '../../prove/engine-socket.ts';
import { openProxy } from '../../prove/proxy.ts';

/** What stands before the real sockets does to the wire what it says, and nothing while it is told to be quiet. */

let upstream: Server;
let url = '';
let heard = 0;
beforeAll(async () => {
  upstream = createServer((request, response) => {
    request.resume();
    request.once('end', () => {
      heard += 1;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ answer: 'x'.repeat(100) }));
    });
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const address = upstream.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => {
  upstream.closeAllConnections();
  upstream.close();
});

/** Always the same fault. */
const loaded = (fault: string): Dice => ({
  next: () => 0,
  pick: (_, choices) => choices.find((one) => one === fault) ?? (choices[0] as (typeof choices)[number]),
  turns: () => new Map(),
});

describe('the engine’s socket', () => {
  test.each([
    ['reset-before', 0],
    ['reset-after', 1],
    ['cut', 1],
    ['garbage', 1],
  ])('%s: the call fails, and the engine heard %i', async (fault, times) => {
    const socket = await openEngineSocket(loaded(fault));
    onTestFinished(() => socket.close());
    socket.leadsTo(url);
    const dynamo = connectDynamo(socket.url, 'ap-southeast-1');
    expect(await dynamo.call('GetItem', {})).toHaveProperty('answer');
    socket.disturb(true);
    const before = heard;
    // A connection of its own: a kept one that ends is used again by the client's own rule.
    const fresh = connectDynamo(socket.url, 'ap-southeast-1');
    await expect(fresh.call('GetItem', {})).rejects.toThrow();
    expect(heard - before).toBe(times);
    expect([...socket.done().values()]).toEqual([1]);
    socket.disturb(false);
    expect(await dynamo.call('GetItem', {})).toHaveProperty('answer');
  });
});

describe('the proxy before AWS and the providers', () => {
  const called = { service: 'dynamodb', operation: 'PutItem', caller: 'api' };
  const through = async (fault: string) => {
    const proxy = await openProxy({ dice: loaded(fault), nameOf: () => called, seen: () => undefined });
    onTestFinished(() => proxy.close());
    proxy.leadsTo(url);
    proxy.disturb(true);
    const before = heard;
    const answered = await fetch(proxy.url, { method: 'POST', body: '{}' })
      .then((response) => response.text())
      .catch(() => null);
    return { answered, times: heard - before, kinds: proxy.kinds().get('dynamodb PutItem') };
  };

  test.each([
    ['reset-before', 0],
    ['reset-after', 1],
    ['cut-after', 1],
  ])('%s: no answer, and the service heard %i', async (fault, times) => {
    expect(await through(fault)).toEqual({ answered: null, times, kinds: { calls: 1, faults: 1 } });
  });

  test('garbage-after: done, and the answer is no JSON', async () => {
    const { answered, times } = await through('garbage-after');
    expect(times).toBe(1);
    expect(() => JSON.parse(answered ?? '{}')).toThrow();
  });

  test('throttle: refused, and the service heard nothing', async () => {
    const { answered, times } = await through('throttle');
    expect([times, answered?.includes('ProvisionedThroughputExceededException')]).toEqual([0, true]);
  });
});
