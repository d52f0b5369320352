import { ALARMS, type Ear, type Heard, hear, ownEar } from './ear.ts';
import { findMatter, weighMatter } from './matters.ts';
import type { PhraseMatch } from './phrases.ts';
import { findPlaces } from './places.ts';
import { SIGNALS, type Signal } from './signal.ts';
import { findGrounds, type Grounds } from './signals.ts';
import { spoken } from './spoken.ts';
import { type Syllable, syllables } from './syllables.ts';
import type { Evidence, Understanding } from './understanding.ts';
import {
  CHILD_IN_NEED_IS_URGENT,
  EAR_ALARM,
  EAR_ALARM_ANSWER,
  EAR_ALARM_FADED,
  EAR_DOUBTS,
  EAR_NAMES,
  URGENCY,
} from './urgency.ts';

/** Longer texts are read up to here (UTF-16 units); a citizen's message is a few hundred. */
const LONGEST_TEXT = 20_000;

/** Up to so many syllables a message is a cry, in which single words count. */
const SHORT_CRY = 8;

/** Up to so many syllables a message is an answer (`Mai Châu`, `chiều nay nhé`), in which the ear alone hears little. */
const SHORT_ANSWER = 5;

/**
 * What a citizen's words say of the place, the matter and the urgency. Pure and total: any string gives an answer, in
 * time linear in its length. It suggests; a person decides, and sees in `words` what led to what. Another ear than the
 * one in data/ear.json is given only to measure it.
 */
export function understand(text: string, ear: Ear = ownEar()): Understanding {
  const read = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  const written = syllables(read);
  const said = spoken(written);
  const where = findPlaces(written, said[0]?.strict ?? false);
  // `Gia Lai` is no interest (lãi): names are read as names only.
  const named = new Uint8Array(read.length);
  for (const { start, end } of where.words) named.fill(1, start, end);
  const inPlace = ({ from }: PhraseMatch): boolean => named[said[from]?.start ?? 0] === 1;
  const grounds = findGrounds(said, inPlace);
  const ruledMatter = findMatter(said, grounds.masked, grounds.found, inPlace);
  const heard = hear(
    said,
    inPlace,
    { matter: ruledMatter.matter, words: ruledMatter.words, grounds: grounds.found, faded: grounds.faded },
    ear,
  );
  const { matter, words } = weighMatter(ruledMatter, heard);
  const inNeed = grounds.found.some((each) => each.ground === 'abandoned') && grounds.child !== null;
  const byRule = signals(grounds, matter === 'criminal');
  const isUrgent = (each: Shown): boolean => URGENCY[each.signal].urgent;
  const ruled = byRule.some(isUrgent) || (CHILD_IN_NEED_IS_URGENT && inNeed);
  // The ear has weighed what the rules found; a danger to life said outright and a short cry stand by themselves.
  const alarmFrom =
    !ruled && said.length <= SHORT_ANSWER
      ? EAR_ALARM_ANSWER
      : grounds.faded && !ruled
        ? EAR_ALARM_FADED
        : EAR_ALARM;
  const isCry = said.length <= SHORT_CRY;
  const stands = grounds.found.some((each) => each.outright) || (ruled && isCry);
  const urgent = stands || heard.score('urgent') > alarmFrom;
  const others = byRule.filter((each) => !isUrgent(each));
  const sure = isCry ? grounds.found : grounds.found.filter((each) => each.outright);
  const shown = urgent ? [...alarms(byRule, sure, heard, inNeed), ...others] : others;
  const evidence: Array<Omit<Evidence, 'text'>> = [
    ...where.words,
    ...words.map((each) => ({ ...offsets(said, each), ledTo: { kind: 'matter' as const, value: matter } })),
    ...shown.flatMap(({ signal, by }) =>
      by.map((each) => ({ ...offsets(said, each), ledTo: { kind: 'signal' as const, value: signal } })),
    ),
  ];
  return {
    province: where.province,
    candidates: where.candidates,
    matter,
    signals: shown.map(({ signal }) => signal),
    urgent,
    words: evidence.map((each) => inWholeWords(text, each)),
    places: where.places,
  };
}

function offsets(said: readonly Syllable[], span: PhraseMatch): { start: number; end: number } {
  return { start: said[span.from]?.start ?? 0, end: said[span.to - 1]?.end ?? 0 };
}

const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** What led to a fact, up to the ends of the words as they are written: `Campuchia` is read in syllables, not shown so. */
function inWholeWords(text: string, { start, end, ledTo }: Omit<Evidence, 'text'>): Evidence {
  const joins = (at: number): boolean => LETTER.test(text[at - 1] ?? '') && LETTER.test(text[at] ?? '');
  let from = start;
  while (joins(from)) from -= 1;
  let to = end;
  while (joins(to)) to += 1;
  return { start: from, end: to, text: text.slice(from, to), ledTo };
}

type Shown = { signal: Signal; by: PhraseMatch[] };

/**
 * What makes an urgent message urgent: what the rules found and the ear does not gainsay, and what only the ear hears;
 * where neither names anything, what it sounds most like; a child in need needs no other name.
 */
function alarms(byRule: readonly Shown[], sure: Grounds['found'], heard: Heard, inNeed: boolean): Shown[] {
  const named = ALARMS.flatMap((signal): Shown[] => {
    const rule = byRule.find((each) => each.signal === signal);
    const score = heard.score(signal);
    if (rule && (score > EAR_DOUBTS || sure.some((each) => each.ground === signal))) return [rule];
    return score > EAR_NAMES ? [{ signal, by: heard.wordsFor(signal) }] : [];
  });
  if (named.length > 0 || inNeed) return named;
  const most = ALARMS.reduce((best, each) => (heard.score(each) > heard.score(best) ? each : best));
  return [byRule.find(({ signal }) => signal === most) ?? { signal: most, by: heard.wordsFor('urgent') }];
}

/** The signals in their fixed order, each with the phrases that show it. */
function signals(grounds: Grounds, criminal: boolean): Shown[] {
  const { found, child, juvenile } = grounds;
  return SIGNALS.flatMap((signal): Shown[] => {
    if (signal === 'child') {
      const told = found.some((each) => each.ground !== 'hearing_soon' && each.ground !== 'time_limit');
      return child && (told || criminal) ? [{ signal, by: [child] }] : [];
    }
    if (signal === 'juvenile') return juvenile ? [{ signal, by: [juvenile] }] : [];
    const by = found.filter((each) => each.ground === signal);
    return by.length > 0 ? [{ signal, by }] : [];
  });
}
