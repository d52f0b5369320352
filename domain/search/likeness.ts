import type { LegalAidRequest } from '../request/request.ts';
import { termsOf } from './terms.ts';

/** Why two requests may be one case. */
export const LIKENESSES = ['phone', 'name', 'matter', 'earlier'] as const;
export type Likeness = (typeof LIKENESSES)[number];

type Told = Pick<LegalAidRequest, 'facts' | 'address'>;

/** Words of a name that stand for a person by themselves; of one word alone (Mỷ, Hoa) there are too many. */
const TELLING_WORDS = 2;

/**
 * What speaks for two requests being of one person: a number, or a name of two words or more, with or without
 * diacritics; the matter is named beside a name, and a name of a single word (H'Hen, Mỷ) needs it. Nothing for two
 * strangers.
 */
export function likeness(one: Told, other: Told): Likeness[] {
  const [mine, theirs] = [termsOf(one), termsOf(other)];
  const phone = mine.phones.some((number) => theirs.phones.includes(number));
  const sameMatter = one.facts.matter !== undefined && one.facts.matter === other.facts.matter;
  const written = new Set(theirs.names.map((tokens) => tokens.join(' ')));
  const name = mine.names.some(
    (tokens) => (sameMatter || tokens.length >= TELLING_WORDS) && written.has(tokens.join(' ')),
  );
  const reasons = { phone, name, matter: name && sameMatter, earlier: false };
  return LIKENESSES.filter((reason) => reasons[reason]);
}
