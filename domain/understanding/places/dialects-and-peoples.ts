import type { Syllable } from '../syllables.ts';
import { endingAt, plainList } from '../word-list.ts';
import type { Address } from './address.ts';
import type { Mention } from './mention.ts';

type OfRegion = ReadonlyArray<{ readonly words: readonly string[]; readonly provinces: ReadonlySet<string> }>;

/** Words of a region, and its provinces: a name that is one of theirs too is asked, though elsewhere it is better known. */
// biome-ignore format: rows read better.
const DIALECTS: OfRegion = [
  { words: ['mô', 'răng', 'rứa', 'chừ', 'mệ', 'nớ', 'nỏ', 'bữa ni', 'răng rứa', 'ôn mệ'], provinces: new Set(['40', '42', '44', '46', '48']) },
  { words: ['hổng', 'hong', 'tía', 'vuông tôm', 'vuông', 'xáng', 'dìa', 'bển', 'miệt', 'miệt vườn', 'ghe', 'mần', 'hen', 'nghen'], provinces: new Set(['75', '79', '80', '82', '86', '91', '92', '96']) },
];
/** Peoples, and the provinces most of each live in (census of 2019): a name that is a place there too is asked. */
// biome-ignore format: rows read better.
const PEOPLES: OfRegion = [
  { words: ['hrê'], provinces: new Set(['51', '52']) },
  { words: ['xơ đăng', 'xê đăng', 'ca dong', 'giẻ triêng', 'dân tộc co', 'người cor', 'dân tộc cor'], provinces: new Set(['51', '48']) },
  { words: ['ba na', 'bana', 'bahnar', 'gia rai', 'jrai'], provinces: new Set(['52', '51', '66']) },
  { words: ['ê đê', 'êđê', 'ede', 'mnông'], provinces: new Set(['66', '68', '56', '75']) },
  { words: ['cơ tu', 'cơtu', 'katu'], provinces: new Set(['46', '48']) },
  { words: ['tà ôi', 'pa cô', 'pa kô', 'vân kiều', 'bru'], provinces: new Set(['44', '46', '66']) },
  { words: ['cơ ho', 'người k\'ho', 'dân tộc k\'ho', 'kơ ho', 'người mạ', 'dân tộc mạ', 'chu ru', 'churu'], provinces: new Set(['68', '75']) },
  { words: ['raglai', 'ra glai'], provinces: new Set(['56', '68']) },
  { words: ['người chăm', 'dân tộc chăm', 'bà con chăm'], provinces: new Set(['52', '56', '66', '68', '75', '79', '80', '91']) },
  { words: ['khmer', 'khơ me', 'khơme'], provinces: new Set(['75', '79', '80', '86', '91', '92', '96']) },
  { words: ['xtiêng', 'stiêng'], provinces: new Set(['75', '80']) },
  { words: ['người mông', 'dân tộc mông', 'hmông', 'khơ mú', 'hà nhì', 'người lự', 'la hủ', 'người giáy', 'dân tộc giáy'], provinces: new Set(['04', '08', '11', '12', '14', '15', '19', '20', '25', '38', '40', '66', '68']) },
  { words: ['người thái', 'dân tộc thái'], provinces: new Set(['11', '12', '14', '15', '25', '38', '40', '66', '68']) },
  { words: ['người mường', 'dân tộc mường', 'người thổ', 'dân tộc thổ'], provinces: new Set(['01', '14', '15', '25', '37', '38', '40', '66', '68']) },
  { words: ['người dao', 'dân tộc dao', 'sán dìu', 'sán chay', 'sán chỉ', 'cao lan'], provinces: new Set(['01', '04', '08', '11', '12', '14', '15', '19', '20', '22', '24', '25', '38', '66', '68', '75']) },
];

type Hint = { words: ReturnType<typeof plainList>; provinces: ReadonlySet<string> };
const hints = (table: OfRegion): Hint[] =>
  table.map(({ words, provinces }) => ({ words: plainList(words), provinces }));
const dialects = hints(DIALECTS);
const peoples = hints(PEOPLES);

/**
 * `Nhà O tui ở Thuận An, mô rứa`: in the mouth of Huế hardly the town by Hồ Chí Minh City; `người Hrê ở Ba Vì` are from
 * Quảng Ngãi. Words of a dialect are told from others by their diacritics only.
 */
export function weighedByRegion(said: readonly Syllable[], all: readonly Address[]): readonly Address[] {
  const told = said[0]?.strict ? [...dialects, ...peoples] : peoples;
  const own = told.filter(({ words }) => said.some((_, at) => endingAt(words, said, at)));
  return own.length === 0 ? all : all.map((each) => weighed(each, own));
}

function weighed(each: Address, own: readonly Hint[]): Address {
  const [first] = each.provinces;
  const [mention, ...others] = each.mentions;
  if (first === undefined || !mention || others.length > 0 || mention.unit !== '') return each;
  const home = homesOf(mention, own);
  if (home.size === 0 || (each.sure && home.has(first))) return each;
  return {
    ...each,
    sure: false,
    likely: home.size === 1,
    provinces: [...new Set([...home, ...each.provinces])],
  };
}

const homesOf = (mention: Mention, own: readonly Hint[]): Set<string> =>
  new Set(
    mention.readings
      .filter((e) => e.today || e.level === 'district')
      .map((e) => e.province)
      .filter((province) => own.some(({ provinces }) => provinces.has(province))),
  );
