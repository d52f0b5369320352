import type { Syllable } from '../syllables.ts';
import { plainList } from '../word-list.ts';
import { precededBy } from './preceded-by.ts';

/** They die (`ông ấy mất`); whoever writes loses things (`em mất xe`). */
// biome-ignore format: rows read better.
const mourned = plainList([
  'ông', 'bà', 'cụ', 'bố', 'ba', 'cha', 'tía', 'thầy', 'mẹ', 'má', 'mạ', 'chồng', 'vợ', 'chú', 'bác', 'dì', 'cậu', 'nội', 'ngoại', 'ông ấy', 'bà ấy',
  'ổng', 'bả', 'ảnh', 'anh ấy', 'chị ấy', 'anh trai', 'chị gái', 'em trai', 'em gái', 'con trai', 'con gái', 'liệt sĩ',
]);
/** May stand between the writer of `bố` and `mất`. */
// biome-ignore format: rows read better.
const mourners = plainList([
  'em', 'e', 'tôi', 'tui', 'cháu', 'con', 'mình', 'tao', 'nhà', 'đã', 'cũng', 'nội', 'ngoại', 'nó', 'ruột', 'vợ', 'chồng', 'nhà em', 'nhà tôi',
  'nhà tui', 'tôi đã', 'em đã',
]);

/** `ông ấy mất năm 1979 tại`: who died there, not what was lost. */
export function diedThere(said: readonly Syllable[], at: number): boolean {
  if (said[at]?.key !== 'mat' || !/^(o|tai|nam|hoi|ngay|thang|luc|khi|do|vi)$/.test(said[at + 1]?.key ?? ''))
    return false;
  return precededBy(said, at, mourned, mourners);
}
