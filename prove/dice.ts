import { createHash } from 'node:crypto';

/** Decisions that depend on the seed, the place and its how-many-th turn alone, and not on who was faster. */
export interface Dice {
  /** A number from 0 to 1 for the next turn at a place. */
  next(place: string): number;
  pick<Choice>(place: string, choices: readonly Choice[]): Choice;
  /** How often each place was asked. */
  turns(): ReadonlyMap<string, number>;
}

/** @param seed any text; the same seed decides the same at every place */
export function diceOf(seed: string): Dice {
  const turns = new Map<string, number>();
  function next(place: string): number {
    const turn = (turns.get(place) ?? 0) + 1;
    turns.set(place, turn);
    return createHash('sha256').update(`${seed} ${place} ${turn}`).digest().readUInt32BE(0) / 2 ** 32;
  }
  return {
    next,
    pick(place, choices) {
      const chosen = choices[Math.floor(next(place) * choices.length)];
      if (chosen === undefined) throw new Error(`nothing to choose from at ${place}`);
      return chosen;
    },
    turns: () => turns,
  };
}
