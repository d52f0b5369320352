import type { Entry } from '../gazetteer.ts';
import type { Syllable } from '../syllables.ts';

/** A name of the lists found in the text. */
export type Found = {
  /** Syllables: the unit word included, end exclusive. */
  from: number;
  /** Where the name itself begins. */
  nameFrom: number;
  to: number;
  readings: Entry[];
  /** The kinds the unit word allows, '' without one. */
  unit: string;
  /** Diacritics disagree. */
  loose: boolean;
};

const keys = (said: readonly Syllable[], from: number, to: number): string =>
  said
    .slice(from, to)
    .map((each) => each.key)
    .join(' ');

/** The name as written, by its key. */
export const keyOf = (said: readonly Syllable[], hit: Found): string => keys(said, hit.nameFrom, hit.to);

/** The unit word as written, by its key, '' without one. */
export const unitWord = (said: readonly Syllable[], hit: Found): string => keys(said, hit.from, hit.nameFrom);
