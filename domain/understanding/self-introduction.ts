import { gazetteer } from './gazetteer.ts';
import { spell } from './letters.ts';
import { FAMILY_NAMES, MIDDLE_NAMES } from './personal-names.ts';
import { type Syllable, syllables } from './syllables.ts';

const spelt = (words: string) => words.split(' ').map(spell);

const FAMILIES = [
  ...FAMILY_NAMES,
  ...'triệu nông đàm quách tăng tống thân phùng chu hứa mạc kiều lục thái giáp bế'.split(' '),
].map(spell);
const MIDDLES = MIDDLE_NAMES.map(spell);
/** The two that nearly only stand in names: behind them comes the name somebody is called by. */
const SURE_MIDDLES = spelt('thị văn');
/** Family names that are everyday words without diacritics: `truong thon`, `pham nhan`, `ho ngheo`, `dang vien`. */
const WORDLIKE: ReadonlySet<string> = new Set(
  'ca cao danh dang do doan duong ha ho kim la lam le lo long lu luc luong luu ly ma mai nong pham phan ta tang than thai to tong trieu truong vang vu bui son chu giap be'.split(
    ' ',
  ),
);
/** `toi la vo Van Tam` is his wife, `toi la chau Thi Lan` her grandchild. */
const KIN: ReadonlySet<string> = new Set(['vo', 'chau']);

const SPEAKERS = spelt('tôi tui mình');
/** The young speak of themselves with these, and everybody of the young. */
const YOUNG_SPEAKERS = spelt('em cháu con');
const IS = spelt('là');
const NAME = spelt('tên');
const OF = spelt('của');
const FULL = spelt('họ');
/** With these a person is spoken to before anything is told. */
const GREETINGS = spelt(
  'dạ thưa chào xin kính alo a lô vâng luật sư anh chị cô chú bác ông bà trung tâm quý cơ quan ạ cán bộ ơi tổng đài gửi các',
);
/** Whoever says these gives the words of somebody else. */
const QUOTING = spelt('xưng nói bảo kêu nhắn viết ghi khai giả mạo');
/** A name ends before these. */
const ENDING = spelt(
  'ở o tại quê là bị cần xin muốn nhờ hỏi gọi sinh tuổi có đang hiện nay số chồng vợ con cháu bố mẹ má em tôi tui và với người dân thường trú ngụ nhà xã huyện tỉnh phường quận thôn ấp xóm tp đã vừa mới không ko được từ của cho làm vì thì mà nên đây ạ gì chưa rất thuộc sống cư tên họ hay luật giúp mong hàng việc tt sn sdt cccd cmnd bí thật kia này',
);
/** These end a name too, or belong to it: `Lan Anh`. */
const EITHER = spelt('anh ba năm sau do chị nhưng');

type Spelt = Pick<Syllable, 'key' | 'mark'>;

const is = (said: Syllable | undefined, words: readonly Spelt[]): boolean =>
  said !== undefined &&
  words.some(({ key, mark }) => said.mark === mark || (said.plain && !said.strict && said.key === key));

const LONGEST_PLACE = 3;
const LONGEST_NAME = 5;
const MOST_CHARACTERS = 80;
/** Characters of a text that are read for a name: who introduces themselves does it early. */
const READ = 1000;

/** Syllables of the province or district whose name begins here; 0 where none does. */
function placeAt(said: readonly Syllable[], from: number): number {
  for (let length = LONGEST_PLACE; length >= 1; length -= 1) {
    const part = said.slice(from, from + length);
    if (part.length < length || part.slice(1).some(({ before }) => before !== 'blank')) continue;
    const named = gazetteer().named(part.map(({ key }) => key).join(' ')) ?? [];
    const place = named.some(({ name, level }) => {
      const marks = spelt(name.toLowerCase());
      const known = level === 'province' || level === 'former' || level === 'alias';
      return (
        (known || (level === 'district' && length > 1)) &&
        part.every((syllable, at) => is(syllable, marks.slice(at, at + 1)))
      );
    });
    if (place) return length;
  }
  return 0;
}

/**
 * The name by which whoever writes or speaks introduces themselves: `Toi la Nguyen Thi Lan`, `em tên Lan`. Only at the
 * beginning of a clause and in plain words; what may be a place, a trade, a kinship or somebody else's name gives null,
 * and the person is asked. As it was written, with capitals; no diacritic is added.
 */
export function selfIntroduced(text: string): string | null {
  const said = syllables(text.slice(0, READ));
  const cut = text.length > READ ? said.at(-1) : undefined;
  const names = new Set<string>();
  for (let at = 0; at < said.length; at += 1) {
    const opening = openingAt(said, at);
    if (opening === null || !speaksFirst(text, said, at, opening.young)) continue;
    const name = opening.named ? explicitName(said, opening.next) : fullName(said, opening.next);
    if (name !== null && name.at(-1) !== cut) names.add(written(text, name));
  }
  const [name, ...others] = names;
  return name === undefined || others.length > 0 ? null : name;
}

/** `tôi là`, `tôi (họ) tên (là)`, `tên (của) tôi là`. */
function openingAt(said: readonly Syllable[], at: number) {
  const young = is(said[at], YOUNG_SPEAKERS);
  if (young || is(said[at], SPEAKERS)) {
    if (is(said[at + 1], IS)) return { young, named: false, next: at + 2 };
    const full = is(said[at + 1], FULL) ? 1 : 0;
    // `con tên Lan`, `cháu tên Lan`: as likely the child somebody writes about.
    if (!is(said[at + 1 + full], NAME) || is(said[at], YOUNG_SPEAKERS.slice(1))) return null;
    const next = at + 2 + full;
    return { young, named: true, next: is(said[next], IS) ? next + 1 : next };
  }
  if (!is(said[at], NAME)) return null;
  const who = is(said[at + 1], OF) ? at + 2 : at + 1;
  if (!is(said[who], [...SPEAKERS, ...YOUNG_SPEAKERS]) || !is(said[who + 1], IS)) return null;
  return { young: false, named: true, next: who + 2 };
}

/** Whether a clause begins here in which the person speaks of themselves: `chồng tôi là …` and `nó xưng: tôi là …` do not. */
function speaksFirst(text: string, said: readonly Syllable[], at: number, young: boolean): boolean {
  const before = said.slice(0, at);
  const first = said[at];
  if (first === undefined) return false;
  const sentence = said.slice(
    said.findLastIndex((each, index) => index <= at && each.before === 'stop'),
    at,
  );
  const greeted = (words: readonly Syllable[]) => words.every((word) => is(word, GREETINGS));
  if (greeted(before)) return true;
  if (young) return false;
  const between = text.slice(said[at - 1]?.end ?? 0, first.start);
  if (/[:"“”'‘’(]/.test(between) || before.some((word) => is(word, QUOTING))) return false;
  return first.before !== 'blank' || greeted(sentence);
}

const ends = (said: readonly Syllable[], at: number): boolean => {
  const next = said[at];
  return next === undefined || next.before !== 'blank' || /\d/.test(next.key);
};

/** Capitals say where a name ends, unless all of it is written in them. */
const isCased = ({ capital, shouting }: Syllable): boolean => capital && !shouting;

/** What is capitalised from here on, without the place behind it. */
function casedName(said: readonly Syllable[], from: number): readonly Syllable[] | null {
  let end = from + 1;
  while (said[end]?.capital && !ends(said, end)) end += 1;
  for (let cut = from + 1; cut < end; cut += 1) {
    const length = placeAt(said, cut);
    if (length > 0 && cut + length >= end && cut - from >= 2 && !is(said[cut - 1], MIDDLES)) end = cut;
  }
  return end - from > LONGEST_NAME ? null : said.slice(from, end);
}

/** Behind a bare `là`: family name first, and nothing that a trade or a kinship could be. */
function fullName(said: readonly Syllable[], from: number): readonly Syllable[] | null {
  const [family, middle, given] = said.slice(from, from + 3);
  if (family === undefined || middle === undefined || !is(family, FAMILIES)) return null;
  if (family.before === 'stop' || middle.before !== 'blank') return null;
  const uncertain = family.plain && !family.strict;
  if (uncertain && KIN.has(family.key)) return null;
  const sureMiddle = is(middle, SURE_MIDDLES) && given?.before === 'blank';
  if (isCased(family)) {
    const name = casedName(said, from);
    if (name === null || name.length < 2 || placeAt(said, from) === name.length) return null;
    if (is(name.at(-1), SURE_MIDDLES)) return null;
    return uncertain && WORDLIKE.has(family.key) && !sureMiddle ? null : name;
  }
  if (!sureMiddle || given === undefined || is(given, ENDING.slice(0, 8)) || /\d/.test(given.key))
    return null;
  const second = from + 3;
  if (ends(said, second) || is(said[second], ENDING) || placeAt(said, second) > 0)
    return said.slice(from, second);
  return ends(said, second + 1) || (!is(said[second], EITHER) && is(said[second + 1], ENDING))
    ? said.slice(from, second + 1)
    : null;
}

/** Behind `tên`: one name is enough, as long as it is clear where it ends. */
function explicitName(said: readonly Syllable[], from: number): readonly Syllable[] | null {
  const first = said[from];
  if (first === undefined || first.before === 'stop' || /\d/.test(first.key)) return null;
  if (isCased(first)) {
    const name = casedName(said, from);
    return name === null || placeAt(said, from) === name.length || is(name.at(-1), SURE_MIDDLES)
      ? null
      : name;
  }
  if (is(first, ENDING)) return null;
  let end = from + 1;
  while (!ends(said, end) && !is(said[end], ENDING) && placeAt(said, end) === 0 && end - from < LONGEST_NAME)
    end += 1;
  const open = !ends(said, end) && !is(said[end], ENDING) && placeAt(said, end) === 0;
  const name = said.slice(from, end);
  const doubtful = name.slice(1).some((each, at) => is(each, EITHER) && !ends(said, from + at + 2));
  return open || doubtful || placeAt(said, from) >= name.length || is(name.at(-1), SURE_MIDDLES)
    ? null
    : name;
}

const written = (text: string, name: readonly Syllable[]): string =>
  name
    .map(({ start, end }) => text.slice(start, end).normalize('NFC').toLowerCase())
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
    .slice(0, MOST_CHARACTERS);
