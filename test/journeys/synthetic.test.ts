import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { everyItem } from '../../prove/table.ts';
import { isErrorLine, ringing } from '../alarms.ts';
import { type System, startedSystem } from '../system.ts';
import { eventually, moveClock, outbox } from './backstage.ts';
import { type Desk, deskOf } from './desk.ts';

/** Our own citizen tries the line on every channel, and nobody at a desk notices. */

let system: System;
let desks: Desk[];
let national: Desk;

/** Whether the centres' deliveries come to a stop. */
let stuck = false;

beforeAll(async () => {
  system = await startedSystem({
    between: {
      addresses: (real) => real,
      handOn: async (name, event, invoke) => {
        if (stuck && name.endsWith('deliver')) throw new Error('nothing is delivered');
        return invoke(name, event);
      },
    },
  });
  national = await deskOf(system, 'national');
  desks = [national, await deskOf(system, 'handler.01')];
});
afterAll(() => system.stop());

const comes = () => fetch(`${system.url}/dev/synthetic`, { method: 'POST' });
const stored = z.looseObject({
  id: z.string(),
  channel: z.string(),
  state: z.string(),
  centre: z.string().nullable(),
  synthetic: z.boolean().optional(),
});
const requests = async () =>
  (await everyItem(system.awsUrl, system.tableName)).flatMap(({ request }) =>
    request === undefined ? [] : [stored.parse(request)],
  );

test('arrives at a centre on each channel, is in no list, is written to by nobody, and ends by itself', async () => {
  const before = await outbox(system);
  expect((await comes()).status).toBe(200);
  const made = await requests();
  expect(made.map(({ channel }) => channel).sort()).toEqual(['sms', 'sms', 'voice', 'zalo']);
  for (const one of made) expect(one).toMatchObject({ synthetic: true, state: 'closed' });
  expect(new Set(made.map(({ centre }) => centre)).size).toBe(4);
  expect(made.find(({ channel }) => channel === 'voice')?.centre).toBe('national');
  // Long after every term of the law nothing was told to anybody.
  await moveClock(system, 'P3D');
  for (const desk of desks) expect(await desk.all()).toEqual([]);
  expect(await outbox(system)).toEqual(before);
  // The next one opens requests of its own.
  expect((await comes()).status).toBe(200);
  expect(await requests()).toHaveLength(8);
  // All of it goes away by itself, and what was not deleted on time is not there.
  const ids = (await requests()).map(({ id }) => id);
  const items = await everyItem(system.awsUrl, system.tableName);
  const ours = items.filter((item) => ids.some((id) => JSON.stringify(item).includes(id)));
  expect(ours.length).toBeGreaterThan(20);
  expect(ours.filter(({ ttl }) => typeof ttl !== 'number')).toEqual([]);
  await moveClock(system, 'P8D');
  for (const id of ids) expect((await national.call('GET', `/api/requests/${id}`)).status).toBe(404);
  expect((await comes()).status).toBe(200);
  await eventually(
    async () => system.log.filter((line) => line.includes('synthetic.arrived')).length === 12,
    'a line for each arrival',
  );
}, 120_000);

test('says which way in did not let it through in its time, and the alarm of the template rings', async () => {
  stuck = true;
  const asked = comes();
  await eventually(async () => (await requests()).length === 16, 'the four that are stuck');
  // A minute later by everybody's clock the forty seconds are over.
  await moveClock(system, 'PT1M');
  expect((await asked).status).toBe(502);
  const lost = system.log.filter((line) => line.includes('"synthetic.lost"'));
  for (const channel of ['sms', 'sms-inbound', 'voice', 'zalo'])
    expect(lost.filter((line) => line.includes(`"${channel}"`))).toHaveLength(1);
  // Each names the centre whose inbox may be at fault.
  const named = new Set(lost.map((line) => /"centre":"([^"]+)"/.exec(line)?.[1]));
  expect(named.size).toBe(4);
  // What is routed and has no receipt is told again after two minutes, and after half an hour more it is an error.
  const missing = () => system.log.filter((line) => line.includes('"delivery.missing"'));
  await moveClock(system, 'PT10M');
  expect(missing()).toEqual([]);
  await moveClock(system, 'PT35M');
  expect(new Set(missing().map((line) => /"centre":"([^"]+)"/.exec(line)?.[1]))).toEqual(named);
  const counted = { Invocations: 1, Errors: 0, ErrorLines: missing().filter(isErrorLine).length };
  expect(ringing('hotline-timers', counted)).toEqual(['An error was logged']);
  stuck = false;
  // What CloudWatch would have counted of this run.
  const failed = { Invocations: 1, Errors: 1, ErrorLines: lost.filter(isErrorLine).length };
  expect(failed.ErrorLines).toBe(4);
  expect(ringing('hotline-synthetic', failed)).toEqual([
    'A synthetic citizen did not arrive',
    'An error was logged',
  ]);
}, 120_000);

test('its alarms ring when it does not come, and are silent while it arrives', () => {
  expect(ringing('hotline-synthetic', { Invocations: 5, Errors: 0, Throttles: 0 })).toEqual([]);
  expect(ringing('hotline-synthetic', {})).toEqual(['A scheduled function is silent']);
  expect(ringing('hotline-synthetic', { Throttles: 1, Invocations: 4 })).toEqual([
    'A synthetic citizen did not arrive',
  ]);
});
