import type { Entry } from '../gazetteer.ts';
import { isSyllable } from '../letters.ts';
import type { Syllable } from '../syllables.ts';
import { endingAt } from '../word-list.ts';
import { AT, cues } from './cues.ts';
import { EVERYDAY, WORDLIKE } from './everyday-words.ts';
import { type Found, unitWord } from './found.ts';
import { type InText, isTail, usesCapitals } from './in-text.ts';
import { numberedWard } from './numbered-units.ts';
import type { Stand } from './standing.ts';
import { streetBefore } from './streets-and-brands.ts';
import { unitAt, WARD_UNITS } from './unit-words.ts';

/** The readings that are left, after what the words around a name say (`stand`); `outer`: the name right behind it. */
type Rule = (readings: Entry[], here: InText, stand: Stand, outer: Found | null) => Entry[];

/** No name of the language, and too long for initials: `Ango`, `Plei`. */
const isForeign = (key: string): boolean => key.length >= 3 && !isSyllable(key);

const atBefore = ({ said, before }: InText): boolean => AT.has(said[before]?.key ?? '');

/** Folded, a commune's name is everyday words more often: the cue stands right in front (`tòa gọi 2 lần mẹ sợ`). */
const wardsNearTheirCue: Rule = (readings, here, stand) => {
  const { said, before, bare, written, capital, alone, chained } = here;
  if (!bare || written || capital || !stand.cued || alone || chained) return readings;
  const office = stand.standing === 'case' && !atBefore(here) && said[before - 1]?.key !== 'o';
  const farOrAway = stand.gap > 0 || stand.standing === 'way' || stand.standing === 'there' || office;
  return farOrAway ? readings.filter((entry) => entry.level !== 'ward') : readings;
};

/** `đi ăn cưới`, `hai cái răng`, `xa dan thang em len tru so`, `hợp đồng`. */
const noEverydayWords: Rule = (readings, here, stand) => {
  const { said, before, bare, key, strict, written, capital, alone, chained } = here;
  if (EVERYDAY.has(key) && !capital) {
    // Without a unit word a place only right behind `ở`, as an address or with capitals.
    const behindAt = stand.cued && stand.gap === 0 && said[before]?.key === 'o';
    if (bare && !alone && !chained && !behindAt) return [];
    // The office, then other words.
    if (!bare && !written && !atBefore(here)) return [];
  }
  const sure = capital && strict && alone;
  return bare && /^(hop dong|dinh cu|trung tam)$/.test(key) && !sure ? [] : readings;
};

/** `an toan`, `hai thang`, `thu ba`: an answer without diacritics is two words more often than a commune. */
const noAnswers: Rule = (readings, here) =>
  here.bare && isWhole(here) && !here.written && !here.capital && here.length === 2
    ? readings.filter(() => readings.some((e) => e.level !== 'ward'))
    : readings;

/** Nothing else is said, but for a particle behind it: `HN nhé`. */
const isWhole = ({ said, hit, alone }: InText): boolean =>
  alone && hit.from === 0 && said.length <= hit.to + 1;

/** `chợ Lớn Quy Nhơn` is the big market there. */
const aliasesAsWritten: Rule = (readings, { said, hit, bare }) =>
  bare && !said[hit.nameFrom]?.capital && said[hit.nameFrom + 1]?.capital
    ? readings.filter((e) => e.level !== 'alias' || !/^\p{Lu}\p{Ll}/u.test(e.name))
    : readings;

/**
 * `hẻm 212 Bình Tân`: behind an alley the town of that name is meant, not the rural district. `phường 13 Tân Bình`: only
 * towns have numbered ones.
 */
const townsBehindNumbers: Rule = (readings, { said, hit, bare }) =>
  bare &&
  readings.some((e) => e.level === 'district' && e.unit === 'q') &&
  (streetBefore(said, hit.from) || numberedWard(said, hit.from))
    ? readings.filter((e) => e.level === 'district' && e.unit !== 'h')
    : readings;

/** Short names and initials are other words more often than places, where nothing says that a place follows. */
const onlyWhatIsNamedOutright: Rule = (all, here, stand) => {
  const { said, hit, bare, key, length, capital, shouting, alone, chained, certainWord } = here;
  if (!bare || stand.cued || alone || chained) return all;
  let readings = all;
  const spelt = capital && !shouting && said[hit.nameFrom]?.plain === false;
  if (length === 1 && !isForeign(key) && !spelt)
    readings = readings.filter((e) => e.level === 'alias' && !e.weak && key.length >= 3);
  if (WORDLIKE.has(key) && !certainWord) return [];
  readings = readings.filter((entry) => entry.level !== 'ward' || (certainWord && capital));
  if (!certainWord && !here.namedHamlet) readings = readings.filter((entry) => entry.level !== 'district');
  return readings;
};

const CLOSE_CUES: ReadonlySet<Stand['standing']> = new Set(['case', 'now', 'work', 'home', 'origin', 'firm']);

/** Of names of one syllable: provinces, and what a cue right in front or an address makes a place. */
const singleSyllables: Rule = (readings, here, stand) => {
  const { said, hit, bare, key, length, capital, written, alone, chained } = here;
  if (!bare || length !== 1 || isForeign(key)) return readings;
  const close = chained || (CLOSE_CUES.has(stand.standing) && cueAdjacent(said, hit.from));
  const whole = isWhole(here);
  return readings.filter((entry) => {
    if (entry.level === 'province' || entry.level === 'former') return true;
    if (/^(la|na)$/.test(key) && !capital) return false;
    if (entry.level === 'alias')
      return close || (key.length > 2 && !entry.weak) || (capital && (whole || shoutedAlone(said, hit.from)));
    return entry.level === 'district' && close && (key === 'vinh' || written || (chained && alone));
  });
};

/** `xã gọi nhầm` is not Thị trấn Gôi, `phường họ lên` not Thị trấn Hồ. */
const singleSyllablesBehindUnits: Rule = (readings, here, _stand, outer) => {
  const { said, hit, next, bare, length, written, capital } = here;
  if (bare || length !== 1 || written || capital) return readings;
  const kind = WARD_UNITS[unitWord(said, hit)];
  const ends = next?.before !== 'blank' || isTail(next) || unitAt(said, hit.to).length > 0;
  const goesOn = !ends && outer?.loose === false;
  return readings.filter(
    (e) => e.level !== 'ward' || ((kind === undefined || e.unit === kind) && (ends || goesOn)),
  );
};

/** `Xã Thanh Phát, Huyện Sơn Dương`: the name goes on, and no list has all of it. */
const noBeginnings: Rule = (readings, { said, hit, next, capital }, _stand, outer) => {
  const goesOn = next?.before === 'blank' && next.capital && !next.shouting;
  const ends = said[hit.to + 1]?.before !== 'blank';
  return hit.unit === 'w' && capital && goesOn && ends && !outer
    ? readings.filter((entry) => entry.level !== 'ward')
    : readings;
};

/** Where the diacritics disagree something else must speak for the place. */
const looseOnes: Rule = (readings, here, stand) => {
  const { said, hit, bare, key, length, capital, alone, chained } = here;
  if (!hit.loose) return readings;
  const rightBehindAt = stand.cued && stand.gap === 0 && atBefore(here);
  const likeName = !bare || capital || !usesCapitals(said) || rightBehindAt;
  return readings.filter(
    (e) =>
      !e.weak &&
      (length > 1 || isForeign(key)) &&
      likeName &&
      (e.level !== 'ward' ? stand.cued || alone || chained : hit.unit !== ''),
  );
};

const RULES: readonly Rule[] = [
  wardsNearTheirCue,
  noEverydayWords,
  noAnswers,
  aliasesAsWritten,
  townsBehindNumbers,
  onlyWhatIsNamedOutright,
  singleSyllables,
  singleSyllablesBehindUnits,
  noBeginnings,
  looseOnes,
];

/** What of its readings a name means, after what the words around it say; none where it is another word. */
export function likelyReadings(possible: Entry[], here: InText, stand: Stand, outer: Found | null): Entry[] {
  let readings = possible;
  for (const rule of RULES) {
    if (readings.length === 0) return readings;
    readings = rule(readings, here, stand, outer);
  }
  return readings;
}

/** A cue stands right in front, or with the unit word in between. */
function cueAdjacent(said: readonly Syllable[], at: number): boolean {
  const end = /^(tinh|tp|xa|huyen)$/.test(said[at - 1]?.key ?? '') ? at - 2 : at - 1;
  return endingAt(cues, said, end) !== null;
}

/** Initials in capitals, in a text that is not all capitals. */
function shoutedAlone(said: readonly Syllable[], at: number): boolean {
  return said[at]?.shouting === true && said.some((each) => !each.capital && each.key.length > 1);
}
