import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { features, HEARD } from '../domain/understanding/ear.ts';
import { MATTERS } from '../domain/understanding/matter.ts';
import { findPlaces } from '../domain/understanding/places.ts';
import { spoken } from '../domain/understanding/spoken.ts';
import { syllables } from '../domain/understanding/syllables.ts';

/*
 * Makes data/ear.json from the labelled messages of test/fixtures: one logistic regression for each sound, by stochastic
 * gradient descent with AdaGrad and a little weight decay. The same files give the same weights.
 * `tsx bench/train-ear.ts` writes the file; `tsx bench/train-ear.ts --without south` leaves a set out and prints how
 * the ear alone does on it.
 */

const FIXTURES = 'test/fixtures';
const row = z.object({
  text: z.string(),
  matter: z.enum(MATTERS),
  signals: z.array(z.string()),
  urgent: z.boolean(),
});
type Row = z.infer<typeof row>;
const file = z.object({ rows: z.array(row) });

/** Features seen in fewer messages are left out. */
const SEEN = 4;
/** Weights below these (hundredths) are dropped from the file: the alarms only choose among themselves. */
const SMALLEST = { urgent: 30, alarm: 110, matter: 50 };
const smallest = (sound: number): number =>
  sound === 0 ? SMALLEST.urgent : sound < HEARD.length - MATTERS.length ? SMALLEST.alarm : SMALLEST.matter;
const EPOCHS = 30;
const STEP = 0.3;
const DECAY = 0.002;

const sets = readdirSync(FIXTURES)
  .flatMap((name) => /^messages-(\w+)\.json$/.exec(name)?.[1] ?? [])
  .map((name) => ({
    name,
    rows: file.parse(JSON.parse(readFileSync(join(FIXTURES, `messages-${name}.json`), 'utf8'))).rows,
  }));

function featuresOf(text: string): string[] {
  const heard = syllables(text);
  const said = spoken(heard);
  const named = new Uint8Array(text.length);
  for (const { start, end } of findPlaces(heard, said[0]?.strict ?? false).words) named.fill(1, start, end);
  return [...features(said, ({ from }) => named[said[from]?.start ?? 0] === 1).keys()];
}

const is = (sound: (typeof HEARD)[number], { urgent, matter, signals }: Row): boolean =>
  sound === 'urgent' ? urgent : sound === matter || signals.includes(sound);

/** A repeatable shuffle: the linear congruential generator of POSIX. */
function shuffler(): (count: number) => number[] {
  let state = 7;
  const next = () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  return (count) => {
    const order = Array.from({ length: count }, (_, index) => index);
    for (let last = count - 1; last > 0; last -= 1) {
      const other = Math.floor(next() * (last + 1));
      [order[last], order[other]] = [order[other] ?? 0, order[last] ?? 0];
    }
    return order;
  };
}

function train(rows: readonly Row[]) {
  const texts = rows.map(({ text }) => featuresOf(text));
  const counts = new Map<string, number>();
  for (const each of texts.flat()) counts.set(each, (counts.get(each) ?? 0) + 1);
  const vocabulary = [...counts].filter(([, count]) => count >= SEEN).map(([feature]) => feature);
  const numbers = new Map(vocabulary.map((feature, number) => [feature, number]));
  const inputs = texts.map((each) => each.flatMap((feature) => numbers.get(feature) ?? []));
  const learn = (wanted: (row: Row) => boolean): { weights: Float64Array; bias: number } => {
    const weights = new Float64Array(vocabulary.length);
    const squares = new Float64Array(vocabulary.length).fill(1e-8);
    let [bias, biasSquares] = [0, 1e-8];
    const shuffle = shuffler();
    for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
      for (const index of shuffle(rows.length)) {
        const input = inputs[index] ?? [];
        const target = rows[index];
        if (!target) continue;
        const share = 1 / Math.sqrt(Math.max(1, input.length));
        const sum = input.reduce((total, number) => total + (weights[number] ?? 0) * share, bias);
        const error = 1 / (1 + Math.exp(-sum)) - (wanted(target) ? 1 : 0);
        for (const number of input) {
          const slope = error * share + DECAY * (weights[number] ?? 0);
          squares[number] = (squares[number] ?? 0) + slope * slope;
          weights[number] = (weights[number] ?? 0) - (STEP * slope) / Math.sqrt(squares[number] ?? 1);
        }
        biasSquares += error * error;
        bias -= (STEP * error) / Math.sqrt(biasSquares);
      }
    }
    return { weights, bias };
  };
  const learnt = HEARD.map((sound) => learn((each) => is(sound, each)));
  const flat = vocabulary.map((feature, number): [string, number[]] => [
    feature,
    learnt.flatMap(({ weights }, sound) => {
      const weight = Math.round((weights[number] ?? 0) * 100);
      return Math.abs(weight) >= smallest(sound) ? [sound, weight] : [];
    }),
  ]);
  return {
    about: 'Made by bench/train-ear.ts from the made-up messages in test/fixtures; do not edit by hand.',
    biases: learnt.map(({ bias }) => Math.round(bias * 100)),
    weights: flat
      .filter(([, values]) => values.length > 0)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([feature, values]) => `${feature}\t${values.join(' ')}`)
      .join('\n'),
  };
}

const without = process.argv[process.argv.indexOf('--without') + 1];
const leftOut = process.argv.includes('--without') ? without : undefined;
const rows = sets.filter(({ name }) => name !== leftOut).flatMap((each) => each.rows);
const target = process.env.EAR_FILE ?? 'data/ear.json';
const made = train(rows);
writeFileSync(target, `${JSON.stringify(made)}\n`);
process.stdout.write(`${rows.length} messages, ${made.weights.split('\n').length} features → ${target}\n`);
