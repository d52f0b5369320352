import trained from '../../data/ear.json' with { type: 'json' };
import { ALARM_CUES } from './alarm-cues.ts';
import { bytesOf, fingerprint, placeOf } from './fingerprint.ts';
import { MATTERS, type Matter } from './matter.ts';
import { SETS } from './phrase-sets.ts';
import { findPhrases, indexPhrases, type PhraseMatch, pattern } from './phrases.ts';
import type { Signal } from './signal.ts';
import type { Ground } from './signal-phrases.ts';
import type { Syllable } from './syllables.ts';
import { TOPICS } from './topics.ts';

/*
 * The ear stands beside the phrase rules: weights of single words, pairs and kinds of words and of what the rules found,
 * learnt from made-up labelled messages (bench/train-ear.ts). The rules know what was thought of; the ear hears what is
 * said like it, and how far a rule can be believed. It is a sum of weights, so every answer can show the words that led
 * to it.
 */

/** The signals among what it tells apart, any of which is urgent. */
export const ALARMS = [
  'custody',
  'violence',
  'trafficking',
  'hearing_soon',
  'time_limit',
  'danger_to_life',
] as const satisfies readonly Signal[];
/** What the ear tells apart: each has its own weights, by its number here. */
export const HEARD = ['urgent', ...ALARMS, ...MATTERS] as const;
type Sound = (typeof HEARD)[number];

const CLASSES = [
  'authority',
  'weapon',
  'hit',
  'abroad',
  'soon',
  'court',
  'deadline',
  'eviction',
  'family',
  'stranger',
  'self',
  'body',
  'hurt',
  'harm',
  'thing',
] as const;
const classes = indexPhrases(
  CLASSES.map((name) => ({ pattern: pattern(`{${name}}`, SETS), value: `{${name}}` })),
);
const cues = indexPhrases(
  ALARM_CUES.flatMap(({ kind, words }) =>
    words.map((word) => ({ pattern: pattern(word, SETS), value: kind })),
  ),
);
const topics = indexPhrases(
  Object.entries(TOPICS).map(([name, words]) => ({ pattern: pattern(`(${words})`), value: name })),
);
/** Topics are paired over so many syllables. */
const TOPIC_REACH = 5;
/** Kinds of words are paired over so many syllables. */
const REACH = 5;

/**
 * What a text consists of, for the ear: words without marks, pairs, triples, kinds of words and their pairs, and the
 * words as marked where the writer uses diacritics. Names of places and figures are only told to be there. What the rules
 * found is told too.
 * @returns each feature with the span of its first mention
 */
export function features(
  said: readonly Syllable[],
  inPlace: (span: PhraseMatch) => boolean,
  ruled: Ruled,
): Map<string, PhraseMatch> {
  const found = new Map<string, PhraseMatch>();
  const add = (feature: string, from: number, to: number): void => {
    if (!found.has(feature)) found.set(feature, { from, to });
  };
  const keys = said.map((each, at) =>
    inPlace({ from: at, to: at + 1 }) ? '@' : /^\d/.test(each.key) ? '#' : each.key,
  );
  const kinds: string[][] = said.map(() => []);
  for (const { from, to, value } of findPhrases(classes, said)) {
    if (inPlace({ from, to })) continue;
    add(value, from, to);
    for (let at = from; at < to; at += 1) if (!kinds[at]?.includes(value)) kinds[at]?.push(value);
  }
  keys.forEach((key, at) => {
    const [next, afterNext] = [keys[at + 1], keys[at + 2]];
    add(key, at, at + 1);
    const syllable = said[at];
    if (syllable?.strict && !syllable.plain && key !== '@')
      add(`~${syllable.key}/${syllable.soft}`, at, at + 1);
    if (next === undefined) return;
    add(`${key} ${next}`, at, at + 2);
    for (const one of [key, ...(kinds[at] ?? [])]) {
      for (const other of [next, ...(kinds[at + 1] ?? [])]) {
        if (one.startsWith('{') || other.startsWith('{')) add(`${one} ${other}`, at, at + 2);
      }
    }
    if (afterNext === undefined) return;
    add(`${key} ${next} ${afterNext}`, at, at + 3);
  });
  kinds.forEach((here, at) => {
    for (let later = at + 1; later <= at + REACH && later < kinds.length; later += 1) {
      for (const one of here) {
        for (const other of kinds[later] ?? []) if (one !== other) add(`${one} .. ${other}`, at, later + 1);
      }
    }
  });
  const alarms = new Map<string, PhraseMatch>();
  for (const { from, to, value } of findPhrases(cues, said))
    if (!alarms.has(value)) alarms.set(value, { from, to });
  for (const [one, span] of alarms) {
    add(`!${one}`, span.from, span.to);
    for (const other of alarms.keys()) if (one < other) add(`!${one}&${other}`, span.from, span.to);
  }
  addTopics(said, add);
  addAsked(said, keys, add);
  add(`<long ${LENGTHS.filter((length) => said.length >= length).length}>`, 0, 0);
  const [first] = ruled.words;
  add(`=${ruled.matter}`, first?.from ?? 0, first?.to ?? 0);
  for (const { ground, from, to } of ruled.grounds) add(`=${ground}`, from, to);
  if (ruled.faded) add('=faded', ruled.faded.from, ruled.faded.to);
  if (ruled.faded && ruled.grounds.length === 0) add('=faded only', ruled.faded.from, ruled.faded.to);
  return found;
}

/** What the rules found before the ear listens. */
export type Ruled = {
  matter: Matter;
  words: readonly PhraseMatch[];
  grounds: ReadonlyArray<PhraseMatch & { ground: Ground }>;
  faded: PhraseMatch | null;
};

/** A cry, a question, a message, a letter: in syllables. */
const LENGTHS = [8, 16, 40, 70];
/** Behind one of these, in the same sentence, stands what the writer wants. */
const ASKING = new Set(['hoi', 'muon', 'xin', 'nho', 'giup']);
const ASKED = 12;

/** The words of what is asked, once more: a long story may be of many things. */
function addAsked(
  said: readonly Syllable[],
  keys: readonly string[],
  add: (feature: string, from: number, to: number) => void,
): void {
  let left = 0;
  said.forEach(({ key, before }, at) => {
    if (before === 'stop') left = 0;
    if (left === 0 && ASKING.has(key)) left = ASKED;
    if (left === 0) return;
    add(`?${keys[at]}`, at, at + 1);
    left -= 1;
  });
}

/** Each topic, and each that follows another closely. */
function addTopics(
  said: readonly Syllable[],
  add: (feature: string, from: number, to: number) => void,
): void {
  const hits = findPhrases(topics, said);
  hits.forEach((one, at) => {
    add(`<${one.value}>`, one.from, one.to);
    for (let next = at + 1; next < hits.length; next += 1) {
      const other = hits[next];
      if (!other || other.from - one.from > TOPIC_REACH + LONGEST_TOPIC) break;
      if (other.from >= one.to && other.from - one.to <= TOPIC_REACH && other.value !== one.value)
        add(`<${one.value}>${other.value}`, one.from, other.to);
    }
  });
}
/** Syllables of the longest entry of a topic. */
const LONGEST_TOPIC = 6;

/** What was learnt, as data/ear.json holds it. */
export type EarFile = {
  /** By sound: its bias, and what one step of a stored weight is worth. */
  biases: number[];
  steps: number[];
  /** What one step of a stored length is worth. */
  lengthStep: number;
  /** Base64: the features' keys in ascending order, 32 bits each, little-endian. */
  keys: string;
  /** Base64: for each key a byte of its length and a signed byte for each sound. */
  rows: string;
};
export type Ear = {
  biases: readonly number[];
  steps: readonly number[];
  lengthStep: number;
  keys: Uint32Array;
  rows: Int8Array;
};

/** Two typed arrays over the bytes: nothing is parsed, so that a cold start's first message does not wait. */
export function decoded({ biases, steps, lengthStep, keys, rows }: EarFile): Ear {
  return {
    biases,
    steps,
    lengthStep,
    keys: new Uint32Array(bytesOf(keys)),
    rows: new Int8Array(bytesOf(rows)),
  };
}
let own: Ear | null = null;
/** The ear of data/ear.json, decoded on first use. */
export function ownEar(): Ear {
  own ??= decoded(trained);
  return own;
}

/** Bytes of a row: the length, then the sounds. */
const ROW = 1 + HEARD.length;

export type Heard = {
  /** How strongly the whole sounds like this; 0 is undecided. */
  score: (sound: Sound) => number;
  /** The words that speak most for it. */
  wordsFor: (sound: Sound) => PhraseMatch[];
};

/** Words shown for a judgement of the ear. */
const SHOWN = 3;

/** Listens to a text. Pure and linear. */
export function hear(
  said: readonly Syllable[],
  inPlace: (span: PhraseMatch) => boolean,
  ruled: Ruled,
  ear: Ear,
): Heard {
  const known: Array<{ span: PhraseMatch; row: number }> = [];
  let squares = 0;
  for (const [feature, span] of features(said, inPlace, ruled)) {
    const place = placeOf(fingerprint(feature), ear.keys);
    if (place < 0) continue;
    const row = place * ROW;
    known.push({ span, row });
    squares += ((ear.rows[row] ?? 0) * ear.lengthStep) ** 2;
  }
  // Long letters do not shout louder than short cries.
  const share = 1 / Math.sqrt(squares || 1);
  const weight = (row: number, number: number): number => ear.rows[row + 1 + number] ?? 0;
  const sums = HEARD.map((_, number) => {
    const steps = known.reduce((total, { row }) => total + weight(row, number), 0);
    return (ear.biases[number] ?? 0) + steps * (ear.steps[number] ?? 0) * share;
  });
  const score = (sound: Sound): number => sums[HEARD.indexOf(sound)] ?? 0;
  const wordsFor = (sound: Sound): PhraseMatch[] => {
    const number = HEARD.indexOf(sound);
    return known
      .map(({ span, row }) => ({ span, weight: weight(row, number) }))
      .filter(({ span, weight }) => weight > 0 && span.to > span.from)
      .sort((one, other) => other.weight - one.weight)
      .slice(0, SHOWN)
      .map(({ span }) => span);
  };
  return { score, wordsFor };
}
