import { expect, it } from 'vitest';
import { createTurns } from '../../local/turns.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it('lets in two at a time, in their order, also after one that failed', async () => {
  const turns = createTurns(2, 10_000);
  const order: number[] = [];
  let inside = 0;
  let most = 0;
  const work = (id: number) =>
    turns(async () => {
      order.push(id);
      most = Math.max(most, ++inside);
      await pause(5);
      inside--;
      if (id % 3 === 0) throw new Error(String(id));
      return id;
    });
  const ends = await Promise.allSettled(Array.from({ length: 9 }, (_, id) => work(id)));
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(3);
});

it('lets in beside what hangs whoever has waited long enough', async () => {
  const turns = createTurns(1, 20);
  void turns(() => new Promise(() => undefined));
  const from = performance.now();
  expect(await turns(async () => 'done')).toBe('done');
  expect(performance.now() - from).toBeGreaterThan(15);
});
