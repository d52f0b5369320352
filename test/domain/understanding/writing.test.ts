import { describe, expect, it } from 'vitest';
import { fold } from '../../../domain/text/fold.ts';
import { spell } from '../../../domain/understanding/letters.ts';
import { fromTelex, fromVni, syllables } from '../../../domain/understanding/syllables.ts';
import { understand } from '../../../domain/understanding/understand.ts';

const sure = (text: string): string | null => {
  const { province } = understand(text);
  return province?.sure ? province.code : null;
};

/** Where the tone stands does not matter: tóan is toán. */
const marked = (word: string | null): string | null => (word === null ? null : spell(word).mark);

describe('writing as it is', () => {
  it('folds NFC, NFD and the look-alikes of Đ to one', () => {
    expect(fold('Đắk Lắk')).toBe('dak lak');
    expect(fold('Đắk Lắk'.normalize('NFD'))).toBe('dak lak');
    expect(fold('Ðà Nẵng, Ɖà Nẵng, đà nẵng')).toBe('da nang, da nang, da nang');
  });

  it.each([
    ['Em ở Hoà Bình', '25'],
    ['Em ở Hòa Bình', '25'],
    ['Em ở Hòa Bình'.normalize('NFD'), '25'],
    ['Ðà Nẵng', '48'],
    ['EM O TINH DONG THAP', '82'],
    ['Em ở Qui Nhơn', '52'],
    ['Em ở Quy Nhơn', '52'],
    ['Em ở Quãng Ngãi', '51'],
    ['nhatoiotrungkhanhcaobang', '04'],
    ['emroi emdang onha me de o mocchau sonla', '14'],
    ['emodanang', '48'],
    ['Tooi bij choongf ddanhs, tooi owr Yeen Bais', '15'],
    ['To6i bi5 co6ng ty no75 lu7o7ng, o73 Bie6n Ho2a', '75'],
    ['e o hp', '31'],
    ['o dak lak', '66'],
    ['Đắc Lắc', '66'],
    ['Sapa', '15'],
    ['TP.HCM', '79'],
    ['TT Huế', '46'],
  ])('%s → %s', (text, code) => {
    expect(sure(text)).toBe(code);
  });

  it.each([
    ['con gai toi bi lua ban sang Campuchia', 'sang Campuchia'],
    ['em 16t bi bat', '16t'],
    ['emroi emdang onha me de o mocchau sonla', 'sonla'],
    ['Em ở Hòa Bình'.normalize('NFD'), 'Hòa Bình'.normalize('NFD')],
  ])('what was understood in “%s” is shown in whole words', (text, words) => {
    const shown = understand(text).words;
    expect(shown.some((word) => word.text.endsWith(words))).toBe(true);
    for (const { start, end, text: word } of shown) {
      expect(text.slice(start, end)).toBe(word);
      expect(/^[\p{L}\p{M}\p{N}]$/u.test(text[start - 1] ?? ' ')).toBe(false);
      expect(/^[\p{L}\p{M}\p{N}]$/u.test(text[end] ?? ' ')).toBe(false);
    }
  });

  it.each([
    ['ddaats', 'đất'],
    ['choongf', 'chồng'],
    ['nuowcs', 'nước'],
    ['toans', 'toán'],
    ['hello', null],
  ])('Telex %s → %s', (keys, word) => {
    expect(marked(fromTelex(keys))).toBe(marked(word));
  });

  it.each([
    ['d9a61t', 'đất'],
    ['lu7o7ng', 'lương'],
    ['Q11', null],
  ])('VNI %s → %s', (keys, word) => {
    expect(marked(fromVni(keys.toLowerCase()))).toBe(marked(word));
  });

  it('gives offsets in the text as it was written', () => {
    const text = 'Nhà: Đắk Nông'.normalize('NFD');
    expect(syllables(text).map(({ start, end }) => text.slice(start, end).normalize('NFC'))).toEqual([
      'Nhà',
      'Đắk',
      'Nông',
    ]);
  });

  it('reads `ck` as husband or as a transfer', () => {
    expect(understand('ck e đánh e').signals).toContain('violence');
    expect(understand('E bị lừa ck 27tr làm nhiệm vụ trên mạng').matter).toBe('criminal');
  });
});
