import { Session } from 'node:inspector';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

/** FUZZ_RUNS=100000 and another FUZZ_SEED for more than the pipeline has time for. */
it('answers any text, with offsets inside it and candidates when it is not sure', () => {
  fc.assert(
    fc.property(text, (said) => {
      const got = understand(said);
      if (got.province?.sure) return got.candidates.length === 0;
      return got.words.every(({ start, end, text: word }) => said.slice(start, end) === word && start < end);
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 5_000), seed: Number(process.env.FUZZ_SEED ?? 34) },
  );
}, 600_000);

/** How often the blocks of the understanding ran for a text, as V8 counts them: the same on a busy machine as on an idle one. */
const session = new Session();
beforeAll(() => {
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
});
afterAll(() => session.disconnect());
function work(said: string): number {
  let blocks = 0;
  session.post('Profiler.takePreciseCoverage');
  understand(said);
  session.post('Profiler.takePreciseCoverage', (_, taken) => {
    for (const { url, functions } of taken?.result ?? []) {
      if (!url.includes('/domain/understanding/')) continue;
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
    }
  });
  return blocks;
}

it.each([
  ['one letter', 'a'],
  ['a place', 'Châu Thành, '],
  ['an alarm', 'công an bắt chồng em mai ra tòa '],
  ['no blanks', 'nhatoio'],
  ['marks', 'a\u0301\u0323'],
  ['digits', '16t 12 '],
])('takes 20 KB of %s in linear time', (_, piece) => {
  const whole = piece.repeat(20_000 / piece.length);
  // What is read on first use is read before.
  work(whole);
  const half = work(whole.slice(0, whole.length / 2));
  expect(half).toBeGreaterThan(1_000);
  // Twice the text, twice the work; a square would take four times as much.
  expect(work(whole)).toBeLessThan(2.2 * half);
});
