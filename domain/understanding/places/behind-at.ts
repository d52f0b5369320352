import type { Syllable } from '../syllables.ts';
import { endingAt, plainList, wordList } from '../word-list.ts';
import { OTHERS_HOME, type Standing, WEIGHTS } from './cues.ts';
import { diedThere } from './deaths.ts';
import { others, ownTrade, selves, together } from './kin.ts';
import { someoneElses, withSelf } from './whose.ts';

/** Words before a plain `ở` that say what it is about, nearest first. */
// biome-ignore format: rows read better.
const BEFORE_AT: ReadonlyArray<readonly [word: string, standing: Standing]> = [
  ['quê', 'origin'], ['gốc', 'origin'], ['đang', 'now'], ['hiện', 'now'], ['nay', 'now'], ['giờ', 'now'], ['chừ', 'now'], ['h', 'now'],
  ['tai nạn', 'case'], ['công trường', 'case'], ['đất', 'case'], ['sổ', 'case'], ['sổ đỏ', 'case'], ['sổ hồng', 'case'], ['bìa đỏ', 'case'],
  ['căn hộ', 'case'], ['chung cư', 'case'], ['thửa', 'case'], ['ruộng', 'case'], ['rẫy', 'case'], ['vườn', 'case'], ['xảy ra', 'case'],
  ['bị', 'case'], ['vụ', 'case'], ['đánh', 'case'], ['bắt', 'case'], ['trộm', 'case'], ['cướp', 'case'], ['chém', 'case'], ['lật', 'case'],
  ['tông', 'case'], ['mất', 'case'], ['rủ đi làm', 'way'], ['dụ đi làm', 'way'], ['rủ lên làm', 'way'], ['rủ xuống làm', 'way'], ['hứa làm', 'way'],
  ['học', 'work'], ['làm', 'work'], ['trọ', 'now'], ['thuê', 'work'], ['phục vụ', 'work'], ['công nhân', 'work'], ['quán', 'case'],
  ['dự án', 'case'], ['hụi', 'case'],
  ['hy sinh', 'past'], ['hồi nhỏ', 'past'], ['hồi bé', 'past'], ['bên mua', 'aside'], ['bên bán', 'aside'], ['đối tác', 'aside'], ['khách', 'aside'],
  ['khách hàng', 'aside'], ['nhà cung cấp', 'aside'], ['nghĩa vụ', 'past'], ['nghĩa vụ quân sự', 'past'], ['hi sinh', 'past'], ['đóng quân', 'past'],
  ['chiến đấu', 'past'], ['bộ đội', 'past'], ['mở đường', 'past'], ['hồi trước', 'past'], ['ngày xưa', 'past'], ['hồi xưa', 'past'],
  ['trước đây', 'past'], ['môi giới', 'firm'], ['công ty', 'firm'], ['cty', 'firm'], ['qua đời', 'past'], ['từ trần', 'past'],
  ['bệnh viện', 'aside'], ['quân y viện', 'aside'], ['trạm xá', 'aside'], ['trạm y tế', 'aside'], ['bệnh xá', 'aside'], ['điều trị', 'aside'],
  ['chữa bệnh', 'aside'], ['văn phòng', 'firm'],
];
const beforeAt = wordList(BEFORE_AT);
/** Deeds: the place behind `ở` is where they were done. */
const deeds = plainList(['trộm', 'ăn trộm', 'lấy trộm', 'cướp', 'đánh', 'chém', 'đâm', 'tông', 'bắt']);

/** How far before `ở` a word still says what it is about. */
const NEAR: Readonly<Partial<Record<Standing, number>>> = { past: 4, origin: 2, now: 6, work: 6 };

/** What was done may be told with what it was done to: `lấy trộm chiếc xe máy của người ta ở Hớn Quản`. */
const DEED_REACH = 6;

type Behind = { standing: Standing; weight: number };

/** A place behind `ở` or `tại`: the words before it say whose, and whether it is now. */
export function behindAt(said: readonly Syllable[], from: number, cue: Standing): Behind {
  if (cue !== 'home') return place(cue, someoneElses(said, from, cue) ?? WEIGHTS[cue]);
  if (otherSides(said, from)) return place(cue, OTHERS_HOME);
  return about(said, from) ?? home(said, from);
}

const place = (standing: Standing, weight: number): Behind => ({ standing, weight });

/** `bán đất cho ông ở Sài Gòn`: the other side's home, not where the land is. */
const otherSides = (said: readonly Syllable[], from: number): boolean =>
  endingAt(others, said, from - 1) !== null &&
  !withSelf(said, from - 1) &&
  /^(cho|voi|cua|boi)$/.test(said[from - 2]?.key ?? '');

/** `đất của em ở`, `đang làm may ở`: the nearest word of the clause that says what is there. */
function about(said: readonly Syllable[], from: number): Behind | null {
  for (let end = from - 1; end >= Math.max(0, from - 7); end--) {
    if (said[end + 1]?.before === 'stop' || said[end + 1]?.before === 'comma') return null;
    const word = endingAt(beforeAt, said, end);
    if (!word) continue;
    if (diedThere(said, end)) return place('past', WEIGHTS.past);
    if ((word.value === 'case' || word.value === 'firm') && endingAt(selves, said, from - 1)) continue;
    const reach = word.value === 'case' && endingAt(deeds, said, end) ? DEED_REACH : NEAR[word.value];
    if (from - 1 - end <= (reach ?? 3))
      return place(word.value, someoneElses(said, word.from, word.value) ?? WEIGHTS[word.value]);
  }
  return null;
}

function home(said: readonly Syllable[], from: number): Behind {
  // `tui thì ở Trà Cú`
  const subject = said[from - 1]?.key === 'thi' ? from - 2 : from - 1;
  // `HTX chúng tôi ở Vĩnh Châu`, and the other side's firm elsewhere.
  if (endingAt(ownTrade, said, subject)) return place('home', WEIGHTS.home + 0.9);
  const self =
    [selves, together].some((each) => endingAt(each, said, subject) !== null) || withSelf(said, subject);
  const ofSelf = self && said[from - 2]?.key === 'cua';
  // `bạn tù của tôi ở Nha Trang`
  if (ofSelf && endingAt(others, said, from - 3)) return place('home', OTHERS_HOME);
  // `vựa của em ở Hàm Thuận Nam`
  const mine = ofSelf ? 0.3 : 0;
  return place('home', someoneElses(said, from, 'home') ?? WEIGHTS.home + (self ? 0.5 : 0) + mine);
}
