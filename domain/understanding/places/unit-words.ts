import type { Entry } from '../gazetteer.ts';
import { spell } from '../letters.ts';
import type { Syllable } from '../syllables.ts';

/**
 * Unit words and their short forms → what they can stand for: p province, c t q h districts by kind, w wards, i an
 * island of any kind, s đặc khu.
 */
// biome-ignore format: rows read better.
const UNIT_WORDS: ReadonlyArray<readonly [word: string, kinds: string]> = [
  ['tỉnh', 'p'], ['thành phố', 'pct'], ['tp', 'pct'], ['thị xã', 't'], ['tx', 't'], ['quận', 'q'], ['huyện', 'h'], ['huyện đảo', 'h'],
  ['đặc khu', 's'], ['phường', 'w'], ['xã', 'w'], ['thị trấn', 'w'], ['tt', 'w'], ['đảo', 'i'], ['q', 'q'], ['h', 'h'], ['p', 'w'], ['f', 'w'],
  ['x', 'w'],
];

const units = UNIT_WORDS.map(([word, kinds]) => ({
  words: word.split(' ').map((each) => spell(each)),
  kinds,
}));
const unitsByKey = new Map<string, typeof units>();
for (const unit of units) {
  const key = unit.words[0]?.key ?? '';
  unitsByKey.set(key, [...(unitsByKey.get(key) ?? []), unit]);
}

/** The unit words that begin at a syllable: where the name behind each begins, and the kinds it allows. */
export function unitAt(said: readonly Syllable[], at: number): Array<{ to: number; kinds: string }> {
  return (unitsByKey.get(said[at]?.key ?? '') ?? []).flatMap(({ words, kinds }) => {
    const fits = words.every((word, i) => {
      const here = said[at + i];
      return here && here.key === word.key && ((here.plain && !here.strict) || here.mark === word.mark);
    });
    return fits ? [{ to: at + words.length, kinds }] : [];
  });
}

/** Whether a unit word goes with an entry. */
export function allowed(entry: Entry, kinds: string): boolean {
  if (kinds === 'i') return entry.level === 'ward' || entry.level === 'district';
  if (entry.level === 'province' || entry.level === 'former') return kinds.includes('p');
  if (entry.level === 'alias') return kinds.includes('p') && !entry.weak;
  if (entry.level === 'ward')
    return kinds === 'w' ? 'pxbs'.includes(entry.unit) : kinds === 's' && entry.unit === 's';
  // A huyện may have become a town since, a thị xã a city.
  const grown = (kinds === 'h' && 'tc'.includes(entry.unit)) || (kinds === 't' && entry.unit === 'c');
  return grown || kinds.includes(entry.unit) || kinds === 's';
}

/** Unit words of wards that name one kind. */
export const WARD_UNITS: Readonly<Record<string, string>> = { xa: 'x', phuong: 'p', 'thi tran': 'b' };
