import { type Entry, isProvince } from '../gazetteer.ts';
import type { Syllable } from '../syllables.ts';
import { WEIGHTS } from './cues.ts';
import { type Found, unitWord } from './found.ts';
import type { Mention } from './mention.ts';
import { nameAt } from './name-at.ts';

/** Ward, district and province. */
const MOST_PARTS = 3;

/**
 * Names one after the other without a comma or a cue, the last a province that holds the others: `hai hoa hai hau nam
 * dinh`. Each alone could be other words, together they are an address.
 */
export function bareAddress(said: readonly Syllable[], first: Found, strict: boolean): Mention[] {
  if (first.loose && first.to - first.nameFrom === 1) return [];
  const parts = namesInOneProvince(said, first, strict);
  if (parts.length < 2) return [];
  const last = parts.at(-1)?.readings ?? [];
  const inner = parts.slice(0, -1).flatMap((part) => part.readings);
  const closed = closes(last, inner);
  if (!closed && !last.some(isProvince)) return [];
  return parts.map((part) => ({
    from: part.from,
    to: part.to,
    readings: part.readings,
    unit: part.unit,
    unitWord: unitWord(said, part),
    standing: 'bare',
    weight: WEIGHTS.bare,
    cued: false,
    loose: false,
    alone: closed,
    hamlet: false,
    capital: false,
    toward: false,
    hedged: false,
  }));
}

function namesInOneProvince(said: readonly Syllable[], first: Found, strict: boolean): Found[] {
  const parts = [first];
  let provinces = new Set(first.readings.map((entry) => entry.province));
  while (parts.length < MOST_PARTS) {
    const at = parts.at(-1)?.to ?? 0;
    const next = said[at]?.before === 'blank' ? nameAt(said, at, strict) : null;
    if (!next || next.loose || !longEnough(first, next)) break;
    const common = next.readings.map((e) => e.province).filter((province) => provinces.has(province));
    if (common.length === 0) break;
    provinces = new Set(common);
    parts.push(next);
  }
  return parts;
}

/** One syllable goes on with an address only as initials or as the province of the district before it. */
function longEnough(first: Found, next: Found): boolean {
  if (next.to - next.nameFrom >= 2) return true;
  const initials = next.readings.every((e) => e.level === 'alias') && next.to === next.nameFrom + 1;
  // `quang dien hue`: a district and its province, both by name.
  const ofProvince =
    next.readings.some(isProvince) &&
    first.readings.some(
      (e) => e.level === 'district' && next.readings.some((p) => p.province === e.province),
    );
  return (initials || ofProvince) && first.to - first.nameFrom > 1;
}

/** `nhon duc nha be`: a commune of that district; `dai loc qn`: the district and the initials of its province. */
const closes = (last: readonly Entry[], inner: readonly Entry[]): boolean =>
  last.some(
    (e) => e.level === 'district' && inner.some((w) => w.level === 'ward' && w.district === e.district),
  ) ||
  (last.some((e) => e.level === 'alias') && inner.some((e) => e.level === 'district'));
