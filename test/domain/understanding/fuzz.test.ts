import fc from 'fast-check';
import { expect, it } from 'vitest';
import { understand } from '../../../domain/understanding/understand.ts';

const FRAGMENTS = [
  'chồng',
  'đánh',
  'em',
  'ở',
  'Châu Thành',
  'QN',
  'xã',
  'phường',
  'q11',
  'TP.',
  'HCM',
  'công an',
  'bắt',
  'd9a61t',
  'ddaats',
  'nhatoio',
  '12t',
  'lớp 7',
  'mai',
  'tòa',
  'hết hạn',
  'kháng cáo',
  '\u0301',
  '\u0323',
  'Ð',
  '’',
  "'",
  '.',
  ',',
  '\n',
  '👍',
  '\ud800',
  'Ɖ',
  '0',
  'ck',
  'bán',
  'sang',
  'Trung Quốc',
  'thị',
  'thành phố',
  '\u0000',
];
const text = fc.oneof(
  fc.string({ maxLength: 60, unit: 'binary' }),
  fc.string({ maxLength: 60, unit: 'grapheme' }),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 }).map((parts) => parts.join(' ')),
  fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 }).map((parts) => parts.join('')),
);

it('answers any text, with offsets inside it and candidates when it is not sure', () => {
  fc.assert(
    fc.property(text, (said) => {
      const got = understand(said);
      if (got.province?.sure) return got.candidates.length === 0;
      return got.words.every(({ start, end, text: word }) => said.slice(start, end) === word && start < end);
    }),
    { numRuns: 100_000 },
  );
}, 240_000);

it.each([
  ['one letter', 'a'],
  ['a place', 'Châu Thành, '],
  ['an alarm', 'công an bắt chồng em mai ra tòa '],
  ['no blanks', 'nhatoio'],
  ['marks', 'a\u0301\u0323'],
  ['digits', '16t 12 '],
])('takes 20 KB of %s in linear time', (_, piece) => {
  const whole = piece.repeat(20_000 / piece.length);
  // CPU time, which other work on the machine moves little; the least of interleaved runs, which it moves less still.
  const cost = (said: string): number => {
    const { user } = process.cpuUsage();
    understand(said);
    return process.cpuUsage().user - user;
  };
  const half = whole.slice(0, whole.length / 2);
  cost(whole);
  const runs = Array.from({ length: 4 }, () => ({ half: cost(half), full: cost(whole) }));
  const least = (of: (run: { half: number; full: number }) => number): number => Math.min(...runs.map(of));
  // Twice the text may take twice the time; four times would be a square. 20 ms (in µs) for the clock's own steps.
  expect(least(({ full }) => full)).toBeLessThan(3.2 * least((run) => run.half) + 20_000);
});
