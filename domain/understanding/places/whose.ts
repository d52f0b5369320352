import { isProvince } from '../gazetteer.ts';
import type { Syllable } from '../syllables.ts';
import { endingAt } from '../word-list.ts';
import { OTHERS_HOME, type Standing } from './cues.ts';
import type { Found } from './found.ts';
import { others, selves, spouses, together } from './kin.ts';

/** The weight of a place where somebody else in the story lives or works; undefined where it is not theirs. */
export function someoneElses(
  said: readonly Syllable[],
  from: number,
  standing: Standing,
): number | undefined {
  if (standing !== 'now' && standing !== 'work' && standing !== 'home') return undefined;
  for (let end = from - 1; end >= Math.max(0, from - 2); end--) {
    if (said[end + 1]?.before !== 'blank') return undefined;
    if (endingAt(together, said, end)) return undefined;
    const other = endingAt(others, said, end);
    if (other && said[other.from - 1]?.key === 'voi')
      return endingAt(spouses, said, other.from - 2) ? OTHERS_HOME : undefined;
    if (other) return OTHERS_HOME;
    if (endingAt(selves, said, end)) return undefined;
  }
  return undefined;
}

/** `E với mẹ ở`, `tui với tụi nhỏ ở`. */
export function withSelf(said: readonly Syllable[], before: number): boolean {
  for (let end = before - 1; end >= Math.max(1, before - 4); end--) {
    if (said[end + 1]?.before !== 'blank') return false;
    if (said[end]?.key === 'voi')
      return endingAt(selves, said, end - 1) !== null && endingAt(others, said, end - 1) === null;
  }
  return false;
}

/** `Khánh Hòa chồng em đêm qua lại ghen`: where the writer is or what somebody is called. */
export function whoDoes(said: readonly Syllable[], { from, to, readings }: Found): boolean {
  const [next, further] = [said[to], said[to + 1]];
  if (from > 0 || next?.before !== 'blank' || next.capital || !readings.some(isProvince)) return false;
  return (
    endingAt(others, said, to) !== null ||
    (further?.before === 'blank' && endingAt(others, said, to + 1) !== null)
  );
}
