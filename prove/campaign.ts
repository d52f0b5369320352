import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Means } from '../operations/dead-letters.ts';
import { moveClock } from '../test/journeys/backstage.ts';
import { type Dice, diceOf } from './dice.ts';
import { openEngineSocket } from './engine-socket.ts';
import { type Fuzzed, fuzz } from './fuzz.ts';
import { work } from './handlers.ts';
import { type Evidence, examine, type Finding, idleGrants } from './invariants.ts';
import { MARKED_WORD, type Model, newModel } from './model.ts';
import { openProxy } from './proxy.ts';
import { sendersOf } from './senders.ts';
import { type Settled, settle } from './settle.ts';
import { type Storm, storms } from './storm.ts';
import { type SystemUnderTest, systemUnderTest } from './system.ts';
import { versionNow } from './version.ts';
import { awsCall, newWatch, providerCall, watch, watchProvider } from './watch.ts';

export interface CampaignSettings {
  /** Decides everything that is thrown: the same seed, the same decisions at the same places. */
  readonly seed: string;
  /** Of storms; settling and looking come on top. */
  readonly minutes: number;
  /** Hostile calls afterwards, and how many minutes they may take. */
  readonly fuzz: number;
  readonly fuzzMinutes: number;
  /** People at once. */
  readonly hands: number;
  readonly assembly: string;
  readonly dataDir: string;
  say(line: string): void;
}

export interface CampaignResult {
  readonly settings: CampaignSettings;
  /** The code that ran, asked when it began. */
  readonly version: string;
  readonly seconds: number;
  readonly model: Model;
  /** What was done, by kind. */
  readonly faults: ReadonlyMap<string, number>;
  /** Every kind of call that was made, and how many of them had a fault. */
  readonly kinds: ReadonlyMap<string, { readonly calls: number; readonly faults: number }>;
  readonly batchFaults: ReadonlyMap<string, number>;
  readonly storms: ReadonlyMap<Storm, number>;
  readonly settled: Settled;
  readonly evidence: Evidence;
  readonly fuzzed: Fuzzed;
  /** Grants of the template that nobody used. */
  readonly idle: readonly string[];
}

/** Storms over the running system, then quiet, then the reckoning. */
export async function campaign(settings: CampaignSettings): Promise<CampaignResult> {
  const { seed, minutes, hands, assembly, dataDir, say } = settings;
  const begun = Date.now();
  const version = versionNow();
  const dice = diceOf(seed);
  const model = newModel();
  const watched = newWatch();
  const aws = await openProxy({
    dice,
    nameOf: awsCall,
    seen: (called, request, body) => watch(watched, called, request, body),
  });
  const providers = await openProxy({
    dice,
    nameOf: providerCall,
    // A provider's address may hold its own account's id, and nothing of a citizen.
    seen: (_, request) => watchProvider(watched, request),
  });
  const engine = await openEngineSocket(dice);
  const between = [aws, providers, engine];
  const system = await systemUnderTest({ seed, dataDir, assembly, aws, providers, engine });
  try {
    await system.start();
    for (const proxy of between) proxy.disturb(true);
    const ends = Date.now() + minutes * 60_000;
    let over = false;
    const enough = () => over;
    // A minute of a table away, when the storms last for a quarter of an hour.
    const away = Math.min(60_000, Math.max(3000, minutes * 4000));
    const [counted] = await Promise.all([
      storms(
        { system, aws, providers, engine, dice, away, pause: away, say },
        () => Date.now() > ends,
      ).finally(() => {
        over = true;
      }),
      sendersOf(system, dice, model).run(hands, enough),
      work(system, dice, model, enough),
    ]);
    say('nobody writes any more; what waits is done among faults');
    await aftermath(system);
    for (const proxy of between) proxy.disturb(false);
    say(`${model.acknowledged.size} contacts acknowledged; waiting for quiet`);
    const settled = await settle(system, operatorOf(system.awsUrl()));
    const evidence = await examine(system, model, watched, assembly);
    say('hostile calls to every route');
    const fuzzed = await fuzz(system, numberOf(dice), settings.fuzz, {
      until: Date.now() + settings.fuzzMinutes * 60_000,
    });
    const heard = system.log.filter((line) => line.includes(MARKED_WORD)).length;
    const findings = [...evidence.findings, unharmed(fuzzed, heard), alive(system)];
    return {
      settings,
      version,
      seconds: Math.round((Date.now() - begun) / 1000),
      model,
      faults: new Map(between.flatMap((proxy) => [...proxy.done()])),
      kinds: new Map([...aws.kinds(), ...providers.kinds()]),
      batchFaults: system.batchFaults,
      storms: counted,
      settled,
      evidence: { ...evidence, findings },
      fuzzed,
      idle: idleGrants(system, assembly),
    };
  } finally {
    writeFileSync(join(dataDir, 'log.txt'), system.log.join('\n'));
    await system.kill(true);
    await Promise.all(between.map((proxy) => proxy.close()));
  }
}

/** Local time that passes among faults: replies, files and deliveries, and the night with its comparison. */
const AFTERMATH = ['PT5M', 'PT31M', 'PT12H', 'PT31M'] as const;
/** Milliseconds for each: with faults about, quiet may not come. */
const LOOKS_AWAY = 20_000;

async function aftermath(system: SystemUnderTest): Promise<void> {
  for (const advance of AFTERMATH) {
    const moved = moveClock(system, advance).catch(() => undefined);
    await Promise.race([moved, new Promise((resume) => setTimeout(resume, LOOKS_AWAY))]);
  }
}

const alive = ({ crashes }: Pick<SystemUnderTest, 'crashes'>): Finding => ({
  promise: 'The system ends when it is killed, and never by itself',
  looked: 'every process of the campaign',
  broken: [...crashes],
});

const numberOf = (dice: Dice): number => Math.floor(dice.next('fuzz') * 2 ** 31);

function unharmed({ cases, statuses, broken }: Fuzzed, heard: number): Finding {
  const answers = [...statuses]
    .sort(([one], [other]) => one - other)
    .map(([status, count]) => `${status}: ${count}`);
  return {
    promise: 'No hostile call is answered 5xx, hangs, or leaves its words in the log',
    looked: `${cases} calls to every route (${answers.join(', ')})`,
    broken: [...broken, ...(heard > 0 ? [`${heard} lines of the log hold their words`] : [])],
  };
}

function operatorOf(endpoint: string): Means {
  const settings = {
    endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  };
  return { sqs: new SQSClient(settings), events: new EventBridgeClient(settings) };
}
