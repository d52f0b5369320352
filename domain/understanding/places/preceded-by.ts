import type { Syllable } from '../syllables.ts';
import { endingAt, type WordList } from '../word-list.ts';

/** Words that may stand between, in the same breath. */
const BETWEEN = 3;

/** Whether one of `wanted` stands before, with nothing but a few of `between` behind it. */
export function precededBy(
  said: readonly Syllable[],
  at: number,
  wanted: WordList<true>,
  between: WordList<true>,
): boolean {
  let end = at - 1;
  for (let skipped = 0; skipped <= BETWEEN && said[end + 1]?.before === 'blank'; skipped++) {
    if (endingAt(wanted, said, end)) return true;
    const word = endingAt(between, said, end);
    if (!word) return false;
    end = word.from - 1;
  }
  return false;
}
