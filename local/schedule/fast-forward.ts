import type { Clock } from '../clock.ts';
import type { Quiet } from '../quiet.ts';
import type { Clockwork } from './schedules.ts';

/** How long one step waits for what it has set off, in milliseconds. */
const longestSettling = 60_000;
/** So often a schedule that missed many turns is run at most: a timer may make another one that is due as well. */
const mostTurns = 10;

export interface FastForwardSettings {
  readonly clock: Clock;
  readonly clockwork: () => Clockwork | undefined;
  readonly quiet: Quiet;
  /** Tells the queues that their delays and timeouts may be over. */
  wake(): void;
  /** How many writes the table has seen. */
  writes(): number;
}

/**
 * Moves the local clock and runs what has become due; resolves to the new time when nothing is under way any more.
 * Moves wait for each other: each sees what the one before has set off.
 */
export function fastForward({ clock, clockwork, quiet, wake, writes }: FastForwardSettings) {
  let before: Promise<unknown> = Promise.resolve();

  async function move(milliseconds: number): Promise<number> {
    await clock.advance(milliseconds);
    wake();
    let again = (await clockwork()?.runDue()) ?? [];
    await quiet.settle(longestSettling);
    for (let turns = 1; again.length > 0 && turns < mostTurns; turns++) {
      const written = writes();
      await clockwork()?.run(again);
      await quiet.settle(longestSettling);
      if (writes() === written) again = [];
    }
    return clock.now();
  }

  return (milliseconds: number): Promise<number> => {
    const moved = before.then(() => move(milliseconds));
    before = moved.catch(() => undefined);
    return moved;
  };
}
