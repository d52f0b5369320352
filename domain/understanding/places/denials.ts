import type { Syllable } from '../syllables.ts';
import { plainList } from '../word-list.ts';
import { precededBy } from './preceded-by.ts';

/** Behind these stands where it is not: `không phải tỉnh Hòa Bình`. */
// biome-ignore format: rows read better.
const denials = plainList([
  'không phải', 'ko phải', 'k phải', 'hổng phải', 'hong phải', 'hông phải', 'không phải là', 'đâu phải', 'đâu phải là', 'chả phải', 'chẳng phải',
  'em không ở', 'tôi không ở', 'tui không ở', 'tui hổng ở', 'mình không ở', 'cháu không ở', 'con không ở', 'không thuộc', 'không còn ở', 'hết ở',
]);
/** May stand between a denial and the name. */
// biome-ignore format: rows read better.
const between = plainList([
  'ở', 'tại', 'bên', 'là', 'dưới', 'trên', 'trong', 'ngoài', 'người', 'dân', 'quê', 'thuộc', 'cái', 'tỉnh', 'em', 'nhà',
]);

/** `không phải tỉnh Hòa Bình`, `chứ hổng phải ở Huế`. */
export const denied = (said: readonly Syllable[], at: number): boolean =>
  precededBy(said, at, denials, between);
