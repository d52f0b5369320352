import type { Syllable } from '../syllables.ts';
import { bareAddress } from './bare-address.ts';
import { denied } from './denials.ts';
import type { Found } from './found.ts';
import { judged } from './judged.ts';
import { longestName } from './longest-name.ts';
import type { Mention } from './mention.ts';
import { nameAt } from './name-at.ts';
import { halfCapital } from './name-borders.ts';

/** All places named in a text, in its order, none overlapping. `strict`: the writer types diacritics. */
export function mentions(said: readonly Syllable[], strict: boolean): Mention[] {
  const all: Mention[] = [];
  let taken = 0;
  let deniedTo = -1;
  for (let at = 0; at < said.length; ) {
    const hit = nameMeant(said, at, strict);
    if (!hit) {
      at += 1;
      continue;
    }
    // With what follows directly: `không phải Phong Điền Huế`.
    const further = hit.from === deniedTo && said[hit.from]?.before === 'blank';
    if (!hit.loose && (further || denied(said, hit.from))) {
      deniedTo = hit.to;
      at = hit.to;
      continue;
    }
    const mention = judged(said, hit, taken, strict);
    const read = mention === null ? bareAddress(said, hit, strict) : mention === 'other' ? [] : [mention];
    all.push(...read);
    taken = read.at(-1)?.to ?? taken;
    at = read.at(-1)?.to ?? (mention === 'other' ? hit.to : at + 1);
  }
  return all;
}

/** The name that begins at a syllable, unless one that begins inside it is meant. */
function nameMeant(said: readonly Syllable[], at: number, strict: boolean): Found | null {
  const read = nameAt(said, at, strict);
  if (!read || !(read.loose || halfCapital(said, read))) return read;
  return overtaken(said, read, strict) ? null : read;
}

/** `đi làm Bình Dương` is not Lâm Bình: what is written exactly begins inside and reaches further. */
function overtaken(said: readonly Syllable[], loose: Found, strict: boolean): boolean {
  for (let at = loose.nameFrom + 1; at < loose.to; at++) {
    const inner = longestName(said, at, '', strict);
    if (inner && !inner.loose && inner.to > loose.to) return true;
  }
  return false;
}
