import type { Syllable } from '../syllables.ts';
import { endingAt, plainList } from '../word-list.ts';

/** Whoever says this does not know where it is. */
// biome-ignore format: rows read better.
const hedges = plainList([
  'nghe nói', 'nghe nói là', 'nghe đâu', 'hình như', 'hình như là', 'không biết có phải', 'đâu như', 'nghe bảo', 'giáp', 'giáp ranh', 'giáp với',
  'đoạn giáp',
]);

/** `nghe nói là Phú Thọ`, `giáp ranh Củ Chi`: up to three syllables in front, not before `taken`. */
export function hedged(said: readonly Syllable[], at: number, taken: number): boolean {
  for (let end = at - 1; end >= Math.max(taken, at - 3); end--) {
    // `Xã Hạ Giáp, Huyện Phù Ninh` borders on nothing.
    if (said[end + 1]?.before !== 'blank') return false;
    if (endingAt(hedges, said, end)) return true;
  }
  return false;
}
