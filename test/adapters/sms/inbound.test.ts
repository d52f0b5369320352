import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregatorContact } from '../../../adapters/sms/inbound.ts';

const MESSAGE = {
  id: 'a-1',
  from: '0912345678',
  to: '1900',
  text: 'toi o Ca Mau, bi lua ban dat',
  receivedAt: '2026-11-22T03:00:00Z',
};
const read = (change: object) => aggregatorContact(JSON.stringify({ ...MESSAGE, ...change }));

describe('what an aggregator may leave out or add', () => {
  it.each<[name: string, change: object, expected: object]>([
    ['nothing', {}, { providerEventId: 'sms:a-1', address: 'tel:+84912345678', conversation: 'sms' }],
    ['members of its own', { operator: 'x', parts: 3 }, { input: { text: MESSAGE.text } }],
    ['no time', { receivedAt: undefined }, { sentAt: null }],
    ['a time that is none', { receivedAt: 'hôm qua' }, { sentAt: null }],
    ['an empty text', { text: '' }, { input: { kind: 'text', text: '' } }],
    ['decomposed letters', { text: 'đất' }, { input: { text: 'đất' } }],
    ['half a character', { text: 'a\ud83d' }, { input: { text: 'a\ufffd' } }],
    ['a time of another kind', { receivedAt: 1763780400 }, { sentAt: null }],
    ['a time that is null', { receivedAt: null }, { sentAt: null }],
    ['an id that is a number', { id: 17 }, { providerEventId: 'sms:17' }],
    ['a sender that is a number', { from: 84912345678 }, { address: 'tel:+84912345678' }],
    ['a short code that is a number', { to: 8198 }, { address: 'tel:+84912345678' }],
    ['a text that is a number', { text: 2 }, { input: { kind: 'text', text: '2' } }],
    ['a sender without a number', { from: 'VNPT' }, { address: 'tel:VNPT' }],
    ['a long text of many parts', { text: 'đ'.repeat(30_000) }, { input: { text: 'đ'.repeat(20_000) } }],
  ])('%s', (_, change, expected) => {
    expect(read(change)).toMatchObject(expected);
  });

  it.each<[name: string, change: object]>([
    ['no id', { id: undefined }],
    ['an empty id', { id: '' }],
    ['an endless id', { id: 'x'.repeat(201) }],
    ['no sender', { from: '' }],
    ['a text that is none', { text: {} }],
    ['no text', { text: undefined }],
  ])('%s: not read', (_, change) => {
    expect(read(change)).toBeNull();
  });

  it.each(['', '{', 'null', '[]', '"text"', '7'])('%j is no message', (body) => {
    expect(aggregatorContact(body)).toBeNull();
  });
});

it('a long id that is a number keeps all its digits', () => {
  const body = JSON.stringify(MESSAGE).replace('"a-1"', '12345678901234567890');
  expect(aggregatorContact(body)).toMatchObject({ providerEventId: 'sms:12345678901234567890' });
});

it('whatever JSON comes, it is read or it is not, and what is read can be stored', () => {
  const member = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue());
  const message = fc.record(
    { id: member, from: member, to: member, text: member, receivedAt: member, more: member },
    { requiredKeys: [] },
  );
  const property = fc.property(fc.oneof(message, fc.jsonValue()), (json) => {
    const contact = aggregatorContact(JSON.stringify(json));
    if (contact === null) return;
    expect(contact.providerEventId).toMatch(/^sms:./s);
    expect(contact.input.kind === 'text' && contact.input.text.isWellFormed()).toBe(true);
    if (contact.sentAt !== null) expect(contact.sentAt).toMatch(/^[+-]?\d{4,6}-\d\d-\d\dT/);
  });
  fc.assert(property, { numRuns: 500 });
});

it('a byte order mark before the text is none of it', () => {
  expect(aggregatorContact(`\ufeff${JSON.stringify(MESSAGE)}`)).toEqual(read({}));
});
