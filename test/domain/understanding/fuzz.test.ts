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
  const time = (said: string): number => {
    const start = performance.now();
    understand(said);
    return performance.now() - start;
  };
  time(whole);
  const half = Math.min(...[1, 2, 3].map(() => time(whole.slice(0, whole.length / 2))));
  const full = Math.min(...[1, 2, 3].map(() => time(whole)));
  // Twice the text may take twice the time; four times would be a square. 20 ms hide what a busy machine adds.
  expect(full).toBeLessThan(3.2 * half + 20);
});
