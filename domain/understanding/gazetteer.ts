import data from '../../data/gazetteer.json' with { type: 'json' };
import { spell } from './letters.ts';
import { ALIASES } from './place-names.ts';
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
  /** Entries by their keys joined with a blank: `thuan an`. */
  byName: Map<string, Entry[]>;
  /** Names of provinces, districts and aliases written in one word, to take apart what was typed without blanks. */
  joined: Map<string, string[]>;
  /** Every syllable of a name: `jut`, `drak` are no Vietnamese ones but not to be repaired. */
  syllables: Set<string>;
  /** Syllables in the longest name. */
  longest: number;
};

const WORDS = /[\p{L}\p{N}'’ʼ`]+/gu;

/** The keys of a name, joined with a blank: `Bà Rịa - Vũng Tàu` → `ba ria vung tau`. */
export function nameKey(name: string): string {
  return (name.toLowerCase().match(WORDS) ?? []).map((word) => spell(word).key).join(' ');
}

/** The marked syllables of a name, to compare with what was written with diacritics. */
export function nameMarks(name: string): string[] {
  return (name.toLowerCase().match(WORDS) ?? []).map((word) => spell(word).mark);
}

function load(): Gazetteer {
  const byName = new Map<string, Entry[]>();
  const joined = new Map<string, string[]>();
  const known = new Set<string>();
  let longest = 0;
  const file = (key: string, entry: Entry): void => {
    const list = byName.get(key);
    if (list) list.push(entry);
    else byName.set(key, [entry]);
    const syllables = key.split(' ');
    longest = Math.max(longest, syllables.length);
    for (const syllable of syllables) known.add(syllable);
    if (entry.level !== 'ward' && syllables.length > 1) joined.set(syllables.join(''), syllables);
  };
  const add = (entry: Entry): void => {
    const key = nameKey(entry.name);
    file(key, entry);
    // M'Drắk is written `mdrak` and `m drak`; Đắk also Đắc; Bà Rịa - Vũng Tàu is found by its parts too.
    if (/['’ʼ`]/.test(entry.name)) file(nameKey(entry.name.replace(/['’ʼ`]/g, ' ')), entry);
    if (/(^| )dak( |$)/.test(key)) {
      file(key.replace(/(^| )dak( |$)/, '$1dac$2'), entry);
      file(key.replace(/(^| )dak( |$)/, '$1dac$2').replace(/(^| )lak$/, '$1lac'), entry);
    }
    if (/^krong /.test(key)) file(key.replace(/pac$/, 'pak'), entry);
  };
  const base = { unit: '', former: '', district: -1, today: false, weak: false };
  for (const p of PROVINCES) add({ ...base, name: p.name, level: 'province', province: p.code, today: true });
  for (const f of FORMER_PROVINCES) {
    add({ ...base, name: f.name, level: 'former', province: f.today, former: f.code });
  }
  const todayOf = new Map(FORMER_PROVINCES.map((f) => [f.code, f.today]));
  data.districts.forEach((line, district) => {
    const [former = '', named = '', wards = ''] = line.split('|');
    const at = { province: todayOf.get(former) ?? '', former, district, weak: false };
    if (!/\d/.test(named)) add({ ...at, name: named.slice(1), level: 'district', unit: named.charAt(0), today: false });
    for (const ward of wards === '' ? [] : wards.split(';')) {
      const letter = ward.charAt(0);
      const unit = letter.toLowerCase();
      add({ ...at, name: ward.slice(1), level: 'ward', unit, today: letter !== unit });
    }
  });
  for (const line of data.wards) {
    const [province = '', wards = ''] = line.split('|');
    for (const ward of wards === '' ? [] : wards.split(';')) {
      add({ ...base, name: ward.slice(1), level: 'ward', unit: ward.charAt(0), province, today: true });
    }
  }
  for (const [name, provinces, weak] of ALIASES) {
    for (const province of provinces.split(' ')) {
      const former = FORMER_PROVINCES.filter((f) => f.today === province);
      add({
        ...base,
        name,
        level: 'alias',
        province,
        former: former.length === 1 ? (former[0]?.code ?? '') : '',
        weak: weak === 'weak',
      });
    }
  }
  return { byName, joined, syllables: known, longest };
}

let loaded: Gazetteer | null = null;

/** Decoded on first use, some tens of milliseconds: functions that never read a text do not pay for it. */
export function gazetteer(): Gazetteer {
  loaded ??= load();
  return loaded;
}
