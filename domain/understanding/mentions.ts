import { fingerprint } from './fingerprint.ts';
import { type Entry, gazetteer } from './gazetteer.ts';
import { isSyllable, spell } from './letters.ts';
import { nameMarks } from './name-spelling.ts';
import {
  BEFORE_AT,
  BIRTH_ORDER,
  BRANDS,
  CHILDREN,
  CROSSINGS,
  CUES,
  DEEDS,
  DENIALS,
  DENIED,
  ELDERS,
  EVERYDAY,
  FAMILY_NAMES,
  FISHING,
  FORKS,
  HAMLETS,
  HEDGES,
  HOUSES,
  LASTING,
  LASTS,
  LATER,
  LINKS,
  MIDDLE_NAMES,
  MOURNED,
  MOURNERS,
  OFFICERS,
  OTHERS,
  OWN_TRADE,
  PARENTS,
  PEOPLE_OF,
  PERSONS,
  PROMISES,
  REACH,
  ROADS,
  ROUNDABOUTS,
  SELF,
  SPOUSES,
  STAYING,
  STREETS,
  type Standing,
  TOGETHER,
  TOWARD,
  UNIT_WORDS,
  WARS,
  WEIGHTS,
  WORDLIKE,
} from './place-cues.ts';
import type { Syllable } from './syllables.ts';
import { endingAt, plainList, type WordList, wordList } from './word-list.ts';

/** A stretch of the text that names a place, with every place it can be. */
export type Mention = {
  /** Syllables: the unit word included, end exclusive. */
  from: number;
  to: number;
  readings: Entry[];
  /** The kinds the unit word allows, '' without one. */
  unit: string;
  /** The unit word as written, by its key, '' without one. */
  unitWord: string;
  standing: Standing;
  weight: number;
  /** A word in front says that a place follows. */
  cued: boolean;
  /** Diacritics disagree: a slip or another word. */
  loose: boolean;
  /** Stands for itself between commas or at the edges of the text. */
  alone: boolean;
  hamlet: boolean;
  capital: boolean;
  /** Behind `về`, `từ`: not far from where it is written. */
  toward: boolean;
  /** `nghe nói là`: the writer does not know it. */
  hedged: boolean;
};

const persons = plainList(PERSONS);
const births = plainList(BIRTH_ORDER);
const elders = plainList(ELDERS);
const roads = plainList(ROADS);
const hedges = plainList(HEDGES);
const crossings = plainList(CROSSINGS);
const forks = plainList(FORKS);
const roundabouts = plainList(ROUNDABOUTS);
const peopleOf = plainList(PEOPLE_OF);
const streets = plainList(STREETS);
const brands = plainList(BRANDS);
const hamlets = plainList(HAMLETS);
const houses = plainList(HOUSES);
const families = plainList(FAMILY_NAMES);
const middles = plainList(MIDDLE_NAMES);
const selves = plainList(SELF);
const others = plainList([
  ...OTHERS,
  ...PARENTS.flatMap((parent) => CHILDREN.map((child) => `${parent} ${child}`)),
]);
const together = plainList(TOGETHER);
const ownTrade = plainList(OWN_TRADE);
const officers = plainList(OFFICERS);
const spouses = plainList(SPOUSES);
const staying = plainList(STAYING);
const lasting = plainList(LASTING);
const later = plainList(LATER);
const lasts = plainList(LASTS);
const wars = plainList(WARS);
const mourned = plainList(MOURNED);
const mourners = plainList(MOURNERS);
const denials = plainList(DENIALS);
const betweenDenied = plainList(DENIED);
const fishing = plainList(FISHING);
const deeds = plainList(DEEDS);
const links = plainList(LINKS);
const promises = plainList(PROMISES);
const beforeAt = wordList(BEFORE_AT);
const cues: WordList<Standing> = wordList(
  (['case', 'now', 'work', 'firm', 'home', 'there', 'way', 'origin', 'aside', 'past'] as const).flatMap(
    (standing) => (CUES[standing] ?? []).map((words) => [words, standing] as const),
  ),
);

const units = UNIT_WORDS.map(([word, kinds]) => ({
  words: word.split(' ').map((each) => spell(each)),
  kinds,
}));
const unitsByKey = new Map<string, typeof units>();
for (const unit of units) {
  const key = unit.words[0]?.key ?? '';
  unitsByKey.set(key, [...(unitsByKey.get(key) ?? []), unit]);
}

const marksOf = new WeakMap<Entry, string[]>();
function marks(entry: Entry): string[] {
  let known = marksOf.get(entry);
  if (!known) {
    known = nameMarks(entry.name);
    marksOf.set(entry, known);
  }
  return known;
}

/** 3 written exactly so, 2 nothing speaks against it, 1 diacritics disagree. Hỏi and ngã are one: half the country says so. */
function agreement(
  entry: Entry,
  said: readonly Syllable[],
  from: number,
  to: number,
  strict: boolean,
): number {
  const wanted = marks(entry);
  let level = 3;
  for (let i = from; i < to; i++) {
    const here = said[i];
    const want = wanted[i - from];
    if (!here || want === undefined || wanted.length !== to - from) return 2;
    // Names of Tây Nguyên (Đắk, Krông, Drắk) are written in many ways: only their letters are compared.
    if (here.mark === want || !isSyllable(here.key)) continue;
    if (here.plain && !strict) level = Math.min(level, 2);
    else if (to - from > 1 && here.soft === want.replace('~', '?')) level = Math.min(level, 2);
    else level = 1;
    if (level === 1) return 1;
  }
  return level;
}

/** Whether a unit word goes with an entry. */
function allowed(entry: Entry, kinds: string): boolean {
  if (kinds === 'i') return entry.level === 'ward' || entry.level === 'district';
  if (entry.level === 'province' || entry.level === 'former') return kinds.includes('p');
  if (entry.level === 'alias') return kinds.includes('p') && !entry.weak;
  if (entry.level === 'ward')
    return kinds === 'w' ? 'pxbs'.includes(entry.unit) : kinds === 's' && entry.unit === 's';
  return kinds.includes(entry.unit) || kinds === 's';
}

type Found = { from: number; nameFrom: number; to: number; readings: Entry[]; unit: string; loose: boolean };

/** The longest name from `at` on; with a unit word only what it allows. */
function nameAt(said: readonly Syllable[], at: number, kinds: string, strict: boolean): Found | null {
  const { named, longest } = gazetteer();
  let key = '';
  let print: number | undefined;
  const names: Array<readonly Entry[] | undefined> = [];
  for (let i = at; i < said.length && i < at + longest; i++) {
    const here = said[i];
    if (!here || (i > at && here.before !== 'blank')) break;
    const next = i === at ? here.key : ` ${here.key}`;
    key += next;
    print = fingerprint(next, print);
    names.push(named(key, print));
  }
  let loose: Found | null = null;
  for (let length = names.length; length > 0; length--) {
    const all = names[length - 1];
    if (
      !all ||
      endsInCue(said, at, length) ||
      cutsUnit(said, at + length) ||
      (length > 2 && splits(said, at, length))
    )
      continue;
    const rated = all
      .filter((entry) => kinds === '' || allowed(entry, kinds))
      .map((entry) => ({ entry, fit: agreement(entry, said, at, at + length, strict) }));
    const best = Math.max(0, ...rated.map((each) => each.fit));
    if (best === 0 || (best === 1 && (loose || !nearly(all, said, at, length)))) continue;
    // With diacritics in the name itself, what is written exactly so rules out what only could be meant.
    const written = said.slice(at, at + length).some((each) => !each.plain) || strict;
    const floor = best === 1 ? 1 : written ? best : 2;
    const readings = rated.filter((each) => each.fit >= floor).map((each) => each.entry);
    const hit = { from: at, nameFrom: at, to: at + length, readings, unit: kinds, loose: best === 1 };
    // `Tân Phú Đồng Nai`: a shorter name that is written exactly beats `Tân Phú Đông`.
    if (!hit.loose) return hit;
    loose = hit;
  }
  return loose;
}

/** A slip is in one syllable of several: `hổng ngủ` is not Hồng Ngự. */
function nearly(entries: readonly Entry[], said: readonly Syllable[], at: number, length: number): boolean {
  if (length === 1) return true;
  return entries.some((entry) => {
    const wanted = marks(entry);
    const other = wanted.filter((want, i) => {
      const here = said[at + i];
      return (
        here && (!here.plain || here.strict) && here.mark !== want && here.soft !== want.replace('~', '?')
      );
    });
    return wanted.length !== length || other.length * 2 <= length;
  });
}

/** `chau o tuong duong` is cháu ở, not Châu Ổ. */
function endsInCue(said: readonly Syllable[], at: number, length: number): boolean {
  const last = said[at + length - 1];
  return length > 1 && last?.key === 'o' && last.plain && said[at + length]?.before === 'blank';
}

/** `Tân An Thạnh` is not meant in `tan an thanh pho buon ma thuot`. */
function cutsUnit(said: readonly Syllable[], to: number): boolean {
  const next = said[to];
  if (next?.before !== 'blank') return false;
  // `bên quận 7` is not Thị trấn Bến Quan.
  if (/^\d{1,2}$/.test(next.key) && /^(quan|phuong)$/.test(said[to - 1]?.key ?? '')) return true;
  // `xã bảo lý lịch` is not Xã Bảo Lý.
  return /^(thanh pho|thi xa|thi tran|li lich|thanh toan|thanh nien|phu nu|phu huynh|thuong binh|hoa don)$/.test(
    `${said[to - 1]?.key} ${next.key}`,
  );
}

/** Two names side by side cover more than one long one: `Tân Phú, Đồng Phú` and not `Tân Phú Đông`. */
function splits(said: readonly Syllable[], at: number, length: number): boolean {
  const { named } = gazetteer();
  const keyOf = (from: number, to: number): string => {
    const part = said.slice(from, to);
    return part.length === to - from && part.slice(1).every((each) => each.before === 'blank')
      ? part.map((each) => each.key).join(' ')
      : '';
  };
  for (let first = length - 1; first >= 2; first--) {
    const second = named(keyOf(at + first, at + first + 2));
    if (first + 2 > length && named(keyOf(at, at + first)) && second?.some((e) => e.level !== 'ward')) {
      // `hoi an dong da nang`: the long one leaves another name whole.
      if (named(keyOf(at + length, at + length + 2))?.some((e) => e.level !== 'ward')) return false;
      return said[at + length]?.before === 'blank' && said[at + length]?.strict === false;
    }
  }
  return false;
}

/** `karaoke sát vách` is not Kẻ Sặt: a name that begins inside a word ends in it. */
function tornOff(said: readonly Syllable[], hit: Found): boolean {
  const before = said[hit.from - 1];
  if (!before || before.end !== said[hit.from]?.start || /\d$/.test(before.key)) return false;
  return said.slice(hit.from + 1, hit.to).some((each, i) => each.start !== said[hit.from + i]?.end);
}

function unitAt(said: readonly Syllable[], at: number): Array<{ to: number; kinds: string }> {
  return (unitsByKey.get(said[at]?.key ?? '') ?? []).flatMap(({ words, kinds }) => {
    const fits = words.every((word, i) => {
      const here = said[at + i];
      return here && here.key === word.key && ((here.plain && !here.strict) || here.mark === word.mark);
    });
    return fits ? [{ to: at + words.length, kinds }] : [];
  });
}

/** Spoken numbers as marks and, where they have no mark, as keys. */
const NUMBERS: Readonly<Record<string, number>> = {
  'môt.': 1,
  mot: 1,
  hai: 2,
  ba: 3,
  'bôn´': 4,
  bon: 4,
  tư: 4,
  năm: 5,
  'sau´': 6,
  sau: 6,
  'bay?': 7,
  bay: 7,
  'tam´': 8,
  tam: 8,
  'chin´': 9,
  chin: 9,
  'mươi`': 10,
  muoi: 10,
};

/** Former Quận 1 to Quận 12: only Sài Gòn had numbered ones. */
function numberedDistrict(said: readonly Syllable[], at: number): Found | null {
  for (const { to, kinds } of unitAt(said, at)) {
    const number = said[to]?.key ?? '';
    const spoken = NUMBERS[said[to]?.plain ? number : ''] ?? NUMBERS[said[to]?.mark ?? ''];
    const next = nameAt(said, to, 'q', false) ?? nameAt(said, at, '', false);
    const value = /^\d{1,2}$/.test(number)
      ? Number(number)
      : next === null && said[at]?.key !== 'q'
        ? spoken
        : undefined;
    if (kinds !== 'q' || value === undefined || value < 1 || value > 12) continue;
    const teen = value === 10 && /^(mot|hai)$/.test(said[to + 1]?.key ?? '') ? 1 : 0;
    const readings: Entry[] = [
      {
        name: `Quận ${number}`,
        level: 'district',
        unit: 'q',
        province: '79',
        former: '79',
        district: -1,
        today: false,
        weak: false,
      },
    ];
    return { from: at, nameFrom: at, to: to + 1 + teen, readings, unit: 'q', loose: false };
  }
  return null;
}

function found(said: readonly Syllable[], at: number, strict: boolean): Found | null {
  // `tòa án thị xã`, `công an thi…`: no name begins within these.
  // In `tòa An Khê`, written with diacritics and capitals, one does.
  const court = said[at]?.key === 'an' && /^(toa|cong)$/.test(said[at - 1]?.key ?? '');
  if (court && !(said[at]?.strict && said[at]?.capital && !said[at]?.shouting && said[at]?.mark === 'an'))
    return null;
  const numbered = numberedDistrict(said, at);
  if (numbered) return numbered;
  // Without marks `o` is `ở` (in): `o Dien Bien` is no Ô Diên, `o Lam Dong` no Ô Lâm; behind a unit word it may be, and
  // the district Ô Môn is meant in `o mon` and `o o mon`: no place is called Môn.
  const isIn = said[at]?.key === 'o' && said[at]?.plain === true;
  let best = nameAt(said, at, '', strict);
  if (isIn && !best?.readings.some((e) => e.level === 'district')) best = null;
  if (best && tornOff(said, best)) best = null;
  // `bà xã` is a wife, no commune.
  const wife =
    said[at]?.key === 'xa' && said[at]?.before === 'blank' && /^(ba|ong)$/.test(said[at - 1]?.key ?? '');
  for (const { to, kinds } of wife ? [] : unitAt(said, at)) {
    if (to >= said.length || said[to]?.before === 'stop' || said[to]?.before === 'comma') continue;
    const short = to === at + 1 && (said[at]?.key.length ?? 0) <= 2;
    let named = nameAt(said, to, kinds, strict);
    // `huyện Từ Sơn`, `xã Châu Thành`: the unit word is outdated or mistaken, the name still counts.
    if ((!named || named.loose) && !short && kinds !== 'i') {
      const free = nameAt(said, to, '', strict);
      // `cong an huyen cho con gai di`: one syllable without marks is a word.
      const word = free?.to === to + 1 && said[to]?.plain && free.readings.every((e) => e.level === 'ward');
      if (free && !word && !(named && free.loose)) named = { ...free, unit: '' };
    }
    if (!named || (short && named.loose)) continue;
    // `quan son thanh hoa`: Quan Sơn, and no quận.
    const district = best?.loose === false && best.readings.some((e) => e.level === 'district');
    if (district && named.unit === '') continue;
    if (!best || best.loose || named.to >= best.to) best = { ...named, from: at };
  }
  return best;
}

/** What the words in front say; `gap`: syllables between them and the name. */
type Stand = { standing: Standing; weight: number; cued: boolean; gap: number };

function standing(said: readonly Syllable[], at: number, taken: number): Stand {
  let comma = false;
  for (let end = at - 1; end >= taken && end >= at - 9; end--) {
    if (said[end + 1]?.before === 'stop') break;
    comma ||= said[end + 1]?.before === 'comma';
    const cue = endingAt(cues, said, end);
    const gap = at - 1 - end;
    if (!cue || gap > REACH[cue.value]) continue;
    // `gần ngã tư Văn Giang` is no journey from there.
    if (cue.value === 'way' && said[end]?.key === 'tu' && /^(nga|dien)$/.test(said[end - 1]?.key ?? ''))
      continue;
    // `đi vệ sinh, thị xã Nghĩa Lộ`: a journey ends at the comma.
    if (comma && (cue.value === 'way' || cue.value === 'there')) continue;
    if (said[end]?.key === 'o' || said[end]?.key === 'tai' || said[end]?.key === 'owr') {
      const place = behindAt(said, cue.from, cue.value);
      // `bà nội các cháu ở tận Mường Nhé`: far from here.
      const far = gap > 0 && said[end + 1]?.key === 'tan' && place.weight === OTHERS_HOME;
      return { ...place, ...(far ? { standing: 'aside', weight: WEIGHTS.aside } : {}), gap };
    }
    const others = someoneElse(said, cue.from, cue.value);
    // `chồng em ở quê Phú Thọ`: whoever says so is elsewhere.
    if (others !== undefined && said[end]?.key === 'que' && endingAt(spouses, said, cue.from - 1))
      return { standing: 'origin', weight: WEIGHTS.origin, cued: true, gap };
    return { standing: cue.value, weight: others ?? WEIGHTS[cue.value], cued: true, gap };
  }
  return { standing: 'bare', weight: WEIGHTS.bare, cued: false, gap: 0 };
}

/** `lên Sài Gòn bán vé số`, `về Quảng Ngãi sống`: right behind the place, in the same clause. */
function staysAfter(said: readonly Syllable[], at: number): boolean {
  for (let end = at; end < at + 2; end++) {
    if (said[end]?.before === 'stop' || said[end]?.before === 'comma') return false;
    if (endingAt(staying, said, end)) return true;
  }
  return false;
}

/** `giờ em về Quảng Ngãi sống` */
function nowBefore(said: readonly Syllable[], way: number): boolean {
  const subject = endingAt(selves, said, way - 1);
  const now = subject ? subject.from - 1 : way - 1;
  return said[way]?.before === 'blank' && /^(gio|nay|chu)$/.test(said[now]?.key ?? '');
}

/** How far behind a place it is said that something lasts until today. */
const LASTING_REACH = 8;

/** `khai hoang trồng tiêu tới nay`, `hai chục năm nay`: in the same sentence. */
function lastsAfter(said: readonly Syllable[], at: number): boolean {
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
function longAgo(said: readonly Syllable[], at: number, to: number, taken: number): boolean {
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

/** `ông ấy mất năm 1979 tại`: who died there, not what was lost. */
function diedThere(said: readonly Syllable[], at: number): boolean {
  if (said[at]?.key !== 'mat' || !/^(o|tai|nam|hoi|ngay|thang|luc|khi|do|vi)$/.test(said[at + 1]?.key ?? ''))
    return false;
  return precededBy(said, at, mourned, mourners);
}

/** `không phải tỉnh Hòa Bình`, `chứ hổng phải ở Huế`. */
const denied = (said: readonly Syllable[], at: number): boolean =>
  precededBy(said, at, denials, betweenDenied);

/** Words that may stand between, in the same breath. */
const BETWEEN = 3;

/** Whether one of `wanted` stands before, with nothing but a few of `between` behind it. */
function precededBy(
  said: readonly Syllable[],
  at: number,
  wanted: WordList<true>,
  between: WordList<true>,
): boolean {
  let end = at - 1;
  for (let skipped = 0; skipped <= BETWEEN && said[end + 1]?.before === 'blank'; skipped++) {
    if (endingAt(wanted, said, end)) return true;
    const word = endingAt(between, said, end);
    if (!word) return false;
    end = word.from - 1;
  }
  return false;
}

/** Hoàng Sa and Trường Sa: where boats of the whole coast fish. */
const FISHING_GROUNDS = /^(hoang sa|truong sa)$/;
/** How far before the islands it is said what somebody did there. */
const FISHING_REACH = 7;

function fishedAt(said: readonly Syllable[], at: number): boolean {
  for (let end = at - 1; end >= Math.max(0, at - FISHING_REACH); end--) {
    if (said[end + 1]?.before === 'stop') break;
    if (endingAt(fishing, said, end)) return true;
  }
  return !AT.has(said[at - 1]?.key ?? '');
}

/** `3 năm về`, `2 tháng mới về` right behind the place. */
function leftAfter(said: readonly Syllable[], at: number): boolean {
  if (!/^\d+$/.test(said[at]?.key ?? '') || !/^(nam|thang|tuan)$/.test(said[at + 1]?.key ?? '')) return false;
  const back = said[at + 2]?.key === 'moi' ? at + 3 : at + 2;
  return said[at]?.before === 'blank' && said[back]?.before === 'blank' && said[back]?.key === 've';
}

/** Less than the writer's own home, more than where somebody went. */
const OTHERS_HOME = 3.55;
/** Syllables between a place and what happened to somebody there. */
const SUFFER_REACH = 3;

/** `bị` behind a place, in the same clause. */
function suffersAfter(said: readonly Syllable[], at: number): boolean {
  for (let end = at; end <= at + SUFFER_REACH; end++) {
    const here = said[end];
    if (here?.before !== 'blank') return false;
    if (here.key === 'bi' && (here.mark === 'bi.' || !here.strict)) return true;
  }
  return false;
}

/** `lên đây`, `ra đây` right behind the place. */
function hereAfter(said: readonly Syllable[], at: number): boolean {
  return (
    said[at]?.before === 'blank' &&
    /^(len|ra|vo|vao|xuong|qua|sang)$/.test(said[at]?.key ?? '') &&
    said[at + 1]?.key === 'day' &&
    said[at + 1]?.before === 'blank' &&
    (said[at + 1]?.mark === 'đây' || !said[at + 1]?.strict)
  );
}

/** `lấy chồng về` directly in front, and not far behind another place. */
function marriedInto(said: readonly Syllable[], taken: number, before: number): boolean {
  if (before - taken > 4) return false;
  const between = said.slice(taken, before + 1);
  if (between.some((each) => each.before === 'stop')) return false;
  return /(lay chong|ga|lam dau) ?(ve|vao|vo|ra|qua|len|xuong|sang|theo)$/.test(
    between.map((each) => each.key).join(' '),
  );
}

/** The weight of a place where somebody else in the story lives or works; undefined where it is not theirs. */
function someoneElse(said: readonly Syllable[], from: number, standing: Standing): number | undefined {
  if (standing !== 'now' && standing !== 'work' && standing !== 'home') return undefined;
  for (let end = from - 1; end >= Math.max(0, from - 2); end--) {
    if (said[end + 1]?.before !== 'blank') return undefined;
    if (endingAt(together, said, end)) return undefined;
    const other = endingAt(others, said, end);
    if (other && said[other.from - 1]?.key === 'voi')
      return endingAt(spouses, said, other.from - 2) ? OTHERS_HOME : undefined;
    if (other) return OTHERS_HOME;
    if (endingAt(selves, said, end)) return undefined;
  }
  return undefined;
}

/** How far before `ở` a word still says what it is about. */
const NEAR: Readonly<Partial<Record<Standing, number>>> = { past: 4, origin: 2, now: 6, work: 6 };

/** What was done may be told with what it was done to: `lấy trộm chiếc xe máy của người ta ở Hớn Quản`. */
const DEED_REACH = 6;

/** `E với mẹ ở`, `tui với tụi nhỏ ở`. */
function withSelf(said: readonly Syllable[], before: number): boolean {
  for (let end = before - 1; end >= Math.max(1, before - 4); end--) {
    if (said[end + 1]?.before !== 'blank') return false;
    if (said[end]?.key === 'voi')
      return endingAt(selves, said, end - 1) !== null && endingAt(others, said, end - 1) === null;
  }
  return false;
}

/** A place behind `ở` or `tại`: the words before it say whose, and whether it is now. */
function behindAt(said: readonly Syllable[], from: number, cue: Standing) {
  if (cue !== 'home')
    return { standing: cue, weight: someoneElse(said, from, cue) ?? WEIGHTS[cue], cued: true };
  // `bán đất cho ông ở Sài Gòn`: the other side's home, not where the land is.
  if (
    endingAt(others, said, from - 1) &&
    !withSelf(said, from - 1) &&
    /^(cho|voi|cua|boi)$/.test(said[from - 2]?.key ?? '')
  )
    return { standing: cue, weight: OTHERS_HOME, cued: true };
  for (let end = from - 1; end >= Math.max(0, from - 7); end--) {
    if (said[end + 1]?.before === 'stop') break;
    if (said[end + 1]?.before === 'comma') break;
    const word = endingAt(beforeAt, said, end);
    if (word && diedThere(said, end)) return { standing: 'past' as const, weight: WEIGHTS.past, cued: true };
    if (word && !((word.value === 'case' || word.value === 'firm') && endingAt(selves, said, from - 1))) {
      const reach = word.value === 'case' && endingAt(deeds, said, end) ? DEED_REACH : NEAR[word.value];
      const near = from - 1 - end <= (reach ?? 3);
      if (near) {
        const weight = someoneElse(said, word.from, word.value) ?? WEIGHTS[word.value];
        return { standing: word.value, weight, cued: true };
      }
    }
  }
  const other = someoneElse(said, from, 'home');
  // `tui thì ở Trà Cú`
  const subject = said[from - 1]?.key === 'thi' ? from - 2 : from - 1;
  const self =
    [selves, together].some((each) => endingAt(each, said, subject) !== null) || withSelf(said, subject);
  // `HTX chúng tôi ở Vĩnh Châu`, and the other side's firm elsewhere.
  if (endingAt(ownTrade, said, subject))
    return { standing: 'home' as const, weight: WEIGHTS.home + 0.9, cued: true };
  // `bạn tù của tôi ở Nha Trang`
  if (self && said[from - 2]?.key === 'cua' && endingAt(others, said, from - 3))
    return { standing: cue, weight: OTHERS_HOME, cued: true };
  // `vựa của em ở Hàm Thuận Nam`
  const mine = self && said[from - 2]?.key === 'cua' ? 0.3 : 0;
  return { standing: 'home' as const, weight: other ?? WEIGHTS.home + (self ? 0.5 : 0) + mine, cued: true };
}

/** Whether the name is a person's: `anh Thái Bình`, `em là Hà Giang`, `Trần Văn Quảng Ninh`. */
function isPerson(said: readonly Syllable[], hit: Found, taken: number): boolean {
  if (hit.from !== hit.nameFrom || said[hit.from]?.before !== 'blank') return false;
  const before = hit.from - 1;
  if (before < taken) return false;
  if (endingAt(peopleOf, said, before)) return false;
  // `nhà cháu Nam Đàn`, `quê con Bảo Lạc`: the one who writes, not somebody of that name.
  if (/^(nha|que)$/.test(said[before - 1]?.key ?? '') && endingAt(cues, said, before)) return false;
  // `chùa Bà Thủ Dầu Một` is no lady.
  if (said[before]?.key === 'ba' && /^(chua|mieu)$/.test(said[before - 1]?.key ?? '')) return false;
  // `E Thanh Hóa nè chị`
  if (
    /^(ne|day|ni)$/.test(said[hit.to]?.key ?? '') &&
    said[hit.to]?.before === 'blank' &&
    endingAt(selves, said, before)
  )
    return true;
  // Without diacritics `mà` is no mother.
  const but = said[before]?.key === 'ma' && said[before]?.strict === false && said[before]?.plain === true;
  if (!but && endingAt(persons, said, before)) return true;
  // `ông Năm Cà Mau`: called by the order of birth.
  if (
    endingAt(births, said, before) &&
    endingAt(elders, said, before - 1) &&
    said[before]?.before === 'blank'
  )
    return true;
  const previous = said[before];
  if (previous?.key === 'la' && previous.plain === false && endingAt(selves, said, before - 1)) return true;
  if (previous?.key === 'la' && previous.plain && endingAt(selves, said, before - 1)) return true;
  if (!previous?.capital && !said[hit.from]?.capital) {
    return endingAt(middles, said, before) !== null && endingAt(families, said, before - 1) !== null;
  }
  if (!previous?.capital || previous.shouting !== said[hit.from]?.shouting) return false;
  if (previous.shouting && previous.key.length > 1) {
    return endingAt(middles, said, before) !== null && endingAt(families, said, before - 1) !== null;
  }
  const middle = endingAt(middles, said, before) !== null && endingAt(families, said, before - 1) !== null;
  return middle || (endingAt(families, said, before) !== null && said[hit.from]?.capital === true);
}

/** `cao tốc Mỹ Thuận Cần Thơ`: both ends of a road, wherever it passes. */
function roadBefore(said: readonly Syllable[], before: number, strict: boolean): boolean {
  if (endingAt(roads, said, before)) return true;
  for (let from = before - 1; from >= Math.max(1, before - 3); from--) {
    if (endingAt(roads, said, from - 1) && found(said, from, strict)?.to === before + 1) return true;
  }
  return false;
}

/** The mention, `null` where the words around speak against a place, `other` where they say what else the name is. */
function judged(
  said: readonly Syllable[],
  hit: Found,
  taken: number,
  strict: boolean,
): Mention | 'other' | null {
  const before = hit.from - 1;
  const adjacent = said[hit.from]?.before === 'blank' && hit.from > taken;
  // Directly behind another place it is the next part of one address.
  const gap = hit.from - taken;
  const chained =
    taken > 0 &&
    said[hit.from]?.before !== 'stop' &&
    (gap === 0 || (gap === 1 && endingAt(links, said, taken) !== null));
  const bare = hit.unit === '' && hit.from === hit.nameFrom;
  if (bare && pieceOnly(said, hit)) return null;
  if (bare && isPerson(said, hit, taken)) return 'other';
  if (bare && adjacent && roadBefore(said, before, strict)) return 'other';
  if (
    bare &&
    adjacent &&
    (endingAt(streets, said, before) || (endingAt(brands, said, before) && said[before - 1]?.key !== 'ben'))
  ) {
    const listed = hit.readings.filter((entry) => entry.level === 'alias' && entry.name.startsWith('phố'));
    // `khách sạn Ngũ Hành Sơn`: houses are called after any province, but after the district they stand in.
    const there =
      endingAt(houses, said, before) &&
      said[hit.nameFrom]?.capital &&
      hit.readings.some((entry) => entry.level === 'district') &&
      !hit.readings.some((entry) => entry.level !== 'district' && entry.level !== 'ward');
    if (listed.length === 0 && !there) return 'other';
  }
  let readings = hit.readings;
  // `cty Điện Biên Xanh`: a firm's name.
  const goesOn = said[hit.to]?.before === 'blank' && said[hit.to]?.capital && !said[hit.to]?.shouting;
  if (
    bare &&
    adjacent &&
    goesOn &&
    said[hit.nameFrom]?.capital &&
    /^(ty|cty|tnhh|nghiep|doan)$/.test(said[before]?.key ?? '') &&
    !found(said, hit.to, strict)
  )
    return 'other';
  // `nguoi tay nam 2009` is a year.
  if (
    /^(19|20)\d\d$/.test(said[hit.to]?.key ?? '') &&
    said[hit.to - 1]?.key === 'nam' &&
    said[hit.to - 1]?.plain
  )
    readings = readings.filter((entry) => entry.level !== 'ward');
  const roundabout = bare && adjacent && endingAt(roundabouts, said, before) !== null;
  if (roundabout) {
    readings = readings.filter((entry) => entry.level === 'district' && 'ct'.includes(entry.unit));
    if (readings.length === 0) return 'other';
  }
  const hamlet =
    bare &&
    adjacent &&
    endingAt(hamlets, said, before) !== null &&
    !(strict === false && livesAt(said, before));
  const crossing =
    hamlet &&
    hit.readings.some((e) => e.level === 'district' || e.unit === 'b') &&
    endingAt(crossings, said, before) !== null;
  if (hamlet) readings = readings.filter((entry) => entry.level === 'district' || entry.level === 'ward');
  // `nông trường` is a word, `Nông Trường` a place: where capitals are used, small letters name no ward.
  const name = said.slice(hit.nameFrom, hit.to);
  // `ra Bắc an dưỡng` is not Bắc An.
  const apart = (hit.from === 0 || said[hit.from]?.before !== 'blank') && said[hit.to]?.before !== 'blank';
  const halfway = !apart && name[0]?.capital && !name.every((each) => each.capital || /^\d/.test(each.key));
  if (bare && usesCapitals(said) && (halfway || !name.some((each) => each.capital))) {
    const at = !strict && AT.has(said[before]?.key ?? '');
    readings = readings.filter(
      (e) =>
        (e.level !== 'ward' || at) &&
        (e.level !== 'alias' || strict || !e.name.includes(' ') || said[before]?.key === 'xe'),
    );
  }
  const fork =
    crossing && endingAt(forks, said, before) !== null && readings.some((e) => 'ct'.includes(e.unit));
  let stand = standing(said, hit.from, taken);
  if (roundabout) stand = { standing: 'there', weight: WEIGHTS.there, cued: true, gap: 0 };
  if (adjacent && officerBefore(said, hit))
    stand = { standing: 'case', weight: WEIGHTS.case, cued: true, gap: 0 };
  // `sát chợ Nam Định`: markets are called after provinces anywhere.
  if (
    bare &&
    stand.standing === 'case' &&
    stand.gap === 0 &&
    said[before]?.key === 'cho' &&
    !AT.has(said[before - 1]?.key ?? '') &&
    readings.some(isProvince)
  )
    stand = { ...stand, standing: 'there', weight: WEIGHTS.there };
  const cueWord = said[before - stand.gap]?.key ?? '';
  if (stand.cued && /^(o|tai|vao|vo|len|ra|xuong|trong|ngoai)$/.test(cueWord)) {
    const cueAt = before - stand.gap;
    if (longAgo(said, cueAt, hit.to, taken)) stand = { ...stand, standing: 'past', weight: WEIGHTS.past };
  }
  if ((bare || hit.unit === 'i') && FISHING_GROUNDS.test(keyOf(said, hit)) && fishedAt(said, hit.from))
    stand = { ...stand, standing: 'past', weight: WEIGHTS.past };
  // Many who lie in a hospital or wait at its gate live elsewhere.
  if (bare && readings.every((e) => e.level === 'alias' && e.weak && HOSPITALS.test(e.name))) {
    // `em đang ở bệnh viện Bạch Mai`, with no other place told.
    if (stand.standing === 'now' && stand.gap === 0) readings = readings.map((e) => ({ ...e, weak: false }));
    stand = { ...stand, standing: 'aside', weight: WEIGHTS.aside };
  }
  const next = said[hit.to];
  const outer = next?.before === 'blank' ? found(said, hit.to, strict) : null;
  if (
    stand.standing === 'way' &&
    !endingAt(promises, said, before - 1) &&
    (staysAfter(said, hit.to) || (outer && !outer.loose && staysAfter(said, outer.to)))
  ) {
    // `ở Thanh Hóa vào Bình Dương làm`: where they came from stands right in front; `sau lên Xuyên Mộc khai hoang`.
    const moved =
      taken > 0 &&
      (hit.from - taken <= 2 || endingAt(later, said, before - 1) !== null || nowBefore(said, before));
    // `má bé đi Bình Dương làm`
    const theirs = endingAt(others, said, before - 1) !== null && endingAt(selves, said, before - 1) === null;
    const weight = WEIGHTS.home + (moved || lastsAfter(said, hit.to) ? 0.9 : 0.1);
    stand = { ...stand, standing: 'now', weight: theirs ? OTHERS_HOME : weight };
  }
  // `làm thuê ở Phú Thọ 3 năm về thì mất đất`: no longer there.
  if (leftAfter(said, hit.to)) stand = { ...stand, standing: 'past', weight: WEIGHTS.past };
  // `con tôi làm ở Dĩ An bị công an bắt`, `xuống Ninh Sơn mua gỗ bị giữ xe`: there it happened.
  const elsewhere =
    (stand.weight === OTHERS_HOME && (stand.standing === 'now' || stand.standing === 'work')) ||
    stand.standing === 'way';
  const moving = stand.standing === 'way' && endingAt(promises, said, before - 1) !== null;
  if (elsewhere && !moving && suffersAfter(said, hit.to))
    stand = { ...stand, standing: 'now', weight: WEIGHTS.now + 0.5 };
  // `nhà ở Vĩnh Châu lên đây`: no longer there. `lên xã Kế Sách hỏi`: to the office at home.
  if (hereAfter(said, hit.to) && stand.standing !== 'case')
    stand = { ...stand, standing: 'origin', weight: WEIGHTS.origin };
  if (
    stand.standing === 'way' &&
    stand.gap === 0 &&
    hit.unit === 'w' &&
    /^(len|ra|xuong)$/.test(said[before]?.key ?? '')
  )
    stand = { ...stand, standing: 'home', weight: WEIGHTS.home };
  // `quê Lục Yên lấy chồng về Quế Võ`: married from there to here.
  if (stand.standing === 'home' && taken > 0 && marriedInto(said, taken, before))
    stand = { ...stand, standing: 'now', weight: WEIGHTS.home + 0.9 };
  // `đi làm ở Sài Gòn về Bố Trạch`: back home from there.
  if (stand.standing === 'way' && said[before]?.key === 've' && taken > 0 && taken === before)
    stand = { ...stand, standing: 'now', weight: WEIGHTS.now + 0.5 };
  const first = said[hit.nameFrom];
  const syllableCount = hit.to - hit.nameFrom;
  const alone =
    (hit.from === 0 || said[hit.from]?.before !== 'blank') && (next?.before !== 'blank' || isTail(next));
  const behind = behindHamlet(said, hit);
  const capital = first?.capital === true && said.slice(hit.nameFrom, hit.to).every((each) => each.capital);
  const written = said.slice(hit.nameFrom, hit.to).some((each) => !each.plain);
  const key = keyOf(said, hit);
  // Folded, a commune's name is everyday words more often: the cue stands right in front (`tòa gọi 2 lần mẹ sợ`).
  const office =
    stand.standing === 'case' && !AT.has(said[before]?.key ?? '') && said[before - 1]?.key !== 'o';
  const farOrAway = stand.gap > 0 || stand.standing === 'way' || stand.standing === 'there' || office;
  if (bare && !written && !capital && stand.cued && farOrAway && !alone && !chained)
    readings = readings.filter((entry) => entry.level !== 'ward');
  // `đi ăn cưới`, `hai cái răng`: everyday words are a place only right behind `ở`, as an address or with capitals.
  if (
    bare &&
    EVERYDAY.has(key) &&
    !capital &&
    !alone &&
    !chained &&
    !(stand.cued && stand.gap === 0 && said[before]?.key === 'o')
  )
    return null;
  // `xa dan thang em len tru so`: the office, then other words.
  if (!bare && EVERYDAY.has(key) && !capital && !written && !AT.has(said[before]?.key ?? '')) return null;
  if (bare && /^(hop dong|dinh cu|trung tam)$/.test(key) && !(capital && strict && alone)) return null;
  // `chợ Lớn Quy Nhơn` is the big market there.
  if (bare && !first?.capital && said[hit.nameFrom + 1]?.capital)
    readings = readings.filter((e) => e.level !== 'alias' || !/^\p{Lu}\p{Ll}/u.test(e.name));
  // `hẻm 212 Bình Tân`: behind an alley the town of that name is meant, not the rural district.
  // `phường 13 Tân Bình`: only towns have numbered ones.
  if (
    bare &&
    readings.some((e) => e.level === 'district' && e.unit === 'q') &&
    (streetBefore(said, hit.from) || numberedWard(said, hit.from))
  )
    readings = readings.filter((e) => e.level === 'district' && e.unit !== 'h');
  const certainWord = written || (strict && capital) || (capital && !first?.shouting);
  // Short names and initials are other words more often than places.
  if (bare && !stand.cued && !alone && !chained) {
    if (
      syllableCount === 1 &&
      !(key.length >= 3 && !isSyllable(key)) &&
      !(capital && !first?.shouting && first?.plain === false)
    ) {
      const strong = readings.filter((e) => e.level === 'alias' && !e.weak && key.length >= 3);
      if (strong.length === 0) return null;
      readings = strong;
    }
    if (WORDLIKE.has(key) && !certainWord) return null;
    readings = readings.filter((entry) => entry.level !== 'ward' || (certainWord && capital));
    if (!certainWord && !behind) readings = readings.filter((entry) => entry.level !== 'district');
  }
  if (bare && syllableCount === 1 && !(key.length >= 3 && !isSyllable(key))) {
    const close =
      chained ||
      (['case', 'now', 'work', 'home', 'origin', 'firm'].includes(stand.standing) &&
        cueAdjacent(said, hit.from));
    readings = readings.filter((entry) => {
      if (entry.level === 'province' || entry.level === 'former') return true;
      if (/^(la|na)$/.test(key) && !capital) return false;
      if (entry.level === 'alias')
        return close || (key.length > 2 && !entry.weak) || (capital && shoutedAlone(said, hit.from));
      return entry.level === 'district' && close && (key === 'vinh' || written || (chained && alone));
    });
  }
  // `xã gọi nhầm` is not Thị trấn Gôi, `phường họ lên` not Thị trấn Hồ.
  if (!bare && syllableCount === 1 && !written && !capital) {
    const kind = WARD_UNITS[unitWord(said, hit)];
    const ends = next?.before !== 'blank' || isTail(next) || unitAt(said, hit.to).length > 0;
    const goesOn = !ends && found(said, hit.to, strict)?.loose === false;
    readings = readings.filter(
      (e) => e.level !== 'ward' || ((kind === undefined || e.unit === kind) && (ends || goesOn)),
    );
  }
  // `Xã Thanh Phát, Huyện Sơn Dương`: the name goes on, and no list has all of it.
  const after = said[hit.to + 1];
  if (
    hit.unit === 'w' &&
    next?.before === 'blank' &&
    next.capital &&
    !next.shouting &&
    capital &&
    after?.before !== 'blank' &&
    !found(said, hit.to, strict)
  )
    readings = readings.filter((entry) => entry.level !== 'ward');
  if (hit.loose) {
    readings = readings.filter(
      (e) =>
        !e.weak &&
        (syllableCount > 1 || (key.length >= 3 && !isSyllable(key))) &&
        (!bare ||
          capital ||
          !usesCapitals(said) ||
          (stand.cued && stand.gap === 0 && AT.has(said[before]?.key ?? ''))) &&
        (e.level !== 'ward' ? stand.cued || alone || chained : hit.unit !== ''),
    );
  }
  if (readings.length === 0) return null;
  return {
    from: hit.from,
    to: hit.to,
    readings,
    unit: hit.unit,
    unitWord: unitWord(said, hit),
    standing: stand.standing,
    weight: stand.weight,
    cued: stand.cued,
    loose: hit.loose || fork,
    alone: alone || behind,
    hamlet: hamlet && !crossing,
    capital,
    toward: stand.standing === 'way' && certainWord && toward(said[before]),
    hedged: hedged(said, hit.from, taken) || (bare && !stand.cued && whoDoes(said, hit)),
  };
}

const keyOf = (said: readonly Syllable[], hit: Found): string =>
  said
    .slice(hit.nameFrom, hit.to)
    .map((each) => each.key)
    .join(' ');

/** How far before a place it is said for which commune somebody speaks. */
const OFFICE_REACH = 6;

/** `hội phụ nữ xã Nghi Thịnh Nghi Lộc`, also where the commune is in no list any more. */
function officerBefore(said: readonly Syllable[], hit: Found): boolean {
  let unit = hit.unit !== '';
  for (let end = hit.from - 1; end >= Math.max(0, hit.from - OFFICE_REACH); end--) {
    if (said[end + 1]?.before !== 'blank') return false;
    if (endingAt(officers, said, end)) return unit;
    unit ||= /^(xa|phuong|huyen|thon|ap|xom|ban)$/.test(said[end]?.key ?? '');
    if (endingAt(cues, said, end)) return false;
  }
  return false;
}

const HOSPITALS = /^(bệnh viện|bv|Chợ Rẫy)/;

const TOWARD_MARKS: ReadonlySet<string> = new Set([...TOWARD].map((word) => spell(word).mark));
const toward = (word: Syllable | undefined): boolean => word !== undefined && TOWARD_MARKS.has(word.mark);

const isProvince = (entry: Entry): boolean => entry.level === 'province' || entry.level === 'former';

/** Words behind which a place stands for sure. */
const AT: ReadonlySet<string> = new Set(['o', 'tai']);

function streetBefore(said: readonly Syllable[], at: number): boolean {
  for (let end = at - 1; end >= Math.max(0, at - 5); end--) {
    if (said[end + 1]?.before === 'stop') return false;
    if (/^(hem|ngo|kiet)$/.test(said[end]?.key ?? '') && /^\d/.test(said[end + 1]?.key ?? '')) return true;
  }
  return false;
}

function numberedWard(said: readonly Syllable[], at: number): boolean {
  const key = said[at - 1]?.key ?? '';
  if (/^[pf]\d{1,2}$/.test(key)) return true;
  return /^\d{1,2}$/.test(key) && (at === 1 || /^(phuong|p|f)$/.test(said[at - 2]?.key ?? ''));
}

function hedged(said: readonly Syllable[], at: number, taken: number): boolean {
  for (let end = at - 1; end >= Math.max(taken, at - 3); end--) {
    // `Xã Hạ Giáp, Huyện Phù Ninh` borders on nothing.
    if (said[end + 1]?.before !== 'blank') return false;
    if (endingAt(hedges, said, end)) return true;
  }
  return false;
}

/** `Khánh Hòa chồng em đêm qua lại ghen`: where the writer is or what somebody is called. */
function whoDoes(said: readonly Syllable[], { from, to, readings }: Found): boolean {
  const [next, further] = [said[to], said[to + 1]];
  if (from > 0 || next?.before !== 'blank' || next.capital || !readings.some(isProvince)) return false;
  return (
    endingAt(others, said, to) !== null ||
    (further?.before === 'blank' && endingAt(others, said, to + 1) !== null)
  );
}

/** `ban lac mai chau`: hamlet and district at the end of a sentence, without diacritics. */
function behindHamlet(said: readonly Syllable[], hit: Found): boolean {
  if (said[hit.to] && said[hit.to]?.before === 'blank') return false;
  for (let end = hit.from - 2; end >= Math.max(0, hit.from - 3); end--) {
    if (said[end + 2]?.before !== 'blank') return false;
    if (said[end + 1]?.before === 'blank' && endingAt(hamlets, said, end)) return true;
  }
  return false;
}

/** Without diacritics `gio song` is sống, no river. */
const livesAt = (said: readonly Syllable[], at: number): boolean =>
  said[at]?.key === 'song' && /^(gio|dang|hien|nay|sinh)$/.test(said[at - 1]?.key ?? '');

/** A piece of a word that was taken apart is no name: `Ango|la`. */
function pieceOnly(said: readonly Syllable[], hit: Found): boolean {
  if (hit.to - hit.nameFrom !== 1) return false;
  const [before, here, next] = [said[hit.nameFrom - 1], said[hit.nameFrom], said[hit.to]];
  const glued = (left?: Syllable, right?: Syllable): boolean =>
    left !== undefined && right !== undefined && left.end === right.start && !/\d/.test(left.key + right.key);
  return glued(before, here) || glued(here, next);
}

/** Unit words of wards that name one kind. */
const WARD_UNITS: Readonly<Record<string, string>> = { xa: 'x', phuong: 'p', 'thi tran': 'b' };

const unitWord = (said: readonly Syllable[], hit: Found): string =>
  said
    .slice(hit.from, hit.nameFrom)
    .map((each) => each.key)
    .join(' ');

/** Capitals within sentences: the writer gives names theirs. */
function usesCapitals(said: readonly Syllable[]): boolean {
  return said.some((each) => each.capital && !each.shouting && each.before === 'blank');
}

/** A cue stands right in front, or with the unit word in between. */
function cueAdjacent(said: readonly Syllable[], at: number): boolean {
  const end = /^(tinh|tp|xa|huyen)$/.test(said[at - 1]?.key ?? '') ? at - 2 : at - 1;
  return endingAt(cues, said, end) !== null;
}

/** Initials in capitals, in a text that is not all capitals. */
function shoutedAlone(said: readonly Syllable[], at: number): boolean {
  return said[at]?.shouting === true && said.some((each) => !each.capital && each.key.length > 1);
}

/** Particles and `cũ` behind an answer that is a place: `Huế ạ`, `Long An cũ`. */
function isTail(next: Syllable): boolean {
  return /^(a|nhe|nha|cu|day|do|oi|ne|ak|ah|va|thoi)$/.test(next.key);
}

/**
 * Names one after the other without a comma or a cue, the last a province that holds the others: `hai hoa hai hau nam
 * dinh`. Each alone could be other words, together they are an address.
 */
function bareAddress(said: readonly Syllable[], first: Found, strict: boolean): Mention[] {
  if (first.loose && first.to - first.nameFrom === 1) return [];
  const parts = [first];
  let provinces = new Set(first.readings.map((entry) => entry.province));
  while (parts.length < 3) {
    const at = parts.at(-1)?.to ?? 0;
    const next = said[at]?.before === 'blank' ? found(said, at, strict) : null;
    if (!next || next.loose) break;
    const initials = next.readings.every((e) => e.level === 'alias') && next.to === next.nameFrom + 1;
    // `quang dien hue`: a district and its province, both by name.
    const ofProvince =
      next.readings.some(isProvince) &&
      first.readings.some(
        (e) => e.level === 'district' && next.readings.some((p) => p.province === e.province),
      );
    if (next.to - next.nameFrom < 2 && !((initials || ofProvince) && first.to - first.nameFrom > 1)) break;
    const common = new Set(
      next.readings.map((e) => e.province).filter((province) => provinces.has(province)),
    );
    if (common.size === 0) break;
    provinces = common;
    parts.push(next);
  }
  const last = parts.at(-1)?.readings ?? [];
  const ends = last.some((e) => e.level === 'province' || e.level === 'former');
  // `nhon duc nha be`: a commune of that district; `dai loc qn`: the district and the initials of its province.
  const inner = parts.slice(0, -1).flatMap((part) => part.readings);
  const pair = last.some(
    (e) =>
      e.level === 'district' && inner.some((ward) => ward.level === 'ward' && ward.district === e.district),
  );
  const initials = last.some((e) => e.level === 'alias') && inner.some((e) => e.level === 'district');
  if (parts.length < 2 || !(ends || pair || initials)) return [];
  return parts.map((part) => ({
    from: part.from,
    to: part.to,
    readings: part.readings,
    unit: part.unit,
    unitWord: unitWord(said, part),
    standing: 'bare',
    weight: WEIGHTS.bare,
    cued: false,
    loose: false,
    alone: pair || initials,
    hamlet: false,
    capital: false,
    toward: false,
    hedged: false,
  }));
}

/** `banh trang Dai Loc` is not Trảng Dài; `ngã ba Ba La Hà Đông` is written so. */
const halfCapital = (said: readonly Syllable[], hit: Found): boolean =>
  hit.from === hit.nameFrom &&
  !said[hit.from]?.capital &&
  said[hit.to - 1]?.capital === true &&
  !hit.readings.some((entry) => /^\p{Ll}/u.test(entry.name));

/** `đi làm Bình Dương` is not Lâm Bình: what is written exactly begins inside and reaches further. */
function overtaken(said: readonly Syllable[], loose: Found, strict: boolean): boolean {
  for (let at = loose.nameFrom + 1; at < loose.to; at++) {
    const inner = nameAt(said, at, '', strict);
    if (inner && !inner.loose && inner.to > loose.to) return true;
  }
  return false;
}

/** All places named in a text, in its order, none overlapping. `strict`: the writer types diacritics. */
export function mentions(said: readonly Syllable[], strict: boolean): Mention[] {
  const all: Mention[] = [];
  let taken = 0;
  let deniedTo = -1;
  for (let at = 0; at < said.length; ) {
    const read = found(said, at, strict);
    const hit =
      read && !((read.loose || halfCapital(said, read)) && overtaken(said, read, strict)) ? read : null;
    // With what follows directly: `không phải Phong Điền Huế`.
    const further = hit?.from === deniedTo && said[hit.from]?.before === 'blank';
    if (hit && !hit.loose && (further || denied(said, hit.from))) {
      deniedTo = hit.to;
      at = hit.to;
      continue;
    }
    const mention = hit && judged(said, hit, taken, strict);
    if (hit && mention && mention !== 'other') {
      all.push(mention);
      taken = mention.to;
    }
    const run = hit && mention === null ? bareAddress(said, hit, strict) : [];
    all.push(...run);
    taken = run.at(-1)?.to ?? taken;
    at = run.at(-1)?.to ?? (hit && mention ? hit.to : at + 1);
  }
  return all;
}
