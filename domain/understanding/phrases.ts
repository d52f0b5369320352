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

type Unit =
  | { kind: 'words'; choices: Map<string, Word[][]>; optional: boolean }
  | { kind: 'gap'; most: number }
  | { kind: 'number' };
type Word = { key: string; soft: string; plain: boolean; marked: boolean };
export type Pattern = { source: string; units: Unit[] };

function word(text: string): Word {
  if (text === '#') return { key: '#', soft: '#', plain: true, marked: false };
  const { key, soft, plain } = spellKnown(text.replace('!', ''));
  return { key, soft, plain, marked: text.startsWith('!') };
}

/** The alternatives of a group by the key of their first word; groups are many and long, each is read once. */
function byFirst(body: string): Map<string, Word[][]> {
  let choices = groups.get(body);
  if (!choices) {
    choices = new Map();
    for (const each of body.split('|')) {
      const choice = each.trim().split(/\s+/).map(word);
      const first = choice[0]?.key ?? '';
      choices.set(first, [...(choices.get(first) ?? []), choice]);
    }
    groups.set(body, choices);
  }
  return choices;
}
const groups = new Map<string, Map<string, Word[][]>>();

/** Reads the notation; `sets` are the named groups. Throws on a group that is not defined, when the tables load. */
export function pattern(source: string, sets: Readonly<Record<string, string>> = {}): Pattern {
  const filled = source.replace(/\{(\w+)\}/g, (_, name: string) => {
    const set = sets[name];
    if (set === undefined) throw new Error(`no set ${name} in phrase "${source}"`);
    return `(${set})`;
  });
  if (/\([^)]*\(/.test(filled)) throw new Error(`groups within groups in phrase "${source}"`);
  const units = (filled.match(/\([^)]*\)\??|[^\s()]+/g) ?? []).map((part): Unit => {
    if (part === '#') return { kind: 'number' };
    if (part.startsWith('_')) return { kind: 'gap', most: Number(part.slice(1) || '2') };
    const optional = part.endsWith('?');
    const body = part.replace(/\?$/, '').replace(/^\(|\)$/g, '');
    return { kind: 'words', choices: byFirst(body), optional };
  });
  return { source, units };
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
function matchUnits(units: Unit[], unit: number, said: readonly Syllable[], at: number): number {
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
  for (const choice of wanted.choices.get(first) ??
    (IS_NUMBER.test(first) ? wanted.choices.get('#') : undefined) ??
    []) {
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

/** Phrases filed under the key of each word they can begin with. */
export type PhraseIndex<T> = Map<string, Array<{ pattern: Pattern; value: T }>>;

export function indexPhrases<T>(entries: ReadonlyArray<{ pattern: Pattern; value: T }>): PhraseIndex<T> {
  const index: PhraseIndex<T> = new Map();
  for (const entry of entries) {
    const starts = new Set<string>();
    for (const unit of entry.pattern.units) {
      if (unit.kind === 'gap') throw new Error(`phrase "${entry.pattern.source}" begins with a gap`);
      if (unit.kind === 'number') {
        starts.add('#');
        break;
      }
      for (const first of unit.choices.keys()) starts.add(first);
      if (!unit.optional) break;
    }
    for (const start of starts) {
      const list = index.get(start);
      if (list) list.push(entry);
      else index.set(start, [entry]);
    }
  }
  return index;
}

/** Every place where a phrase of the index stands, in the order of the text. */
export function findPhrases<T>(
  index: PhraseIndex<T>,
  said: readonly Syllable[],
): Array<PhraseMatch & { value: T }> {
  const found: Array<PhraseMatch & { value: T }> = [];
  for (let at = 0; at < said.length; at++) {
    const key = said[at]?.key ?? '';
    const filed = index.get(key) ?? (IS_NUMBER.test(key) ? index.get('#') : undefined);
    for (const { pattern: each, value } of filed ?? []) {
      const to = matchUnits(each.units, 0, said, at);
      if (to > at) found.push({ from: at, to, value });
    }
  }
  return found;
}
