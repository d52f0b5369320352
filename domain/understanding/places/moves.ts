import { spell } from '../letters.ts';
import type { Syllable } from '../syllables.ts';
import { endingAt, plainList } from '../word-list.ts';
import { selves } from './kin.ts';

/** On the way here, or where somebody came back to; `đi`, `lên`, `vào` lead elsewhere. */
const TOWARD = ['về', 'tới', 'đến', 'từ', 'qua', 'ra'];
const TOWARD_MARKS: ReadonlySet<string> = new Set(TOWARD.map((word) => spell(word).mark));
/** Whoever says this has not gone yet: `nó nói dẫn lên Sài Gòn làm`. */
// biome-ignore format: rows read better.
const promises = plainList([
  'nói', 'bảo', 'rủ', 'rủ rê', 'hứa', 'dụ', 'dẫn', 'nói dẫn', 'kêu', 'rủ em', 'rủ con', 'nói đưa',
]);
/** Behind a place somebody went to these say that they stayed: `vào Đắk Nông làm rẫy 20 năm nay`. */
// biome-ignore format: rows read better.
const staying = plainList([
  'lấy chồng', 'lấy vợ', 'làm dâu', 'làm', 'sống', 'ở', 'bán', 'buôn bán', 'trọ', 'thuê', 'sinh sống', 'lập nghiệp', 'định cư', 'may', 'phụ hồ',
  'bạn thuyền', 'đi bạn', 'làm rẫy', 'làm ăn', 'học', 'phụ', 'mần', 'mần công nhân', 'giúp việc', 'bốc vác', 'từ năm', 'chạy xe', 'giữ trẻ',
  'rửa chén', 'rửa bát', 'bóc vỏ', 'hái', 'cạo mủ', 'đóng gói', 'khai hoang', 'kinh tế mới', 'trồng', 'trồng trọt', 'phát rẫy', 'vỡ đất',
]);
/** Before a verb of going these say that it came later than what stands before them: `sau lên Xuyên Mộc`. */
const later = plainList(['sau', 'rồi', 'sau đó', 'về sau', 'sau này', 'mới', 'xong']);

/** `về Bố Trạch`, `từ Huế`: the verb of going in front of the name. */
export const toward = (word: Syllable | undefined): boolean =>
  word !== undefined && TOWARD_MARKS.has(word.mark);

/** `nó nói dẫn lên`, `way` the verb of going: not gone yet. */
export const promised = (said: readonly Syllable[], way: number): boolean =>
  endingAt(promises, said, way - 1) !== null;

/** `lên Sài Gòn bán vé số`, `về Quảng Ngãi sống`: right behind the place, in the same clause. */
export function staysAfter(said: readonly Syllable[], at: number): boolean {
  for (let end = at; end < at + 2; end++) {
    if (said[end]?.before === 'stop' || said[end]?.before === 'comma') return false;
    if (endingAt(staying, said, end)) return true;
  }
  return false;
}

/** `ở Thanh Hóa vào Bình Dương làm`: where they came from stands right in front; `sau lên Xuyên Mộc khai hoang`. */
export function movedTo(said: readonly Syllable[], from: number, taken: number): boolean {
  const way = from - 1;
  return taken > 0 && (from - taken <= 2 || endingAt(later, said, way - 1) !== null || nowBefore(said, way));
}

/** `giờ em về Quảng Ngãi sống` */
function nowBefore(said: readonly Syllable[], way: number): boolean {
  const subject = endingAt(selves, said, way - 1);
  const now = subject ? subject.from - 1 : way - 1;
  return said[way]?.before === 'blank' && /^(gio|nay|chu)$/.test(said[now]?.key ?? '');
}

/** `3 năm về`, `2 tháng mới về` right behind the place. */
export function leftAfter(said: readonly Syllable[], at: number): boolean {
  if (!/^\d+$/.test(said[at]?.key ?? '') || !/^(nam|thang|tuan)$/.test(said[at + 1]?.key ?? '')) return false;
  const back = said[at + 2]?.key === 'moi' ? at + 3 : at + 2;
  return said[at]?.before === 'blank' && said[back]?.before === 'blank' && said[back]?.key === 've';
}

/** Syllables between a place and what happened to somebody there. */
const SUFFER_REACH = 3;

/** `bị` behind a place, in the same clause. */
export function suffersAfter(said: readonly Syllable[], at: number): boolean {
  for (let end = at; end <= at + SUFFER_REACH; end++) {
    const here = said[end];
    if (here?.before !== 'blank') return false;
    if (here.key === 'bi' && (here.mark === 'bi.' || !here.strict)) return true;
  }
  return false;
}

/** `lên đây`, `ra đây` right behind the place. */
export function hereAfter(said: readonly Syllable[], at: number): boolean {
  return (
    said[at]?.before === 'blank' &&
    /^(len|ra|vo|vao|xuong|qua|sang)$/.test(said[at]?.key ?? '') &&
    said[at + 1]?.key === 'day' &&
    said[at + 1]?.before === 'blank' &&
    (said[at + 1]?.mark === 'đây' || !said[at + 1]?.strict)
  );
}

/** `lấy chồng về` directly in front, and not far behind another place. */
export function marriedInto(said: readonly Syllable[], taken: number, before: number): boolean {
  if (before - taken > 4) return false;
  const between = said.slice(taken, before + 1);
  if (between.some((each) => each.before === 'stop')) return false;
  return /(lay chong|ga|lam dau) ?(ve|vao|vo|ra|qua|len|xuong|sang|theo)$/.test(
    between.map((each) => each.key).join(' '),
  );
}
