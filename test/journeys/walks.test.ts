import { afterAll, beforeAll, expect, test } from 'vitest';
import { leftBehind, missing } from '../exchange/left.ts';
import { openCentres } from '../exchange/open-centres.ts';
import { MOST_SILENT_STEPS, type Walk, walk } from '../exchange/walk.ts';
import { type System, startedSystem } from '../system.ts';
import { moveClock } from './backstage.ts';
import { newNumber } from './clients.ts';

/** More of them: `npx tsx bench/walks.ts 10000`. */
const WALKS = 24;

let system: System;
beforeAll(async () => {
  system = await startedSystem();
});
afterAll(() => system.stop());

test(`${WALKS} calls at random: valid TwiML, an end in silence, one request each with every key`, async () => {
  const seeds = Array.from({ length: WALKS }, (_, index) => index + 1);
  const walks: Walk[] = [];
  const codes: string[] = [];
  await openCentres(system, ['01', '92', 'national']);
  const callers = [0, 1].map(async (first) => {
    for (const seed of seeds.filter((each) => each % 2 === first))
      walks.push(await walk(system, seed, newNumber(), codes));
  });
  await Promise.all(callers);

  expect(Math.max(...walks.map(({ silentSteps }) => silentSteps))).toBeLessThanOrEqual(MOST_SILENT_STEPS);
  // What waited for a place is with the national desk after ten minutes of silence.
  await moveClock(system, 'PT11M');
  const byCall = await leftBehind(system);
  for (const one of walks)
    expect(missing(one, byCall.get(one.sid)), `walk ${one.seed} [${one.acts.join(', ')}]`).toEqual([]);
}, 120_000);
