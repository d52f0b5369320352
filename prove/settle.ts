import type { Means } from '../operations/dead-letters.ts';
import { countOf, readQueueSet, redrive } from '../operations/dead-letters.ts';
import { moveClock } from '../test/journeys/backstage.ts';
import type { Origin } from '../test/journeys/clients.ts';

export interface Settled {
  /** Dead letters that had to be sent back, by queue. */
  readonly redriven: ReadonlyMap<string, number>;
  /** Messages that are still in a queue, by queue. */
  readonly remaining: ReadonlyMap<string, number>;
  /** Local time that had to pass, in minutes. */
  readonly minutes: number;
}

/** A provider's longest pause before a message is tried again is 16 minutes, a delivery's 30. */
const STEP = 31;
/** Rounds after which it is not settling but stuck. */
const MOST = 16;

/** Lets time pass until nothing waits any more, sending dead letters back as an operator would. */
export async function settle(origin: Origin, means: Means): Promise<Settled> {
  const redriven = new Map<string, number>();
  let remaining = new Map<string, number>();
  let quiet = 0;
  let rounds = 0;
  for (; rounds < MOST && quiet < 2; rounds += 1) {
    await moveClock(origin, `PT${STEP}M`);
    const queues = await readQueueSet(means);
    let moved = 0;
    for (const name of queues.sources.keys()) {
      const done = await redrive(means, queues, name);
      moved += done.moved;
      if (done.moved > 0) redriven.set(name, (redriven.get(name) ?? 0) + done.moved);
    }
    remaining = new Map();
    for (const [name, url] of queues.urls) {
      const count = await countOf(means, url);
      if (count > 0) remaining.set(name, count);
    }
    quiet = moved === 0 && remaining.size === 0 ? quiet + 1 : 0;
  }
  return { redriven, remaining, minutes: rounds * STEP };
}
