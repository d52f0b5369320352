import { describe, expect, it } from 'vitest';
import { kept } from '../../../domain/text/kept.ts';

describe('the text of a message as it is kept', () => {
  it.each([
    ['half of an emoji', 'xin \ud83d chao', 'xin \ufffd chao'],
    ['letters with loose marks', 'Ho\u0300a', 'Hòa'],
    ['a whole emoji', 'xin 🆘', 'xin 🆘'],
  ])('%s', (_, text, expected) => {
    expect(kept(text)).toBe(expected);
  });

  it('is cut where nobody types on', () => {
    expect(kept('a'.repeat(600_000))).toHaveLength(20_000);
  });
});
