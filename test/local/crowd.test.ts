import { expect, it } from 'vitest';
import { createCrowd } from '../../local/gateway/crowd.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const OK = { statusCode: 200, body: '' };

/** A function whose calls take so long, and how many were under way at the same time at most. */
function slow(milliseconds: number, answer: unknown = OK) {
  const seen = { now: 0, most: 0 };
  const crowd = createCrowd(async () => {
    seen.now++;
    seen.most = Math.max(seen.most, seen.now);
    await pause(milliseconds);
    seen.now--;
    return answer;
  });
  return { crowd, seen };
}

const fifty = (call: () => Promise<unknown>) => Promise.all(Array.from({ length: 50 }, call));

it('lets fifty callers in a few at a time while each is through quickly', async () => {
  const { crowd, seen } = slow(20);
  const answers = await fifty(() => crowd.invoke('arn', {}));
  expect(answers).toEqual(Array.from({ length: 50 }, () => OK));
  expect(seen.most).toBeLessThanOrEqual(12);
});

it.each([
  { name: 'nobody gets through', answer: OK, milliseconds: 1200 },
  { name: 'only refusals get through', answer: { statusCode: 403 }, milliseconds: 300 },
])('lets all of them in where $name: waiting would only add to it', async ({ answer, milliseconds }) => {
  const { crowd, seen } = slow(milliseconds, answer);
  const from = performance.now();
  await fifty(() => crowd.invoke('arn', {}));
  expect(seen.most).toBeGreaterThan(30);
  expect(performance.now() - from).toBeLessThan(milliseconds + 900);
});

it('goes on after a call that failed', async () => {
  const crowd = createCrowd(async () => {
    throw new Error('broken');
  });
  const ends = await Promise.allSettled(Array.from({ length: 50 }, () => crowd.invoke('arn', {})));
  expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(50);
});

it('is calm with hardly anybody inside, and in a crowd only after it or the patience', async () => {
  const { crowd } = slow(100);
  const order: string[] = [];
  await crowd.calm(10_000);
  const all = Promise.all(Array.from({ length: 5 }, () => crowd.invoke('arn', {}))).then(() =>
    order.push('answered'),
  );
  await Promise.all([all, crowd.calm(20).then(() => order.push('impatient')), crowd.calm(10_000)]);
  order.push('calm');
  expect(order).toEqual(['impatient', 'answered', 'calm']);
});
