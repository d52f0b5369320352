import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import accents from '../../../data/accent-words.json' with { type: 'json' };
import en from '../../../data/prompts/en.json' with { type: 'json' };
import vi from '../../../data/prompts/vi.json' with { type: 'json' };
import { render } from '../../../domain/conversation/render.ts';
import { needsAccents } from '../../../domain/outbound/accents.ts';
import { BRAND, throughGate } from '../../../domain/outbound/gate.ts';
import { isGsm7, segments, unaccented } from '../../../domain/outbound/sms-text.ts';
import { newCode, writtenCode } from '../../../domain/request/code.ts';
import { PROVINCES } from '../../../domain/understanding/provinces.ts';

const SMS = [vi, en].flatMap((prompts) =>
  Object.entries(prompts).flatMap(([key, channels]) =>
    'sms' in channels ? [[key, String(channels.sms)] as const] : [],
  ),
);
const filled = (text: string) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'code' ? '4821-7735' : name === 'next' ? '' : 'Can Tho',
  );

it.each(SMS)('the SMS %s passes the gate as it is, in one segment', (_, text) => {
  const said = filled(text);
  expect(isGsm7(said)).toBe(true);
  const passage = throughGate(
    { id: 'm', channel: 'sms', address: 'tel:+84912345678', text: said, purpose: 'reply' },
    { optedOut: false, safeContact: 'unknown', lastContactAt: null },
    0,
  );
  expect(passage).toMatchObject({ pass: true });
  if (passage.pass) expect(segments(passage.message.text)).toBe(1);
});

/** What leaves as SMS, or why it does not. */
const leaves = (text: string): string => {
  const passage = throughGate(
    { id: 'm', channel: 'sms', address: 'tel:+84912345678', text, purpose: 'reply' },
    { optedOut: false, safeContact: 'unknown', lastContactAt: null },
    0,
  );
  return passage.pass ? passage.message.text : passage.reason;
};

it('a thousand outgoing texts of every prompt and parameter: GSM-7, brand first, no link, no number', () => {
  const keys = [...new Set(SMS.map(([key]) => key))];
  const province = fc.constantFrom(...PROVINCES.map(({ name }) => name));
  const said = new Set<string>();
  const text = fc
    .record({
      keys: fc.array(fc.constantFrom(...keys), { minLength: 1, maxLength: 2 }),
      language: fc.constantFrom('vi' as const, 'en' as const),
      random: fc.double({ min: 0, max: 0.999, noNaN: true }),
      next: fc.constantFrom('next.urgent', 'next.normal', 'next.unsafe'),
      places: fc.uniqueArray(province, { minLength: 2, maxLength: 3 }),
    })
    .map(({ keys: chosen, language, random, next, places }) => {
      const common = {
        code: writtenCode(newCode(() => random)),
        centre: `Trung tâm trợ giúp pháp lý nhà nước ${places[0]}`,
        next: render({ key: next }, 'sms', language, {}),
        province: places[0] ?? '',
        options: places.join(', '),
        numbered: places.map((name, index) => `${index + 1} ${name}`).join(', '),
        other: String(places.length + 1),
        name: places[0] ?? '',
        key: '1',
      };
      return chosen.map((key) => render({ key }, 'sms', language, common)).join(' ');
    });
  fc.assert(
    fc.property(text, (outgoing) => {
      const sent = leaves(outgoing);
      said.add(sent);
      expect(sent.startsWith(`${BRAND}: `), outgoing).toBe(true);
      expect(isGsm7(sent), sent).toBe(true);
      expect(sent).not.toMatch(/https?:|www\.|\.(vn|com|gov)\b/i);
      expect(sent).not.toMatch(/\+84|\d{9}|(?:\d[ .-]?){9}/);
    }),
    { numRuns: 1000 },
  );
  expect(said.size).toBeGreaterThan(300);
});

describe('marks are kept where a word of law would be lost', () => {
  it.each(accents.words)('$word', ({ word, also, reason }) => {
    expect(word).not.toBe(also);
    // The two, or the one and a common word, look the same without their marks.
    expect(unaccented(word)).toBe(unaccented(also));
    expect(reason).not.toBe('');
    for (const form of ['NFC', 'NFD'] as const) {
      const sent = leaves(`Ông ${word} ngày mai.`.normalize(form));
      expect(sent).toBe(`${BRAND}: Ông ${word} ngày mai.`);
    }
    expect(needsAccents(unaccented(word))).toBe(false);
  });

  it('every other text goes without', () => {
    expect(leaves('Hồ sơ đã đủ, mời ông bà đến Trung tâm.')).toBe(
      'TGPL: Ho so da du, moi ong ba den Trung tam.',
    );
  });
});
