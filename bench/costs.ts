import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startDynoxide } from '../local/engine/dynoxide.ts';
import { type Hotline, startHotline } from '../local/hotline.ts';
import { synthesize } from '../local/template/synthesize.ts';
import { post } from '../test/journeys/clients.ts';
import { untilQuiet } from './calls.ts';
import { type Counted, type CountingProxy, countingProxy } from './counting-proxy.ts';
import { median } from './figures.ts';
import { unitsInTransaction } from './item-size.ts';
import prices from './prices.json' with { type: 'json' };
import { KINDS, type Kind } from './webhooks.ts';

/** What a thousand contacts use and cost: `npm run costs` measures and writes docs/costs.md. */

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const SAMPLES = 5;
const PAGE = join(import.meta.dirname, '../docs/costs.md');

interface Sample {
  readonly calls: readonly Counted[];
  readonly events: number;
  readonly messages: number;
}

const busItems = z.object({ items: z.array(z.looseObject({ rules: z.array(z.unknown()).default([]) })) });
async function onTheBus({ url }: Hotline): Promise<{ events: number; messages: number }> {
  const { items } = busItems.parse(await (await fetch(`${url}/dev/bus`)).json());
  return { events: items.length, messages: items.reduce((sum, { rules }) => sum + rules.length, 0) };
}

async function sample(hotline: Hotline, proxy: CountingProxy, kind: Kind): Promise<Sample> {
  const { before, measured } = kind.begin(hotline);
  for (const one of before) await post(hotline, one);
  await untilQuiet(proxy);
  const earlier = await onTheBus(hotline);
  proxy.take();
  await post(hotline, measured);
  const calls = await untilQuiet(proxy);
  const later = await onTheBus(hotline);
  return { calls, events: later.events - earlier.events, messages: later.messages - earlier.messages };
}

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
const total = (calls: readonly Counted[], what: 'readUnits' | 'writeUnits'): number =>
  calls.reduce((sum, call) => sum + call[what], 0);

async function measure(hotline: Hotline, proxy: CountingProxy): Promise<string> {
  const used: { kind: Kind; samples: Sample[] }[] = [];
  for (const kind of KINDS) {
    const samples: Sample[] = [];
    for (let each = 0; each < SAMPLES; each += 1) samples.push(await sample(hotline, proxy, kind));
    used.push({ kind, samples });
  }
  const units = used.map(({ kind, samples }) => {
    const middle = (figure: (one: Sample) => number) => median(samples.map(figure));
    return {
      name: kind.name,
      'table write units': middle(({ calls }) => total(calls, 'writeUnits')),
      'table read units': middle(({ calls }) => total(calls, 'readUnits')),
      'events on the bus': middle(({ events }) => events),
      'messages in queues': middle(({ messages }) => messages),
      'API calls': 1,
    };
  });
  const counted = [
    'table write units',
    'table read units',
    'events on the bus',
    'messages in queues',
    'API calls',
  ] as const;
  const dearest = (unit: (typeof counted)[number]): number => Math.max(...units.map((row) => row[unit]));
  const priced = prices.prices.map(({ unit, usdPerMillion, asOf, source }) => {
    const measured = counted.find((each) => each === unit);
    const thousand = measured === undefined ? '' : dearest(measured) * 1000;
    const cost =
      usdPerMillion === null || thousand === '' ? 'unknown' : ((thousand * usdPerMillion) / 1e6).toFixed(4);
    return [unit, thousand, usdPerMillion ?? 'unknown', cost, asOf ?? '', source];
  });
  return [
    '# What a contact costs',
    '',
    `Made by \`npm run costs\` (bench/costs.ts): medians of ${SAMPLES} contacts of each kind on the embedded engine, with all that follows from one (relay, bus, inbox, figures, answer). The engine's units follow DynamoDB's rules; AWS's bill decides.`,
    '',
    '## Units of one contact',
    '',
    table(
      ['contact', ...counted],
      units.map((row) => [row.name, ...counted.map((unit) => row[unit])]),
    ),
    '',
    '## A thousand contacts of the dearest kind, at list prices',
    '',
    `${prices.note} Region of the prices below: ${prices.region}.`,
    '',
    table(['unit', 'of 1,000 contacts', 'US$ per million', 'US$', 'as of', 'source'], priced),
    '',
    '## Where the write units go',
    '',
    'The items put in transactions for one message in an open talk (SMS). In a transaction each begun kilobyte is written twice; index entries and the removal of the outbox mark come on top.',
    '',
    table(
      ['item', 'bytes', 'write units'],
      itemsOfOne(used.find(({ kind }) => kind.name.includes('/twilio/sms, open'))?.samples[0]),
    ),
    '',
    "Why no fewer: the transaction is what makes a contact neither lost nor doubled, and it is charged twice by its nature. The duplicate check, the timeline entry, the request and the person are one item each; a message that changes nothing but them writes nothing else. What comes later (receipt of the centre, figures, the answer and its state) is a write each. A single item goes through a transaction as well and costs twice what a plain write would: its request token is what makes the SDK's second try after a lost answer the same write, where a plain conditional one would be told that somebody else had won.",
    '',
  ].join('\n');
}

const itemsOfOne = (one: Sample | undefined): (readonly (string | number)[])[] =>
  (one?.calls ?? []).flatMap(({ items }) =>
    items.map(({ kind, bytes }) => [kind, bytes, unitsInTransaction(bytes)]),
  );

const folder = mkdtempSync(join(tmpdir(), 'hotline-costs-'));
try {
  const assembly = process.env.HOTLINE_ASSEMBLY ?? (await synthesize(join(folder, 'assembly')));
  const engine = await startDynoxide(join(folder, 'table'), () => undefined);
  const proxy = await countingProxy(engine.url);
  const env = { AWS_ENDPOINT_URL_DYNAMODB: proxy.url };
  const hotline = await startHotline({ port: 0, dataDir: join(folder, 'data'), assembly, env, warm: true });
  try {
    writeFileSync(PAGE, await measure(hotline, proxy));
    process.stdout.write(readFileSync(PAGE, 'utf8'));
  } finally {
    await hotline.stop();
    await proxy.stop();
    await engine.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
