import type { Syllable } from '../syllables.ts';
import { endingAt, plainList } from '../word-list.ts';
import type { Found } from './found.ts';

/** Small settlements and features of the land: the name behind them is no province. */
// biome-ignore format: rows read better.
const hamlets = plainList([
  'thôn', 'ấp', 'bản', 'làng', 'xóm', 'khóm', 'buôn', 'bon', 'plei', 'play', 'phum', 'sóc', 'tổ', 'khu phố', 'đảo', 'sông', 'hồ', 'kênh', 'rạch',
  'suối', 'hòn', 'cù lao', 'cầu', 'ngã ba', 'ngã tư', 'bãi', 'đội',
]);

/** A crossing that bears the name of a district lies in it; bridges with the name of a commune lie anywhere. */
const crossings = plainList(['cầu', 'ngã ba', 'ngã tư']);
/** These also bear the name of the town where one of their roads leads: `ngã ba Vũng Tàu` lies in Biên Hòa. */
const forks = plainList(['ngã ba', 'ngã tư', 'ngã năm', 'ngã sáu']);
/** Built in a town and called after it. */
const roundabouts = plainList(['vòng xoay', 'bùng binh']);

/** `vòng xoay Ngã Bảy` */
export const behindRoundabout = (said: readonly Syllable[], { from }: Found): boolean =>
  endingAt(roundabouts, said, from - 1) !== null;

/** `ngã ba Vũng Tàu` */
export const behindFork = (said: readonly Syllable[], { from }: Found): boolean =>
  endingAt(forks, said, from - 1) !== null;

/** `cầu Bến Lức`: in that district or town. */
export const behindCrossing = (said: readonly Syllable[], { from, readings }: Found): boolean =>
  readings.some((e) => e.level === 'district' || e.unit === 'b') &&
  endingAt(crossings, said, from - 1) !== null;

/** `thôn Hòa Bình`, `ấp Long An`. */
export const behindHamlet = (said: readonly Syllable[], { from }: Found, strict: boolean): boolean =>
  endingAt(hamlets, said, from - 1) !== null && (strict || !livesAt(said, from - 1));

/** Without diacritics `gio song` is sống, no river. */
const livesAt = (said: readonly Syllable[], at: number): boolean =>
  said[at]?.key === 'song' && /^(gio|dang|hien|nay|sinh)$/.test(said[at - 1]?.key ?? '');

/** `ban lac mai chau`: hamlet and district at the end of a sentence, without diacritics. */
export function behindNamedHamlet(said: readonly Syllable[], hit: Found): boolean {
  if (said[hit.to] && said[hit.to]?.before === 'blank') return false;
  for (let end = hit.from - 2; end >= Math.max(0, hit.from - 3); end--) {
    if (said[end + 2]?.before !== 'blank') return false;
    if (said[end + 1]?.before === 'blank' && endingAt(hamlets, said, end)) return true;
  }
  return false;
}
