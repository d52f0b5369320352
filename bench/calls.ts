import type { Hotline } from '../local/hotline.ts';
import { post } from '../test/journeys/clients.ts';
import type { Counted, CountingProxy } from './counting-proxy.ts';
import { median, printTable, type Row } from './figures.ts';
import { KINDS, type Kind } from './webhooks.ts';

const MESSAGES = 7;
/** Milliseconds without a call after which nothing more is expected of a message. */
const QUIET = 250;

/** Waits until the message's way through relay, bus, gate and inbox has ended; returns its calls. */
export async function untilQuiet(proxy: CountingProxy): Promise<Counted[]> {
  const calls: Counted[] = [];
  for (let idle = 0; idle < QUIET; idle += 50) {
    await new Promise((resume) => setTimeout(resume, 50));
    const more = proxy.take();
    calls.push(...more);
    if (more.length > 0) idle = 0;
  }
  return calls;
}

const READS = /Get|Query|Scan/;
const countOf = (calls: readonly Counted[], reads: boolean): number =>
  calls.filter(({ operation }) => READS.test(operation) === reads).length;
const unitsOf = (calls: readonly Counted[]) => ({
  read: calls.reduce((sum, { readUnits }) => sum + readUnits, 0),
  write: calls.reduce((sum, { writeUnits }) => sum + writeUnits, 0),
});

async function count(origin: Hotline, proxy: CountingProxy, kind: Kind): Promise<Row> {
  const samples: { now: Counted[]; later: Counted[] }[] = [];
  for (let message = 0; message < MESSAGES; message += 1) {
    const { before, measured } = kind.begin(origin);
    for (const one of before) await post(origin, one);
    await untilQuiet(proxy);
    await post(origin, measured);
    // The relay takes its mark away while the answer is on its way: that is not the webhook's.
    const answered = proxy.take();
    const now = answered.filter(({ operation }) => operation !== 'UpdateItem');
    samples.push({
      now,
      later: [...answered.filter((call) => !now.includes(call)), ...(await untilQuiet(proxy))],
    });
  }
  const middle = (figure: (sample: (typeof samples)[number]) => number) => median(samples.map(figure));
  return {
    webhook: kind.name,
    reads: middle(({ now }) => countOf(now, true)),
    writes: middle(({ now }) => countOf(now, false)),
    RCU: middle(({ now }) => unitsOf(now).read),
    WCU: middle(({ now }) => unitsOf(now).write),
    'later reads': middle(({ later }) => countOf(later, true)),
    'later writes': middle(({ later }) => countOf(later, false)),
    'later RCU': middle(({ later }) => unitsOf(later).read),
    'later WCU': middle(({ later }) => unitsOf(later).write),
  };
}

/** Calls to the table for one message: in the webhook (budget: 2 reads, 1 write), and by all that follows from it. */
export async function printCalls(hotline: Hotline, proxy: CountingProxy): Promise<void> {
  const rows: Row[] = [];
  for (const kind of KINDS) rows.push(await count(hotline, proxy, kind));
  printTable(
    'Table calls and capacity units of one message (medians; "later": relay, outbound gate, deliver)',
    rows,
    rows.every(({ RCU, WCU }) => RCU === 0 && WCU === 0)
      ? 'The engine reported no capacity units.'
      : 'Units as the embedded engine reports them; the reads of the stream itself are not counted, AWS does not charge them to Lambda.',
  );
}
