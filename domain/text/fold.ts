/** Đ, its two look-alikes (Ð U+00D0, Ɖ U+0189) and their small letters: Unicode does not decompose them. */
const D_LETTERS = /[đÐðƉɖ]/gi;
const COMBINING = /\p{M}+/gu;

/**
 * Lower case without diacritics, for comparing Vietnamese as people really write it: `fold('Đắk Lắk') === 'dak lak'`.
 * Takes NFC and NFD alike; everything but letters' marks and case stays as it is.
 */
export function fold(text: string): string {
  return text.normalize('NFD').replace(COMBINING, '').replace(D_LETTERS, 'd').toLowerCase();
}
