import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decoded } from '../domain/understanding/ear.ts';
import { sample, train } from './ear-training.ts';
import { LabelledFile, type MessageRow, type Score, type Share, scoreMessages } from './evaluate.ts';

/*
 * Makes data/ear.json from the labelled messages of test/fixtures. The same files give the same weights.
 *   tsx bench/train-ear.ts                    writes the file
 *   tsx bench/train-ear.ts --without south    writes it without one set, to score that set with `npm run evaluate`
 *   tsx bench/train-ear.ts --cross            writes nothing: leaves out one writer after the other and scores the whole
 *                                             recogniser on what was left out; `--failures` lists them
 */

const FIXTURES = 'test/fixtures';
const TARGET = 'data/ear.json';
/** Sets by the authors, on which the rules were tuned: learnt from, never scored. */
const TUNED_ON = ['corrections', 'fresh', 'own'];

const sets = readdirSync(FIXTURES)
  .flatMap((name) => /^messages-(\w+)\.json$/.exec(name)?.[1] ?? [])
  .map((name) => {
    const file = JSON.parse(readFileSync(join(FIXTURES, `messages-${name}.json`), 'utf8'));
    const rows = LabelledFile.parse(file).rows.flatMap((row): MessageRow[] => ('matter' in row ? [row] : []));
    return { name, rows, samples: rows.map(sample) };
  });

const samplesWithout = (left: string | undefined) =>
  sets.filter(({ name }) => name !== left).flatMap(({ samples }) => samples);

const flag = (name: string): boolean => process.argv.includes(name);
if (flag('--cross')) cross();
else {
  const left = flag('--without') ? process.argv[process.argv.indexOf('--without') + 1] : undefined;
  const about = 'Made by bench/train-ear.ts from the made-up messages in test/fixtures; do not edit by hand.';
  writeFileSync(TARGET, `${JSON.stringify({ about, ...train(samplesWithout(left)) })}\n`);
  process.stdout.write(`${samplesWithout(left).length} messages → ${TARGET}\n`);
}

/** Each set scored by an ear that learnt from all the others. */
function cross(): void {
  const percent = ({ right, of }: Share): string =>
    `${right}/${of} ${((100 * right) / of).toFixed(1)} %`.padEnd(18);
  const line = (name: string, shares: readonly Share[]): string =>
    `${name.padEnd(12)}${shares.map(percent).join('')}\n`;
  const shares = (score: Score): Share[] => [
    score.urgentFound,
    score.urgentTrue,
    score.matterRight,
    score.provinceRight,
    score.sureButWrong,
    score.unsettledAsked,
  ];
  const totals: Share[] = Array.from({ length: 6 }, () => ({ right: 0, of: 0 }));
  const head = ['urgent found', 'urgent true', 'matter', 'province', 'sure but wrong', 'unsettled asked'];
  process.stdout.write(`${''.padEnd(12)}${head.map((each) => each.padEnd(18)).join('')}\n`);
  for (const { name, rows } of sets) {
    if (TUNED_ON.includes(name)) continue;
    const ear = decoded(train(samplesWithout(name)));
    const score = scoreMessages(rows, ear);
    const found = shares(score);
    // The rules were tuned on `dev`: shown, not counted.
    if (name !== 'dev')
      found.forEach(({ right, of }, at) => {
        totals[at] = { right: (totals[at]?.right ?? 0) + right, of: (totals[at]?.of ?? 0) + of };
      });
    process.stdout.write(line(name, found));
    if (flag('--failures')) process.stdout.write(`${score.failures.join('\n')}\n`);
  }
  process.stdout.write(line('together', totals));
}
