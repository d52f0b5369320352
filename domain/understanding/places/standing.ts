import type { Syllable } from '../syllables.ts';
import { endingAt } from '../word-list.ts';
import { behindAt } from './behind-at.ts';
import { cues, OTHERS_HOME, REACH, type Standing, WEIGHTS } from './cues.ts';
import { spouses } from './kin.ts';
import { someoneElses } from './whose.ts';

/** What the words in front say; `gap`: syllables between them and the name. */
export type Stand = { standing: Standing; weight: number; cued: boolean; gap: number };

/** How far before a name a cue is looked for, in syllables. */
const FARTHEST = 9;

/** What the nearest cue in front of a name says, not before `taken`, where the last place ends. */
export function standing(said: readonly Syllable[], at: number, taken: number): Stand {
  let comma = false;
  for (let end = at - 1; end >= taken && end >= at - FARTHEST; end--) {
    if (said[end + 1]?.before === 'stop') break;
    comma ||= said[end + 1]?.before === 'comma';
    const cue = endingAt(cues, said, end);
    const gap = at - 1 - end;
    if (!cue || gap > REACH[cue.value] || noJourney(said, end, cue.value, comma)) continue;
    return behindCue(said, cue.from, end, cue.value, gap);
  }
  return { standing: 'bare', weight: WEIGHTS.bare, cued: false, gap: 0 };
}

function noJourney(said: readonly Syllable[], end: number, cue: Standing, comma: boolean): boolean {
  // `gần ngã tư Văn Giang` is no journey from there.
  if (cue === 'way' && said[end]?.key === 'tu' && /^(nga|dien)$/.test(said[end - 1]?.key ?? '')) return true;
  // `đi vệ sinh, thị xã Nghĩa Lộ`: a journey ends at the comma.
  return comma && (cue === 'way' || cue === 'there');
}

function behindCue(said: readonly Syllable[], from: number, end: number, cue: Standing, gap: number): Stand {
  const key = said[end]?.key;
  if (key === 'o' || key === 'tai' || key === 'owr') {
    const { standing, weight } = behindAt(said, from, cue);
    // `bà nội các cháu ở tận Mường Nhé`: far from here.
    const far = gap > 0 && said[end + 1]?.key === 'tan' && weight === OTHERS_HOME;
    return far ? cued('aside', WEIGHTS.aside, gap) : cued(standing, weight, gap);
  }
  const others = someoneElses(said, from, cue);
  // `chồng em ở quê Phú Thọ`: whoever says so is elsewhere.
  if (others !== undefined && key === 'que' && endingAt(spouses, said, from - 1))
    return cued('origin', WEIGHTS.origin, gap);
  return cued(cue, others ?? WEIGHTS[cue], gap);
}

const cued = (standing: Standing, weight: number, gap: number): Stand => ({
  standing,
  weight,
  cued: true,
  gap,
});
