import { afterAll, beforeAll, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import { commitDecision, loadSituation } from '../../../adapters/dynamodb/intake.ts';
import { readRequest } from '../../../adapters/dynamodb/requests.ts';
import { transact } from '../../../adapters/dynamodb/table.ts';
import { putEvent, putPerson, putRequest } from '../../../adapters/dynamodb/write-parts.ts';
import type { Contact } from '../../../domain/contact/contact.ts';
import { decide } from '../../../domain/intake/decide.ts';
import { newPerson } from '../../../domain/person/person.ts';
import { aRequest } from '../../domain/request/a-request.ts';
import { type RealTable, realTable } from './real-table.ts';

/** Each part of a transaction guards itself, whatever else stands in the transaction. */

let real: RealTable;
beforeAll(async () => {
  real = await realTable();
});
afterAll(() => real.stop());

const write = async (part: Parameters<typeof transact>[1][number]) =>
  (await transact(real.table, [part])).done;

it('a request moves from one sequence to the next, and no other way', async () => {
  const request = (sequence: number) => putRequest(real.table, aRequest({ id: 'r', sequence }));
  const moves = [1, 1, 3, 2, 2, 1, 3].map((sequence) => [sequence, request(sequence)] as const);
  const done: (readonly [number, boolean])[] = [];
  for (const [sequence, part] of moves) done.push([sequence, await write(part)]);
  expect(done).toEqual([
    [1, true],
    [1, false],
    [3, false],
    [2, true],
    [2, false],
    [1, false],
    [3, true],
  ]);
});

it('a person moves from one version to the next, and no other way', async () => {
  const person = (version: number) => putPerson(real.table, { ...newPerson('tel:+84900000001'), version });
  const done: boolean[] = [];
  for (const version of [0, 0, 2, 1, 1, 2]) done.push(await write(person(version)));
  expect(done).toEqual([true, false, false, true, false, true]);
});

it('an entry of the timeline is written once and never over', async () => {
  const event = (text: string) =>
    putEvent(real.table, {
      requestId: 'e',
      sequence: 1,
      at: '2026-11-23T02:00:00.000Z',
      by: 'citizen',
      type: 'contact',
      text,
      changes: {},
      publish: [],
    });
  expect([await write(event('first')), await write(event('second'))]).toEqual([true, false]);
});

it('a provider event that was taken in is refused even where everything else would fit', async () => {
  // Prepare
  const now = Date.now();
  const means = { now, newId: () => `request-${now}`, random: Math.random, directory };
  const contact = (id: string): Contact => ({
    providerEventId: id,
    channel: 'sms',
    address: 'tel:+84900000002',
    conversation: 'sms',
    input: { kind: 'text', text: 'Toi bi lay dat' },
    sentAt: null,
  });
  const situation = async () => {
    const loaded = await loadSituation(real.table, contact('unheard'), now, AbortSignal.timeout(5000));
    if (loaded.kind !== 'fresh') throw new Error(loaded.kind);
    return loaded.situation;
  };
  const commit = async (id: string, answer: string) =>
    commitDecision(
      real.table,
      contact(id),
      decide(contact(id), await situation(), means),
      answer,
      AbortSignal.timeout(5000),
    );
  // Act
  const first = await commit('a', 'answer');
  const again = await commit('a', 'another answer');
  const next = await commit('b', 'next');
  // Assess
  expect([first, again, next]).toEqual([
    { kind: 'written' },
    { kind: 'repeated', answer: 'answer' },
    { kind: 'written' },
  ]);
  expect(await readRequest(real.table, `request-${now}`)).toMatchObject({ sequence: 2 });
});
