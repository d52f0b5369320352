import type { Syllable } from '../syllables.ts';
import type { Found } from './found.ts';
import { longestName } from './longest-name.ts';
import { tornOff } from './name-borders.ts';
import { numberedDistrict } from './numbered-units.ts';
import { unitAt } from './unit-words.ts';

/** The name that begins at a syllable, its unit word included; null where none does. */
export function nameAt(said: readonly Syllable[], at: number, strict: boolean): Found | null {
  if (endsOffice(said, at)) return null;
  return numberedDistrict(said, at) ?? withUnit(said, at, strict, withoutUnit(said, at, strict));
}

/** `tòa án thị xã`, `công an thi…`: no name begins within these. */
function endsOffice(said: readonly Syllable[], at: number): boolean {
  const here = said[at];
  if (here?.key !== 'an' || !/^(toa|cong)$/.test(said[at - 1]?.key ?? '')) return false;
  // In `tòa An Khê`, written with diacritics and capitals, one does.
  return !(here.strict && here.capital && !here.shouting && here.mark === 'an');
}

const ofDistrict = (hit: Found): boolean => hit.readings.some((entry) => entry.level === 'district');

function withoutUnit(said: readonly Syllable[], at: number, strict: boolean): Found | null {
  const named = longestName(said, at, '', strict);
  if (!named || tornOff(said, named)) return null;
  // Without marks `o` is `ở` (in): `o Dien Bien` is no Ô Diên, `o Lam Dong` no Ô Lâm; behind a unit word it may be, and
  // the district Ô Môn is meant in `o mon` and `o o mon`: no place is called Môn.
  const isIn = said[at]?.key === 'o' && said[at]?.plain === true;
  return isIn && !ofDistrict(named) ? null : named;
}

/** The name behind a unit word, or `bare`, the one without, where that says more. */
function withUnit(said: readonly Syllable[], at: number, strict: boolean, bare: Found | null): Found | null {
  if (isWife(said, at)) return bare;
  let best = bare;
  for (const { to, kinds } of unitAt(said, at)) {
    if (to >= said.length || said[to]?.before === 'stop' || said[to]?.before === 'comma') continue;
    const named = behindUnit(said, at, to, kinds, strict);
    if (!named) continue;
    // `quan son thanh hoa`: Quan Sơn, and no quận.
    if (named.unit === '' && best?.loose === false && ofDistrict(best)) continue;
    if (!best || best.loose || named.to >= best.to) best = { ...named, from: at };
  }
  return best;
}

/** `bà xã` is a wife, no commune. */
const isWife = (said: readonly Syllable[], at: number): boolean =>
  said[at]?.key === 'xa' && said[at]?.before === 'blank' && /^(ba|ong)$/.test(said[at - 1]?.key ?? '');

function behindUnit(
  said: readonly Syllable[],
  at: number,
  to: number,
  kinds: string,
  strict: boolean,
): Found | null {
  const short = to === at + 1 && (said[at]?.key.length ?? 0) <= 2;
  const named = longestName(said, to, kinds, strict);
  if (named && !named.loose) return named;
  if (short) return null;
  if (kinds === 'i') return named;
  // `huyện Từ Sơn`, `xã Châu Thành`: the unit word is outdated or mistaken, the name still counts.
  const free = longestName(said, to, '', strict);
  // `cong an huyen cho con gai di`: one syllable without marks is a word.
  const word = free?.to === to + 1 && said[to]?.plain && free.readings.every((e) => e.level === 'ward');
  return free && !word && !(named && free.loose) ? { ...free, unit: '' } : named;
}
