import { moveClock } from '../test/journeys/backstage.ts';
import type { Dice } from './dice.ts';
import type { EngineSocket } from './engine-socket.ts';
import type { FaultProxy } from './proxy.ts';
import type { SystemUnderTest } from './system.ts';

/** What happens to the whole system, one after another, while people call and write. */
export const STORMS = [
  'kill',
  'table-away',
  'bus-away',
  'kill-with-engine',
  'clock',
  'spill-away',
  'providers-away',
] as const;
export type Storm = (typeof STORMS)[number];

export interface StormSettings {
  readonly system: SystemUnderTest;
  readonly aws: FaultProxy;
  readonly providers: FaultProxy;
  readonly engine: EngineSocket;
  readonly dice: Dice;
  /** Milliseconds that something is away. */
  readonly away: number;
  /** Milliseconds of mere faults between two storms. */
  readonly pause: number;
  say(line: string): void;
}

/** Goes through the storms until it is enough, each kind at least once; counts them. */
export async function storms(settings: StormSettings, enough: () => boolean): Promise<Map<Storm, number>> {
  const counts = new Map<Storm, number>();
  for (let turn = 0; turn < STORMS.length || !enough(); turn += 1) {
    const storm = turn < STORMS.length ? STORMS[turn] : settings.dice.pick('storm', STORMS);
    if (storm === undefined) break;
    await pause(settings.pause);
    settings.say(`${storm}`);
    counts.set(storm, (counts.get(storm) ?? 0) + 1);
    await strike(storm, settings);
  }
  return counts;
}

async function strike(
  storm: Storm,
  { system, aws, providers, engine, dice, away }: StormSettings,
): Promise<void> {
  const without = async (proxy: FaultProxy, services: readonly string[]) => {
    proxy.away(services);
    await pause(away);
    proxy.away([]);
  };
  switch (storm) {
    case 'kill':
    case 'kill-with-engine':
      await system.kill(storm === 'kill-with-engine');
      // What is lost at a start is a machine that does not come up: another matter.
      engine.disturb(false);
      await system.start();
      return engine.disturb(true);
    case 'table-away':
      return without(aws, ['dynamodb']);
    case 'bus-away':
      return without(aws, ['events']);
    // Neither table nor queue: the provider has to keep it.
    case 'spill-away':
      return without(aws, ['dynamodb', 'sqs']);
    case 'providers-away':
      return without(providers, ['twilio', 'zalo']);
    case 'clock':
      // It answers when all is quiet, which it is not: the clock has moved all the same.
      return void moveClock(system, dice.pick('clock', ['PT3M', 'PT40M', 'PT7H'])).catch(() => undefined);
  }
}

const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds));
