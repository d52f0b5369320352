import { describe, expect, it } from 'vitest';
import { stretch } from '../../console/src/time/stretch.ts';
import { haste } from '../../console/src/time/wording.ts';

const MINUTE = 60_000;

describe('time left', () => {
  it.each([
    [0, ''],
    [59_999, ''],
    [MINUTE, '1 minute'],
    [25 * MINUTE, '25 minute'],
    [60 * MINUTE, '1 hour'],
    [125 * MINUTE, '2 hour 5 minute'],
    [24 * 60 * MINUTE, '1 day'],
    [(24 * 60 + 485) * MINUTE, '1 day 8 hour'],
    [49 * 60 * MINUTE, '2 day'],
    [-5 * MINUTE, ''],
  ])('%i ms are "%s"', (ms, words) => {
    expect(
      stretch(ms)
        .map(({ unit, count }) => `${count} ${unit}`)
        .join(' '),
    ).toBe(words);
  });

  const now = Date.parse('2026-11-23T08:00:00Z');
  it.each([
    [null, 'none'],
    ['2026-11-23T07:59:59Z', 'late'],
    ['2026-11-23T08:00:00Z', 'soon'],
    ['2026-11-23T08:59:59Z', 'soon'],
    ['2026-11-23T09:00:00Z', 'calm'],
  ] as const)('what is due at %s is %s', (dueAt, how) => {
    expect(haste(dueAt, now)).toBe(how);
  });
});
