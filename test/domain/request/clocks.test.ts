import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import table from '../../../data/clocks.json' with { type: 'json' };
import { dueOf, met, started, stopped, withClock, withFirstContact } from '../../../domain/request/clocks.ts';
import { USUAL_CALENDAR } from '../../../domain/time/working-time.ts';

/** `2026-11-23 09:00` in Vietnam. */
const vietnam = (clock: string): string =>
  new Date(Date.parse(`${clock.replace(' ', 'T')}:00+07:00`)).toISOString();

const amount = z.strictObject({
  length: z.int().positive(),
  unit: z.enum(['hours', 'working-minutes', 'working-days', 'days', 'at-once']),
});

it('the table: each kind once, each term of the law with its article, each with a second stage', () => {
  const rows = z
    .array(
      amount.extend({
        kind: z.string(),
        title: z.string(),
        starts: z.enum(['routing', 'acceptance', 'receipt', 'notice', 'end']),
        article: z.string().nullable(),
        national: amount,
        outlivesEnd: z.literal(true).optional(),
      }),
    )
    .parse(table.clocks);
  expect(new Set(rows.map(({ kind }) => kind)).size).toBe(rows.length);
  for (const { kind, starts, article } of rows) expect(article === null, kind).toBe(starts === 'routing');
});

/** Computed by hand: Tết 2027 is off from Friday 5 to Thursday 11 February, New Year 2027 is a Friday. */
describe('the terms of the law', () => {
  it.each([
    ['provider-held', 'in the night before Tết', '2027-02-04 22:00', '2027-02-05 10:00'],
    ['provider-held', 'in the middle of Tết', '2027-02-08 15:30', '2027-02-09 03:30'],
    ['provider-held', 'on a Saturday', '2026-11-28 18:00', '2026-11-29 06:00'],
    ['notice-held', 'over New Year', '2026-12-31 20:00', '2027-01-01 08:00'],
    ['notice-accused', 'over a weekend', '2026-11-27 17:30', '2026-11-28 17:30'],
    ['replace-defender', 'over Tết', '2027-02-05 09:00', '2027-02-06 09:00'],
    ['provider-proceedings', 'in an ordinary week', '2026-11-23 09:00', '2026-11-26 17:00'],
    ['provider-proceedings', 'over a weekend', '2026-11-27 16:00', '2026-12-02 17:00'],
    ['provider-proceedings', 'over Tết', '2027-02-03 10:00', '2027-02-15 17:00'],
    ['representative', 'from inside Tết', '2027-02-09 10:00', '2027-02-16 17:00'],
    ['provider-after-notice', 'over New Year', '2026-12-30 10:00', '2027-01-05 17:00'],
    ['proof', 'from the last day before Tết', '2027-02-04 09:00', '2027-02-18 17:00'],
    ['proof-remote', 'from the last day before Tết', '2027-02-04 09:00', '2027-02-25 17:00'],
    ['replace-protector', 'over National Day', '2027-09-01 09:00', '2027-09-07 17:00'],
    ['complaint-head', 'over Hùng Kings’ day', '2027-04-14 09:00', '2027-04-20 17:00'],
    ['data-acknowledge', 'over a weekend', '2026-11-27 16:00', '2026-12-01 17:00'],
    ['data-access', 'that ends on a Thursday', '2026-11-23 09:00', '2026-12-03 17:00'],
    ['data-withdraw', 'that ends on a Tuesday', '2026-11-23 09:00', '2026-12-08 17:00'],
    ['data-erase', 'that would end on a Sunday', '2026-11-23 09:00', '2026-12-14 17:00'],
    ['written-advice', 'that ends on a Monday', '2026-11-20 09:00', '2026-11-30 17:00'],
    ['written-advice', 'that would end on a Saturday', '2026-11-18 09:00', '2026-11-30 17:00'],
    ['written-advice', 'that would end in Tết', '2027-01-27 09:00', '2027-02-12 17:00'],
    ['written-advice-complex', 'that would end on New Year', '2026-12-02 09:00', '2027-01-04 17:00'],
    ['verification', 'from just before midnight', '2026-11-23 23:59', '2026-12-03 17:00'],
    ['complaint-director', 'of fifteen days', '2026-11-23 09:00', '2026-12-08 17:00'],
    ['case-file', 'of thirty days', '2026-11-24 09:00', '2026-12-24 17:00'],
    ['case-file', 'that would end on a Saturday', '2026-11-26 16:59', '2026-12-28 17:00'],
    ['case-file', 'that would end in Tết', '2027-01-08 09:00', '2027-02-12 17:00'],
    ['change-provider', 'from the eve of Tết', '2027-02-04 15:00', '2027-02-16 17:00'],
    ['completeness', 'in the morning', '2026-11-23 09:00', '2026-11-23 17:00'],
    ['completeness', 'after hours on a Friday', '2026-11-27 17:00', '2026-11-30 17:00'],
    ['withdrawal-reply', 'in the middle of Tết', '2027-02-07 09:00', '2027-02-12 17:00'],
    ['provider-after-notice-urgent', 'on a Saturday', '2026-11-28 09:00', '2026-11-30 17:00'],
  ])('%s %s', (kind, _, from, due) => {
    expect(started(kind, vietnam(from), USUAL_CALENDAR)?.dueAt).toBe(vietnam(due));
  });

  it('say when their holidays are not declared; hours need none', () => {
    expect(started('proof', vietnam('2028-01-24 09:00'), USUAL_CALENDAR)).toMatchObject({
      holidaysDeclared: false,
    });
    expect(started('provider-held', vietnam('2028-01-24 09:00'), USUAL_CALENDAR)).not.toHaveProperty(
      'holidaysDeclared',
    );
  });

  it('of an unknown kind do not exist', () => {
    expect(started('x', vietnam('2026-11-23 09:00'), USUAL_CALENDAR)).toBeNull();
  });
});

/** The terms that a case can know: each row of the law's table, with what starts it. */
it('none of the law’s terms is missing', () => {
  const by = (starts: string) =>
    table.clocks
      .filter((row) => row.starts === starts)
      .map(({ kind, length, unit }) => `${kind} ${length} ${unit}`);
  expect(by('acceptance')).toEqual([
    'provider-held 12 hours',
    'provider-proceedings 3 working-days',
    'representative 3 working-days',
    'written-advice 10 days',
    'written-advice-complex 30 days',
    'proof 5 working-days',
    'proof-remote 10 working-days',
  ]);
  expect(by('receipt')).toEqual([
    'completeness 1 at-once',
    'verification 10 days',
    'notice-held 12 hours',
    'notice-accused 24 hours',
    'change-provider 3 working-days',
    'withdrawal-reply 1 at-once',
    'complaint-head 3 working-days',
    'complaint-director 15 days',
    'data-acknowledge 2 working-days',
    'data-access 10 days',
    'data-withdraw 15 days',
    'data-erase 20 days',
  ]);
  expect(by('notice')).toEqual([
    'provider-after-notice 3 working-days',
    'provider-after-notice-urgent 1 at-once',
    'replace-defender 24 hours',
    'replace-protector 2 working-days',
  ]);
  expect(by('end')).toEqual(['case-file 30 days']);
});

describe('the clocks of a request', () => {
  const at = vietnam('2026-11-23 09:00');
  const first = withFirstContact([], 'normal', at, USUAL_CALENDAR);

  it('the sooner first contact stays: urgency shortens it, and it is never lengthened', () => {
    const urgent = withFirstContact(first, 'urgent', at, USUAL_CALENDAR);
    expect(urgent).toMatchObject([{ kind: 'first-contact-urgent', dueAt: vietnam('2026-11-23 09:30') }]);
    expect(withFirstContact(urgent, 'normal', at, USUAL_CALENDAR)).toEqual(urgent);
  });

  it('the earliest open one is what is due; nothing open, nothing due', () => {
    const held = started('provider-held', at, USUAL_CALENDAR);
    const both = withClock(first, held);
    expect(dueOf(both)).toBe(vietnam('2026-11-23 21:00'));
    expect(dueOf(met(both, at, ({ kind }) => kind === 'provider-held'))).toBe(vietnam('2026-11-24 17:00'));
    expect(dueOf(stopped(both, at))).toBeNull();
  });
});
