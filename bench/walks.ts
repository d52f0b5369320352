import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHotline } from '../local/hotline.ts';
import { synthesize } from '../local/template/synthesize.ts';
import { CENTRES, leftBehind, missing } from '../test/exchange/left.ts';
import { openCentres } from '../test/exchange/open-centres.ts';
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
        assembly: process.env.HOTLINE_ASSEMBLY ?? (await synthesize(join(folder, 'assembly'))),
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
  const codes: string[] = [];
  let next = first;
  const begun = Date.now();
  // Half of the country is open and answers its telephones, the other half takes messages.
  await openCentres(
    at,
    CENTRES.filter((code, index) => code === 'national' || index % 2 === 0),
  );
  const number = (seed: number) => `+8497${String(seed).padStart(7, '0')}`;
  const quarters: number[] = [];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < first + wanted) {
        const seed = next;
        next += 1;
        if ((seed - first) % Math.ceil(wanted / 4) === 0) quarters.push(Date.now());
        try {
          done.push(await walk(at, seed, number(seed), codes));
        } catch (error) {
          failures.push(error instanceof Error ? error.message : String(error));
        }
      }
    }),
  );
  const walked = Date.now();
  quarters.push(walked);
  // What waits for a place, and what is joined to another request, is due then.
  await fetch(`${at.url}/dev/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance: 'PT11M' }),
  });
  const byCall = await leftBehind(at);
  for (const one of done) {
    const lacking = missing(one, byCall.get(one.sid));
    if (lacking.length > 0)
      failures.push(`walk ${one.seed} left or lost ${lacking.join(' ')} [${one.acts.join(', ')}]`);
  }
  const took = done.flatMap((one) => one.took);
  const silent = Math.max(...done.map(({ silentSteps }) => silentSteps));
  process.stdout.write(
    `${done.length} walks, ${took.length} webhooks in ${Math.round((walked - begun) / 1000)} s (${quarters
      .slice(1)
      .map((end, index) => Math.round((end - (quarters[index] ?? end)) / 1000))
      .join(
        ' + ',
      )}); a webhook takes ${atShare(took, 0.5)} ms (median; ${atShare(took.slice(0, 1000), 0.5)} first, ` +
      `${atShare(took.slice(-1000), 0.5)} last), ${atShare(took, 0.99)} ms (99 %); at most ${silent} silent steps; ` +
      `${failures.length} failures\n`,
  );
  for (const failure of failures.slice(0, 20)) process.stdout.write(`${failure}\n`);
  return failures.length === 0 ? 0 : 1;
}

function atShare(all: readonly number[], share: number): string | undefined {
  return all.toSorted((one, other) => one - other)[Math.floor(all.length * share)]?.toFixed(1);
}
