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

/** The alternatives of a group by the key of their first word; they are read when that comes up. */
type Group = Map<string, { written: string[]; words: ReadonlyArray<readonly Word[]> | null }>;
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
  if (/[{(]/.test(body)) throw new Error(`groups within groups: "${body}"`);
  const group: Group = new Map();
  for (const each of body.split('|')) {
    const alternative = each.trim();
    const first = firstKey(alternative);
    const filed = group.get(first);
    if (filed) filed.written.push(alternative);
    else group.set(first, { written: [alternative], words: null });
  }
  groups.set(body, group);
  return group;
}

/** The alternatives that begin with this word. */
function choices(group: Group, first: string): ReadonlyArray<readonly Word[]> {
  const filed = group.get(first) ?? (isNumber(first) ? group.get('#') : undefined);
  if (!filed) return NONE;
  filed.words ??= filed.written.map((each) => each.split(/\s+/).map(word));
  return filed.words;
}
const NONE: ReadonlyArray<readonly Word[]> = [];

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
  const bare = optional ? part.slice(0, -1) : part;
  const inner = bare.slice(1, -1);
  const body = bare.startsWith('{') ? sets[inner] : bare.startsWith('(') ? inner : bare;
  if (body === undefined) throw new Error(`no set ${inner} in phrase "${source}"`);
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
  if (wanted.key === '#') return isNumber(said.key);
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
    return isNumber(said[at]?.key ?? '') ? matchUnits(units, unit + 1, said, at + 1) : -1;
  }
  const first = said[at]?.key ?? '';
  for (const choice of choices(wanted.group, first)) {
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
const isNumber = (key: string): boolean => key.charCodeAt(0) <= NINE && IS_NUMBER.test(key);
/** `9` */
const NINE = 57;

type Entry<T> = { pattern: Pattern; value: T };
/** Phrases by what they can begin with. */
export type PhraseIndex<T> = {
  entries: ReadonlyArray<Entry<T>>;
  /** Numbers of phrases by the key of a word they can begin with; those of long groups by the group. */
  narrow: Map<string, number[]>;
  wide: Map<Group, number[]>;
  /** By the number of a word in `vocabulary`: the phrases that can begin with it, in their order, since it came up. */
  filed: Array<ReadonlyArray<Entry<T>> | undefined>;
};

/** Groups with more words than this are asked whether they hold a word, instead of being filed under each. */
const NARROW = 6;
/** Any word a phrase can begin with, and its number. */
const vocabulary = new Map<string, number>([['#', 0]]);
const enter = (first: string): void => {
  if (!vocabulary.has(first)) vocabulary.set(first, vocabulary.size);
};

export function indexPhrases<T>(entries: ReadonlyArray<Entry<T>>): PhraseIndex<T> {
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
        put(narrow, '#', number);
      } else if (unit.group.size > NARROW) {
        if (!wide.has(unit.group)) for (const first of unit.group.keys()) enter(first);
        put(wide, unit.group, number);
      } else {
        for (const first of unit.group.keys()) {
          enter(first);
          put(narrow, first, number);
        }
      }
    }
  });
  return { entries, narrow, wide, filed: [] };
}

function beginningWith<T>({ entries, narrow, wide, filed }: PhraseIndex<T>, key: string, word: number) {
  const numbers = new Set(narrow.get(key));
  for (const [group, list] of wide) if (group.has(key)) for (const number of list) numbers.add(number);
  // Where no phrase names this number, any number will do.
  if (numbers.size === 0 && isNumber(key)) for (const number of narrow.get('#') ?? []) numbers.add(number);
  if (numbers.size === 0 && isNumber(key))
    for (const [group, list] of wide) if (group.has('#')) for (const number of list) numbers.add(number);
  const phrases = [...numbers].sort((a, b) => a - b).flatMap((number) => entries[number] ?? []);
  filed[word] = phrases;
  return phrases;
}

/** A text is searched for the phrases of many indexes: the numbers of its words are looked up once. */
const wordsOf = new WeakMap<readonly Syllable[], Int32Array>();
function wordNumbers(said: readonly Syllable[]): Int32Array {
  const known = wordsOf.get(said);
  if (known) return known;
  const numbers = Int32Array.from(said, ({ key }) => vocabulary.get(key) ?? (isNumber(key) ? 0 : -1));
  wordsOf.set(said, numbers);
  return numbers;
}

/** Every place where a phrase of the index stands, in the order of the text. */
export function findPhrases<T>(
  index: PhraseIndex<T>,
  said: readonly Syllable[],
): Array<PhraseMatch & { value: T }> {
  const found: Array<PhraseMatch & { value: T }> = [];
  const words = wordNumbers(said);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? -1;
    if (word < 0) continue;
    const phrases = index.filed[word] ?? beginningWith(index, word === 0 ? '#' : (said[at]?.key ?? ''), word);
    for (const { pattern: each, value } of phrases) {
      const to = matchUnits(each.units ?? complete(each), 0, said, at);
      if (to > at) found.push({ from: at, to, value });
    }
  }
  return found;
}
