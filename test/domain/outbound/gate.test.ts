import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BRAND, type Recipient, throughGate } from '../../../domain/outbound/gate.ts';
import type { RefusalReason } from '../../../domain/outbound/refusals.ts';
import { isGsm7, segments } from '../../../domain/outbound/sms-text.ts';
import { isCode, newCode, writtenCode } from '../../../domain/request/code.ts';
import type { OutgoingText } from '../../../domain/request/request.ts';

/** 10:00 in Vietnam. */
const NOW = Date.parse('2026-11-23T03:00:00Z');
const recipient: Recipient = {
  optedOut: false,
  safeContact: 'unknown',
  lastContactAt: '2026-11-23T02:00:00.000Z',
};
const sms = (text: string, other: Partial<OutgoingText> = {}): OutgoingText => ({
  id: 'm',
  channel: 'sms',
  address: 'tel:+84912345678',
  text,
  purpose: 'reply',
  ...other,
});
const zalo = (text: string, other: Partial<OutgoingText> = {}) =>
  sms(text, { channel: 'zalo', address: 'zalo:1', ...other });
const passed = (message: OutgoingText, to: Partial<Recipient> = {}, now = NOW): string => {
  const passage = throughGate(message, { ...recipient, ...to }, now);
  return passage.pass ? passage.message.text : `refused: ${passage.reason}`;
};
const refusal = (reason: RefusalReason) => `refused: ${reason}`;

const numbers = fc
  .tuple(
    fc.constantFrom('0', '+84', '84', '+84 ', '(0', '0084'),
    fc.stringMatching(/^[1-9]\d{8}$/),
    fc.constantFrom(1, 2, 3, 4, 9),
    fc.constantFrom('', ' ', '.', '-', '  ', ' - ', ' – ', '. ', '\u00a0', '‑', '\n', ') '),
  )
  .map(([prefix, digits, size, separator]) => {
    const groups = digits.match(new RegExp(`.{1,${size}}`, 'g')) ?? [];
    return prefix + groups.join(separator);
  });
const links = fc.constantFrom(
  ...[
    'http://a.vn',
    'https://trogiupphaply.gov.vn/x?y=1',
    'HTTPS://ABC',
    'www.abc.xyz',
    'moj.gov.vn',
    'bit.ly/3xY',
  ],
  ...['zalo.me/123', 'm.me/abc', 'abc.COM', 'goo.gl/maps', 'trang.link', 'bit.ly', 'tinyurl.com/abc'],
  ...['nha-dat.com.vn', 'a.app', 'httpſ://x.vn'.normalize('NFKC'), 'ftp://may.chu', 'abc.top/x', 'bit​.ly'],
);
const around = fc.string({ unit: 'grapheme', maxLength: 40 });
const words = fc.constantFrom('Xin gọi ', 'Liên hệ: ', 'vào ', '', 'số ', 'Đất đai, ');

describe('an SMS', () => {
  it('never leaves with a telephone number, however it is written', () => {
    fc.assert(
      fc.property(words, numbers, words, (before, number, after) => {
        expect(passed(sms(`${before}${number} ${after}`))).toBe(refusal('phone-number-in-sms'));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'Hen ngay 08/12/2026 8:30',
    'Hen 8-12-2026 14 gio',
    'Ma 2897-7997 8h30 sang mai',
    'Ma 2897-7997. 8h30 sang mai',
    'Boi thuong 150.000.000 dong',
    'Tu 01/12/2026 31/12/2026',
  ])('but does with days, sums and codes: %j', (text) => {
    expect(passed(sms(text))).toBe(`TGPL: ${text}`);
  });

  it.each([
    '09/12/2026345',
    '0912-3456 78',
    '9123-4568 89',
    '84.912.345.678 dien giup',
    '91.234.567.890',
    '08/12/2026 0912345678',
  ])('nor with %j, which is neither day nor code', (number) => {
    expect(passed(sms(`Goi ${number}`))).toBe(refusal('phone-number-in-sms'));
  });

  it.each(['1900 6192', '19006192', '1800.1567', '18001567', '1900 63 61 63'])('nor with %j', (number) => {
    expect(passed(sms(`Goi ${number}`))).toBe(refusal('phone-number-in-sms'));
  });

  it('never leaves with a link', () => {
    fc.assert(
      fc.property(words, links, words, (before, link, after) => {
        expect(passed(sms(`${before}${link} ${after}`))).toBe(refusal('link-in-sms'));
      }),
      { numRuns: 300 },
    );
  });

  it('whatever it says, leaves in GSM-7, with the brand first, in three segments at the most', () => {
    fc.assert(
      fc.property(fc.oneof(around, fc.string({ unit: 'grapheme', maxLength: 700 })), (text) => {
        const said = passed(sms(text));
        if (said.startsWith('refused')) return;
        expect(said.startsWith(`${BRAND}:`)).toBe(true);
        expect(isGsm7(said)).toBe(true);
        expect(segments(said)).toBeLessThanOrEqual(3);
        expect(said.replace(/\D/g, '').length < 9 || !/\d{9}/.test(said)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('passes with any code and the emergency numbers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 7, maxLength: 7 }),
        (random) => {
          let next = 0;
          const code = writtenCode(newCode(() => random[next++] ?? 0));
          const text = `Da ghi nhan, ma so ${code}. Nguy hiem goi 113, bi thuong goi 115, tre em goi 111.`;
          expect(passed(sms(text))).toBe(`${BRAND}: ${text}`);
        },
      ),
    );
  });

  it('passes with a code that begins like a service number', () => {
    const bodies = Array.from({ length: 1000 }, (_, index) => String(index).padStart(3, '0'));
    const codes = ['1800', '1900'].flatMap((start) =>
      bodies.flatMap((body) =>
        '0123456789'
          .split('')
          .map((check) => `${start}${body}${check}`)
          .filter(isCode),
      ),
    );
    expect(codes).toHaveLength(2000);
    for (const code of codes)
      expect(passed(sms(`Ma so ${writtenCode(code)}.`))).toBe(`${BRAND}: Ma so ${writtenCode(code)}.`);
  });

  it.each([
    ['a date', 'Hen 8 gio 30 ngay 12/05/2026'],
    ['a sum', 'Muc ho tro 2.340.000 dong'],
    ['an article of law', 'Theo Dieu 26, khoan 1, Luat so 11/2017/QH14'],
    ['the end of a sentence', 'Xin cam on.Hen gap lai'],
    ['offered places', '1 Can Tho, 2 An Giang, 3 Vinh Long?'],
  ])('passes with %s', (_, text) => {
    expect(passed(sms(text))).toBe(`${BRAND}: ${text}`);
  });

  it('keeps the blanks between words, of whatever kind, and the brand once', () => {
    expect(passed(sms('Xin\u00a0chào\nquý  vị'))).toBe('TGPL: Xin chao quy vi');
    expect(passed(sms('TGPL: Xin chào'))).toBe('TGPL: Xin chao');
  });

  it('too long is refused, not cut', () => {
    expect(passed(sms('a'.repeat(459)))).toBe(refusal('too-long'));
    expect(passed(sms('a'.repeat(453)))).toMatch(/^TGPL: a+$/);
  });
});

describe('who wants no messages', () => {
  it.each(['reply', 'notice'] as const)('gets no %s', (purpose) => {
    expect(passed(sms('x', { purpose }), { optedOut: true })).toBe(refusal('opted-out'));
    expect(passed(zalo('x', { purpose }), { optedOut: true })).toBe(refusal('opted-out'));
  });

  it('gets the confirmation of that', () => {
    expect(passed(sms('x', { purpose: 'stop-confirmation' }), { optedOut: true })).toBe('TGPL: x');
  });
});

describe('what nobody asked for', () => {
  it('does not go to a phone that others may read', () => {
    expect(passed(sms('x', { purpose: 'notice' }), { safeContact: 'unsafe' })).toBe(
      refusal('unsafe-contact'),
    );
    expect(passed(sms('x', { purpose: 'notice' }), { safeContact: 'safe' })).toBe('TGPL: x');
  });

  it.each([
    ['06:59', '2026-11-22T23:59:00Z', true],
    ['07:00', '2026-11-23T00:00:00Z', false],
    ['20:59', '2026-11-23T13:59:00Z', false],
    ['21:00', '2026-11-23T14:00:00Z', true],
    ['03:00', '2026-11-22T20:00:00Z', true],
  ])('at %s in Vietnam', (_, at, quiet) => {
    expect(passed(sms('x', { purpose: 'notice' }), {}, Date.parse(at))).toBe(
      quiet ? refusal('quiet-hours') : 'TGPL: x',
    );
    // Who writes at night is answered at night.
    expect(passed(sms('x'), {}, Date.parse(at))).toBe('TGPL: x');
  });
});

describe('a Zalo message', () => {
  const DAY = 86_400_000;
  it.each([
    ['just written', 0, false],
    ['seven days ago', 7 * DAY, false],
    ['a moment longer', 7 * DAY + 1, true],
  ])('to who wrote %s', (_, ago, closed) => {
    const lastContactAt = new Date(NOW - ago).toISOString();
    expect(passed(zalo('Chào'), { lastContactAt })).toBe(closed ? refusal('reply-window-closed') : 'Chào');
  });

  it('to who never wrote is refused', () => {
    expect(passed(zalo('x'), { lastContactAt: null })).toBe(refusal('reply-window-closed'));
  });

  it('keeps its marks, in NFC, and may hold a number and a link', () => {
    expect(passed(zalo('Xin gọi 0912 345 678, https://moj.gov.vn'.normalize('NFD')))).toBe(
      'Xin gọi 0912 345 678, https://moj.gov.vn'.normalize('NFC'),
    );
  });

  it('of 2001 characters is refused', () => {
    expect(passed(zalo('ă'.repeat(2000)))).toHaveLength(2000);
    expect(passed(zalo('ă'.repeat(2001)))).toBe(refusal('too-long'));
  });
});
