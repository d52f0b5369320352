import { type Entry, gazetteer, isTop } from '../gazetteer.ts';
import { nameKey } from '../name-spelling.ts';
import type { Mention } from './mention.ts';
import { WARD_UNITS } from './unit-words.ts';

type Meaning = { provinces: string[]; sure: boolean };

/** The readings of a name by what they are. */
type Readings = { top: Entry[]; weak: Entry[]; districts: Entry[]; wards: Entry[] };

/** A single name: which provinces it can mean, and whether one of them is certain. */
export function singleName(mention: Mention): Meaning {
  const readings: Readings = {
    top: mention.readings.filter(isTop),
    weak: mention.readings.filter((e) => e.level === 'alias' && e.weak),
    districts: mention.readings.filter((e) => e.level === 'district'),
    wards: mention.readings.filter((e) => e.level === 'ward'),
  };
  if (readings.top.length > 0) return asProvince(mention, readings);
  if (readings.districts.length > 0) return asDistrict(mention, readings);
  if (readings.wards.length > 0) return asWard(mention, readings);
  return { provinces: ranked(readings), sure: false };
}

const provincesOf = (entries: readonly Entry[]): string[] => [...new Set(entries.map((e) => e.province))];

const ofToday = (entries: readonly Entry[]): Entry[] => entries.filter((e) => e.today);

const ranked = ({ top, districts, weak, wards }: Readings): string[] =>
  provincesOf([...top, ...districts, ...weak, ...ofToday(wards), ...wards]);

function asProvince(mention: Mention, { top, districts }: Readings): Meaning {
  const provinces = provincesOf(top);
  // Folded, `quang binh` is Quảng Bình and the district Quang Bình in Tuyên Quang: asked (DOMAIN.md, section 4).
  const twin = districts.some((e) => e.name === 'Quang Bình');
  if (twin) return { provinces: provincesOf([...top, ...districts]), sure: false };
  const named = !mention.loose || (mention.cued && top.some((e) => e.level !== 'alias'));
  return { provinces, sure: provinces.length === 1 && named };
}

/** Wards elsewhere that carry the name of a district: up to this many the district is meant (Yên Thành, Đức Hòa). */
const RURAL_RIVALS = 9;
/** The same where one of them is a commune of today, for a city or an urban district, and for a rural one. */
const LARGE_RIVALS = 6;
const SMALL_RIVALS = 2;
/** Wards elsewhere that carry the name of a town: below this many the town is meant. */
const URBAN_RIVALS = 15;

function asDistrict(mention: Mention, readings: Readings): Meaning {
  const { weak, districts, wards } = readings;
  const provinces = provincesOf(districts);
  const rivals = provincesOf(wards).filter((province) => !provinces.includes(province));
  if (provinces.length > 1) return { provinces: ranked(readings), sure: false };
  if (mention.unit !== '') return { provinces, sure: !mention.loose };
  const street = districts.some((e) => STREET_NAMES.has(e.name));
  // A commune of today elsewhere is what its people say of themselves. With two such, or one and more of old, any of
  // them may be meant; a city outshines more, a town (thị xã) none.
  const here = provincesOf([...districts, ...ofToday(wards)]);
  const namesakes = here.length - provinces.length;
  const urban = districts.some((e) => e.unit !== 'h') && !street;
  const large = districts.some((e) => e.unit === 'c' || e.unit === 'q') && !street;
  const outshone = large ? LARGE_RIVALS : urban ? 0 : SMALL_RIVALS;
  if (namesakes > 1 || (namesakes === 1 && rivals.length > outshone)) return { provinces: here, sure: false };
  const known = urban ? rivals.length < URBAN_RIVALS : rivals.length <= RURAL_RIVALS && !street;
  const seen = mention.cued || mention.alone || mention.capital;
  const hamlet = mention.hamlet && rivals.length > 0;
  const sure = known && seen && !mention.loose && !hamlet && weak.length === 0;
  return { provinces: ranked(readings), sure };
}

function asWard(mention: Mention, readings: Readings): Meaning {
  const all = ranked(readings);
  // `huyện Yên Hưng`: no district has that name any more, and communes elsewhere are not meant.
  if (/^(huyen|quan|thi xa)$/.test(mention.unitWord)) return { provinces: all, sure: false };
  const seat = seatToday(mention, readings.wards);
  if (seat !== null) return { provinces: [seat], sure: !mention.loose };
  const town = onlyTown(mention, readings.wards);
  if (town !== null) return { provinces: [town, ...all.filter((each) => each !== town)], sure: true };
  const certain = all.length === 1 && !mention.hamlet && !mention.loose && readings.weak.length === 0;
  const seen = mention.unit !== '' || mention.cued || mention.alone || writtenInFull(mention, readings.wards);
  return { provinces: all, sure: certain && seen };
}

/** `xã Krông Năng`: of several the one that is there today and was the seat of a district of that name. */
function seatToday(mention: Mention, wards: readonly Entry[]): string | null {
  if (mention.unit !== 'w') return null;
  const [seat, ...more] = provincesOf(ofToday(wards).filter(isSeat));
  if (seat === undefined || more.length > 0 || !fitsKind(wards, mention.unitWord, seat)) return null;
  return provincesOf(ofToday(wards)).length === 1 ? seat : null;
}

const isSeat = (ward: Entry): boolean =>
  (gazetteer().named(nameKey(ward.name)) ?? []).some(
    (e) => e.level === 'district' && e.province === ward.province,
  );

/** `phường Gia Bình` is not the xã of that name, where a phường of that name was elsewhere. */
function fitsKind(wards: readonly Entry[], unitWord: string, province: string): boolean {
  const kind = WARD_UNITS[unitWord];
  const same = wards.filter((e) => e.unit === kind);
  return same.length === 0 || same.some((e) => e.today && e.province === province);
}

/** `tt Vĩnh Thuận`: elsewhere only communes bear that name. */
function onlyTown(mention: Mention, wards: readonly Entry[]): string | null {
  if (mention.loose || !TOWN.test(mention.unitWord)) return null;
  const [town, ...more] = provincesOf(wards.filter((e) => e.unit === 'b'));
  return town !== undefined && more.length === 0 ? town : null;
}

/** Nobody calls a commune so. */
const TOWN = /^(thi tran|tt)$/;

/**
 * A ward written with its capitals: a market town, or a name of three syllables or one that is there today: `nhà Sông
 * Đốc`, `lò Mạo Khê`, `làm hàng may Tân Phước Khánh`.
 */
function writtenInFull(mention: Mention, wards: readonly Entry[]): boolean {
  const length = mention.to - mention.from;
  return mention.capital && length > 1 && (length > 2 || wards.some((e) => e.unit === 'b' || e.unit === 'p'));
}

/** Districts that bear the name of a person, like streets everywhere. */
const STREET_NAMES = new Set(['Ngô Quyền', 'Hai Bà Trưng', 'Thống Nhất']);
