import type { Syllable } from '../syllables.ts';
import { endingAt } from '../word-list.ts';
import { OTHERS_HOME, WEIGHTS } from './cues.ts';
import type { Found } from './found.ts';
import type { InText } from './in-text.ts';
import { others, selves } from './kin.ts';
import { lastsAfter } from './long-ago.ts';
import { hereAfter, leftAfter, marriedInto, movedTo, promised, staysAfter, suffersAfter } from './moves.ts';
import type { Stand } from './standing.ts';

type Rule = (stand: Stand, here: InText, outer: Found | null) => Stand;

/** `vào Đắk Nông làm rẫy`: they went there and stayed. `outer`: the name right behind. */
const stayed: Rule = (stand, { said, hit, taken, before }, outer) => {
  if (stand.standing !== 'way' || promised(said, before)) return stand;
  if (!staysAfter(said, hit.to) && !(outer && !outer.loose && staysAfter(said, outer.to))) return stand;
  // `má bé đi Bình Dương làm`
  const theirs = endingAt(others, said, before - 1) !== null && endingAt(selves, said, before - 1) === null;
  const now = movedTo(said, hit.from, taken) || lastsAfter(said, hit.to);
  return { ...stand, standing: 'now', weight: theirs ? OTHERS_HOME : WEIGHTS.home + (now ? 0.9 : 0.1) };
};

/** `làm thuê ở Phú Thọ 3 năm về thì mất đất`: no longer there. */
const left: Rule = (stand, { said, hit }) =>
  leftAfter(said, hit.to) ? { ...stand, standing: 'past', weight: WEIGHTS.past } : stand;

const isWay = (said: readonly Syllable[], at: number): boolean =>
  /^(len|vao|vo|ra|xuong|sang|qua|di|den|toi)$/.test(said[at]?.key ?? '');

/** `con tôi làm ở Dĩ An bị công an bắt`, `con tui lên Bình Dương làm bị công an bắt`, `xuống Ninh Sơn mua gỗ bị giữ xe`: there it happened. */
const suffered: Rule = (stand, { said, hit, before }) => {
  const theirs = stand.weight === OTHERS_HOME && (stand.standing === 'now' || stand.standing === 'work');
  const went = stand.standing === 'way' || (stand.standing === 'now' && isWay(said, before));
  const there = theirs || (went && !promised(said, before));
  return there && suffersAfter(said, hit.to)
    ? { ...stand, standing: 'now', weight: WEIGHTS.now + 0.5 }
    : stand;
};

/** `nhà ở Vĩnh Châu lên đây`: no longer there. */
const cameHere: Rule = (stand, { said, hit }) =>
  hereAfter(said, hit.to) && stand.standing !== 'case'
    ? { ...stand, standing: 'origin', weight: WEIGHTS.origin }
    : stand;

/** `lên xã Kế Sách hỏi`: to the office at home. */
const toOwnOffice: Rule = (stand, { said, hit, before }) =>
  stand.standing === 'way' &&
  stand.gap === 0 &&
  hit.unit === 'w' &&
  /^(len|ra|xuong)$/.test(said[before]?.key ?? '')
    ? { ...stand, standing: 'home', weight: WEIGHTS.home }
    : stand;

/** `quê Lục Yên lấy chồng về Quế Võ`: married from there to here. */
const married: Rule = (stand, { said, taken, before }) =>
  stand.standing === 'home' && taken > 0 && marriedInto(said, taken, before)
    ? { ...stand, standing: 'now', weight: WEIGHTS.home + 0.9 }
    : stand;

/** `đi làm ở Sài Gòn về Bố Trạch`: back home from there. */
const cameBack: Rule = (stand, { said, taken, before }) =>
  stand.standing === 'way' && said[before]?.key === 've' && taken > 0 && taken === before
    ? { ...stand, standing: 'now', weight: WEIGHTS.now + 0.5 }
    : stand;

/** Each sees what the ones before it made of the standing. */
const RULES: readonly Rule[] = [stayed, left, suffered, cameHere, toOwnOffice, married, cameBack];

/** What somebody did there, as the words behind a name and the place before it tell: stayed, left, came back. */
export function cameAndWent(told: Stand, here: InText, outer: Found | null): Stand {
  let stand = told;
  for (const rule of RULES) stand = rule(stand, here, outer);
  return stand;
}
