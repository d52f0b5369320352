import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../local/clock.ts';
import type { QueueDefinition } from '../../local/queue/definition.ts';
import { createQueues, type Queues } from '../../local/queue/queues.ts';
import { openStore } from '../../local/store.ts';
import { temporaryFolder } from './temporary-folder.ts';

const minute = 60_000;

function definition(name: string, more: Partial<QueueDefinition> = {}): QueueDefinition {
  return {
    name,
    arn: `arn:aws:sqs:ap-southeast-1:000000000000:${name}`,
    url: `http://localhost/000000000000/${name}`,
    fifo: false,
    contentBasedDeduplication: false,
    deduplicateWithinGroup: false,
    visibilityMilliseconds: minute,
    delayMilliseconds: 0,
    retentionMilliseconds: 4 * 24 * 60 * minute,
    ...more,
  };
}

function opened(folder: string, definitions: QueueDefinition[]) {
  const store = openStore(join(folder, 'state'));
  const clock = createClock(store);
  return { store, clock, queues: createQueues(store, clock, definitions) };
}

const bodies = async (queues: Queues, name: string, limit = 10) =>
  (await queues.receive(name, limit)).map(({ body }) => body);

describe('a queue', () => {
  it('gives each message to one receiver and keeps what is not removed', async () => {
    const folder = temporaryFolder();
    const { store, queues } = opened(folder, [definition('q')]);
    await Promise.all([queues.send('q', { body: 'one' }), queues.send('q', { body: 'two' })]);

    const [first, second] = await Promise.all([queues.receive('q', 1), queues.receive('q', 1)]);
    await queues.remove('q', first);
    await store.close();
    const again = opened(folder, [definition('q')]);

    expect([...first, ...second].map(({ body }) => body).sort()).toEqual(['one', 'two']);
    expect(await bodies(again.queues, 'q')).toEqual(second.map(({ body }) => body));
    await again.store.close();
  });

  it('does not hand a message that is worked on to a second one, however far the clock is moved', async () => {
    const { store, clock, queues } = opened(temporaryFolder(), [definition('q')]);
    await queues.send('q', { body: 'one' });
    const held = await queues.receive('q', 1);

    await clock.advance(49 * 60 * minute);

    expect(held).toHaveLength(1);
    expect(await bodies(queues, 'q')).toEqual([]);
    await store.close();
  });

  it('shows a failed message again after its visibility timeout, by the local clock', async () => {
    const { store, clock, queues } = opened(temporaryFolder(), [definition('q')]);
    await queues.send('q', { body: 'one' });
    await queues.release('q', await queues.receive('q', 1), minute);

    const before = await bodies(queues, 'q');
    await clock.advance(minute);
    const [after] = await queues.receive('q', 1);

    expect(before).toEqual([]);
    expect(after).toMatchObject({ body: 'one', receiveCount: 2 });
    await store.close();
  });

  it('moves to the dead letters what was received too often', async () => {
    const dead = definition('dead');
    const { store, queues } = opened(temporaryFolder(), [
      definition('q', { deadLetter: { arn: dead.arn, maxReceiveCount: 2 } }),
      dead,
    ]);
    await queues.send('q', { body: 'poison' });
    for (const _ of [1, 2]) await queues.release('q', await queues.receive('q', 1), 0);

    const third = await bodies(queues, 'q');

    expect(third).toEqual([]);
    expect(await bodies(queues, 'dead')).toEqual(['poison']);
    expect(queues.counts('q')).toEqual({ visible: 0, held: 0, waiting: 0 });
    await store.close();
  });

  it('delays and forgets by the local clock', async () => {
    const { store, clock, queues } = opened(temporaryFolder(), [definition('q')]);
    await queues.send('q', { body: 'late', delayMilliseconds: 15 * minute });

    const early = await bodies(queues, 'q');
    await clock.advance(15 * minute);
    const due = await queues.receive('q', 1);
    await queues.release('q', due, 0);
    await clock.advance(5 * 24 * 60 * minute);

    expect(early).toEqual([]);
    expect(due).toHaveLength(1);
    expect(await bodies(queues, 'q')).toEqual([]);
    await store.close();
  });
});

describe('a FIFO queue', () => {
  const fifo = definition('q.fifo', {
    fifo: true,
    contentBasedDeduplication: true,
    deduplicateWithinGroup: true,
  });

  it('keeps the order of a group while another group goes on', async () => {
    const { store, queues } = opened(temporaryFolder(), [fifo]);
    for (const [group, body] of [
      ['a', 'a1'],
      ['a', 'a2'],
      ['b', 'b1'],
    ] as const)
      await queues.send('q.fifo', { body, group });

    const first = await queues.receive('q.fifo', 1);
    const meanwhile = await bodies(queues, 'q.fifo');
    await queues.release('q.fifo', first, minute);
    const waiting = await bodies(queues, 'q.fifo');

    expect(first.map(({ body }) => body)).toEqual(['a1']);
    expect(meanwhile).toEqual(['b1']);
    expect(waiting).toEqual([]);
    await store.close();
  });

  it('takes a message once within five minutes, also when both come at the same time', async () => {
    const { store, clock, queues } = opened(temporaryFolder(), [fifo]);
    const message = { body: 'same', group: 'a' };

    const [one, other] = await Promise.all([queues.send('q.fifo', message), queues.send('q.fifo', message)]);
    const elsewhere = await queues.send('q.fifo', { ...message, group: 'b' });
    await clock.advance(5 * minute);
    const later = await queues.send('q.fifo', message);

    expect(other.id).toBe(one.id);
    expect(new Set([one.id, elsewhere.id, later.id]).size).toBe(3);
    await store.close();
  });
});
