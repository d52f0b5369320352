import { expect, it } from 'vitest';
import { parseWithLongIds } from '../../../adapters/http/long-ids.ts';

it.each([
  ['{"id":12345678901234567890}', { id: '12345678901234567890' }],
  ['{"id":-12345678901234567890}', { id: '-12345678901234567890' }],
  ['{"id":"12345678901234567890","n":1.5}', { id: '12345678901234567890', n: 1.5 }],
  [
    String.raw`{"a":"\\\" 12345678901234567890 \\","b":12345678901234567890}`,
    { a: '\\" 12345678901234567890 \\', b: '12345678901234567890' },
  ],
])('%s keeps all digits of its ids', (raw, parsed) => {
  expect(parseWithLongIds(raw)).toEqual(parsed);
});

it.each([
  ['quotes', '"', '\\"'],
  ['back-slashes', '"', '\\\\\n'],
  ['digits', '1', '1'],
  ['signs', '-', '-'],
])('a text of nothing but %s, which anybody may send, is refused at once', (_, first, rest) => {
  const begun = performance.now();
  expect(() => parseWithLongIds(`{${first}${rest.repeat(119_000 / rest.length)}e`)).toThrow(SyntaxError);
  expect(performance.now() - begun).toBeLessThan(1000);
});
