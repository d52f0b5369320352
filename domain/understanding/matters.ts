import type { Matter } from './matter.ts';
import { ABOUT_US, MATTER_RULES, NO_REQUEST } from './matter-phrases.ts';
import { findPhrases, indexPhrases, type PhraseMatch, pattern } from './phrases.ts';
import type { Syllable } from './syllables.ts';
import { SETS } from './phrase-sets.ts';
import type { GroundFound } from './signals.ts';

const rules = indexPhrases(
  MATTER_RULES.flatMap((rule) => rule.phrases.map((source) => ({ pattern: pattern(source, SETS), value: rule }))),
);
const noRequest = indexPhrases(NO_REQUEST.map((source) => ({ pattern: pattern(source, SETS), value: true })));
const aboutUs = indexPhrases(ABOUT_US.map((source) => ({ pattern: pattern(source, SETS), value: true })));

export type MatterFound = { matter: Matter; words: PhraseMatch[] };

/** Ties go to the first: what hurts most, then what is most special. */
const ORDER: readonly Matter[] = [
  'criminal', 'family', 'labour', 'land', 'social_policy', 'business', 'administrative', 'civil', 'other',
];

/** What the request is about. An assault does not make a wage or land dispute criminal; one in the family stays `family`. */
export function findMatter(said: readonly Syllable[], masked: readonly boolean[], grounds: readonly GroundFound[],
  inPlace: (span: PhraseMatch) => boolean,
): MatterFound {
  if (findPhrases(noRequest, said).length > 0) return { matter: 'none', words: [] };
  const scores = new Map<Matter, number>();
  const words = new Map<Matter, PhraseMatch[]>();
  const counted = new Set<unknown>();
  for (const hit of findPhrases(rules, said)) {
    if (inPlace(hit)) continue;
    // What is masked as harmless for signals (`đánh bạc`, `giữ xe`) still tells the matter, but for the plain deeds.
    if (masked[hit.to - 1] && masked[hit.from] && hit.value.weight <= 3 && hit.value.matter !== 'land') continue;
    words.set(hit.value.matter, [...(words.get(hit.value.matter) ?? []), hit]);
    if (counted.has(hit.value)) continue;
    counted.add(hit.value);
    scores.set(hit.value.matter, (scores.get(hit.value.matter) ?? 0) + hit.value.weight);
  }
  const has = (ground: GroundFound['ground']): boolean => grounds.some((each) => each.ground === ground);
  const score = (matter: Matter): number => scores.get(matter) ?? 0;
  const add = (matter: Matter, value: number): void => {
    scores.set(matter, score(matter) + value);
  };
  if (has('custody')) add('criminal', 8);
  if (has('trafficking')) add('criminal', score('labour') >= 6 ? 0 : 7);
  if (has('sexual')) add('criminal', 8);
  if (has('abandoned')) add('family', 3);
  if (has('violence') && score('family') === 0 && score('labour') < 3 && score('land') < 5) add('criminal', 4);
  // Sharing an estate is civil, whatever it consists of; so is a dispute over money lent on land.
  if (score('civil') >= 6 && score('land') > 0 && score('civil') < score('land') + 1) {
    const estate = [...counted].some((rule) => rule === MATTER_RULES.find((each) => each.phrases[0]?.startsWith('(thừa kế')));
    if (estate) scores.set('civil', score('land') + 1);
  }
  const best = ORDER.reduce((a, b) => (score(b) > score(a) ? b : a));
  if (score(best) < 2) {
    return { matter: 'none', words: findPhrases(aboutUs, said) };
  }
  return { matter: best, words: words.get(best) ?? [] };
}
