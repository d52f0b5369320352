import { gazetteer } from '../gazetteer.ts';
import type { Syllable } from '../syllables.ts';
import type { Found } from './found.ts';

/** `chau o tuong duong` is cháu ở, not Châu Ổ. */
export function endsInCue(said: readonly Syllable[], at: number, length: number): boolean {
  const last = said[at + length - 1];
  return length > 1 && last?.key === 'o' && last.plain && said[at + length]?.before === 'blank';
}

/** `Tân An Thạnh` is not meant in `tan an thanh pho buon ma thuot`. */
export function cutsUnit(said: readonly Syllable[], to: number): boolean {
  const next = said[to];
  if (next?.before !== 'blank') return false;
  // `bên quận 7` is not Thị trấn Bến Quan.
  if (/^\d{1,2}$/.test(next.key) && /^(quan|phuong)$/.test(said[to - 1]?.key ?? '')) return true;
  // `xã bảo lý lịch` is not Xã Bảo Lý.
  return /^(thanh pho|thi xa|thi tran|li lich|thanh toan|thanh nien|phu nu|phu huynh|thuong binh|hoa don)$/.test(
    `${said[to - 1]?.key} ${next.key}`,
  );
}

/** Two names side by side cover more than one long one: `Tân Phú, Đồng Phú` and not `Tân Phú Đông`. */
export function splits(said: readonly Syllable[], at: number, length: number): boolean {
  const { named } = gazetteer();
  const keyOf = (from: number, to: number): string => {
    const part = said.slice(from, to);
    return part.length === to - from && part.slice(1).every((each) => each.before === 'blank')
      ? part.map((each) => each.key).join(' ')
      : '';
  };
  for (let first = length - 1; first >= 2; first--) {
    const second = named(keyOf(at + first, at + first + 2));
    if (first + 2 > length && named(keyOf(at, at + first)) && second?.some((e) => e.level !== 'ward')) {
      // `hoi an dong da nang`: the long one leaves another name whole.
      if (named(keyOf(at + length, at + length + 2))?.some((e) => e.level !== 'ward')) return false;
      return said[at + length]?.before === 'blank' && said[at + length]?.strict === false;
    }
  }
  return false;
}

/** `karaoke sát vách` is not Kẻ Sặt: a name that begins inside a word ends in it. */
export function tornOff(said: readonly Syllable[], hit: Found): boolean {
  const before = said[hit.from - 1];
  if (!before || before.end !== said[hit.from]?.start || /\d$/.test(before.key)) return false;
  return said.slice(hit.from + 1, hit.to).some((each, i) => each.start !== said[hit.from + i]?.end);
}

/** A piece of a word that was taken apart is no name: `Ango|la`. */
export function pieceOnly(said: readonly Syllable[], hit: Found): boolean {
  if (hit.to - hit.nameFrom !== 1) return false;
  const [before, here, next] = [said[hit.nameFrom - 1], said[hit.nameFrom], said[hit.to]];
  const glued = (left?: Syllable, right?: Syllable): boolean =>
    left !== undefined && right !== undefined && left.end === right.start && !/\d/.test(left.key + right.key);
  return glued(before, here) || glued(here, next);
}

/** `banh trang Dai Loc` is not Trảng Dài; `ngã ba Ba La Hà Đông` is written so. */
export const halfCapital = (said: readonly Syllable[], hit: Found): boolean =>
  hit.from === hit.nameFrom &&
  !said[hit.from]?.capital &&
  said[hit.to - 1]?.capital === true &&
  !hit.readings.some((entry) => /^\p{Ll}/u.test(entry.name));
