/**
 * Text as XML 1.0 can hold it: no control characters but tab and line end, no halves of characters, no noncharacters.
 * Source: https://www.w3.org/TR/xml/#charsets
 */
export const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .normalize('NFC');

/** Dots for a pen within a line; whole lines are the renderers' matter. */
export const OPEN = '.'.repeat(20);

/** The motto that stands on every state paper. */
export const MOTTO = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const;
