import trained from '../../data/ear.json' with { type: 'json' };
import { ALARM_CUES } from './alarm-cues.ts';
import { MATTERS, type Matter } from './matter.ts';
import { SETS } from './phrase-sets.ts';
import { findPhrases, indexPhrases, type PhraseMatch, pattern } from './phrases.ts';
import type { Signal } from './signal.ts';
import type { Syllable } from './syllables.ts';

/*
 * The ear stands beside the phrase rules: weights of single words, pairs and kinds of words, learnt from made-up labelled
 * messages (bench/train-ear.ts). The rules know what was thought of; the ear hears what is said like it. It is a sum of
 * weights, so every answer can show the words that led to it.
 */

/** The signals among what it tells apart, any of which is urgent. */
const ALARMS = [
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
/** Kinds of words are paired over so many syllables. */
const REACH = 5;

/**
 * What a text consists of, for the ear: words without marks, pairs, triples, kinds of words and their pairs, and the
 * words as marked where the writer uses diacritics. Names of places and figures are only told to be there.
 * @returns each feature with the span of its first mention
 */
export function features(
  said: readonly Syllable[],
  inPlace: (span: PhraseMatch) => boolean,
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
    add(`${key} _ ${afterNext}`, at, at + 3);
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
  return found;
}

type Weights = ReadonlyArray<readonly [sound: number, weight: number]>;
let weights: Map<string, Weights> | null = null;

/** Decoded on first use: one string costs a cold start nothing. A line holds a feature and, behind a tab, pairs of a sound's number and its weight in hundredths. */
function learnt(): Map<string, Weights> {
  weights ??= new Map(
    trained.weights.split('\n').map((line): [string, Weights] => {
      const [feature = '', numbers = ''] = line.split('\t');
      const flat = numbers.split(' ').map(Number);
      const pair = (at: number) => [flat[2 * at] ?? 0, (flat[2 * at + 1] ?? 0) / 100] as const;
      return [feature, Array.from({ length: flat.length / 2 }, (_, at) => pair(at))];
    }),
  );
  return weights;
}

export type Heard = {
  /** How strongly the whole sounds urgent; 0 is undecided. */
  urgent: number;
  /** The signal it sounds most like, with the words that sound so. */
  alarm: { signal: (typeof ALARMS)[number]; by: PhraseMatch[] };
  matter: (matter: Matter) => number;
  /** The words that speak most for a matter. */
  wordsFor: (matter: Matter) => PhraseMatch[];
};

/** Words shown for a judgement of the ear. */
const SHOWN = 3;

/** Listens to a text. Pure and linear. */
export function hear(said: readonly Syllable[], inPlace: (span: PhraseMatch) => boolean): Heard {
  const sums = HEARD.map((_, sound) => (trained.biases[sound] ?? 0) / 100);
  const known = [...features(said, inPlace)].flatMap(([feature, span]) => {
    const values = learnt().get(feature);
    return values ? [{ span, values }] : [];
  });
  // Long letters do not shout louder than short cries.
  const share = 1 / Math.sqrt(Math.max(1, known.length));
  for (const { values } of known)
    for (const [sound, weight] of values) sums[sound] = (sums[sound] ?? 0) + weight * share;
  const sum = (sound: Sound): number => sums[HEARD.indexOf(sound)] ?? 0;
  const speaking = (sound: Sound): PhraseMatch[] => {
    const number = HEARD.indexOf(sound);
    return known
      .map(({ span, values }) => ({ span, weight: values.find(([each]) => each === number)?.[1] ?? 0 }))
      .filter(({ weight }) => weight > 0)
      .sort((one, other) => other.weight - one.weight)
      .slice(0, SHOWN)
      .map(({ span }) => span);
  };
  const signal = ALARMS.reduce((best, each) => (sum(each) > sum(best) ? each : best));
  return {
    urgent: sum('urgent'),
    alarm: { signal, by: speaking('urgent') },
    matter: sum,
    wordsFor: speaking,
  };
}
