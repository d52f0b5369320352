import { describe, expect, it } from 'vitest';
import { calendarOf, isOpen } from '../../../domain/centre/hours.ts';
import { type CentreSettings, faultOf, noSettings } from '../../../domain/centre/settings.ts';
import { withContactClock } from '../../../domain/intake/routing.ts';
import { USUAL_CALENDAR } from '../../../domain/time/working-time.ts';
import { aRequest } from '../request/a-request.ts';

const morning = { from: '07:30', to: '11:30' };
const afternoon = { from: '13:30', to: '17:00' };
const day = [morning, afternoon];
const settings: CentreSettings = {
  ...noSettings('92'),
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [morning], sun: [] },
  exceptions: [
    // Friday before Tết 2027 closed; a Sunday worked instead; and a holiday on which somebody is there.
    { date: '2027-02-04', hours: [] },
    { date: '2027-02-14', hours: day },
    { date: '2027-02-08', hours: [{ from: '08:00', to: '10:00' }] },
  ],
};
/** An instant by Vietnam's clock. */
const at = (text: string) => Date.parse(`${text}:00+07:00`);

describe('a centre is open', () => {
  it.each([
    ['2026-11-23T07:29', false],
    ['2026-11-23T07:30', true],
    ['2026-11-23T11:29', true],
    ['2026-11-23T11:30', false],
    ['2026-11-23T13:29', false],
    ['2026-11-23T13:30', true],
    ['2026-11-23T17:00', false],
    // Saturday morning and afternoon, Sunday.
    ['2026-11-28T09:00', true],
    ['2026-11-28T14:00', false],
    ['2026-11-29T09:00', false],
    // Tết: a holiday, and the centre's own exceptions.
    ['2027-02-04T09:00', false],
    ['2027-02-05T09:00', false],
    ['2027-02-08T09:00', true],
    ['2027-02-08T10:00', false],
    ['2027-02-14T09:00', true],
    // 1 January in Vietnam while it is still December in London.
    ['2027-01-01T08:00', false],
  ])('at %s: %s', (when, open) => {
    expect(isOpen(settings, USUAL_CALENDAR.holidays, at(when))).toBe(open);
  });

  it('never, where no hours were entered', () => {
    expect(isOpen(noSettings('92'), USUAL_CALENDAR.holidays, at('2026-11-23T09:00'))).toBe(false);
  });
});

describe('a deadline', () => {
  const due = (urgency: 'urgent' | 'normal', from: string, own: CentreSettings = settings) =>
    withContactClock(aRequest({ clocks: [] }), urgency, at(from), calendarOf(own)).dueAt;
  const vietnam = (text: string) => new Date(at(text)).toISOString();

  it.each([
    ['urgent', '2026-11-23T11:20', '2026-11-23T13:50'],
    ['urgent', '2026-11-28T11:10', '2026-11-30T07:40'],
    ['normal', '2026-11-27T16:00', '2026-11-28T11:30'],
    // Over Tết 2027: the closed Thursday, the holidays; on the 8th two hours are worked.
    ['urgent', '2027-02-03T16:50', '2027-02-08T08:20'],
    ['normal', '2027-02-03T16:50', '2027-02-08T10:00'],
  ] as const)('%s from %s is due %s by the centre’s own hours', (urgency, from, until) => {
    expect(due(urgency, from)).toBe(vietnam(until));
  });

  it('runs in the usual hours where the centre has entered none', () => {
    for (const own of [noSettings('92'), { ...settings, hours: null, exceptions: [] }])
      expect(due('urgent', '2026-11-23T11:45', own)).toBe(vietnam('2026-11-23T13:15'));
  });
});

describe('settings are refused', () => {
  const { code: _, version: __, ...plain } = noSettings('92');
  const week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] };
  it.each([
    ['none', {}, null],
    ['good hours', { hours: week }, null],
    ['overlapping sessions', { hours: { ...week, mon: [morning, { from: '11:00', to: '12:00' }] } }, 'hours'],
    ['sessions out of order', { hours: { ...week, mon: [afternoon, morning] } }, 'hours'],
    [
      'a session that ends before it begins',
      { hours: { ...week, mon: [{ from: '12:00', to: '11:00' }] } },
      'hours',
    ],
    ['no time of day', { hours: { ...week, mon: [{ from: '7:30', to: '25:00' }] } }, 'hours'],
    ['a day that is none', { exceptions: [{ date: '2027-02-30', hours: [] }] }, 'exceptions'],
    [
      'a day twice',
      { exceptions: ['2027-02-05', '2027-02-05'].map((date) => ({ date, hours: [] })) },
      'exceptions',
    ],
    ['no number', { roster: [{ username: 'a', phone: 'xyz' }] }, 'roster-phone'],
    [
      'somebody twice',
      { roster: ['+84912345678', '+84912345679'].map((phone) => ({ username: 'a', phone })) },
      'roster-twice',
    ],
    ['a webhook', { notify: { webhook: { url: 'https://tgpl.example.vn/hook?a=1' } } }, null],
    ...[
      'http://tgpl.example.vn/',
      'https://127.0.0.1/',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]/',
      'https://localhost/',
      'https://intranet/',
      'https://db.internal/',
      'https://user@tgpl.example.vn/',
      'https://tgpl.example.vn:8443/',
      'https://0x7f.1/',
    ].map((url) => [url, { notify: { webhook: { url } } }, 'webhook-address'] as const),
  ] as const)('%s', (_what, change, fault) => {
    expect(faultOf({ ...plain, ...change })).toBe(fault);
  });
});
