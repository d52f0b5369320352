import type { Hotline } from '../local/hotline.ts';
import { type Origin, post, type Signed } from '../test/journeys/clients.ts';
import { median, printTable, quantile, type Row } from './figures.ts';
import { KINDS, type Kind, onFloor } from './webhooks.ts';

/** Pairs measured of each kind, after those that warm up. */
const PAIRS = 40;
const WARM_UP = 8;
/** Milliseconds between two, so that what the one has set off (relay, gate) is not on the next one's time. */
const PAUSE = 40;

const pause = () => new Promise((resume) => setTimeout(resume, PAUSE));

async function timed(origin: Origin, webhook: Signed): Promise<number> {
  await pause();
  const start = performance.now();
  const { status } = await post(origin, webhook);
  const took = performance.now() - start;
  if (status !== 200) throw new Error(`${webhook.path} was answered ${status}`);
  return took;
}

async function measure(origin: Origin, kind: Kind): Promise<Row> {
  const floor: number[] = [];
  const webhook: number[] = [];
  for (let pair = -WARM_UP; pair < PAIRS; pair += 1) {
    const { before, measured } = kind.begin(origin);
    for (const one of before) await post(origin, one);
    const runs = [
      async () => ({ list: floor, took: await timed(origin, onFloor(origin, kind, measured)) }),
      async () => ({ list: webhook, took: await timed(origin, measured) }),
    ];
    // Now the one first, now the other: neither has the better place.
    if (pair % 2) runs.reverse();
    for (const run of runs) {
      const { list, took } = await run();
      if (pair >= 0) list.push(took);
    }
  }
  return {
    webhook: kind.name,
    'floor ms': Number(median(floor).toFixed(1)),
    'webhook ms': Number(median(webhook).toFixed(1)),
    ratio: Number((median(webhook) / median(floor)).toFixed(2)),
    'p95 ms': Number(quantile(webhook, 0.95).toFixed(1)),
  };
}

/** Warm latency of each webhook beside the floor's, interleaved in one run. */
export async function printLatency(hotline: Hotline): Promise<void> {
  const rows: Row[] = [];
  for (const kind of KINDS) rows.push(await measure(hotline, kind));
  printTable(
    'Warm latency (median of interleaved pairs; floor: signature check and one conditional put)',
    rows,
    'Through the local gateway, threads and engine: the ratio says what the hotline adds, the milliseconds say nothing about AWS.',
  );
}
