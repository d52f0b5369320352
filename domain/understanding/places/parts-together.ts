import { type Entry, isTop } from '../gazetteer.ts';
import type { Mention } from './mention.ts';

/**
 * What several parts leave possible: provinces that fit them all; null where none does. A name that is a province is
 * first taken as one; if the parts do not agree so, only the last is (`phu yen son la`: Phù Yên in Sơn La), then none.
 */
export function provincesTogether(parts: readonly Mention[]): Map<string, number> | null {
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
  const named = new Set(last?.readings.filter(isTop).map((entry) => entry.province));
  const [only] = named;
  if (named.size !== 1 || only === undefined) return null;
  const held = parts
    .slice(0, -1)
    .some((part) => part.readings.some((e) => e.province === only && (e.level === 'district' || isTop(e))));
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

/** How much a reading says: a province more than a district, a unit word that fits more than none. */
export function worth(entry: Entry, mention: Mention): number {
  if (entry.level === 'province' || entry.level === 'former') return 12;
  if (entry.level === 'alias') return entry.weak ? 3 : 12;
  if (entry.level === 'district') return mention.unit === '' ? 6 : 8;
  return entry.today ? 2 : 1.5;
}
