import { FAMILY_NAMES, MIDDLE_NAMES } from '../personal-names.ts';
import type { Syllable } from '../syllables.ts';
import { endingAt, plainList } from '../word-list.ts';
import { cues } from './cues.ts';
import type { Found } from './found.ts';
import { selves } from './kin.ts';

/** Behind these stands a person: `anh Thái Bình`. */
// biome-ignore format: rows read better.
const persons = plainList([
  'anh', 'chị', 'ông', 'bà', 'cô', 'chú', 'bác', 'dì', 'cậu', 'mợ', 'thím', 'dượng', 'thằng', 'con', 'bé', 'cháu', 'thầy', 'tên', 'tên là', 'bạn',
  'luật sư', 'bác sĩ', 'thẩm phán', 'họ tên', 'bị đơn', 'nguyên đơn', 'bị cáo', 'em gái', 'em trai', 'con trai', 'con gái', 'chị gái', 'anh trai',
  'tên con là', 'chồng tên', 'vợ tên', 'ông chủ', 'bà chủ', 'bác chủ', 'cô chủ', 'chú chủ', 'anh chủ', 'chị chủ', 'sếp', 'a', 'c', 'mẹ', 'má', 'cụ',
  'sư thầy', 'giám đốc', 'kế toán', 'chồng em là', 'vợ tôi là',
]);
/** Behind a title and one of these stands a byname: `ông Năm Cà Mau`. */
const births = plainList(['hai', 'ba', 'tư', 'năm', 'sáu', 'bảy', 'bẩy', 'tám', 'chín', 'mười', 'út', 'cả']);
// biome-ignore format: rows read better.
const elders = plainList([
  'ông', 'bà', 'chú', 'cô', 'dì', 'thím', 'cậu', 'mợ', 'dượng', 'cụ', 'thầy', 'lão', 'mụ',
]);
/** `bà con Bình Định` are people of a place. */
const peopleOf = plainList(['bà con', 'dân', 'người', 'anh em', 'công nhân']);

/** `Nguyễn Thái Bình`, `Trần Văn Quảng Ninh`. */
const families = plainList(FAMILY_NAMES);
const middles = plainList(MIDDLE_NAMES);

/** Whether the name is a person's: `anh Thái Bình`, `em là Hà Giang`, `Trần Văn Quảng Ninh`. */
export function isPerson(said: readonly Syllable[], hit: Found, taken: number): boolean {
  if (hit.from !== hit.nameFrom || said[hit.from]?.before !== 'blank') return false;
  const before = hit.from - 1;
  if (before < taken || isOfPlace(said, before)) return false;
  return (
    presents(said, hit) || titled(said, before) || bynamed(said, before) || givenName(said, hit.from, before)
  );
}

function isOfPlace(said: readonly Syllable[], before: number): boolean {
  if (endingAt(peopleOf, said, before)) return true;
  // `nhà cháu Nam Đàn`, `quê con Bảo Lạc`: the one who writes, not somebody of that name.
  if (/^(nha|que)$/.test(said[before - 1]?.key ?? '') && endingAt(cues, said, before)) return true;
  // `chùa Bà Thủ Dầu Một` is no lady.
  return said[before]?.key === 'ba' && /^(chua|mieu)$/.test(said[before - 1]?.key ?? '');
}

/** `E Thanh Hóa nè chị`, `em là Hà Giang` */
function presents(said: readonly Syllable[], hit: Found): boolean {
  const before = hit.from - 1;
  const shows = /^(ne|day|ni)$/.test(said[hit.to]?.key ?? '') && said[hit.to]?.before === 'blank';
  if (shows && endingAt(selves, said, before)) return true;
  return said[before]?.key === 'la' && endingAt(selves, said, before - 1) !== null;
}

function titled(said: readonly Syllable[], before: number): boolean {
  // Without diacritics `mà` is no mother.
  const but = said[before]?.key === 'ma' && said[before]?.strict === false && said[before]?.plain === true;
  return !but && endingAt(persons, said, before) !== null;
}

/** `ông Năm Cà Mau`: called by the order of birth. */
const bynamed = (said: readonly Syllable[], before: number): boolean =>
  endingAt(births, said, before) !== null &&
  endingAt(elders, said, before - 1) !== null &&
  said[before]?.before === 'blank';

/** `Nguyễn Thái Bình`, written like what stands before it, and `trần văn quảng ninh`. */
function givenName(said: readonly Syllable[], from: number, before: number): boolean {
  const [previous, first] = [said[before], said[from]];
  const small = !previous?.capital && !first?.capital;
  if (!small && (!previous?.capital || previous.shouting !== first?.shouting)) return false;
  if (endingAt(middles, said, before) && endingAt(families, said, before - 1)) return true;
  const shouted = previous?.shouting === true && previous.key.length > 1;
  return !small && !shouted && endingAt(families, said, before) !== null && first?.capital === true;
}
