/**
 * Makes data/provinces.json, data/gazetteer.json and data/outlines.json from data/geo: `npx tsx data/make-gazetteer.ts`.
 * They are compact forms of MIT-licensed lists (data/geo/SOURCES.md); the results are committed.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fingerprint } from '../domain/understanding/fingerprint.ts';
import { isSyllable } from '../domain/understanding/letters.ts';
import { nameKey, nameMarks } from '../domain/understanding/name-spelling.ts';
import { ALIASES, INDUSTRIAL_ZONES, LANDMARKS, LANDMARKS_OF } from '../domain/understanding/place-names.ts';

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

/** `Đông Hoà` and `Đông Hòa` are one name. */
const spelling = (name: string): string => nameMarks(name).join(' ');
const numbered = (name: string): boolean => /^\d+$/.test(name);

/** By province, today's wards: their unit word and spelling → with their name as written. */
const today = new Map<string, Map<string, string>>();
for (const ward of newWards) {
  const named = unit(ward.full_name);
  if (!named || numbered(named.name)) continue;
  const set = today.get(ward.province_code) ?? new Map<string, string>();
  set.set(named.letter + spelling(named.name), named.letter + named.name);
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
  names.add(ward.letter + spelling(ward.name));
  seen.set(row.new_province_code, names);
}

writeFileSync(
  new URL('provinces.json', here),
  `${JSON.stringify({
    provinces: provinces.map((p) => [p.code, p.name, p.full_name, p.name_en, p.full_name_en]),
    former: former.map((f) => [
      f.code,
      f.name,
      f.full_name,
      f.new_province_code,
      f.landline_area_code.slice(1),
    ]),
    plates: plates.flatMap((p) => (p.province_code ? [`${p.plate}${p.province_code}`] : [])).join(' '),
  })}\n`,
);

/** An industrial zone is written so. */
const ZONE_WORDS = ['KCN', 'KCX', 'khu công nghiệp', 'khu chế xuất'];
const APOSTROPHE = /['’ʼ`]/;

/** By key, what bears the name: kind, number, unit and name as domain/understanding/gazetteer.ts reads them. */
const named = new Map<string, Array<{ what: string; name: string }>>();
const joined = new Map<string, string>();

function file(key: string, what: string, name: string, ward: boolean): void {
  const list = named.get(key);
  if (list) {
    list.push({ what, name });
    return;
  }
  named.set(key, [{ what, name }]);
  if (!ward && key.includes(' ')) joined.set(key.replaceAll(' ', ''), key);
}

function add(what: string, name: string, ward = false): void {
  const key = nameKey(name);
  file(key, what, name, ward);
  // M'Drắk is written `mdrak` and `m drak`; Đắk also Đắc, Krông Pắc also Pắk.
  if (APOSTROPHE.test(name)) file(nameKey(name.replace(APOSTROPHE, ' ')), what, name, ward);
  if (key.includes('dak')) {
    const spelt = key.replace(/(^| )dak( |$)/, '$1dac$2');
    file(spelt, what, name, ward);
    file(spelt.replace(/ lak$/, ' lac'), what, name, ward);
  }
  if (key.startsWith('krong ')) file(key.replace(/pac$/, 'pak'), what, name, ward);
}

for (const p of provinces) add(`p${p.code}-`, p.name);
for (const f of former) add(`f${f.code}-`, f.name);
// The districts before their wards: what is typed without blanks is taken apart by the greater names.
const ordered = [...districts.values()];
ordered.forEach(({ name }, number) => {
  if (!/\d/.test(name)) add(`d${number}${name.charAt(0)}`, name.slice(1));
});
const zones = INDUSTRIAL_ZONES.flatMap(([province, list]) =>
  list
    .split('|')
    .flatMap((zone) => ZONE_WORDS.map((word): readonly [string, string] => [`${word} ${zone}`, province])),
);
const landmarks = LANDMARKS_OF.flatMap(([province, list]) =>
  list.split('|').map((name): readonly [string, string] => [name, province]),
);
for (const [name, codes, certainty] of [...ALIASES, ...LANDMARKS, ...landmarks, ...zones]) {
  for (const code of codes.split(' ')) add(`${certainty === 'weak' ? 'A' : 'a'}${code}-`, name);
}
ordered.forEach(({ province, wards }, number) => {
  for (const ward of wards) {
    const still = today.get(province)?.has(ward.charAt(0) + spelling(ward.slice(1))) === true;
    add(`${still ? 'W' : 'w'}${number}${ward.charAt(0)}`, ward.slice(1), true);
  }
});
// Today's wards whose name no old ward of the same unit word had in that province.
for (const [province, names] of today) {
  for (const [spelt, name] of names) {
    if (!seen.get(province)?.has(spelt)) add(`n${province}${name.charAt(0)}`, name.slice(1), true);
  }
}

const lines = [...named]
  .map(([key, list]) => {
    const [first] = list;
    const entries = list.map(({ what, name }, at) => (name === list[at - 1]?.name ? what : what + name));
    return {
      print: fingerprint(key),
      line: [nameKey(first?.name ?? '') === key ? '' : key, ...entries].join('|'),
    };
  })
  .sort((one, other) => one.print - other.print);
if (new Set(lines.map(({ print }) => print)).size < lines.length)
  throw new Error('two names have one fingerprint: choose another function in fingerprint.ts');
let begin = 0;
const begins = [0, ...lines.map(({ line }) => (begin += line.length))];
const base64 = (numbers: readonly number[]): string =>
  Buffer.from(Uint32Array.from(numbers).buffer).toString('base64');
const syllables = new Set([...named.keys()].flatMap((key) => key.split(' ')));

writeFileSync(
  new URL('gazetteer.json', here),
  `${JSON.stringify({
    about:
      'Made by data/make-gazetteer.ts from data/geo and domain/understanding/place-names.ts; do not edit by hand.',
    /** The former province of each old district, by the district's number. */
    districts: ordered.map((district) => district.former).join(' '),
    longest: Math.max(...[...named.keys()].map((key) => key.split(' ').length)),
    foreign: [...syllables].filter((each) => !isSyllable(each)).join(' '),
    joined: [...joined.values()].join('|'),
    prints: base64(lines.map(({ print }) => print)),
    begins: base64(begins),
    names: lines.map(({ line }) => line).join(''),
  })}\n`,
);

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

// Formatted as the rest of the repository, so that a new run shows only what changed.
const made = ['provinces.json', 'gazetteer.json', 'outlines.json'].map((name) =>
  fileURLToPath(new URL(name, here)),
);
execFileSync(fileURLToPath(new URL('../node_modules/.bin/biome', here)), ['format', '--write', ...made]);
