import type { Heard } from './ear.ts';
import { MATTERS, type Matter } from './matter.ts';
import { ABOUT_US, MATTER_RULES, NO_REQUEST } from './matter-phrases.ts';
import { SETS } from './phrase-sets.ts';
import { findPhrases, indexPhrases, type PhraseMatch, pattern } from './phrases.ts';
import type { GroundFound } from './signals.ts';
import type { Syllable } from './syllables.ts';

const rules = indexPhrases(
  MATTER_RULES.flatMap((rule) =>
    rule.phrases.map((source) => ({ pattern: pattern(source, SETS), value: rule })),
  ),
);
const family = indexPhrases([{ pattern: pattern('{family}', SETS), value: true }]);
const strangers = indexPhrases([{ pattern: pattern('{stranger}', SETS), value: true }]);

/** `đánh chồng tôi`, `chồng em bị chém`: named, but not the one who does it. */
function suffers(said: readonly Syllable[], person: PhraseMatch, deed: GroundFound): boolean {
  if (
    /^(dau|danh|dap|dam|chem|tat|vao|vo|cua|giet|ban|hiep|don|cho|doa|chui|duoi)$/.test(
      said[person.from - 1]?.key ?? '',
    )
  ) {
    return said[person.from - 1]?.key !== 'vo' || said[person.from - 1]?.plain === false;
  }
  return said.slice(person.to, deed.to).some((each) => each.key === 'bi' && each.before !== 'stop');
}

/** A long letter repeats itself: the first deeds tell. */
const MOST_DEEDS = 20;
/** How far before a deed the one who does it is named. */
const DOER_REACH = 7;

/** Whether deeds of violence are told of the family or of others: who is named last before the deed, or within it. */
function doers(
  said: readonly Syllable[],
  grounds: readonly GroundFound[],
): { family: boolean; stranger: boolean } {
  const violence = grounds.filter((each) => each.ground === 'violence');
  const deeds = violence.length > 0 ? violence : grounds.filter((each) => each.ground === 'danger_to_life');
  const kinHits = findPhrases(family, said);
  const otherHits = findPhrases(strangers, said);
  const nearest = (hits: readonly PhraseMatch[], deed: GroundFound): number =>
    hits.reduce(
      (last, hit) =>
        hit.to <= deed.to && hit.from >= deed.from - DOER_REACH && !suffers(said, hit, deed)
          ? hit.from
          : last,
      -1,
    );
  const found = { family: false, stranger: false };
  for (const deed of deeds.slice(0, MOST_DEEDS)) {
    const [kin, other] = [nearest(kinHits, deed), nearest(otherHits, deed)];
    if (kin < 0 && other < 0) continue;
    // `bị … đánh` and `hàng xóm đánh chồng tôi` name the doer before the deed: what stands nearer to its begin wins.
    const distance = (at: number): number => (at < 0 ? 99 : Math.abs(deed.from - at));
    if (distance(kin) <= distance(other)) found.family = true;
    else found.stranger = true;
  }
  return found;
}

const noRequest = indexPhrases(NO_REQUEST.map((source) => ({ pattern: pattern(source, SETS), value: true })));
const aboutUs = indexPhrases(ABOUT_US.map((source) => ({ pattern: pattern(source, SETS), value: true })));

export type MatterFound = {
  matter: Matter;
  words: PhraseMatch[];
  /** An automatic text or advertising: nothing is asked of us. */
  automatic?: true;
};

/** Ties go to the first: what hurts most, then what is most special. */
const ORDER: readonly Matter[] = [
  'criminal',
  'family',
  'labour',
  'land',
  'social_policy',
  'business',
  'administrative',
  'civil',
  'other',
];

/** What the request is about. An assault does not make a wage or land dispute criminal; one in the family stays `family`. */
export function findMatter(
  said: readonly Syllable[],
  masked: readonly boolean[],
  grounds: readonly GroundFound[],
  inPlace: (span: PhraseMatch) => boolean,
): MatterFound {
  if (findPhrases(noRequest, said).length > 0) return { matter: 'none', words: [], automatic: true };
  const scores = new Map<Matter, number>();
  const words = new Map<Matter, PhraseMatch[]>();
  const counted = new Set<unknown>();
  for (const hit of findPhrases(rules, said)) {
    if (inPlace(hit)) continue;
    // What is masked as harmless for signals (`đánh bạc`, `giữ xe`) still tells the matter, but for the plain deeds.
    if (masked[hit.to - 1] && masked[hit.from] && hit.value.weight <= 3 && hit.value.matter !== 'land')
      continue;
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
  if (has('violence') || has('danger_to_life')) {
    const by = doers(said, grounds);
    const dispute = score('labour') >= 3 || score('land') >= 5;
    if (by.family && !has('sexual')) add('family', by.stranger ? 3 : 7);
    if (by.stranger && !dispute) add('criminal', 5);
    if (!by.family && !by.stranger && has('violence') && score('family') === 0 && !dispute)
      add('criminal', 4);
  }
  // Sharing an estate is civil, whatever it consists of; so is a dispute over money lent on land.
  if (score('civil') >= 6 && score('land') > 0 && score('civil') < score('land') + 1) {
    const estate = [...counted].some(
      (rule) => rule === MATTER_RULES.find((each) => each.phrases[0]?.startsWith('(thừa kế')),
    );
    if (estate) scores.set('civil', score('land') + 1);
  }
  const best = ORDER.reduce((a, b) => (score(b) > score(a) ? b : a));
  if (score(best) < 2) {
    return { matter: 'none', words: findPhrases(aboutUs, said) };
  }
  return { matter: best, words: words.get(best) ?? [] };
}

/** What the ear hears, which has weighed the rules' finding; automatic texts stay no request. */
export function weighMatter(found: MatterFound, heard: Heard): MatterFound {
  if (found.automatic) return found;
  const matter = MATTERS.reduce((best, each) => (heard.score(each) > heard.score(best) ? each : best));
  return matter === found.matter ? found : { matter, words: heard.wordsFor(matter) };
}
