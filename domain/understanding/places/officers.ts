import type { Syllable } from '../syllables.ts';
import { endingAt, plainList } from '../word-list.ts';
import { cues } from './cues.ts';
import type { Found } from './found.ts';

/** Who speaks for a commune or works for it: behind these a unit word and its name are where the case is. */
// biome-ignore format: rows read better.
const officers = plainList([
  'hội phụ nữ', 'chi hội phụ nữ', 'hội nông dân', 'hội cựu chiến binh', 'hội người cao tuổi', 'hội chữ thập đỏ', 'hội khuyến học', 'đoàn thanh niên',
  'mặt trận', 'mặt trận tổ quốc', 'cán bộ', 'cán bộ phụ nữ', 'cán bộ tư pháp', 'tư pháp', 'công chức', 'công chức tư pháp', 'địa chính',
  'trưởng thôn', 'trưởng ấp', 'trưởng bản', 'trưởng xóm', 'trưởng buôn', 'già làng', 'bí thư', 'hòa giải viên', 'tổ hòa giải', 'trạm y tế', 'y tế',
  'hội lhpn', 'lhpn', 'hpn',
]);

/** How far before a place it is said for which commune somebody speaks. */
const OFFICE_REACH = 6;

/** `hội phụ nữ xã Nghi Thịnh Nghi Lộc`, also where the commune is in no list any more. */
export function officerBefore(said: readonly Syllable[], hit: Found): boolean {
  let unit = hit.unit !== '';
  for (let end = hit.from - 1; end >= Math.max(0, hit.from - OFFICE_REACH); end--) {
    if (said[end + 1]?.before !== 'blank') return false;
    if (endingAt(officers, said, end)) return unit;
    unit ||= /^(xa|phuong|huyen|thon|ap|xom|ban)$/.test(said[end]?.key ?? '');
    if (endingAt(cues, said, end)) return false;
  }
  return false;
}
