import { spellKnown } from './letters.ts';
import type { Syllable } from './syllables.ts';

/*
 * Phrases are written as Vietnamese is, with diacritics, in a small notation:
 *   bị đánh        these words, one after the other
 *   (chồng|ông xã) one of these
 *   gãy? răng      an optional word or group
 *   _              up to two words in between, `_5` up to five, never across the end of a sentence
 *   #              a number
 *   !bắn           only where it is written with its diacritics: `ban` is bạn, bán, bàn
 *   {kin}          a group from SETS
 * Where the text has diacritics they must agree, so that `dí đầu` is not `đi đâu`; where it has none, none are asked.
 */

/** The alternatives of a group by the key of their first word; one is read when its first word comes up. */
type Group = Map<string, Array<string | readonly Word[]>>;
type Unit =
  | { kind: 'words'; group: Group; optional: boolean }
  | { kind: 'gap'; most: number }
  | { kind: 'number' };
type Word = { key: string; soft: string; plain: boolean; marked: boolean };
type Sets = Readonly<Record<string, string>>;
/** `units`: null until the first of them fits somewhere; most phrases never do. */
export type Pattern = { source: string; sets: Sets; units: readonly Unit[] | null };

function word(text: string): Word {
  if (text === '#') return { key: '#', soft: '#', plain: true, marked: false };
  const { key, soft, plain } = spellKnown(text.replace('!', ''));
  return { key, soft, plain, marked: text.startsWith('!') };
}

function firstKey(alternative: string): string {
  const blank = alternative.indexOf(' ');
  const first = blank < 0 ? alternative : alternative.slice(0, blank);
  return first === '#' ? first : spellKnown(first.startsWith('!') ? first.slice(1) : first).key;
}

/** Groups are many and long, each is filed once. */
const groups = new Map<string, Group>();
function groupOf(body: string): Group {
  const known = groups.get(body);
  if (known) return known;
  const group: Group = new Map();
  for (const each of body.split('|')) {
    const alternative = each.trim();
    const first = firstKey(alternative);
    const filed = group.get(first);
    if (filed) filed.push(alternative);
    else group.set(first, [alternative]);
  }
  groups.set(body, group);
  return group;
}

/** The alternatives that begin with this word. */
function choices(group: Group, first: string): ReadonlyArray<string | readonly Word[]> | undefined {
  const filed = group.get(first) ?? (IS_NUMBER.test(first) ? group.get('#') : undefined);
  filed?.forEach((each, at) => {
    if (typeof each === 'string') filed[at] = each.split(/\s+/).map(word);
  });
  return filed;
}

const PART = /\([^)]*\)\??|[^\s()]+/g;

/** The units of a phrase, or only those it can begin with. Throws on a group that is not defined or within another. */
function unitsOf({ source, sets }: Pattern, onlyFirst: boolean): Unit[] {
  const units: Unit[] = [];
  PART.lastIndex = 0;
  for (let part = PART.exec(source)?.[0]; part !== undefined; part = PART.exec(source)?.[0]) {
    const unit = unitOf(part, source, sets);
    units.push(unit);
    if (onlyFirst && !(unit.kind === 'words' && unit.optional)) break;
  }
  return units;
}

function unitOf(part: string, source: string, sets: Sets): Unit {
  if (part === '#') return { kind: 'number' };
  if (part.startsWith('_')) return { kind: 'gap', most: Number(part.slice(1) || '2') };
  const optional = part.endsWith('?');
  const named = /^\{(\w+)\}\??$/.exec(part)?.[1];
  const body = named === undefined ? part.replace(/\?$/, '').replace(/^\(|\)$/g, '') : sets[named];
  if (body === undefined) throw new Error(`no set ${named} in phrase "${source}"`);
  if (/[{(]/.test(body)) throw new Error(`groups within groups in phrase "${source}"`);
  return { kind: 'words', group: groupOf(body), optional };
}

/** A phrase in the notation; `sets` are the named groups. It is read when it is first needed. */
export function pattern(source: string, sets: Sets = {}): Pattern {
  return { source, sets, units: null };
}

/** Reads all of a phrase. @throws Error on a group that is not defined or stands within another */
export function complete(phrase: Pattern): readonly Unit[] {
  phrase.units ??= unitsOf(phrase, false);
  return phrase.units;
}

export type PhraseMatch = { from: number; to: number };

function same(said: Syllable, wanted: Word): boolean {
  if (wanted.key === '#') return IS_NUMBER.test(said.key);
  if (said.key !== wanted.key) return false;
  if (said.plain && wanted.marked) return false;
  if (said.plain) return wanted.plain || !said.strict;
  return said.soft === wanted.soft;
}

/** End of the match (exclusive) of the units from `unit` on at `at`, or -1. Gaps are short, so the work is bounded. */
function matchUnits(units: readonly Unit[], unit: number, said: readonly Syllable[], at: number): number {
  const wanted = units[unit];
  if (!wanted) return at;
  if (wanted.kind === 'gap') {
    for (let skipped = 0; skipped <= wanted.most; skipped++) {
      const end = matchUnits(units, unit + 1, said, at + skipped);
      if (end >= 0) return end;
      const passed = said[at + skipped + 1];
      if (!said[at + skipped] || passed?.before === 'stop') return -1;
    }
    return -1;
  }
  if (wanted.kind === 'number') {
    return IS_NUMBER.test(said[at]?.key ?? '') ? matchUnits(units, unit + 1, said, at + 1) : -1;
  }
  const first = said[at]?.key ?? '';
  for (const choice of choices(wanted.group, first) ?? []) {
    if (typeof choice === 'string') continue;
    let fits = true;
    for (let i = 0; i < choice.length; i++) {
      const here = said[at + i];
      const each = choice[i];
      if (!here || !each || !same(here, each) || ((i > 0 || unit > 0) && here.before === 'stop')) {
        fits = false;
        break;
      }
    }
    if (!fits) continue;
    const end = matchUnits(units, unit + 1, said, at + choice.length);
    if (end >= 0) return end;
  }
  return wanted.optional ? matchUnits(units, unit + 1, said, at) : -1;
}

const IS_NUMBER = /^\d+$/;

/** Phrases by what they can begin with. */
export type PhraseIndex<T> = {
  entries: ReadonlyArray<{ pattern: Pattern; value: T }>;
  /** Numbers of phrases by the key of a word they can begin with; those of long groups by the group. */
  narrow: Map<string, number[]>;
  wide: Map<Group, number[]>;
  /** The phrases that can begin with a word, in their order, since it came up. */
  filed: Map<string, ReadonlyArray<{ pattern: Pattern; value: T }>>;
};

/** Groups with more words than this are asked whether they hold a word, instead of being filed under each. */
const NARROW = 6;
/** Any word a phrase can begin with: only these are kept in mind. */
const vocabulary = new Set<string>();

export function indexPhrases<T>(entries: ReadonlyArray<{ pattern: Pattern; value: T }>): PhraseIndex<T> {
  const narrow = new Map<string, number[]>();
  const wide = new Map<Group, number[]>();
  const put = <K>(map: Map<K, number[]>, key: K, number: number): void => {
    const list = map.get(key);
    if (!list) map.set(key, [number]);
    else if (list.at(-1) !== number) list.push(number);
  };
  entries.forEach((entry, number) => {
    for (const unit of unitsOf(entry.pattern, true)) {
      if (unit.kind === 'gap') throw new Error(`phrase "${entry.pattern.source}" begins with a gap`);
      if (unit.kind === 'number') {
        vocabulary.add('#');
        put(narrow, '#', number);
      } else {
        for (const first of unit.group.keys()) {
          vocabulary.add(first);
          if (unit.group.size <= NARROW) put(narrow, first, number);
        }
        if (unit.group.size > NARROW) put(wide, unit.group, number);
      }
    }
  });
  return { entries, narrow, wide, filed: new Map() };
}

function beginningWith<T>(
  { entries, narrow, wide, filed }: PhraseIndex<T>,
  key: string,
): ReadonlyArray<{ pattern: Pattern; value: T }> {
  const known = filed.get(key);
  if (known) return known;
  const numbers = new Set(narrow.get(key));
  for (const [group, list] of wide) if (group.has(key)) for (const number of list) numbers.add(number);
  const phrases = [...numbers].sort((a, b) => a - b).flatMap((number) => entries[number] ?? []);
  filed.set(key, phrases);
  return phrases;
}

/** Every place where a phrase of the index stands, in the order of the text. */
export function findPhrases<T>(
  index: PhraseIndex<T>,
  said: readonly Syllable[],
): Array<PhraseMatch & { value: T }> {
  const found: Array<PhraseMatch & { value: T }> = [];
  for (let at = 0; at < said.length; at++) {
    const key = said[at]?.key ?? '';
    let phrases = vocabulary.has(key) ? beginningWith(index, key) : [];
    if (phrases.length === 0 && IS_NUMBER.test(key)) phrases = beginningWith(index, '#');
    for (const { pattern: each, value } of phrases) {
      const to = matchUnits(complete(each), 0, said, at);
      if (to > at) found.push({ from: at, to, value });
    }
  }
  return found;
}
