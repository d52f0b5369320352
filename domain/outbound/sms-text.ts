/** GSM 03.38 characters of one septet; those below take two. */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('^{}\\[~]|€');

/** Whether a text can be sent in GSM-7, which holds more than twice as much as UCS-2. */
export const isGsm7 = (text: string): boolean =>
  [...text].every((letter) => BASIC.has(letter) || EXTENDED.has(letter));

/**
 * How many SMS a text takes: 160 septets in one or 153 in each of several, 70 or 67 UTF-16 units where it is not GSM-7.
 * Source: 3GPP TS 23.038 and 23.040
 */
export function segments(text: string): number {
  if (!isGsm7(text)) return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  const septets = [...text].reduce((sum, letter) => sum + (EXTENDED.has(letter) ? 2 : 1), 0);
  return septets <= 160 ? 1 : Math.ceil(septets / 153);
}

/** Vietnamese without its marks and with plain punctuation: what every phone shows and one segment holds. */
export function unaccented(text: string): string {
  return [...text.normalize('NFD').replace(/\p{M}+/gu, '')]
    .flatMap((letter) => [...(PLAIN[letter] ?? letter)])
    .filter((letter) => BASIC.has(letter) || EXTENDED.has(letter))
    .join('');
}

const PLAIN: Readonly<Record<string, string>> = {
  đ: 'd',
  Đ: 'D',
  '–': '-',
  '—': '-',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '…': '...',
};
