import { spellKnown } from './letters.ts';
import type { Syllable } from './syllables.ts';

type Known<T> = { marks: Array<{ key: string; mark: string; plain: boolean; marked: boolean }>; value: T };
/** Words and short phrases by the key of their last syllable, to be looked for in front of a position. */
export type WordList<T> = Map<string, Array<Known<T>>>;

export function wordList<T>(entries: ReadonlyArray<readonly [string, T]>): WordList<T> {
  const list: WordList<T> = new Map();
  for (const [words, value] of entries) {
    // `!chợ` stands only where it is written with its diacritics: `cho` is mostly another word.
    const marks = words
      .split(' ')
      .map((word) => ({ ...spellKnown(word.replace('!', '')), marked: word.startsWith('!') }));
    const last = marks.at(-1)?.key ?? '';
    const filed = list.get(last);
    if (filed) filed.push({ marks, value });
    else list.set(last, [{ marks, value }]);
  }
  // The longest first, of equal ones the one that is listed first.
  for (const filed of list.values())
    if (filed.length > 1) filed.sort((a, b) => b.marks.length - a.marks.length);
  return list;
}

export const plainList = (words: readonly string[]): WordList<true> =>
  wordList(words.map((word) => [word, true] as const));

function agrees(
  said: Syllable | undefined,
  wanted: { key: string; mark: string; plain: boolean; marked: boolean } | undefined,
): boolean {
  if (!said || !wanted || said.key !== wanted.key) return false;
  return said.plain ? wanted.plain || (!said.strict && !wanted.marked) : said.mark === wanted.mark;
}

/** The longest entry whose last syllable is at `end`, all in one clause; its value and where it begins. */
export function endingAt<T>(
  list: WordList<T>,
  said: readonly Syllable[],
  end: number,
): { from: number; value: T } | null {
  for (const { marks, value } of list.get(said[end]?.key ?? '') ?? []) {
    const from = end - marks.length + 1;
    if (from < 0) continue;
    if (
      marks.every(
        (each, i) => agrees(said[from + i], each) && (i === 0 || said[from + i]?.before === 'blank'),
      )
    ) {
      return { from, value };
    }
  }
  return null;
}
