import { fingerprint } from '../fingerprint.ts';
import { type Entry, gazetteer } from '../gazetteer.ts';
import type { Syllable } from '../syllables.ts';
import type { Found } from './found.ts';
import { agreement, nearly } from './marks.ts';
import { cutsUnit, endsInCue, splits } from './name-borders.ts';
import { allowed } from './unit-words.ts';

/** The longest name from `at` on; with a unit word (`kinds`) only what it allows. `strict`: the writer types diacritics. */
export function longestName(
  said: readonly Syllable[],
  at: number,
  kinds: string,
  strict: boolean,
): Found | null {
  const names = namesFrom(said, at);
  let loose: Found | null = null;
  for (let length = names.length; length > 0; length--) {
    const all = names[length - 1];
    if (!all || !endsWell(said, at, length)) continue;
    const fitting = readingsWritten(all, said, at, at + length, kinds, strict);
    if (!fitting || (fitting.loose && (loose || !nearly(all, said, at, length)))) continue;
    const hit = {
      from: at,
      nameFrom: at,
      to: at + length,
      readings: fitting.readings,
      unit: kinds,
      loose: fitting.loose,
    };
    // `Tân Phú Đồng Nai`: a shorter name that is written exactly beats `Tân Phú Đông`.
    if (!hit.loose) return hit;
    loose = hit;
  }
  return loose;
}

/** What the lists know by the first syllable, the first two, and so on, up to the next comma. */
function namesFrom(said: readonly Syllable[], at: number): Array<readonly Entry[] | undefined> {
  const { named, longest } = gazetteer();
  let key = '';
  let print: number | undefined;
  const names: Array<readonly Entry[] | undefined> = [];
  for (let i = at; i < said.length && i < at + longest; i++) {
    const here = said[i];
    if (!here || (i > at && here.before !== 'blank')) break;
    const next = i === at ? here.key : ` ${here.key}`;
    key += next;
    print = fingerprint(next, print);
    names.push(named(key, print));
  }
  return names;
}

const endsWell = (said: readonly Syllable[], at: number, length: number): boolean =>
  !endsInCue(said, at, length) && !cutsUnit(said, at + length) && !(length > 2 && splits(said, at, length));

/** The readings that fit best what is written and its unit word; null where none does. */
function readingsWritten(
  all: readonly Entry[],
  said: readonly Syllable[],
  from: number,
  to: number,
  kinds: string,
  strict: boolean,
): Pick<Found, 'readings' | 'loose'> | null {
  const rated = all
    .filter((entry) => kinds === '' || allowed(entry, kinds))
    .map((entry) => ({ entry, fit: agreement(entry, said, from, to, strict) }));
  const best = Math.max(0, ...rated.map((each) => each.fit));
  if (best === 0) return null;
  // With diacritics in the name itself, what is written exactly so rules out what only could be meant.
  const written = said.slice(from, to).some((each) => !each.plain) || strict;
  const floor = best === 1 ? 1 : written ? best : 2;
  const readings = rated.filter((each) => each.fit >= floor).map((each) => each.entry);
  return { readings, loose: best === 1 };
}
