import { expect, it } from 'vitest';
import { segments } from '../../local/lobby/page/sms/segments.ts';

it.each([
  ['nothing', '', { encoding: 'GSM-7', units: 0, parts: 1, capacity: 160 }],
  ['plain letters', 'Toi o Soc Trang', { encoding: 'GSM-7', units: 15, parts: 1, capacity: 160 }],
  ['the few accents of GSM-7', 'à è é ì ò ù', { encoding: 'GSM-7', units: 11, parts: 1, capacity: 160 }],
  ['extended characters count two', '[€]', { encoding: 'GSM-7', units: 6, parts: 1, capacity: 160 }],
  ['a full plain part', 'a'.repeat(160), { encoding: 'GSM-7', units: 160, parts: 1, capacity: 160 }],
  ['one more', 'a'.repeat(161), { encoding: 'GSM-7', units: 161, parts: 2, capacity: 306 }],
  ['Vietnamese', 'Tôi ở Sóc Trăng', { encoding: 'UCS-2', units: 15, parts: 1, capacity: 70 }],
  ['decomposed letters', 'Tôi ở Sóc Trăng'.normalize('NFD'), { encoding: 'UCS-2', units: 15, parts: 1 }],
  ['a full accented part', 'ố'.repeat(70), { encoding: 'UCS-2', units: 70, parts: 1, capacity: 70 }],
  ['one more', 'ố'.repeat(71), { encoding: 'UCS-2', units: 71, parts: 2, capacity: 134 }],
  ['an emoji counts two', '😢', { encoding: 'UCS-2', units: 2, parts: 1, capacity: 70 }],
])('%s', (_, text, expected) => {
  expect(segments(text)).toMatchObject(expected);
});
