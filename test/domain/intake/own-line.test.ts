import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../domain/contact/lines.ts';
import { pureHotline } from './pure-hotline.ts';

const NATIONAL = '+842437334309';
const OWN = '+842993800000';
const LINES = [
  { number: NATIONAL, name: 'Đường dây trợ giúp pháp lý' },
  { number: OWN, name: 'Cần Thơ', province: '92', greeting: 'Trung tâm trợ giúp pháp lý Cần Thơ xin nghe.' },
];

const called = (line: string, ...keys: string[]) => {
  const hotline = pureHotline(1, LINES);
  const talk = { channel: 'voice', address: 'tel:+84912345678', conversation: 'CA1', line } as const;
  let last = hotline.received({ ...talk, input: { kind: 'arrival' } });
  const first = last.answer.text;
  for (const each of keys) last = hotline.received({ ...talk, input: { kind: 'keys', keys: each } });
  const over = hotline.received({ ...talk, input: { kind: 'hangup', reason: 'completed' } });
  return { first, asked: last.answer.text, request: over.request };
};

describe("a province's own line", () => {
  it.each([
    [OWN, [], /^Trung tâm trợ giúp pháp lý Cần Thơ xin nghe\..*trợ giúp pháp lý/, '92', 'landline'],
    [NATIONAL, [], /^(?!Trung tâm)/, 'national', 'unknown'],
    // Offered, and confirmed by a key; another place is another place.
    [OWN, ['3', '1'], /^Trung tâm/, '92', 'chosen'],
    [OWN, ['3', '2', '29'], /^Trung tâm/, '01', 'chosen'],
  ] as const)('%s, then %j', (line, keys, greeting, centre, basis) => {
    const { first, request } = called(line, ...keys);
    expect(first).toMatch(greeting);
    expect(request).toMatchObject({ centre, basis: { kind: basis }, facts: { calledNumber: line } });
  });

  it('offers its province', () => {
    expect(called(OWN, '3').asked).toMatch(/Cần Thơ.*bấm 1.*Nơi khác, bấm 2/);
  });

  it.each([
    [['', OWN], OWN],
    [[OWN, NATIONAL], OWN],
    [['sip:x', NATIONAL], NATIONAL],
    [[`sip:${OWN.slice(1)}@trunk.example;transport=tls`, ''], OWN],
    [['+842838000000', OWN], OWN],
    [['+842838000000', '+842838000001'], '+842838000001'],
    [['', ''], null],
  ])('of %j it is %s that was called', (numbers, line) => {
    expect(lineOf(numbers, LINES)).toBe(line);
  });
});
