import { expect, it } from 'vitest';
import { batchesOf } from '../../local/stream/batches.ts';
import { ageOf } from '../../local/stream/mapping.ts';

const record = (id: string) => ({
  eventID: id,
  dynamodb: { SequenceNumber: id, ApproximateCreationDateTime: 1 },
});

it.each([
  { name: 'nothing', stream: '', batches: [] },
  { name: 'what nobody wants, which is read past', stream: 'abc', batches: [['', 'c']] },
  { name: 'a batch that is not full', stream: 'aBc', batches: [['B', 'c']] },
  {
    name: 'full batches of what is wanted',
    stream: 'aBcDeFgHi',
    batches: [
      ['BD', 'D'],
      ['FH', 'H'],
      ['', 'i'],
    ],
  },
  {
    name: 'what begins with the wanted',
    stream: 'ABCd',
    batches: [
      ['AB', 'B'],
      ['C', 'd'],
    ],
  },
])('fills a batch of two with $name', ({ stream, batches }) => {
  const filled = batchesOf([...stream].map(record), {
    batchSize: 2,
    accepts: (one) => /[A-Z]/.test(JSON.stringify(one).slice(12, 13)),
  });
  expect(
    filled.map(({ wanted, last }) => [wanted.map(({ eventID }) => eventID).join(''), last.eventID]),
  ).toEqual(batches);
});

it('knows how long ago a batch was written, and no age of what is no batch', () => {
  expect(ageOf({ Records: [record('a')] })).toBeGreaterThan(Date.now() - 2000);
  expect(ageOf({ Records: [] })).toBe(0);
  expect(ageOf({ detail: {} })).toBe(0);
});
