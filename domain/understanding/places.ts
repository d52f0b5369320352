import { type Entry, gazetteer } from './gazetteer.ts';
import { type Mention, mentions } from './mentions.ts';
import { nameKey } from './name-spelling.ts';
import { DIALECTS, LINKS, PEOPLES, VETERANS, WEIGHTS } from './place-cues.ts';
import { provinceName } from './provinces.ts';
import type { Syllable } from './syllables.ts';
import type { Evidence, NamedPlace, PlaceRole } from './understanding.ts';
import { endingAt, plainList } from './word-list.ts';

export type PlacesFound = {
  province: { code: string; sure: boolean } | null;
  candidates: string[];
  places: NamedPlace[];
  words: Array<Omit<Evidence, 'text'>>;
};

/** Mentions that are parts of one address, and what they leave possible together. */
type Address = {
  mentions: Mention[];
  /** Today's provinces, the likeliest first. */
  provinces: string[];
  sure: boolean;
  /** Not certain, but other words of the text speak for the first. */
  likely?: boolean;
  weight: number;
};

const links = plainList(LINKS);
const veterans = plainList(VETERANS);
const kin = (table: typeof PEOPLES) =>
  table.map(({ words, provinces }) => ({ words: plainList(words), provinces }));
const dialects = kin(DIALECTS);
const peoples = kin(PEOPLES);

/** Most syllables between two parts of one address: `Thuận An cũ, nay thuộc Bình Dương`. */
const LINK_REACH = 3;

function linked(said: readonly Syllable[], left: Mention, right: Mention): boolean {
  if (right.from - left.to > LINK_REACH + 1) return false;
  for (let i = left.to; i <= right.from; i++) if (said[i]?.before === 'stop') return false;
  for (let end = right.from - 1; end >= left.to; ) {
    const link = endingAt(links, said, end);
    if (link && link.from >= left.to) end = link.from - 1;
    else if (/^\d+$/.test(said[end]?.key ?? '')) end -= 1;
    else return false;
  }
  // `ở X, quê Y` and `từ X vào Y` are two addresses; so are two words that each have their own `ở`.
  return true;
}

const isTop = (entry: Entry): boolean =>
  entry.level === 'province' || entry.level === 'former' || (entry.level === 'alias' && !entry.weak);

const isProvince = ({ level }: Entry): boolean => level === 'province' || level === 'former';

/** How much a reading says: a province more than a district, a unit word that fits more than none. */
function worth(entry: Entry, mention: Mention): number {
  if (entry.level === 'province' || entry.level === 'former') return 12;
  if (entry.level === 'alias') return entry.weak ? 3 : 12;
  if (entry.level === 'district') return mention.unit === '' ? 6 : 8;
  return entry.today ? 2 : 1.5;
}

function provincesOf(mention: Mention, topOnly: boolean): Map<string, number> {
  const found = new Map<string, number>();
  const tops = topOnly ? mention.readings.filter(isTop) : [];
  for (const entry of tops.length > 0 ? tops : mention.readings) {
    found.set(entry.province, Math.max(found.get(entry.province) ?? 0, worth(entry, mention)));
  }
  return found;
}

/** Provinces in which a named ward lay in a named district: `Tân Phú, Châu Thành` is a pair of one province. */
function pairs(parts: readonly Mention[]): Set<string> {
  const districts = new Set(
    parts.flatMap((part) => part.readings.filter((e) => e.level === 'district').map((e) => e.district)),
  );
  const found = new Set<string>();
  for (const part of parts) {
    const rest = parts.filter((other) => other !== part);
    for (const entry of part.readings) {
      if (entry.level !== 'ward' || !districts.has(entry.district)) continue;
      const other = rest.some((each) =>
        each.readings.some((e) => e.level === 'district' && e.district === entry.district),
      );
      if (other) found.add(entry.province);
    }
  }
  return found;
}

/**
 * What several parts leave possible: provinces that fit them all; null where none does. A name that is a province is
 * first taken as one; if the parts do not agree so, only the last is (`phu yen son la`: Phù Yên in Sơn La), then none.
 */
function together(parts: readonly Mention[]): Map<string, number> | null {
  return (
    (parts.some((part) => part.readings.some(isTop))
      ? (agreed(parts, () => true) ?? agreed(parts, (part) => part === parts.at(-1)))
      : null) ??
    provinceNamed(parts) ??
    lastDistrict(parts) ??
    agreed(parts, () => false)
  );
}

/** `Yết Kiêu, Hạ Long, Quảng Ninh`: the province that holds the district, also where the ward is gone from the lists. */
function provinceNamed(parts: readonly Mention[]): Map<string, number> | null {
  const last = parts.at(-1);
  const named = new Set(last?.readings.filter(isProvince).map((entry) => entry.province));
  const [only] = named;
  if (named.size !== 1 || only === undefined) return null;
  const held = parts
    .slice(0, -1)
    .some((part) =>
      part.readings.some((e) => e.province === only && (e.level === 'district' || isProvince(e))),
    );
  return held ? new Map([[only, 12]]) : null;
}

/**
 * `Xuân Bắc, Xuân Trường`: the last part of an address is the larger, so it is the district, also where the ward is
 * gone from the lists because it was merged before 2025.
 */
function lastDistrict(parts: readonly Mention[]): Map<string, number> | null {
  const last = parts.at(-1);
  const districts = last?.readings.filter((entry) => entry.level === 'district') ?? [];
  if (!last || districts.length === 0 || parts.slice(0, -1).some((part) => part.readings.some(isTop)))
    return null;
  const inside = agreed([...parts.slice(0, -1), { ...last, readings: districts }], () => false);
  if (inside) return inside;
  const provinces = new Set(districts.map((entry) => entry.province));
  const [only] = provinces;
  return provinces.size === 1 && only !== undefined ? new Map([[only, 8]]) : null;
}

function agreed(parts: readonly Mention[], asTop: (part: Mention) => boolean): Map<string, number> | null {
  const sums = new Map<string, { parts: number; worth: number }>();
  for (const part of parts) {
    for (const [province, value] of provincesOf(part, asTop(part))) {
      const sum = sums.get(province) ?? { parts: 0, worth: 0 };
      sums.set(province, { parts: sum.parts + 1, worth: sum.worth + value });
    }
  }
  let fitting = [...sums].filter(([, sum]) => sum.parts === parts.length);
  if (fitting.length === 0) return null;
  if (fitting.length > 1) {
    const real = pairs(parts);
    const paired = fitting.filter(([province]) => real.has(province));
    if (paired.length > 0) fitting = paired;
  }
  return new Map(fitting.map(([province, sum]) => [province, sum.worth]));
}

/** Wards elsewhere that carry the name of a district: up to this many the district is meant (Yên Thành, Đức Hòa). */
const RURAL_RIVALS = 9;

/** A single name: which provinces it can mean, and whether one of them is certain. */
function single(mention: Mention): { provinces: string[]; sure: boolean } {
  const top = mention.readings.filter(
    (e) => e.level === 'province' || e.level === 'former' || (e.level === 'alias' && !e.weak),
  );
  const weak = mention.readings.filter((e) => e.level === 'alias' && e.weak);
  const districts = mention.readings.filter((e) => e.level === 'district');
  const wards = mention.readings.filter((e) => e.level === 'ward');
  const unique = (entries: readonly Entry[]): string[] => [...new Set(entries.map((e) => e.province))];
  const ranked = unique([...top, ...districts, ...weak, ...wards.filter((e) => e.today), ...wards]);
  if (top.length > 0) {
    const provinces = unique(top);
    // Folded, `quang binh` is Quảng Bình and the district Quang Bình in Tuyên Quang: asked (DOMAIN.md, section 4).
    const twin = districts.some((e) => e.name === 'Quang Bình');
    if (provinces.length === 1 && !twin)
      return { provinces, sure: !mention.loose || (mention.cued && top.some((e) => e.level !== 'alias')) };
    return { provinces: twin ? unique([...top, ...districts]) : provinces, sure: false };
  }
  if (weak.length > 0 && districts.length === 0 && wards.length === 0)
    return { provinces: ranked, sure: false };
  if (districts.length > 0) {
    const provinces = unique(districts);
    const rivals = unique(wards).filter((province) => !provinces.includes(province));
    if (provinces.length > 1) return { provinces: ranked, sure: false };
    if (mention.unit !== '') return { provinces, sure: !mention.loose };
    const street = districts.some((e) => STREET_NAMES.has(e.name));
    const urban = districts.some((e) => e.unit !== 'h') && !street;
    // A commune of today elsewhere is what its people say of themselves. With two such, or one and more of old, any of
    // them may be meant; only a large town outshines one.
    const here = unique([...districts, ...wards.filter((e) => e.today)]);
    const namesakes = here.length - provinces.length;
    const large = districts.some((e) => e.unit === 'c' || e.unit === 'q') && !street;
    if (namesakes > 1 || (namesakes === 1 && rivals.length > (large ? 6 : 2)))
      return { provinces: here, sure: false };
    const known = urban ? rivals.length < 15 : rivals.length <= RURAL_RIVALS && !street;
    const seen = mention.cued || mention.alone || mention.capital;
    const hamlet = mention.hamlet && rivals.length > 0;
    return { provinces: ranked, sure: known && seen && !mention.loose && !hamlet && weak.length === 0 };
  }
  // `xã Krông Năng`: of several the one that is there today and was the seat of a district of that name.
  const [seat, ...moreSeats] = unique(wards.filter((e) => e.today && isSeat(e)));
  if (
    mention.unit === 'w' &&
    seat !== undefined &&
    moreSeats.length === 0 &&
    fitsKind(wards, mention.unitWord, seat) &&
    unique(wards.filter((e) => e.today)).length === 1
  ) {
    return { provinces: [seat], sure: !mention.loose };
  }
  // `tt Vĩnh Thuận`: elsewhere only communes bear that name.
  const [town, ...moreTowns] = TOWN.test(mention.unitWord) ? unique(wards.filter((e) => e.unit === 'b')) : [];
  if (town !== undefined && moreTowns.length === 0 && !mention.loose) {
    return { provinces: [town, ...ranked.filter((each) => each !== town)], sure: true };
  }
  const certain = ranked.length === 1 && !mention.hamlet && !mention.loose && weak.length === 0;
  // A ward of one province, written with its capitals: a market town, or a name of three syllables or one that is there
  // today: `nhà Sông Đốc`, `lò Mạo Khê`, `làm hàng may Tân Phước Khánh`.
  const length = mention.to - mention.from;
  const known =
    mention.capital && length > 1 && (length > 2 || wards.some((e) => e.unit === 'b' || e.unit === 'p'));
  return {
    provinces: ranked,
    sure: certain && (mention.unit !== '' || mention.cued || mention.alone || known),
  };
}

/** Nobody calls a commune so. */
const TOWN = /^(thi tran|tt)$/;

/** `phường Gia Bình` is not the xã of that name, where a phường of that name was elsewhere. */
function fitsKind(wards: readonly Entry[], unitWord: string, province: string): boolean {
  const kind = { xa: 'x', phuong: 'p', 'thi tran': 'b' }[unitWord];
  const same = wards.filter((e) => e.unit === kind);
  return same.length === 0 || same.some((e) => e.today && e.province === province);
}

const isSeat = (ward: Entry): boolean =>
  (gazetteer().named(nameKey(ward.name)) ?? []).some(
    (e) => e.level === 'district' && e.province === ward.province,
  );

/** Districts that bear the name of a person, like streets everywhere. */
const STREET_NAMES = new Set(['Ngô Quyền', 'Hai Bà Trưng', 'Thống Nhất']);

function address(parts: readonly Mention[]): Address[] {
  const weight = Math.max(...parts.map((part) => part.weight));
  const [first] = parts;
  // A hamlet may be called after anything: it neither settles nor contradicts the rest.
  const larger = parts.filter((part) => !part.hamlet);
  if (larger.length > 0 && larger.length < parts.length)
    return address(larger).map((each) => ({ ...each, weight }));
  if (parts.length === 1 && first) {
    const alone = single(first);
    return [{ mentions: [first], ...alone, weight }];
  }
  const all = together(parts);
  if (all) {
    const provinces = [...all].sort((a, b) => b[1] - a[1]).map(([province]) => province);
    // Two names that agree on one province are no chance.
    const agree = parts.some((part) => part.readings.some(isTop));
    const strong = agree || parts.some((part) => part.unit !== '' || part.cued || part.alone || part.capital);
    return [{ mentions: [...parts], provinces, sure: provinces.length === 1 && strong, weight }];
  }
  // A district that was merged away before 2025 and its province (Kỳ Sơn, Hòa Bình): the province is certain.
  const last = parts.at(-1);
  const tops = new Set(
    parts.flatMap((part) =>
      part.readings.filter((e) => e.level === 'province' || e.level === 'former').map((e) => e.province),
    ),
  );
  const [top] = tops;
  const supported = parts.filter((part) => part.readings.some((e) => e.province === top)).length > 1;
  if (
    last &&
    tops.size === 1 &&
    top !== undefined &&
    last.readings.some((e) => e.level === 'province' || e.level === 'former')
  ) {
    return [
      {
        mentions: [...parts],
        provinces: [top],
        sure: last.cued || last.capital || last.alone || last.unit !== '' || supported,
        weight,
      },
    ];
  }
  // Something is no part of it: a hamlet, then a ward without its unit word, then the part that says least.
  const least = [...parts].sort((a, b) => value(a) - value(b))[0];
  if (least && value(least) < 6) return address(parts.filter((part) => part !== least));
  const middle = parts.length - 1;
  return [...address(parts.slice(0, middle)), ...address(parts.slice(middle))];
}

function value(part: Mention): number {
  return (part.hamlet ? -4 : 0) + Math.max(...part.readings.map((entry) => worth(entry, part)));
}

/** Hamlet, ward, district, province, once with their old and once with their new names. */
const MOST_PARTS = 8;

function addresses(said: readonly Syllable[], found: readonly Mention[]): Address[] {
  const groups: Mention[][] = [];
  for (const mention of found) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && group.length < MOST_PARTS && linked(said, last, mention)) group.push(mention);
    else groups.push([mention]);
  }
  return groups.flatMap((group) => {
    const hedged = group.some((mention) => mention.hedged);
    return address(group).map((each) => (hedged ? { ...each, sure: false } : each));
  });
}

/** Weights this close decide nothing: two homes, two places of the case. */
const CLOSE = 0.4;

function decide(all: readonly Address[]): { province: PlacesFound['province']; candidates: string[] } {
  const rank = (each: Address): number => each.weight + (each.sure ? 0.3 : 0);
  const ranked = [...all].sort((a, b) => rank(b) - rank(a));
  const best = ranked[0];
  const code = best?.provinces[0];
  if (!best || code === undefined) return { province: null, candidates: [] };
  if (!best.sure) {
    // Another place in the text may settle which of several is meant.
    const settled = best.provinces.filter((province) =>
      ranked.some(
        (other) => other !== best && other.sure && other.weight > 1 && other.provinces[0] === province,
      ),
    );
    const [only] = settled;
    if (settled.length === 1 && only !== undefined)
      return { province: { code: only, sure: true }, candidates: [] };
    return {
      province: best.likely || best.provinces.length <= 2 ? { code, sure: false } : null,
      candidates: best.provinces,
    };
  }
  const rivals = ranked.filter(
    (other) =>
      other.sure &&
      other.provinces[0] !== undefined &&
      !other.provinces.includes(code) &&
      best.weight - other.weight < CLOSE,
  );
  // Only where somebody went or once was: ask, unless it is the one place told and they are back there.
  const back = all.length === 1 && best.mentions.some((mention) => mention.toward);
  const weak = (best.weight === WEIGHTS.way && !back) || best.weight === WEIGHTS.past;
  if (rivals.length > 0 || weak) {
    return {
      province: { code, sure: false },
      candidates: [...new Set([code, ...rivals.flatMap((other) => other.provinces.slice(0, 1))])],
    };
  }
  return { province: { code, sure: true }, candidates: [] };
}

const UNIT_NAMES: Record<string, string> = {
  c: 'Thành phố',
  q: 'Quận',
  t: 'Thị xã',
  h: 'Huyện',
  p: 'Phường',
  b: 'Thị trấn',
  x: 'Xã',
  s: 'Đặc khu',
};

/** `Thị xã Thuận An cũ, nay thuộc TP. Hồ Chí Minh`, `tỉnh Long An cũ, nay thuộc tỉnh Tây Ninh` */
function describe(entry: Entry, province: string): string {
  const today = provinceName(province);
  const short = today?.fullName.replace('Thành phố', 'TP.').replace('Tỉnh', 'tỉnh') ?? province;
  if (entry.level === 'province') return today?.fullName ?? entry.name;
  if (entry.level === 'alias')
    return entry.name === today?.name ? (today?.fullName ?? entry.name) : `${entry.name}: ${short}`;
  if (entry.level === 'former' && entry.name === today?.name) return today.fullName;
  const named =
    entry.level === 'former'
      ? `tỉnh ${entry.name}`
      : `${UNIT_NAMES[entry.unit] ?? ''} ${entry.name}`.replace('Quận Quận', 'Quận');
  return entry.today ? `${named}, ${short}` : `${named} cũ, nay thuộc ${short}`;
}

function role(weight: number): PlaceRole {
  if (weight >= 6) return 'case';
  return weight >= 4 || weight === 3 ? 'residence' : 'mentioned';
}

/** The smallest unit that was named says most: ward before district before province. */
const ORDER: Record<Entry['level'], number> = { district: 0, ward: 1, former: 2, province: 3, alias: 4 };

function named(each: Address): NamedPlace[] {
  const province = each.provinces[0];
  if (province === undefined) return [];
  const readings = each.mentions.flatMap((mention, i) => {
    const here = mention.readings.filter((e) => e.province === province);
    const tops = here.filter((e) => e.level === 'province' || e.level === 'former');
    // `Long An` is the province, no commune of that name; `thị xã Sóc Trăng` and `Vĩnh Long, Vĩnh Long` are towns.
    const larger = each.mentions.slice(i + 1).some((other) => other.readings.some(isTop));
    const town = here.filter((e) => e.level === 'district');
    if (tops.length === 0 || (larger && town.length > 0)) return larger && town.length > 0 ? town : here;
    if (mention.unitWord === '' || mention.unitWord === 'tinh' || town.length === 0) return tops;
    return tops.some(
      (e) => e.level === 'province' && provinceName(province)?.fullName.startsWith('Thành phố'),
    )
      ? tops
      : town;
  });
  const [entry] = [...readings].sort((a, b) => ORDER[a.level] - ORDER[b.level]);
  if (!entry) return [];
  const former = new Set(
    readings.filter((e) => e.former !== '' && e.level !== 'province').map((e) => e.former),
  );
  const [only] = former;
  const place = { province, words: describe(entry, province), role: role(each.weight), sure: each.sure };
  return [former.size === 1 && only !== undefined ? { ...place, formerProvince: only } : place];
}

/**
 * `Nhà O tui ở Thuận An, mô rứa`: in the mouth of Huế hardly the town by Hồ Chí Minh City; `người Hrê ở Ba Vì` are from
 * Quảng Ngãi. Words of a dialect are told from others by their diacritics only.
 */
function weighedByKin(said: readonly Syllable[], all: readonly Address[]): readonly Address[] {
  const hints = said[0]?.strict ? [...dialects, ...peoples] : peoples;
  const own = hints.filter(({ words }) => said.some((_, at) => endingAt(words, said, at)));
  if (own.length === 0) return all;
  return all.map((each) => {
    const [first] = each.provinces;
    const [mention, ...others] = each.mentions;
    if (first === undefined || !mention || others.length > 0 || mention.unit !== '') return each;
    const home = new Set(
      mention.readings
        .filter(
          (e) =>
            (e.today || e.level === 'district') && own.some(({ provinces }) => provinces.has(e.province)),
        )
        .map((e) => e.province),
    );
    if (home.size === 0 || (each.sure && home.has(first))) return each;
    return {
      ...each,
      sure: false,
      likely: home.size === 1,
      provinces: [...new Set([...home, ...each.provinces])],
    };
  });
}

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
function lastOfLife(said: readonly Syllable[], all: readonly Address[]): readonly Address[] {
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

/** Where it is: of all places in the text the one that the request belongs to, or those to ask between. */
export function findPlaces(said: readonly Syllable[], strict: boolean): PlacesFound {
  const all = lastOfLife(said, weighedByKin(said, addresses(said, mentions(said, strict))));
  const { province, candidates } = decide(all);
  return {
    province,
    candidates,
    places: all.flatMap(named),
    words: all.flatMap((each) =>
      each.mentions.map((mention) => ({
        start: said[mention.from]?.start ?? 0,
        end: said[mention.to - 1]?.end ?? 0,
        ledTo: { kind: 'province' as const, value: each.provinces[0] ?? '' },
      })),
    ),
  };
}
