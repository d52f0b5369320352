import { expect, it } from 'vitest';
import { stretch } from '../../local/lobby/page/worklist/stretch.ts';

const MINUTE = 60_000;

it.each([
  [-5, 'dưới 1 phút', 'under 1 min'],
  [59_999, 'dưới 1 phút', 'under 1 min'],
  [MINUTE, '1 phút', '1 min'],
  [60 * MINUTE, '1 giờ', '1 h'],
  [125 * MINUTE, '2 giờ 5 phút', '2 h 5 min'],
  [1440 * MINUTE, '1 ngày', '1 d'],
  [1445 * MINUTE, '1 ngày', '1 d'],
  [(1440 * 2 + 60 * 3 + 5) * MINUTE, '2 ngày 3 giờ', '2 d 3 h'],
])('%i ms', (ms, vietnamese, english) => {
  expect(stretch(ms, false)).toBe(vietnamese);
  expect(stretch(ms, true)).toBe(english);
});
