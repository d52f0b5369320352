/** CPU time (user and system) and size of the understanding, with nothing else loaded: `npx tsx bench/understanding.ts`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { z } from 'zod';

const root = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'understanding-'));
const bundle = join(folder, 'understand.mjs');
const probe = join(folder, 'probe.mjs');

await build({
  entryPoints: [join(root, 'domain/understanding/understand.ts')],
  outfile: bundle,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
});

const messages = z
  .object({ rows: z.array(z.object({ text: z.string() })) })
  .parse(JSON.parse(readFileSync(join(root, 'test/fixtures/messages-own.json'), 'utf8')))
  .rows.map((row) => row.text);
/** All messages cut and filled to 200 characters. */
const texts = messages.map((text) => `${text} `.repeat(20).slice(0, 200));

writeFileSync(
  probe,
  `const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const begin = cpu();
const { understand } = await import(${JSON.stringify(bundle)});
const imported = cpu();
understand('Em ở Châu Đốc');
const first = cpu();
const texts = ${JSON.stringify(texts)};
for (let round = 0; round < 5; round++) for (const text of texts) understand(text);
const warm = cpu();
for (let round = 0; round < 10; round++) for (const text of texts) understand(text);
const each = (cpu() - warm) / (10 * texts.length);
const long = 'chồng em đánh em ở Tân Phú Châu Thành công an bắt '.repeat(400);
const start = cpu();
understand(long);
console.log(JSON.stringify({ importMs: imported - begin, firstMs: first - imported, eachMs: each, longMs: cpu() - start, longLength: long.length }));`,
);
const Probe = z.object({
  importMs: z.number(),
  firstMs: z.number(),
  eachMs: z.number(),
  longMs: z.number(),
  longLength: z.number(),
});
const runs = Array.from({ length: 5 }, () =>
  Probe.parse(JSON.parse(execFileSync(process.execPath, [probe], { encoding: 'utf8' }))),
);
const median = (pick: (run: z.infer<typeof Probe>) => number): string =>
  (runs.map(pick).sort((a, b) => a - b)[2] ?? 0).toFixed(2);

const size = statSync(bundle).size;
process.stdout.write(
  [
    `bundle                     ${(size / 1024).toFixed(0)} KB, ${(gzipSync(readFileSync(bundle)).length / 1024).toFixed(0)} KB gzipped`,
    `loading (import)           ${median((run) => run.importMs)} ms`,
    `first message (gazetteer)  ${median((run) => run.firstMs)} ms`,
    `a message of 200           ${median((run) => run.eachMs)} ms`,
    `a text of ${runs[0]?.longLength ?? 0}            ${median((run) => run.longMs)} ms`,
    '',
  ].join('\n'),
);
rmSync(folder, { recursive: true });
