import { type Entry, isProvince, isTop } from '../gazetteer.ts';
import { provinceName } from '../provinces.ts';
import type { NamedPlace, PlaceRole } from '../understanding.ts';
import type { Address } from './address.ts';
import type { Mention } from './mention.ts';

/** An address for the handler; none where it is in no province. */
export function namedPlace(each: Address): NamedPlace[] {
  const province = each.provinces[0];
  if (province === undefined) return [];
  const readings = each.mentions.flatMap((mention, i) =>
    meant(mention, each.mentions.slice(i + 1), province),
  );
  const [entry] = [...readings].sort((a, b) => ORDER[a.level] - ORDER[b.level]);
  if (!entry) return [];
  const former = new Set(
    readings.filter((e) => e.former !== '' && e.level !== 'province').map((e) => e.former),
  );
  const [only] = former;
  const place = { province, words: describe(entry, province), role: role(each.weight), sure: each.sure };
  return [former.size === 1 && only !== undefined ? { ...place, formerProvince: only } : place];
}

/** What a part of an address in that province is: `Long An` is the province, no commune of that name. */
function meant(mention: Mention, behind: readonly Mention[], province: string): Entry[] {
  const here = mention.readings.filter((e) => e.province === province);
  const provinces = here.filter(isProvince);
  const town = here.filter((e) => e.level === 'district');
  // `thị xã Sóc Trăng` and `Vĩnh Long, Vĩnh Long` are towns.
  if (town.length > 0 && behind.some((other) => other.readings.some(isTop))) return town;
  if (provinces.length === 0) return here;
  if (mention.unitWord === '' || mention.unitWord === 'tinh' || town.length === 0) return provinces;
  const city = provinceName(province)?.fullName.startsWith('Thành phố');
  return city && provinces.some((e) => e.level === 'province') ? provinces : town;
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
