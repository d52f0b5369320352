import type { Syllable } from '../syllables.ts';
import { endingAt, plainList } from '../word-list.ts';
import type { Address } from './address.ts';
import { WEIGHTS } from './cues.ts';
import type { Mention } from './mention.ts';

/** Whoever tells of these tells a long life, place after place. */
// biome-ignore format: rows read better.
const veterans = plainList([
  'thương binh', 'bệnh binh', 'liệt sĩ', 'liệt sỹ', 'cựu chiến binh', 'bộ đội', 'đi lính', 'nhập ngũ', 'xuất ngũ', 'ra quân', 'dân công',
  'thanh niên xung phong', 'tnxp', 'chống mỹ', 'đánh mỹ', 'chống pháp', 'kháng chiến', 'du kích', 'giao liên', 'chiến trường', 'chiến đấu', 'tù đày',
  'binh trạm', 'chất độc da cam', 'huân chương', 'công nhân quốc phòng', 'công nhân lâm trường', 'công nhân nông trường', 'mất sức', 'mảnh pháo',
  'mảnh đạn', 'mảnh bom', 'sức ép bom', 'công an vũ trang', 'chiến sĩ',
]);

const NOT_LIVED: ReadonlySet<Mention['standing']> = new Set(['origin', 'past', 'aside', 'there']);
/** `ở nghĩa trang Trường Sơn Quảng Trị`: how far before a place its graves are named, in syllables. */
const GRAVES_REACH = 5;

const livedAt = (said: readonly Syllable[], { standing, from }: Mention): boolean =>
  !NOT_LIVED.has(standing) &&
  !said
    .slice(Math.max(0, from - GRAVES_REACH), from)
    .some(({ key }, at, before) => key === 'nghia' && before[at + 1]?.key === 'trang');

/** Where somebody was, or what happened `ở` there or in its `đồn`; not the police or the court of a place. */
const wasThere = (said: readonly Syllable[], { standing, from }: Mention): boolean =>
  standing !== 'case' || /^(o|tai|don)$/.test(said[from - 1]?.key ?? '');

/**
 * A veteran's letter tells a life from place to place; the last one it names is where the writer lives, and what was
 * before is no place of the case.
 */
export function lastOfLife(said: readonly Syllable[], all: readonly Address[]): readonly Address[] {
  if (all.length < 2 || !said.some((_, at) => endingAt(veterans, said, at))) return all;
  const lived = all.filter(
    ({ sure, mentions }) => sure && mentions.some((mention) => livedAt(said, mention)),
  );
  const last =
    lived.findLast(({ mentions }) => mentions.some((mention) => mention.standing === 'now')) ?? lived.at(-1);
  if (!last) return all;
  const index = all.indexOf(last);
  return all.map((each, at) => {
    if (at === index) return { ...each, weight: Math.max(each.weight, WEIGHTS.now) };
    if (at > index || !each.mentions.every((mention) => wasThere(said, mention))) return each;
    return { ...each, weight: WEIGHTS.past };
  });
}
