import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeIn, isCode, isMistypedCode, newCode, writtenCode } from '../../../domain/request/code.ts';

const codes = fc
  .array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 7, maxLength: 7 })
  .map((numbers) => {
    let next = 0;
    return newCode(() => numbers[next++ % numbers.length] ?? 0);
  });

describe('a code', () => {
  it('has eight digits, the first not 0, and passes its own check', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(code).toMatch(/^[1-9]\d{7}$/);
        expect(isCode(code)).toBe(true);
      }),
    );
  });

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let at = 0; at < 8; at += 1)
          for (let digit = 0; digit < 10; digit += 1) {
            const wrong = code.slice(0, at) + digit + code.slice(at + 1);
            if (wrong !== code) expect(isCode(wrong), `${code} → ${wrong}`).toBe(false);
          }
      }),
    );
  });

  it('notices every swap of neighbours', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (let at = 0; at < 7; at += 1) {
          const swapped = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
          if (swapped !== code) expect(isCode(swapped), `${code} → ${swapped}`).toBe(false);
        }
      }),
    );
  });

  it('is found as it was written to the citizen, among any words', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom('', 'ma so ', 'TT: ', 'hồ sơ '), (code, words) => {
        for (const spelled of [
          writtenCode(code),
          code,
          `${code.slice(0, 4)} ${code.slice(4)}`,
          `${code.slice(0, 4)}.${code.slice(4)}`,
        ])
          expect(codeIn(`${words}${spelled} sao roi`)).toBe(code);
      }),
    );
  });

  it.each([
    ['no digits', 'sao rồi'],
    ['seven digits', '4821-773'],
    ['a leading zero', '0821-7735'],
    ['a wrong check digit', '1000-0000'],
    ['a telephone number', '0912345678'],
    ['a longer number', '148217735'],
  ])('is not seen in %s', (_, text) => {
    expect(codeIn(text)).toBeNull();
  });

  it('is the first well-formed one where there are several', () => {
    // Prepare
    const one = newCode(() => 0.3);
    const other = newCode(() => 0.8);
    // Act, Assess
    expect(codeIn(`1000-0000 ${writtenCode(one)} ${writtenCode(other)}`)).toBe(one);
  });

  it.each([
    ...['1000-0000', 'TT 1000-0000', 'ma so 1000 0000 sao roi', 'Mã số của tôi: 1000.0000?', '10000000'],
    'dạ cho em hỏi hồ sơ 1000-0000 ạ',
    '0821-7735',
  ])('has a mistake in it: %s', (text) => {
    expect(isMistypedCode(text)).toBe(true);
  });

  it.each([
    ['a code without a mistake', `TT ${writtenCode(newCode(() => 0.3))}`],
    ['other words beside', 'Chong toi danh toi, ma so 1000-0000'],
    ['a parcel of land', 'thua dat 1000-0000'],
    ['a date', '20112026'],
    ['two years', '2019-2024'],
    ['a telephone number', '0912345678'],
    ['seven digits', '4821-773'],
    ['no digits', 'sao rồi'],
  ])('has none in %s', (_, text) => {
    expect(isMistypedCode(text)).toBe(false);
  });
});
