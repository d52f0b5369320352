import data from '../../data/gazetteer.json' with { type: 'json' };
import { spellKnown } from './letters.ts';
import { ALIASES, INDUSTRIAL_ZONES, LANDMARKS } from './place-names.ts';
import { FORMER_PROVINCES, PROVINCES } from './provinces.ts';

/** province: one of today; former: one of the 63; district and ward: of before July 2025 or of today; alias: everyday names. */
export type Level = 'province' | 'former' | 'district' | 'ward' | 'alias';

export type Entry = {
  /** Without the unit word, as written officially: `Thuận An`. */
  name: string;
  level: Level;
  /** c thành phố, q quận, t thị xã, h huyện, p phường, b thị trấn, x xã, s đặc khu; '' for provinces and aliases. */
  unit: string;
  /** Code of today's province. */
  province: string;
  /** Code of the former province; '' for today's wards, whose old one is not known by name. */
  former: string;
  /** Index of the old district a ward belonged to, or of the district itself; -1 for others. */
  district: number;
  /** Still exists under this name. */
  today: boolean;
  /** An alias that is not certain by itself (initials). */
  weak: boolean;
};

export type Gazetteer = {
  /** All that bears the name with this key: `thuan an`. */
  named: (key: string) => readonly Entry[] | undefined;
  has: (key: string) => boolean;
  /** Names of provinces, districts and aliases written in one word, to take apart what was typed without blanks. */
  joined: Map<string, string[]>;
  /** Every syllable of a name: `jut`, `drak` are no Vietnamese ones but not to be repaired. */
  syllables: Set<string>;
  /** Syllables in the longest name. */
  longest: number;
};

/** An industrial zone is written so. */
const ZONE_WORDS = ['KCN', 'KCX', 'khu công nghiệp', 'khu chế xuất'];
const APOSTROPHE = /['’ʼ`]/;
const NO_WORD = /[^\p{L}\p{N}'’ʼ`]+/u;

const words = (name: string): string[] =>
  /[-–—()./,]/.test(name) ? name.toLowerCase().split(NO_WORD).filter(Boolean) : name.toLowerCase().split(' ');

/** The keys of a name, joined with a blank: `Bà Rịa - Vũng Tàu` → `ba ria vung tau`. */
export function nameKey(name: string): string {
  return words(name)
    .map((word) => spellKnown(word).key)
    .join(' ');
}

/** The marked syllables of a name, to compare with what was written with diacritics. */
export function nameMarks(name: string): string[] {
  return words(name).map((word) => spellKnown(word).mark);
}

/**
 * Fourteen thousand names: only their keys are made when it loads, an entry when its name first comes up. A name is
 * kept as written in the data, the rest of it as numbers beside.
 */
function load(): Gazetteer {
  const rows = new Map<string, number[]>();
  const joined = new Map<string, string[]>();
  const known = new Set<string>();
  let longest = 0;
  const names: string[] = [];
  const sources: Array<(name: string) => Entry> = [];

  // Half of the names are borne by several places.
  const keys = new Map<string, string>();
  const keyed = (name: string): string => {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = nameKey(name);
    keys.set(name, key);
    return key;
  };

  const file = (key: string, row: number, ward: boolean): void => {
    const list = rows.get(key);
    if (list) {
      list.push(row);
      return;
    }
    rows.set(key, [row]);
    const syllables = key.split(' ');
    longest = Math.max(longest, syllables.length);
    for (const syllable of syllables) known.add(syllable);
    if (!ward && syllables.length > 1) joined.set(syllables.join(''), syllables);
  };
  const add = (written: string, name: string, ward: boolean, source: (written: string) => Entry): void => {
    const row = names.push(written) - 1;
    sources.push(source);
    const key = keyed(name);
    file(key, row, ward);
    // M'Drắk is written `mdrak` and `m drak`; Đắk also Đắc, Krông Pắc also Pắk.
    if (APOSTROPHE.test(name)) file(nameKey(name.replace(APOSTROPHE, ' ')), row, ward);
    if (key.includes('dak')) {
      const spelt = key.replace(/(^| )dak( |$)/, '$1dac$2');
      file(spelt, row, ward);
      file(spelt.replace(/ lak$/, ' lac'), row, ward);
    }
    if (key.startsWith('krong ')) file(key.replace(/pac$/, 'pak'), row, ward);
  };

  for (const p of PROVINCES) {
    add(p.name, p.name, false, () => ({
      name: p.name,
      level: 'province',
      unit: '',
      province: p.code,
      former: '',
      district: -1,
      today: true,
      weak: false,
    }));
  }
  const todayOf = new Map<string, string>();
  for (const f of FORMER_PROVINCES) {
    todayOf.set(f.code, f.today);
    add(f.name, f.name, false, () => ({
      name: f.name,
      level: 'former',
      unit: '',
      province: f.today,
      former: f.code,
      district: -1,
      today: false,
      weak: false,
    }));
  }
  // The districts before their wards: what is typed without blanks is taken apart by the greater names.
  const lines = data.districts.map((line) => line.split('|'));
  lines.forEach(([former = '', named = ''], district) => {
    if (/\d/.test(named)) return;
    const province = todayOf.get(former) ?? '';
    add(named, named.slice(1), false, (written) => ({
      name: written.slice(1),
      level: 'district',
      unit: written.charAt(0),
      province,
      former,
      district,
      today: false,
      weak: false,
    }));
  });
  const zones = INDUSTRIAL_ZONES.flatMap(([province, list]) =>
    list
      .split('|')
      .flatMap((zone) => ZONE_WORDS.map((word): readonly [string, string] => [`${word} ${zone}`, province])),
  );
  for (const [name, provinces, certainty] of [...ALIASES, ...LANDMARKS, ...zones]) {
    for (const province of provinces.split(' ')) {
      const former = FORMER_PROVINCES.filter((f) => f.today === province);
      const only = former.length === 1 ? (former[0]?.code ?? '') : '';
      add(name, name, false, () => ({
        name,
        level: 'alias',
        unit: '',
        province,
        former: only,
        district: -1,
        today: false,
        weak: certainty === 'weak',
      }));
    }
  }
  lines.forEach(([former = '', , wards = ''], district) => {
    const province = todayOf.get(former) ?? '';
    const source = (written: string): Entry => {
      const unit = written.charAt(0).toLowerCase();
      const today = unit !== written.charAt(0);
      return { name: written.slice(1), level: 'ward', unit, province, former, district, today, weak: false };
    };
    for (const ward of wards === '' ? [] : wards.split(';')) add(ward, ward.slice(1), true, source);
  });
  for (const line of data.wards) {
    const [province = '', wards = ''] = line.split('|');
    const source = (written: string): Entry => ({
      name: written.slice(1),
      level: 'ward',
      unit: written.charAt(0),
      province,
      former: '',
      district: -1,
      today: true,
      weak: false,
    });
    for (const ward of wards === '' ? [] : wards.split(';')) add(ward, ward.slice(1), true, source);
  }

  const made = new Map<string, readonly Entry[]>();
  const named = (key: string): readonly Entry[] | undefined => {
    const known = made.get(key);
    if (known) return known;
    const list = rows.get(key);
    if (!list) return undefined;
    const entries = list.flatMap((row) => {
      const source = sources[row];
      return source ? [source(names[row] ?? '')] : [];
    });
    made.set(key, entries);
    return entries;
  };
  return { named, has: (key) => rows.has(key), joined, syllables: known, longest };
}

let loaded: Gazetteer | null = null;

/** Decoded on first use, some tens of milliseconds: functions that never read a text do not pay for it. */
export function gazetteer(): Gazetteer {
  loaded ??= load();
  return loaded;
}
