import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSituation } from '../../../adapters/dynamodb/intake.ts';
import { inboundKey, personKey, requestKey } from '../../../adapters/dynamodb/keys.ts';
import { findPerson } from '../../../adapters/dynamodb/person-data.ts';
import { personRecord, requestRecord } from '../../../adapters/dynamodb/records.ts';
import { readTimeline } from '../../../adapters/dynamodb/requests.ts';
import { getItem } from '../../../adapters/dynamodb/table.ts';
import type { Contact, Input } from '../../../domain/contact/contact.ts';
import { newCode } from '../../../domain/request/code.ts';
import { receive } from '../../../functions/intake/receive.ts';
import { type RealTable, realTable } from './real-table.ts';

let real: RealTable;
let serial = 0;
beforeAll(async () => {
  real = await realTable();
});
afterAll(() => real.stop());
beforeEach(() => {
  real.trouble('none');
  real.calls.length = 0;
  serial += 1;
});

const contact = (id: string, text: string, input?: Input): Contact => ({
  providerEventId: `${serial}-${id}`,
  channel: 'sms',
  address: `tel:+8491${String(serial).padStart(7, '0')}`,
  conversation: 'sms',
  input: input ?? { kind: 'text', text },
  sentAt: null,
});
const take = (each: Contact, patience = 5000) =>
  receive(real.table, each, (answer) => `answer: ${answer.text}`, patience);

async function stored() {
  const person = await getItem(real.table, personKey(contact('', '').address));
  const known = person ? personRecord.parse(person.person) : null;
  const item = known?.openRequest ? await getItem(real.table, requestKey(known.openRequest)) : null;
  const request = item ? requestRecord.parse(item.request) : null;
  return { person: known, request, timeline: request ? await readTimeline(real.table, request.id) : [] };
}

describe('a contact', () => {
  it('is written whole: check, event, request, person, code and timers', async () => {
    // Act
    const answer = await take(contact('a', 'Toi bi lay dat o Soc Trang'));
    // Assess
    const { person, request, timeline } = await stored();
    expect(answer).toContain('Da nhan tin');
    expect(person).toMatchObject({ version: 1, openRequest: request?.id });
    expect(request).toMatchObject({ centre: '92', sequence: 1, state: 'routed' });
    expect(timeline.map(({ sequence, text }) => [sequence, text])).toEqual([
      [1, 'Toi bi lay dat o Soc Trang'],
    ]);
    expect(await getItem(real.table, inboundKey(`${serial}-a`))).toMatchObject({
      answer,
      requestId: request?.id,
    });
  });

  it('leads whoever asks for the data of an address to its request, also before it has a centre', async () => {
    // Act
    await take(contact('a', 'Toi bi lay dat'));
    await take(contact('b', 'khong biet'));
    // Assess
    const { request } = await stored();
    expect(request?.centre).toBeNull();
    const phone = contact('', '').address.slice('tel:'.length);
    expect((await findPerson(real.table, [], { phone })).requests).toEqual([request]);
  });

  it('in an open conversation costs two read calls and one write call', async () => {
    // Prepare
    await take(contact('a', 'Toi bi lay dat'));
    real.calls.length = 0;
    // Act
    await take(contact('b', 'Soc Trang'));
    // Assess
    expect(real.calls).toEqual(['BatchGetItem', 'GetItem', 'TransactWriteItems']);
  });

  it('with a code costs no more', async () => {
    // Prepare
    await take(contact('a', 'Toi bi lay dat o Soc Trang'));
    const { request } = await stored();
    real.calls.length = 0;
    // Act
    const answer = await take(contact('b', `${request?.code.slice(0, 4)}-${request?.code.slice(4)}`));
    // Assess
    expect(answer).toContain('da ghi nhan');
    expect(real.calls).toEqual(['BatchGetItem', 'GetItem', 'TransactWriteItems']);
  });

  it('told again is answered as before, for one read call and no write', async () => {
    // Prepare
    const first = await take(contact('a', 'Toi bi lay dat'));
    real.calls.length = 0;
    // Act
    const second = await take(contact('a', 'Toi bi lay dat'));
    // Assess
    expect(second).toBe(first);
    expect(real.calls).toEqual(['BatchGetItem']);
    expect((await stored()).timeline).toHaveLength(1);
  });

  it('told three times at once is one', async () => {
    // Act
    const answers = await Promise.all([1, 2, 3].map(() => take(contact('a', 'Toi bi lay dat'))));
    // Assess
    const { request, timeline } = await stored();
    expect(new Set(answers).size).toBe(1);
    expect(timeline).toHaveLength(1);
    expect(request?.sequence).toBe(1);
  });

  it('one of five of a person at once: each is kept, on one request, in an unbroken row', async () => {
    // Act
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await Promise.all(ids.map((id) => retried(() => take(contact(id, `tin ${id}`)))));
    // Assess
    const { person, request, timeline } = await stored();
    expect(timeline.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(timeline.map(({ text }) => text).sort()).toEqual(ids.map((id) => `tin ${id}`));
    expect(request?.sequence).toBe(5);
    expect(person?.version).toBe(5);
  });

  it('of which any part is refused leaves nothing behind', async () => {
    // Prepare: two contacts decided on the same situation.
    await take(contact('a', 'Toi bi lay dat'));
    const before = await stored();
    real.trouble('throttled', 'TransactWriteItems');
    // Act
    await expect(take(contact('b', 'Soc Trang'))).rejects.toThrow();
    // Assess
    real.trouble('none');
    expect(await stored()).toEqual(before);
    expect(await getItem(real.table, inboundKey(`${serial}-b`))).toBeNull();
  });

  it('whose answer was lost on the way is not doubled', async () => {
    // Prepare
    real.trouble('answer-lost', 'TransactWriteItems', 1);
    // Act
    const answer = await take(contact('a', 'Toi bi lay dat'));
    // Assess
    const { request, timeline } = await stored();
    expect(answer).toContain('Da nhan tin');
    expect(timeline).toHaveLength(1);
    expect(request?.sequence).toBe(1);
    expect(real.calls.filter((call) => call === 'TransactWriteItems')).toHaveLength(2);
  });

  it('whose every answer was lost was taken all the same, as the provider’s next attempt finds', async () => {
    // Prepare
    real.trouble('answer-lost', 'TransactWriteItems');
    await expect(take(contact('a', 'Toi bi lay dat'))).rejects.toThrow();
    real.trouble('none');
    // Act
    const answer = await take(contact('a', 'Toi bi lay dat'));
    // Assess
    expect(answer).toContain('Da nhan tin');
    expect((await stored()).timeline).toHaveLength(1);
  });

  it('gives up on a table that says nothing within its patience', async () => {
    // Prepare
    real.trouble('silent');
    const from = performance.now();
    // Act
    await expect(take(contact('a', 'x'), 300)).rejects.toThrow();
    // Assess
    expect(performance.now() - from).toBeLessThan(600);
  });

  it('may hold any text', async () => {
    // Act
    const text = '😀 "quote" \u0000 <b> {{x}} ’; DROP TABLE -- \n tiếng Việt';
    await take(contact('a', text));
    // Assess
    expect((await stored()).timeline[0]?.text).toBe(text);
  });
});

it('a code that is blocked leads to no request', async () => {
  // Prepare
  await take(contact('a', 'Toi bi lay dat'));
  const { request } = await stored();
  const stranger = {
    ...contact('b', request?.code ?? ''),
    address: `tel:+8499${String(serial).padStart(7, '0')}`,
  };
  const loaded = await loadSituation(real.table, stranger, Date.now(), AbortSignal.timeout(5000));
  // Assess
  expect(loaded).toMatchObject({ situation: { request: { id: request?.id }, code: { scope: 'request' } } });
  // Act
  for (const wrong of [0.1, 0.2, 0.3, 0.4, 0.5].map((number) => newCode(() => number)))
    await take({ ...stranger, providerEventId: `${serial}-${wrong}`, input: { kind: 'text', text: wrong } });
  const after = await loadSituation(real.table, stranger, Date.now(), AbortSignal.timeout(5000));
  // Assess
  expect(after).toMatchObject({ situation: { code: null, person: { wrongCodes: { count: 5 } } } });
});

/** As a provider does: a webhook that lost its race too often is sent again. */
async function retried<T>(act: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}
