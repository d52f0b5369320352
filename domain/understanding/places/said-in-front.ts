import { type Entry, isProvince } from '../gazetteer.ts';
import { AT, type Standing, WEIGHTS } from './cues.ts';
import { fishedThere } from './fishing-grounds.ts';
import type { InText } from './in-text.ts';
import { longAgo } from './long-ago.ts';
import { officerBefore } from './officers.ts';
import { behindRoundabout } from './settlements.ts';
import { type Stand, standing } from './standing.ts';

/** What the words in front of a name say of it, and a year or a war around it. */
export function saidInFront(readings: readonly Entry[], here: InText): Stand {
  const stand = told(readings, here);
  return wasLongAgo(stand, here) || fishedThere(here)
    ? { ...stand, standing: 'past', weight: WEIGHTS.past }
    : stand;
}

function told(readings: readonly Entry[], here: InText): Stand {
  const stand = byTheName(here) ?? standing(here.said, here.hit.from, here.taken);
  return isMarket(stand, readings, here) ? { ...stand, standing: 'there', weight: WEIGHTS.there } : stand;
}

/** `hội phụ nữ xã Nghi Thịnh`, `vòng xoay Ngã Bảy` */
function byTheName({ said, hit, bare, adjacent }: InText): Stand | null {
  if (adjacent && officerBefore(said, hit)) return rightBefore('case');
  return bare && adjacent && behindRoundabout(said, hit) ? rightBefore('there') : null;
}

const rightBefore = (standing: Standing): Stand => ({
  standing,
  weight: WEIGHTS[standing],
  cued: true,
  gap: 0,
});

/** `sát chợ Nam Định`: markets are called after provinces anywhere. */
const isMarket = (stand: Stand, readings: readonly Entry[], { said, before, bare }: InText): boolean =>
  bare &&
  stand.standing === 'case' &&
  stand.gap === 0 &&
  said[before]?.key === 'cho' &&
  !AT.has(said[before - 1]?.key ?? '') &&
  readings.some(isProvince);

function wasLongAgo(stand: Stand, { said, hit, taken, before }: InText): boolean {
  const cue = before - stand.gap;
  return (
    stand.cued &&
    /^(o|tai|vao|vo|len|ra|xuong|trong|ngoai)$/.test(said[cue]?.key ?? '') &&
    longAgo(said, cue, hit.to, taken)
  );
}
