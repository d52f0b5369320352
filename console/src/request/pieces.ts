import type { Entry } from '../api/types.ts';

export type Understood = NonNullable<Entry['understood']>[number];

export interface Piece {
  /** Where it begins in the text: its name among its neighbours. */
  readonly at: number;
  readonly text: string;
  /** What the machine took these words for; several where stretches overlap. */
  readonly as: readonly Understood[];
}

/** A text in pieces: what the machine took for something, and what lies between. */
export function pieces(text: string, understood: readonly Understood[]): readonly Piece[] {
  const within = understood.filter(({ start, end }) => start >= 0 && end > start && end <= text.length);
  const cuts = [...new Set([0, text.length, ...within.flatMap(({ start, end }) => [start, end])])].sort(
    (one, other) => one - other,
  );
  return cuts.slice(0, -1).map((at, index) => {
    const until = cuts[index + 1] ?? text.length;
    return {
      at,
      text: text.slice(at, until),
      as: within.filter(({ start, end }) => start <= at && end >= until),
    };
  });
}
