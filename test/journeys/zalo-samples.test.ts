import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readZaloEvent } from '../../adapters/zalo/events.ts';
import { type System, startedSystem } from '../system.ts';
import { eventually } from './backstage.ts';
import { newZaloUser, post, type Signed, signedByZalo } from './clients.ts';

let system: System;
beforeAll(async () => {
  system = await startedSystem();
});
afterAll(() => system.stop());

const folder = new URL('../fixtures/zalo/', import.meta.url);
const samples = readdirSync(folder).filter((name) => name.startsWith('in.'));
/** Parallel senders, and copies of each event. */
const SENDERS = 50;
const COPIES = 3;
/** Zalo tells the administrator that the webhook is down when an answer takes longer, in milliseconds. */
const PATIENCE = 2000;

/** A sample as our own application's: a person and a time of its own, and the message id as it was. */
function ours(name: string, user: string, at: number): Signed {
  const text = readFileSync(new URL(name, folder), 'utf8');
  const event: Record<string, unknown> = JSON.parse(text);
  const oa = { id: 'local-zalo-oa' };
  const echo = String(event.event_name).startsWith('oa_');
  const swapped = echo
    ? { sender: { ...oa, ...(text.includes('admin_id') ? { admin_id: '1' } : {}) }, recipient: { id: user } }
    : { sender: { id: user }, recipient: oa };
  const follower = event.follower ? { follower: { id: user }, oa_id: oa.id } : {};
  const opened = event.user_id ? { user_id: user, oa_id: oa.id } : {};
  return signedByZalo({ ...event, app_id: 'local-zalo-app', ...swapped, ...follower, ...opened }, String(at));
}

const always = (user: string) => () => user;

test.each([
  ['a person of its own for each', newZaloUser],
  ['one and the same person', always(newZaloUser())],
])(
  'every sample three times, in any order, among forged ones, %s: each in time, one effect each, none lost',
  async (_, person) => {
    // Prepare
    const at = Date.now();
    const linesBefore = system.log.length;
    const told = samples.map((name, index) => {
      const user = person();
      const signed = ours(name, user, at + index);
      return { name, user, signed, reading: readZaloEvent(signed.body, 'local-zalo-oa') };
    });
    const forged = told.map(({ signed }) => ({ ...signed, body: signed.body.replace('}', ' }') }));
    const posts = [
      ...told.flatMap(({ signed }) => Array.from({ length: COPIES }, () => ({ signed, status: 200 }))),
      ...forged.map((signed) => ({ signed, status: 403 })),
    ]
      .map((each) => ({ each, order: Math.random() }))
      .sort((one, other) => one.order - other.order)
      .map(({ each }) => each);

    // Act
    const slow: number[] = [];
    const wrong: string[] = [];
    const sender = async () => {
      for (let next = posts.shift(); next; next = posts.shift()) {
        const from = performance.now();
        const answer = await post(system, next.signed);
        const took = performance.now() - from;
        if (took > PATIENCE) slow.push(took);
        if (answer.status !== next.status || answer.body !== '')
          wrong.push(`${answer.status} ${answer.body}`);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sender));

    // Assess
    expect(wrong).toEqual([]);
    expect(slow).toEqual([]);
    const kinds = (kind: string) => told.filter(({ reading }) => reading.kind === kind).length;
    const logged = (code: string) =>
      system.log.slice(linesBefore).filter((line) => line.includes(`"code":"${code}"`)).length;
    expect(kinds('malformed')).toBe(0);
    // On a busy machine one or the other was spilled first and is replayed in a moment.
    await eventually(async () => logged('intake.written') >= kinds('contact'), 'every contact');
    await eventually(async () => logged('happening.written') >= kinds('happening'), 'every happening');
    expect(logged('intake.written')).toBe(kinds('contact'));
    expect(logged('happening.written')).toBe(kinds('happening'));
    await eventually(async () => logged('webhook.ignored') === kinds('ignored') * COPIES, 'what is ignored');
    await eventually(async () => logged('receipt.early') >= kinds('receipt'), 'the receipts');
    await eventually(async () => logged('signature.refused') === forged.length, 'the forged ones');
  },
  60_000,
);
