import type { Syllable } from '../syllables.ts';
import { endingAt } from '../word-list.ts';
import { type Found, keyOf } from './found.ts';
import { links } from './links.ts';
import { nameAt } from './name-at.ts';
import { behindNamedHamlet } from './settlements.ts';

/** A name and how it stands in the text. */
export type InText = {
  said: readonly Syllable[];
  hit: Found;
  /** Where the last place before it ends. */
  taken: number;
  /** The writer types diacritics. */
  strict: boolean;
  /** The syllable right in front. */
  before: number;
  next: Syllable | undefined;
  /** Without a unit word. */
  bare: boolean;
  /** Behind a word of the same clause that is no place. */
  adjacent: boolean;
  /** Directly behind another place: the next part of one address. */
  chained: boolean;
  /** Between commas or at the edges of the text. */
  apart: boolean;
  /** The same, but for a particle behind it: `Huế ạ`. */
  alone: boolean;
  namedHamlet: boolean;
  key: string;
  /** In syllables. */
  length: number;
  /** All of it with capitals. */
  capital: boolean;
  shouting: boolean;
  /** Some of it with diacritics. */
  written: boolean;
  /** Spelt as only a name is. */
  certainWord: boolean;
};

export function inText(said: readonly Syllable[], hit: Found, taken: number, strict: boolean): InText {
  const [first, next] = [said[hit.nameFrom], said[hit.to]];
  const name = said.slice(hit.nameFrom, hit.to);
  const capital = name.every((each) => each.capital);
  const shouting = first?.shouting === true;
  const written = name.some((each) => !each.plain);
  const opens = hit.from === 0 || said[hit.from]?.before !== 'blank';
  const gap = hit.from - taken;
  return {
    said,
    hit,
    taken,
    strict,
    before: hit.from - 1,
    next,
    bare: hit.unit === '' && hit.from === hit.nameFrom,
    adjacent: said[hit.from]?.before === 'blank' && gap > 0,
    chained:
      taken > 0 &&
      said[hit.from]?.before !== 'stop' &&
      (gap === 0 || (gap === 1 && endingAt(links, said, taken) !== null)),
    apart: opens && next?.before !== 'blank',
    alone: opens && (next?.before !== 'blank' || isTail(next)),
    namedHamlet: behindNamedHamlet(said, hit),
    key: keyOf(said, hit),
    length: hit.to - hit.nameFrom,
    capital,
    shouting,
    written,
    certainWord: written || (strict && capital) || (capital && !shouting),
  };
}

/** The name right behind it, in the same clause. */
export const nameBehind = ({ said, hit, next, strict }: InText): Found | null =>
  next?.before === 'blank' ? nameAt(said, hit.to, strict) : null;

/** Particles and `cũ` behind an answer that is a place: `Huế ạ`, `Long An cũ`. */
export function isTail(next: Syllable): boolean {
  return /^(a|nhe|nha|cu|day|do|oi|ne|ak|ah|va|thoi)$/.test(next.key);
}

/** Capitals within sentences: the writer gives names theirs. */
export function usesCapitals(said: readonly Syllable[]): boolean {
  return said.some((each) => each.capital && !each.shouting && each.before === 'blank');
}
