import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesize } from '../local/template/synthesize.ts';
import { campaign } from './campaign.ts';
import { evidencePage } from './evidence.ts';

const HELP = `A campaign of faults against the whole local system; at the end everything is looked at from outside.

  npm run prove                        two minutes of storms, a seed of its own, writes docs/evidence.md
  npm run prove -- --seed lotus        the same decisions again
  npm run prove -- --minutes 10        longer
  npm run prove -- --hands 16          more people at once (8)
  npm run prove -- --fuzz 1000         hostile calls afterwards (100000, for at most --fuzz-minutes 20)
  npm run prove -- --page other.md     writes the report elsewhere; --page none writes none
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      minutes: { type: 'string', default: '2' },
      hands: { type: 'string', default: '8' },
      page: { type: 'string', default: 'docs/evidence.md' },
      fuzz: { type: 'string', default: '100000' },
      'fuzz-minutes': { type: 'string', default: '20' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [minutes, hands] = [Number(values.minutes), Number(values.hands)];
  if (!(minutes > 0) || !(hands > 0)) throw new Error('--minutes and --hands are numbers above 0');
  const seed = values.seed ?? String(Math.floor(Math.random() * 1e9));
  const say = (line: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'hotline-prove-'));
  try {
    const assembly = process.env.HOTLINE_ASSEMBLY ?? (await synthesize(join(folder, 'assembly')));
    say(`seed ${seed}: npm run prove -- --seed ${seed} --minutes ${minutes} --hands ${hands}`);
    const [cases, fuzzMinutes] = [Number(values.fuzz), Number(values['fuzz-minutes'])];
    const result = await campaign({
      seed,
      minutes,
      hands,
      fuzz: cases,
      fuzzMinutes,
      assembly,
      dataDir: join(folder, 'data'),
      say,
    });
    for (const { promise, looked, broken } of result.evidence.findings) {
      say(`${broken.length === 0 ? 'holds ' : 'BROKEN'} ${promise} (${looked})`);
      for (const what of broken.slice(0, 20)) say(`       ${what}`);
    }
    if (values.page !== 'none') writeFileSync(values.page, evidencePage(result));
    const holds = result.evidence.findings.every(({ broken }) => broken.length === 0);
    return holds ? 0 : 1;
  } finally {
    if (process.env.KEEP_DATA === undefined) rmSync(folder, { recursive: true, force: true });
    else say(`kept ${folder}`);
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
