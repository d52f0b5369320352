/**
 * Makes data/gazetteer.json and data/outlines.json from data/geo: `npx tsx data/make-gazetteer.ts`.
 * Both are compact forms of MIT-licensed lists (data/geo/SOURCES.md); the results are committed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const here = new URL('./', import.meta.url);

function read<T>(file: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(new URL(`geo/${file}`, here), 'utf8')));
}

const { provinces } = read(
  'provinces-34.json',
  z.object({
    provinces: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        full_name: z.string(),
        name_en: z.string(),
        full_name_en: z.string(),
      }),
    ),
  }),
);
const { former_provinces: former } = read(
  'former-provinces-63.json',
  z.object({
    former_provinces: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        full_name: z.string(),
        new_province_code: z.string(),
        landline_area_code: z.string(),
      }),
    ),
  }),
);
const { plates } = read(
  'plate-codes.json',
  z.object({ plates: z.array(z.object({ plate: z.string(), province_code: z.string().nullable() })) }),
);
const { rows: oldWards } = read(
  'old-to-new-wards-mit.json',
  z.object({
    rows: z.array(
      z.object({
        old_ward: z.string(),
        old_district: z.string(),
        old_district_code: z.string(),
        old_province_code: z.string(),
        new_province_code: z.string(),
      }),
    ),
  }),
);
const { wards: newWards } = read(
  'wards-3321.json',
  z.object({
    wards: z.array(z.object({ full_name: z.string(), province_code: z.string() })),
  }),
);
const { features } = read(
  'provinces.geojson',
  z.object({
    features: z.array(
      z.object({
        properties: z.object({ code: z.string() }),
        geometry: z.discriminatedUnion('type', [
          z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(z.array(z.number()))) }),
          z.object({
            type: z.literal('MultiPolygon'),
            coordinates: z.array(z.array(z.array(z.array(z.number())))),
          }),
        ]),
      }),
    ),
  }),
);

/** One letter a unit word; the recogniser (domain/understanding/gazetteer.ts) reads the same letters. */
const UNITS: Array<[string, string]> = [
  ['Thành Phố', 'c'],
  ['Thị Trấn', 'b'],
  ['Thị Xã', 't'],
  ['Đặc Khu', 's'],
  ['Phường', 'p'],
  ['Quận', 'q'],
  ['Huyện', 'h'],
  ['Xã', 'x'],
];

function unit(fullName: string): { letter: string; name: string } | null {
  const full = fullName.normalize('NFC').trim();
  const found = UNITS.find(([word]) => full.toLowerCase().startsWith(`${word.toLowerCase()} `));
  if (!found) return null;
  return { letter: found[1], name: full.slice(found[0].length + 1).trim() };
}

const numbered = (name: string): boolean => /^\d+$/.test(name);

const today = new Map<string, Set<string>>();
for (const ward of newWards) {
  const named = unit(ward.full_name);
  if (!named || numbered(named.name)) continue;
  const set = today.get(ward.province_code) ?? new Set<string>();
  set.add(named.letter + named.name);
  today.set(ward.province_code, set);
}

const districts = new Map<string, { former: string; name: string; province: string; wards: Set<string> }>();
const seen = new Map<string, Set<string>>();
for (const row of oldWards) {
  const key = `${row.old_province_code}/${row.old_district_code}`;
  const named = unit(row.old_district);
  const entry = districts.get(key) ?? {
    former: row.old_province_code,
    name: named ? named.letter + named.name : `h${row.old_district}`,
    province: row.new_province_code,
    wards: new Set<string>(),
  };
  districts.set(key, entry);
  const ward = unit(row.old_ward);
  if (!ward || numbered(ward.name)) continue;
  entry.wards.add(ward.letter + ward.name);
  const names = seen.get(row.new_province_code) ?? new Set<string>();
  names.add(ward.letter + ward.name);
  seen.set(row.new_province_code, names);
}

const gazetteer = {
  provinces: provinces.map((p) => [p.code, p.name, p.full_name, p.name_en, p.full_name_en]),
  former: former.map((f) => [
    f.code,
    f.name,
    f.full_name,
    f.new_province_code,
    f.landline_area_code.slice(1),
  ]),
  plates: plates.flatMap((p) => (p.province_code ? [`${p.plate}${p.province_code}`] : [])).join(' '),
  /** Former province code, `|`, district with its unit letter, `|`, its wards; a capital letter: the ward is still there today. */
  districts: [...districts.values()].map((d) => {
    const still = today.get(d.province);
    const wards = [...d.wards].map((w) => (still?.has(w) ? w.charAt(0).toUpperCase() + w.slice(1) : w));
    return `${d.former}|${d.name}|${wards.join(';')}`;
  }),
  /** Today's wards whose name no old ward of the same unit word had in that province. */
  wards: [...today].map(([province, names]) => {
    const old = seen.get(province);
    return `${province}|${[...names].filter((n) => !old?.has(n)).join(';')}`;
  }),
};
writeFileSync(new URL('gazetteer.json', here), `${JSON.stringify(gazetteer)}\n`);

/** Rings as integer steps of 0.0001° (about 11 m): first point, then differences. */
function steps(ring: number[][]): number[] {
  const out: number[] = [];
  let [lastX, lastY] = [0, 0];
  for (const [lon = 0, lat = 0] of ring) {
    const [x, y] = [Math.round(lon * 1e4), Math.round(lat * 1e4)];
    out.push(x - lastX, y - lastY);
    [lastX, lastY] = [x, y];
  }
  return out;
}
const outlines = features.map((feature) => ({
  code: feature.properties.code,
  rings: (feature.geometry.type === 'Polygon' ? [feature.geometry.coordinates] : feature.geometry.coordinates)
    .flat()
    .map(steps),
}));
writeFileSync(new URL('outlines.json', here), `${JSON.stringify({ unit: 1e-4, outlines })}\n`);
