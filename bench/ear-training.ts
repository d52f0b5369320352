import { type EarFile, features, HEARD } from '../domain/understanding/ear.ts';
import { fingerprint } from '../domain/understanding/fingerprint.ts';
import { MATTERS, type Matter } from '../domain/understanding/matter.ts';
import { findMatter } from '../domain/understanding/matters.ts';
import type { PhraseMatch } from '../domain/understanding/phrases.ts';
import { findPlaces } from '../domain/understanding/places.ts';
import { findGrounds } from '../domain/understanding/signals.ts';
import { spoken } from '../domain/understanding/spoken.ts';
import { syllables } from '../domain/understanding/syllables.ts';

/*
 * How the ear learns: for each sound a linear support vector machine with squared hinge loss, trained by dual coordinate
 * descent (Hsieh et al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008). The same messages in
 * the same order give the same weights.
 */

export type Labelled = { text: string; matter: Matter; signals: readonly string[]; urgent: boolean };
export type Sample = { labels: Labelled; features: readonly string[] };

/** Features seen in fewer messages are left out. */
const SEEN = 2;
/** How much a wrong answer costs against the size of the weights. */
const COST = { urgent: 1, alarm: 1, matter: 2 };
const EPOCHS = 25;
/**
 * Added to a matter's bias: without it the frequent ones (criminal, family) are heard too often. Chosen by leaving
 * writers out.
 */
const PRIOR: Readonly<Record<Matter, number>> = {
  criminal: -0.1,
  family: -0.1,
  civil: 0,
  land: 0.1,
  labour: 0.1,
  social_policy: 0.05,
  administrative: 0.1,
  business: 0.15,
  other: 0.15,
  none: 0.1,
};
/** How much kinds of features count beside words, chosen by leaving writers out. */
const TOPIC = 2;
const TOPIC_PAIR = 0.7;

const factor = (feature: string): number => {
  if (!feature.startsWith('<')) return 1;
  return feature.endsWith('>') ? TOPIC : TOPIC_PAIR;
};

/** What a message consists of, with what the rules find in it. */
export function sample(labels: Labelled): Sample {
  const written = syllables(labels.text);
  const said = spoken(written);
  const named = new Uint8Array(labels.text.length);
  for (const { start, end } of findPlaces(written, said[0]?.strict ?? false).words) named.fill(1, start, end);
  const inPlace = ({ from }: PhraseMatch) => named[said[from]?.start ?? 0] === 1;
  const { found, faded, masked } = findGrounds(said, inPlace);
  const { matter, words } = findMatter(said, masked, found, inPlace);
  return { labels, features: [...features(said, inPlace, { matter, words, grounds: found, faded }).keys()] };
}

/** Rare words weigh more than common ones: the inverse document frequency, raised to this. Chosen as above. */
const RARITY = 1.5;
/**
 * What is urgent is told by few words among many: there a feature counts by how unevenly it falls on the two sides
 * (Wang and Manning, "Baselines and Bigrams", ACL 2012), so much above evenly spread ones.
 */
const EVEN = 0.5;

const is = (sound: (typeof HEARD)[number], { urgent, matter, signals }: Labelled): boolean =>
  sound === 'urgent' ? urgent : sound === matter || signals.includes(sound);
const priorOf = (sound: (typeof HEARD)[number] | undefined): number =>
  MATTERS.reduce((found, matter) => (matter === sound ? PRIOR[matter] : found), 0);
const costOf = (sound: number): number =>
  sound === 0 ? COST.urgent : sound < HEARD.length - MATTERS.length ? COST.alarm : COST.matter;

/** A repeatable shuffle: the linear congruential generator of POSIX. */
function shuffler(): (count: number) => Int32Array {
  let state = 7;
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  return (count) => {
    const order = Int32Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last -= 1) {
      const other = Math.floor(next() * (last + 1));
      const held = order[last] ?? 0;
      order[last] = order[other] ?? 0;
      order[other] = held;
    }
    return order;
  };
}

type Vector = { at: Int32Array; values: Float64Array };
type Learnt = { weights: Float64Array; bias: number };

/** For each feature the root of how unevenly it falls on the two sides, 1 in the middle. */
function unevenness(inputs: readonly Vector[], wanted: readonly boolean[], size: number): Float64Array {
  const [here, there] = [new Float64Array(size).fill(1), new Float64Array(size).fill(1)];
  inputs.forEach(({ at }, index) => {
    const side = wanted[index] ? here : there;
    for (const number of at) side[number] = (side[number] ?? 0) + 1;
  });
  const positive = wanted.filter(Boolean).length;
  const odds = Math.log(positive / (wanted.length - positive));
  const uneven = here.map((count, number) =>
    Math.sqrt(EVEN + Math.abs(Math.log(count / (there[number] ?? 1)) - odds)),
  );
  let [squares, count] = [0, 0];
  for (const { at } of inputs) {
    for (const number of at) squares += (uneven[number] ?? 0) ** 2;
    count += at.length;
  }
  const middle = Math.sqrt(squares / count);
  return uneven.map((value) => value / middle);
}

/** Learns on scaled features; the scale goes into the weights. */
function separateScaled(
  inputs: readonly Vector[],
  wanted: readonly boolean[],
  size: number,
  cost: number,
): Learnt {
  const scale = unevenness(inputs, wanted, size);
  const scaled = inputs.map(({ at, values }) => ({
    at,
    values: values.map((value, each) => value * (scale[at[each] ?? 0] ?? 1)),
  }));
  const { weights, bias } = separate(scaled, wanted, size, cost);
  return { weights: weights.map((weight, number) => weight * (scale[number] ?? 1)), bias };
}

function separate(inputs: readonly Vector[], wanted: readonly boolean[], size: number, cost: number): Learnt {
  const weights = new Float64Array(size);
  let bias = 0;
  const slack = 1 / (2 * cost);
  const alphas = new Float64Array(inputs.length);
  // The bias counts as one more feature.
  const squares = inputs.map(({ values }) => values.reduce((total, value) => total + value * value, 1));
  const shuffle = shuffler();
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const index of shuffle(inputs.length)) {
      const input = inputs[index];
      if (!input) continue;
      const side = wanted[index] ? 1 : -1;
      const alpha = alphas[index] ?? 0;
      let sum = bias;
      for (let each = 0; each < input.at.length; each += 1)
        sum += (weights[input.at[each] ?? 0] ?? 0) * (input.values[each] ?? 0);
      const slope = side * sum - 1 + alpha * slack;
      const moved = Math.max(0, alpha - slope / ((squares[index] ?? 1) + slack));
      if (moved === alpha) continue;
      alphas[index] = moved;
      const change = (moved - alpha) * side;
      bias += change;
      for (let each = 0; each < input.at.length; each += 1) {
        const at = input.at[each] ?? 0;
        weights[at] = (weights[at] ?? 0) + change * (input.values[each] ?? 0);
      }
    }
  }
  return { weights, bias };
}

function learn(samples: readonly Sample[], vocabulary: readonly string[], lengths: readonly number[]) {
  const numbers = new Map(vocabulary.map((feature, number) => [feature, number]));
  const inputs = samples.map((each): Vector => {
    const at = Int32Array.from(each.features.flatMap((feature) => numbers.get(feature) ?? []));
    const values = Float64Array.from(at, (number) => lengths[number] ?? 0);
    const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
    return { at, values: values.map((value) => value / length) };
  });
  return HEARD.map((sound, number) =>
    (sound === 'urgent' ? separateScaled : separate)(
      inputs,
      samples.map(({ labels }) => is(sound, labels)),
      vocabulary.length,
      costOf(number),
    ),
  );
}

const base64 = (bytes: Uint8Array | Int8Array | Uint32Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
const rounded = (value: number): number => Number(value.toPrecision(5));

/** Learns from labelled messages. Rare words weigh more than common ones (inverse document frequency). */
export function train(samples: readonly Sample[]): EarFile {
  const counts = new Map<string, number>();
  for (const each of samples) for (const one of each.features) counts.set(one, (counts.get(one) ?? 0) + 1);
  const seen = [...counts].filter(([, count]) => count >= SEEN);
  const lengthOf = (feature: string): number =>
    factor(feature) * Math.log((samples.length + 1) / (counts.get(feature) ?? 1)) ** RARITY;
  const kept = seen
    .map(([feature]) => ({ feature, key: fingerprint(feature) }))
    .sort((one, other) => one.key - other.key);
  const vocabulary = kept.map(({ feature }) => feature);
  const keptLengths = vocabulary.map(lengthOf);
  const lengthStep = Math.max(...keptLengths) / 127;
  const stored = keptLengths.map((length) => Math.max(1, Math.round(length / lengthStep)));
  const learnt = learn(
    samples,
    vocabulary,
    stored.map((length) => length * lengthStep),
  );
  const steps = learnt.map(
    ({ weights }) =>
      weights.reduce(
        (most, weight, at) => Math.max(most, Math.abs(weight) * (stored[at] ?? 0) * lengthStep),
        0,
      ) / 127,
  );
  const row = 1 + HEARD.length;
  const rows = new Int8Array(vocabulary.length * row);
  stored.forEach((length, at) => {
    rows[at * row] = length;
    learnt.forEach(({ weights }, sound) => {
      rows[at * row + 1 + sound] = Math.round(
        ((weights[at] ?? 0) * length * lengthStep) / (steps[sound] || 1),
      );
    });
  });
  return {
    biases: learnt.map(({ bias }, number) => rounded(bias + priorOf(HEARD[number]))),
    steps: steps.map(rounded),
    lengthStep: rounded(lengthStep),
    keys: base64(Uint32Array.from(kept, ({ key }) => key)),
    rows: base64(rows),
  };
}
