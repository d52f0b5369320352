import { afterAll, beforeAll, expect, test } from 'vitest';
import { leftBehind, missing } from '../exchange/left.ts';
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
  const callers = [0, 1].map(async (first) => {
    for (const seed of seeds.filter((each) => each % 2 === first))
      walks.push(await walk(system, seed, newNumber()));
  });
  await Promise.all(callers);

  expect(Math.max(...walks.map(({ silentSteps }) => silentSteps))).toBeLessThanOrEqual(MOST_SILENT_STEPS);
  // What waited for a place is with the national desk after ten minutes of silence.
  await moveClock(system, 'PT11M');
  const byPhone = await leftBehind(system);
  for (const one of walks) {
    const left = byPhone.get(one.from) ?? [];
    expect(left, `walk ${one.seed} [${one.acts.join(', ')}]`).toHaveLength(1);
    const request = await left[0]?.read();
    const lacking = request ? missing(one, request) : ['the request'];
    expect(lacking, `walk ${one.seed} [${one.acts.join(', ')}]`).toEqual([]);
  }
}, 120_000);
