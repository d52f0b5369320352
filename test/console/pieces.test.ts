import { describe, expect, it } from 'vitest';
import { pieces } from '../../console/src/request/pieces.ts';

const text = 'Em o Soc Trang, chong danh';
const place = { start: 5, end: 14, kind: 'province', value: '92' } as const;
const signal = { start: 16, end: 26, kind: 'signal', value: 'violence' } as const;

describe('the words that led to what the machine understood', () => {
  it.each([
    ['nothing', [], ['Em o Soc Trang, chong danh']],
    ['two, in any order', [signal, place], ['Em o ', '[Soc Trang]', ', ', '[chong danh]']],
    [
      'an overlap, each part with all it was taken for',
      [place, { ...signal, start: 10 }],
      ['Em o ', '[Soc T]', '[[rang]]', '[, chong danh]'],
    ],
    ['beyond the text', [{ ...signal, end: 99 }], ['Em o Soc Trang, chong danh']],
  ])('%s', (_, understood, expected) => {
    const marked = pieces(text, understood).map(
      (piece) => '['.repeat(piece.as.length) + piece.text + ']'.repeat(piece.as.length),
    );
    expect(marked).toEqual(expected);
  });

  it('the pieces are the text, whole', () => {
    expect(
      pieces(text, [place, signal])
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});
