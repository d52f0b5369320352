import type { Entry } from '../gazetteer.ts';
import type { Syllable } from '../syllables.ts';
import { cameAndWent } from './came-and-went.ts';
import { WEIGHTS } from './cues.ts';
import { type Found, unitWord } from './found.ts';
import { hedged } from './hedges.ts';
import { type InText, inText, nameBehind } from './in-text.ts';
import { likelyReadings } from './likely-readings.ts';
import type { Mention } from './mention.ts';
import { toward } from './moves.ts';
import { pieceOnly } from './name-borders.ts';
import { isPerson } from './persons.ts';
import { possibleReadings } from './possible-readings.ts';
import { saidInFront } from './said-in-front.ts';
import { behindCrossing, behindFork, behindHamlet, behindRoundabout } from './settlements.ts';
import { isEndOfRoad, isFirm, isHouseOfItsName, isStreetOrBrand } from './streets-and-brands.ts';
import { whoDoes } from './whose.ts';

/** The mention, `null` where the words around speak against a place, `other` where they say what else the name is. */
export function judged(
  said: readonly Syllable[],
  hit: Found,
  taken: number,
  strict: boolean,
): Mention | 'other' | null {
  const here = inText(said, hit, taken, strict);
  if (here.bare && pieceOnly(said, hit)) return null;
  if (isSomethingElse(here)) return 'other';
  const bearer = bearerOf(here);
  const possible = possibleReadings(here, bearer);
  if (bearer.roundabout && possible.length === 0) return 'other';
  const fork = bearer.crossing && behindFork(said, hit) && possible.some((e) => 'ct'.includes(e.unit));
  const told = saidInFront(possible, here);
  const hospital = here.bare && possible.every(isHospital);
  // `em đang ở bệnh viện Bạch Mai`, with no other place told.
  const stays = hospital && told.standing === 'now' && told.gap === 0;
  const outer = nameBehind(here);
  // Many who lie in a hospital or wait at its gate live elsewhere.
  const stand = cameAndWent(
    hospital ? { ...told, standing: 'aside', weight: WEIGHTS.aside } : told,
    here,
    outer,
  );
  const settled = stays ? possible.map((e) => ({ ...e, weak: false })) : possible;
  const readings = likelyReadings(settled, here, stand, outer);
  if (readings.length === 0) return null;
  return {
    from: hit.from,
    to: hit.to,
    readings,
    unit: hit.unit,
    unitWord: unitWord(said, hit),
    standing: stand.standing,
    weight: stand.weight,
    cued: stand.cued,
    loose: hit.loose || fork,
    alone: here.alone || here.namedHamlet,
    hamlet: bearer.hamlet && !bearer.crossing,
    capital: here.capital,
    toward: stand.standing === 'way' && here.certainWord && toward(said[here.before]),
    hedged: hedged(said, hit.from, taken) || (here.bare && !stand.cued && whoDoes(said, hit)),
  };
}

const isSomethingElse = ({ said, hit, taken, strict, bare, adjacent }: InText): boolean =>
  bare &&
  (isPerson(said, hit, taken) ||
    (adjacent &&
      (isEndOfRoad(said, hit, strict) ||
        isStreetOrBrand(said, hit) ||
        isFirm(said, hit, strict) ||
        isHouseOfItsName(said, hit))));

/** What bears the name of the place: `vòng xoay`, `thôn`, `ngã ba`. */
function bearerOf({ said, hit, strict, bare, adjacent }: InText) {
  const hamlet = bare && adjacent && behindHamlet(said, hit, strict);
  return {
    roundabout: bare && adjacent && behindRoundabout(said, hit),
    hamlet,
    crossing: hamlet && behindCrossing(said, hit),
  };
}

const HOSPITALS = /^(bệnh viện|bv|Chợ Rẫy)/;
const isHospital = (e: Entry): boolean => e.level === 'alias' && e.weak && HOSPITALS.test(e.name);
