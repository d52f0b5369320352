import type { Syllable } from '../syllables.ts';
import { endingAt, plainList } from '../word-list.ts';

/** What is still so: `từ năm 1989 tới nay`. */
// biome-ignore format: rows read better.
const lasting = plainList([
  'tới nay', 'đến nay', 'tới giờ', 'đến giờ', 'tới bây giờ', 'đến bây giờ', 'tới chừ', 'đến chừ',
]);
/** Of a year long past, but it has not passed: land stays where it is, a marriage and a register last. */
// biome-ignore format: rows read better.
const lasts = plainList([
  'mua', 'bán', 'đất', 'ruộng', 'rẫy', 'vườn', 'nhà', 'căn hộ', 'thửa', 'sổ', 'bìa', 'cấp', 'khai hoang', 'hộ khẩu', 'lấy chồng', 'lấy vợ', 'cưới',
  'kết hôn', 'làm dâu', 'để lại', 'di chúc', 'vay', 'thuê', 'góp', 'giao', 'chuyển nhượng', 'chuyển về', 'về', 'thu hồi', 'đền bù', 'xây',
]);
/** Wars, and those they were fought against: where they were is long past. */
// biome-ignore format: rows read better.
const wars = plainList([
  'đánh mỹ', 'đánh pháp', 'đánh giặc', 'đánh tàu', 'đánh pôn pốt', 'đánh polpot', 'đánh trận', 'đánh ngụy', 'đánh fulro', 'chống mỹ', 'chống pháp',
  'kháng chiến', 'thời chiến', 'hồi chiến tranh', 'trong chiến tranh', 'du kích', 'giao liên', 'dân công hỏa tuyến', 'thanh niên xung phong', 'tnxp',
  'cầm súng', 'mậu thân', 'quân tình nguyện', 'nhập ngũ', 'đánh nhau với mỹ', 'trận mạc', 'biên giới phía bắc',
]);

/** How far behind a place it is said that something lasts until today. */
const LASTING_REACH = 8;

/** `khai hoang trồng tiêu tới nay`, `hai chục năm nay`: in the same sentence. */
export function lastsAfter(said: readonly Syllable[], at: number): boolean {
  for (let end = at; end < at + LASTING_REACH; end++) {
    if (!said[end] || said[end]?.before === 'stop') return false;
    if (endingAt(lasting, said, end)) return true;
    const years = said[end]?.key === 'nay' && said[end - 1]?.key === 'nam' && end > at + 1;
    if (years && /^(\d+|may|chuc|tram|muoi)$/.test(said[end - 2]?.key ?? '')) return true;
  }
  return false;
}

/** `ở Đồng Tháp năm 1974`, `ở Uông Bí đến năm 1989`, `ở Con Cuông từ 1979 đến 1991`: right behind the place. */
function yearAfter(said: readonly Syllable[], at: number): boolean {
  for (let end = at; end < at + 6; end++) {
    if (!said[end] || said[end]?.before === 'stop') return false;
    if (said[end]?.before === 'comma') return false;
    const plain = /^(nam|den|toi|hoi|tu|thi|\d+)$/.test(said[end]?.key ?? '');
    if (!plain) return false;
    if (longPastYear(said, end) && !/^(tu|sinh)$/.test(yearWord(said, end))) return true;
  }
  return false;
}

/** How far before a place a year or a war still says when. */
const WHEN_REACH = 9;
/** `mua hai sào vườn của ông cụ năm 2009 bằng giấy tay ở`: what lasts may stand further away. */
const LASTS_REACH = 15;

/** `năm 1979 tôi bị thương tại`, `đánh Mỹ ở`: long past, unless it is said to last or is of a kind that does. */
export function longAgo(said: readonly Syllable[], at: number, to: number, taken: number): boolean {
  if (said[at]?.before !== 'blank' || lastsAfter(said, to)) return false;
  let told = yearAfter(said, to);
  for (let end = at - 1; end >= Math.max(taken, at - LASTS_REACH); end--) {
    if (!told && end < at - WHEN_REACH) return false;
    const between = said[end + 1]?.before;
    if (between === 'stop') return told;
    const year = longPastYear(said, end);
    // `Năm 1972, tôi chiến đấu ở`: only a year that opens the sentence reaches over its comma.
    if (between === 'comma' && !(year && said[end - 1]?.before === 'stop')) return told;
    if (year) {
      if (/^(sinh|sn|tu|den|toi)$/.test(yearWord(said, end))) return told;
      told = true;
    } else if (endingAt(wars, said, end)) told = true;
    else if (
      endingAt(lasts, said, end) ||
      (!told && /^(nay|gio|hien|dang|chu|song)$/.test(said[end]?.key ?? ''))
    )
      return false;
  }
  return told;
}

/** The word before a year: `sinh năm 1951`, `từ 1989`. */
function yearWord(said: readonly Syllable[], at: number): string {
  const word = said[at - 1]?.key ?? '';
  return word === 'nam' ? (said[at - 2]?.key ?? '') : word;
}

/** `1979`, `2004`; `75` behind `năm` or `hồi`, where no unit follows. */
function longPastYear(said: readonly Syllable[], at: number): boolean {
  const number = said[at]?.key ?? '';
  if (/^(19[3-9]|200)\d$/.test(number)) return said[at - 1]?.key !== 'so';
  return (
    /^[4-9]\d$/.test(number) &&
    /^(nam|hoi)$/.test(said[at - 1]?.key ?? '') &&
    !/^\d+$/.test(said[at - 2]?.key ?? '') &&
    !/^(tuoi|trieu|tr|nghin|ngan|ngay|nam|m|kg|phan|met)$/.test(said[at + 1]?.key ?? '')
  );
}
