import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGsm7, segments, unaccented } from '../../../domain/outbound/sms-text.ts';

describe('segments', () => {
  it.each([
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['ă'.repeat(70), 1],
    ['ă'.repeat(71), 2],
    ['ă'.repeat(134), 2],
    ['ă'.repeat(135), 3],
    ['😀'.repeat(35), 1],
    ['😀'.repeat(36), 2],
    [`${'a'.repeat(100)}ă`, 2],
  ])('of %j are %i', (text, count) => {
    expect(segments(text)).toBe(count);
  });
});

describe('without marks', () => {
  it.each([
    ['Trợ giúp pháp lý', 'Tro giup phap ly'],
    ['Đắk Lắk', 'Dak Lak'],
    ['đường Nguyễn Ái Quốc', 'duong Nguyen Ai Quoc'],
    ['ẰẴẶỖỢỮỴ', 'AAAOOUY'],
    ['“Nhà – đất”…', '"Nha - dat"...'],
    ['Huế'.normalize('NFD'), 'Hue'],
    ['chào 👋', 'chao '],
    ['Êđê', 'Ede'],
  ])('%j is %j', (text, plain) => {
    expect(unaccented(text)).toBe(plain);
  });

  it('every text fits GSM-7, and what fits ASCII stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(isGsm7(unaccented(text))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9 .,;:!?()'"+\-/@#%&*=<>\n]*$/), (text) => {
        expect(unaccented(text)).toBe(text);
      }),
    );
  });

  it('every letter of the alphabet keeps its base, in both normal forms', () => {
    const vowels = { a: 'aàáảãạăằắẳẵặâầấẩẫậ', e: 'eèéẻẽẹêềếểễệ', i: 'iìíỉĩị', o: 'oòóỏõọôồốổỗộơờớởỡợ' };
    for (const [base, letters] of Object.entries({ ...vowels, u: 'uùúủũụưừứửữự', y: 'yỳýỷỹỵ', d: 'dđ' }))
      for (const letter of letters)
        for (const form of ['NFC', 'NFD']) expect(unaccented(letter.normalize(form)), letter).toBe(base);
  });
});
