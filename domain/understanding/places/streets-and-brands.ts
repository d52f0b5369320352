import type { Syllable } from '../syllables.ts';
import { endingAt, plainList } from '../word-list.ts';
import type { Found } from './found.ts';
import { nameAt } from './name-at.ts';

/** Behind these stands a street: `đường Hải Phòng` lies in Đà Nẵng. */
// biome-ignore format: rows read better.
const streets = plainList([
  'đường', 'phố', 'đại lộ', 'xa lộ', 'hẻm', 'ngõ', 'ngách', 'mặt tiền', 'mặt phố', 'đ', 'đg', 'công viên', 'tượng đài',
]);

/** Behind these stands a brand, a line or a dish, no place: `xe khách Hà Giang`, `bún bò Huế`. */
// biome-ignore format: rows read better.
const brands = plainList([
  'nick', 'nick zalo', 'facebook', 'xe khách', 'nhà xe', 'xe', 'hãng xe', 'xe buýt', '!tàu', 'tuyến', 'tiếng', 'người dân tộc', 'dân tộc',
  'trường luật', 'tiệm', 'nhà hàng', 'khách sạn', 'nhãn hiệu', 'thương hiệu', 'bia', 'bún', 'bún bò', 'nước mắm', 'bánh', 'mì', 'phở', 'cà phê',
  'cafe', 'đặc sản', 'báo', 'đài', 'cửa hàng', 'siêu thị', 'hiệu', 'đội bóng', 'vải', 'bưởi', 'quán phở', 'quán bún', 'nem', 'chả', 'chè', 'nhạc',
  'giường', 'gà', 'giống',
]);

/** Houses called after the district they stand in. */
// biome-ignore format: rows read better.
const houses = plainList([
  'khách sạn', 'nhà hàng', 'cửa hàng', 'siêu thị', 'quán phở', 'quán bún', 'cà phê', 'cafe', 'tiệm',
]);

/** Roads are called after both ends. */
const roads = plainList(['cao tốc', 'đường cao tốc', 'quốc lộ', 'đường sắt', 'tuyến đường']);

/** `đường Hải Phòng`, `xe khách Hà Giang`: what is called after the place is elsewhere. */
export function isStreetOrBrand(said: readonly Syllable[], hit: Found): boolean {
  const before = hit.from - 1;
  const brand = endingAt(brands, said, before) !== null && said[before - 1]?.key !== 'ben';
  if (!brand && !endingAt(streets, said, before)) return false;
  const listed = hit.readings.some((entry) => entry.level === 'alias' && entry.name.startsWith('phố'));
  return !listed && !standsThere(said, hit);
}

/** `khách sạn Ngũ Hành Sơn`: houses are called after any province, but after the district they stand in. */
const standsThere = (said: readonly Syllable[], hit: Found): boolean =>
  endingAt(houses, said, hit.from - 1) !== null &&
  said[hit.nameFrom]?.capital === true &&
  hit.readings.some((entry) => entry.level === 'district') &&
  hit.readings.every((entry) => entry.level === 'district' || entry.level === 'ward');

/** `cty Điện Biên Xanh`: a firm's name. */
export function isFirm(said: readonly Syllable[], hit: Found, strict: boolean): boolean {
  const [first, next] = [said[hit.nameFrom], said[hit.to]];
  const goesOn = next?.before === 'blank' && next.capital && !next.shouting;
  return (
    goesOn &&
    first?.capital === true &&
    /^(ty|cty|tnhh|nghiep|doan)$/.test(said[hit.from - 1]?.key ?? '') &&
    !nameAt(said, hit.to, strict)
  );
}

/** `ngân hàng Phương Đông`, `bệnh viện Bình Dân`: called after no commune. */
export const isHouseOfItsName = (said: readonly Syllable[], hit: Found): boolean =>
  endingAt(institutions, said, hit.from - 1) !== null &&
  hit.readings.every((entry) => entry.level === 'ward');

const institutions = plainList(['ngân hàng', 'nh', 'bệnh viện', 'bv', 'trường đại học', 'đại học']);

/** `cao tốc Mỹ Thuận Cần Thơ`: both ends of a road, wherever it passes. */
export function isEndOfRoad(said: readonly Syllable[], { from }: Found, strict: boolean): boolean {
  const before = from - 1;
  if (endingAt(roads, said, before)) return true;
  for (let other = before - 1; other >= Math.max(1, before - 3); other--) {
    if (endingAt(roads, said, other - 1) && nameAt(said, other, strict)?.to === from) return true;
  }
  return false;
}

/** `hẻm 212`, `ngõ 5` up to five syllables in front. */
export function streetBefore(said: readonly Syllable[], at: number): boolean {
  for (let end = at - 1; end >= Math.max(0, at - 5); end--) {
    if (said[end + 1]?.before === 'stop') return false;
    if (/^(hem|ngo|kiet)$/.test(said[end]?.key ?? '') && /^\d/.test(said[end + 1]?.key ?? '')) return true;
  }
  return false;
}
