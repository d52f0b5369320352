import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createClock, millisecondsOf } from '../../local/clock.ts';
import { readSchedule } from '../../local/schedule/expression.ts';
import { openStore } from '../../local/store.ts';
import { temporaryFolder } from './temporary-folder.ts';

const hour = 3_600_000;

describe('durations', () => {
  it.each([
    ['PT49H', 49 * hour],
    ['P2DT30M', 48.5 * hour],
    ['P1W', 168 * hour],
    ['PT5S', 5000],
    ['PT0S', undefined],
    ['P', undefined],
    ['PT', undefined],
    ['P1DT', undefined],
    ['P1M', undefined],
    ['P1Y', undefined],
    ['-PT1H', undefined],
    ['49 hours', undefined],
  ])('%s', (text, expected) => {
    expect(millisecondsOf(text)).toBe(expected);
  });
});

describe('schedules', () => {
  const after = (moment: string, expression: string, zone?: string) =>
    new Date(readSchedule(expression, zone)(Date.parse(moment))).toISOString();

  it.each([
    ['2026-07-01T10:00:20Z', 'rate(1 minute)', 'UTC', '2026-07-01T10:01:20.000Z'],
    ['2026-07-01T10:00:00Z', 'rate(5 hours)', 'UTC', '2026-07-01T15:00:00.000Z'],
    ['2026-07-01T10:00:00Z', 'cron(0 10 * * ? *)', 'UTC', '2026-07-02T10:00:00.000Z'],
    ['2026-07-01T10:00:00Z', 'cron(0/15 * * * ? *)', 'UTC', '2026-07-01T10:15:00.000Z'],
    ['2026-07-01T10:00:00Z', 'cron(30 7 ? * MON-FRI *)', 'Asia/Ho_Chi_Minh', '2026-07-02T00:30:00.000Z'],
    ['2026-07-03T10:00:00Z', 'cron(30 7 ? * MON-FRI *)', 'Asia/Ho_Chi_Minh', '2026-07-06T00:30:00.000Z'],
    ['2026-07-01T10:00:00Z', 'cron(0 0 1 JAN,JUL ? *)', 'UTC', '2027-01-01T00:00:00.000Z'],
  ])('after %s %s (%s) comes %s', (moment, expression, zone, expected) => {
    expect(after(moment, expression, zone)).toBe(expected);
  });

  it.each([
    'rate(0 minutes)',
    'at(2026-07-01T10:00:00)',
    'cron(0 10 L * ? *)',
    'cron(0 10 * * *)',
    'cron(0 25 * * ? *)',
  ])('refuses %s', (expression) => {
    expect(() => readSchedule(expression)).toThrow(expression);
  });
});

it('keeps its offset', async () => {
  const folder = join(temporaryFolder(), 'state');
  const before = openStore(folder);
  await createClock(before).advance(49 * hour);
  await before.close();

  const after = openStore(folder);
  const now = createClock(after).now();
  await after.close();

  expect(now - Date.now()).toBeGreaterThan(49 * hour - 1000);
});
