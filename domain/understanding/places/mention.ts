import type { Entry } from '../gazetteer.ts';
import type { Standing } from './cues.ts';

/** A stretch of the text that names a place, with every place it can be. */
export type Mention = {
  /** Syllables: the unit word included, end exclusive. */
  from: number;
  to: number;
  readings: Entry[];
  /** The kinds the unit word allows, '' without one. */
  unit: string;
  /** The unit word as written, by its key, '' without one. */
  unitWord: string;
  standing: Standing;
  weight: number;
  /** A word in front says that a place follows. */
  cued: boolean;
  /** Diacritics disagree: a slip or another word. */
  loose: boolean;
  /** Stands for itself between commas or at the edges of the text. */
  alone: boolean;
  hamlet: boolean;
  capital: boolean;
  /** Behind `về`, `từ`: not far from where it is written. */
  toward: boolean;
  /** `nghe nói là`: the writer does not know it. */
  hedged: boolean;
};
