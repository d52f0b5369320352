import { endingAt, plainList } from '../word-list.ts';
import { AT } from './cues.ts';
import type { InText } from './in-text.ts';

/** Behind or before these two groups of islands are where boats of all the coast fish. */
// biome-ignore format: rows read better.
const fishing = plainList([
  'đánh cá', 'đánh bắt', 'đi biển', 'đi câu', 'câu mực', 'câu cá', 'ra khơi', 'đi khơi', 'ngoài khơi', 'ngư trường', 'đi bạn', 'lặn', 'lưới', 'tàu',
  'tàu cá', 'ghe', 'biển', 'vùng biển', 'ngoài', 'khai thác', 'ngư dân', 'đi đánh', 'chuyến biển', 'giã cào', 'quần đảo', 'thuyền', 'chìm',
]);

/** Hoàng Sa and Trường Sa: where boats of the whole coast fish. */
const FISHING_GROUNDS = /^(hoang sa|truong sa)$/;
/** How far before the islands it is said what somebody did there. */
const FISHING_REACH = 7;

/** Hoàng Sa or Trường Sa, and nobody there but to fish. */
export function fishedThere({ said, hit, bare, key }: InText): boolean {
  if (!(bare || hit.unit === 'i') || !FISHING_GROUNDS.test(key)) return false;
  for (let end = hit.from - 1; end >= Math.max(0, hit.from - FISHING_REACH); end--) {
    if (said[end + 1]?.before === 'stop') break;
    if (endingAt(fishing, said, end)) return true;
  }
  return !AT.has(said[hit.from - 1]?.key ?? '');
}
