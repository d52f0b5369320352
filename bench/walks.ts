import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHotline } from '../local/hotline.ts';
import { synthesize } from '../local/template/synthesize.ts';
import { CENTRES, leftBehind, missing } from '../test/exchange/left.ts';
import { openCentres } from '../test/exchange/open-centres.ts';
import { type Walk, walk } from '../test/exchange/walk.ts';
import { moveClock } from '../test/journeys/backstage.ts';

/**
 * Calls at random: `npx tsx bench/walks.ts [how many, 10000] [first seed, 1] [address of a running hotline]`.
 * Ends with 1 where a call was answered what Twilio would refuse, or left anything but one request with all its keys.
 * Every portion is walked through a hotline of its own and reckoned up before the next; a running one takes all of them.
 */
const [wanted = 10_000, first = 1] = process.argv.slice(2, 4).map(Number);
const running = process.argv[4];
const folder = mkdtempSync(join(tmpdir(), 'hotline-walks-'));
const AT_ONCE = 4;
const PORTION = running === undefined ? 500 : wanted;

const total = { walks: 0, webhooks: 0, walking: 0, silent: 0, largest: 0, failures: 0 };
const assembly =
  running === undefined ? (process.env.HOTLINE_ASSEMBLY ?? (await synthesize(join(folder, 'assembly')))) : '';
try {
  for (let seed = first; seed < first + wanted; seed += PORTION)
    await portion(seed, Math.min(PORTION, first + wanted - seed));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = total.failures === 0 ? 0 : 1;

async function portion(from: number, count: number): Promise<void> {
  if (running !== undefined) return walks({ url: running }, from, count);
  const dataDir = join(folder, `data-${from}`);
  const own = await startHotline({ port: 0, dataDir, assembly, warm: true, log: () => undefined });
  try {
    await walks(own, from, count);
  } finally {
    await own.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function walks(at: { url: string }, from: number, count: number): Promise<void> {
  const done: Walk[] = [];
  const failures: string[] = [];
  const codes: string[] = [];
  let next = from;
  // Half of the country is open and answers its telephones, the other half takes messages.
  await openCentres(
    at,
    CENTRES.filter((code, index) => code === 'national' || index % 2 === 0),
  );
  const number = (seed: number) => `+8497${String(seed).padStart(7, '0')}`;
  const begun = Date.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < from + count) {
        const seed = next;
        next += 1;
        try {
          done.push(await walk(at, seed, number(seed), codes));
        } catch (error) {
          failures.push(error instanceof Error ? error.message : String(error));
        }
      }
    }),
  );
  const walked = Date.now();
  // What waits for a place, and what is joined to another request, is due then.
  await moveClock(at, 'PT11M');
  const byCall = await leftBehind(at);
  for (const one of done) {
    const lacking = missing(one, byCall.get(one.sid));
    if (lacking.length > 0)
      failures.push(`walk ${one.seed} left or lost ${lacking.join(' ')} [${one.acts.join(', ')}]`);
  }
  const took = done.flatMap((one) => one.took);
  total.walks += done.length;
  total.webhooks += took.length;
  total.walking += walked - begun;
  total.silent = Math.max(total.silent, ...done.map(({ silentSteps }) => silentSteps));
  total.largest = Math.max(total.largest, ...done.map(({ largest }) => largest));
  total.failures += failures.length;
  const reckoned = Math.round((Date.now() - walked) / 1000);
  process.stdout.write(
    `${total.walks} walks, ${total.webhooks} webhooks, ${((total.walks * 1000) / total.walking).toFixed(1)} walks a ` +
      `second; these ${done.length}: a webhook takes ${atShare(took, 0.5)} ms (median), ${atShare(took, 0.99)} ms ` +
      `(99 %), ${Math.max(...took).toFixed(0)} ms (worst), load ${loadavg()[0]?.toFixed(1)}, reckoned up in ${reckoned} s; at most ${total.silent} silent steps, ${total.largest} bytes of TwiML; ` +
      `${total.failures} failures\n`,
  );
  for (const failure of failures.slice(0, 20)) process.stdout.write(`${failure}\n`);
}

function atShare(all: readonly number[], share: number): string | undefined {
  return all.toSorted((one, other) => one - other)[Math.floor(all.length * share)]?.toFixed(1);
}
