/**
 * A string, or a whole number longer than a double holds exactly. A string that never ends is one to the end of the text:
 * looked for anew behind each of its quotes, a hundred thousand characters from anybody would cost a quarter of a minute.
 */
const STRING_OR_LONG_NUMBER = /"(?:[^"\\]|\\.)*"?|(?<![\d.])-?\d{16,}(?![\d.eE])/gs;

/** Some libraries put it before every text; a receiver may ignore it (RFC 8259, 8.1). */
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Parses JSON whose ids may be written as numbers: Zalo’s have up to twenty digits, a double holds fifteen. They become
 * strings with all their digits.
 * @throws SyntaxError where it is no JSON
 */
export const parseWithLongIds = (raw: string): unknown =>
  JSON.parse(
    raw
      .replace(BYTE_ORDER_MARK, '')
      .replace(STRING_OR_LONG_NUMBER, (token) => (token.startsWith('"') ? token : `"${token}"`)),
  );
