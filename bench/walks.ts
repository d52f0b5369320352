import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHotline } from '../local/hotline.ts';
import { synthesize } from '../local/template/synthesize.ts';
import { leftBehind, missing } from '../test/exchange/left.ts';
import { type Walk, walk } from '../test/exchange/walk.ts';

/**
 * Calls at random: `npx tsx bench/walks.ts [how many, 10000] [first seed, 1] [address of a running hotline]`.
 * Ends with 1 where a call was answered what Twilio would refuse, or left anything but one request with all its keys.
 */
const [wanted = 10_000, first = 1] = process.argv.slice(2, 4).map(Number);
const running = process.argv[4];
const folder = mkdtempSync(join(tmpdir(), 'hotline-walks-'));
const AT_ONCE = 4;

const own =
  running === undefined
    ? await startHotline({
        port: 0,
        dataDir: join(folder, 'data'),
        assembly: await synthesize(join(folder, 'assembly')),
        warm: true,
        log: () => undefined,
      })
    : null;
const origin = { url: own?.url ?? running ?? '' };
try {
  process.exitCode = await walks(origin);
} finally {
  await own?.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function walks(at: { url: string }): Promise<number> {
  const done: Walk[] = [];
  const failures: string[] = [];
  let next = first;
  const begun = Date.now();
  const number = (seed: number) => `+8497${String(seed).padStart(7, '0')}`;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < first + wanted) {
        const seed = next;
        next += 1;
        try {
          done.push(await walk(at, seed, number(seed)));
        } catch (error) {
          failures.push(error instanceof Error ? error.message : String(error));
        }
      }
    }),
  );
  await fetch(`${at.url}/dev/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance: 'PT11M' }),
  });
  const byPhone = await leftBehind(at);
  for (const one of done) {
    const left = byPhone.get(one.from) ?? [];
    const request = left.length === 1 ? await left[0]?.read() : undefined;
    const lacking = request ? missing(one, request) : [`${left.length} requests`];
    if (lacking.length > 0)
      failures.push(`walk ${one.seed} left or lost ${lacking.join(' ')} [${one.acts.join(', ')}]`);
  }
  const took = done.flatMap((one) => one.took).sort((one, other) => one - other);
  const at99 = (share: number) => took[Math.floor(took.length * share)]?.toFixed(1);
  const silent = Math.max(...done.map(({ silentSteps }) => silentSteps));
  process.stdout.write(
    `${done.length} walks, ${took.length} webhooks in ${Math.round((Date.now() - begun) / 1000)} s; a webhook takes ` +
      `${at99(0.5)} ms (median), ${at99(0.99)} ms (99 %); at most ${silent} silent steps; ${failures.length} failures\n`,
  );
  for (const failure of failures.slice(0, 20)) process.stdout.write(`${failure}\n`);
  return failures.length === 0 ? 0 : 1;
}
