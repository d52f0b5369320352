import type { Entry } from '../gazetteer.ts';
import { isSyllable } from '../letters.ts';
import { nameMarks } from '../name-spelling.ts';
import type { Syllable } from '../syllables.ts';

const marksOf = new WeakMap<Entry, string[]>();
function marks(entry: Entry): string[] {
  let known = marksOf.get(entry);
  if (!known) {
    known = nameMarks(entry.name);
    marksOf.set(entry, known);
  }
  return known;
}

/** 3 written exactly so, 2 nothing speaks against it, 1 diacritics disagree. Hỏi and ngã are one: half the country says so. */
export function agreement(
  entry: Entry,
  said: readonly Syllable[],
  from: number,
  to: number,
  strict: boolean,
): number {
  const wanted = marks(entry);
  let level = 3;
  for (let i = from; i < to; i++) {
    const here = said[i];
    const want = wanted[i - from];
    if (!here || want === undefined || wanted.length !== to - from) return 2;
    // Names of Tây Nguyên (Đắk, Krông, Drắk) are written in many ways: only their letters are compared.
    if (here.mark === want || !isSyllable(here.key)) continue;
    if (here.plain && !strict) level = Math.min(level, 2);
    else if (to - from > 1 && here.soft === want.replace('~', '?')) level = Math.min(level, 2);
    else level = 1;
    if (level === 1) return 1;
  }
  return level;
}

/** A slip is in one syllable of several: `hổng ngủ` is not Hồng Ngự. */
export function nearly(
  entries: readonly Entry[],
  said: readonly Syllable[],
  at: number,
  length: number,
): boolean {
  if (length === 1) return true;
  return entries.some((entry) => {
    const wanted = marks(entry);
    const other = wanted.filter((want, i) => {
      const here = said[at + i];
      return (
        here && (!here.plain || here.strict) && here.mark !== want && here.soft !== want.replace('~', '?')
      );
    });
    return wanted.length !== length || other.length * 2 <= length;
  });
}
