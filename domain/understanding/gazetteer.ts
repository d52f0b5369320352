import data from '../../data/gazetteer.json' with { type: 'json' };
import { bytesOf, fingerprint, placeOf } from './fingerprint.ts';
import { nameKey } from './name-spelling.ts';
import { FORMER_PROVINCES } from './provinces.ts';

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

/** A province, of today or former. */
export const isProvince = ({ level }: Entry): boolean => level === 'province' || level === 'former';

/** A province or an everyday name of one that is certain. */
export const isTop = (entry: Entry): boolean => isProvince(entry) || (entry.level === 'alias' && !entry.weak);

export type Gazetteer = {
  /** All that bears the name with this key: `thuan an`. `print`: its fingerprint, where the caller has it already. */
  named: (key: string, print?: number) => readonly Entry[] | undefined;
  /** Names of provinces, districts and aliases written in one word, to take apart what was typed without blanks. */
  joined: (word: string) => readonly string[] | undefined;
  /** Syllables of names that are no Vietnamese ones and not to be repaired: `jut`, `drak`. */
  foreign: ReadonlySet<string>;
  /** Syllables in the longest name. */
  longest: number;
};

/*
 * data/gazetteer.json (made by data/make-gazetteer.ts) is looked up as it is: one text with a line for each key, the
 * lines in the order of their keys' fingerprints. A line is read when its name first comes up.
 */
function load(): Gazetteer {
  const prints = new Uint32Array(bytesOf(data.prints));
  const begins = new Uint32Array(bytesOf(data.begins));
  const districts = data.districts.split(' ');
  const today = new Map(FORMER_PROVINCES.map((former) => [former.code, former.today]));
  // What a province of today was, where it was one.
  const only = new Map<string, string>();
  for (const { code, today: province } of FORMER_PROVINCES)
    only.set(province, only.has(province) ? '' : code);

  const entry = (kind: string, number: string, unit: string, name: string): Entry => {
    const common = { name, unit: '', province: number, former: '', district: -1, today: false, weak: false };
    const former = districts[Number(number)] ?? '';
    const old = { ...common, province: today.get(former) ?? '', former, district: Number(number), unit };
    if (kind === 'd') return { ...old, level: 'district' };
    if (kind === 'w') return { ...old, level: 'ward' };
    if (kind === 'W') return { ...old, level: 'ward', today: true };
    if (kind === 'n') return { ...common, unit, level: 'ward', today: true };
    if (kind === 'p') return { ...common, level: 'province', today: true };
    if (kind === 'f')
      return { ...common, level: 'former', province: today.get(number) ?? '', former: number };
    return { ...common, level: 'alias', former: only.get(number) ?? '', weak: kind === 'A' };
  };

  const read = new Map<number, { key: string; entries: readonly Entry[] }>();
  const lineAt = (place: number): { key: string; entries: readonly Entry[] } => {
    const known = read.get(place);
    if (known) return known;
    const [spelt = '', ...written] = data.names.slice(begins[place], begins[place + 1]).split('|');
    let name = '';
    const entries = written.map((each) => {
      const [, kind = '', number = '', unit = '', own = ''] = ENTRY.exec(each) ?? [];
      if (own !== '') name = own;
      return entry(kind, number, unit, name);
    });
    const line = { key: spelt === '' ? nameKey(entries[0]?.name ?? '') : spelt, entries };
    read.set(place, line);
    return line;
  };
  const named = (key: string, print = fingerprint(key)): readonly Entry[] | undefined => {
    const place = placeOf(print, prints);
    const line = place < 0 ? undefined : lineAt(place);
    return line?.key === key ? line.entries : undefined;
  };

  let joined: Map<string, string[]> | null = null;
  return {
    named,
    joined: (word) => {
      joined ??= new Map(
        data.joined.split('|').map((key) => [key.replaceAll(' ', ''), key.split(' ')] as const),
      );
      return joined.get(word);
    },
    foreign: new Set(data.foreign.split(' ')),
    longest: data.longest,
  };
}
/** Kind, number of the district or code of the province, unit of districts and wards, name if another than before. */
const ENTRY = /^([a-zA-Z])(\d+)([cqthpbxs-])(.*)$/;

let loaded: Gazetteer | null = null;

/** Ready on first use: functions that never read a text do not pay for it. */
export function gazetteer(): Gazetteer {
  loaded ??= load();
  return loaded;
}
