import { e164 } from '../contact/phone.ts';
import { isCode } from '../request/code.ts';
import type { LegalAidRequest } from '../request/request.ts';
import { fold } from '../text/fold.ts';

/** Parts of one name that are kept for the search: names of people are shorter. */
const MOST_TOKENS = 8;

/** The words of a name without diacritics, each once: `Nguyễn Thị Mẫu` → `nguyen`, `thi`, `mau`. */
export function nameTokens(name: string): string[] {
  const words = fold(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].slice(0, MOST_TOKENS);
}

/** What a request is found by. */
export interface Terms {
  /** E.164. */
  readonly phones: readonly string[];
  /** Each person's name as its words. */
  readonly names: readonly (readonly string[])[];
}

/** The numbers and names of everybody in a request: who made contact and who is in need. */
export function termsOf({ facts, address }: Pick<LegalAidRequest, 'facts' | 'address'>): Terms {
  const own = address.startsWith('tel:') ? address.slice('tel:'.length) : undefined;
  const phones = [own, facts.phone, facts.inNeed?.phone].flatMap((raw) =>
    raw === undefined ? [] : (e164(raw) ?? []),
  );
  const names = [facts.name, facts.personInNeed, facts.inNeed?.name].flatMap((name) => {
    const tokens = name === undefined ? [] : nameTokens(name);
    return tokens.length > 0 ? [tokens] : [];
  });
  return { phones: [...new Set(phones)], names };
}

/** What somebody looks for. */
export type Sought =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'phone'; readonly phone: string }
  | { readonly kind: 'name'; readonly tokens: readonly string[] };

/**
 * What a query means, the likeliest first: eight digits that check are a code and may be nothing else; digits are a
 * number in any spelling; the rest is a name.
 */
export function sought(query: string): Sought[] {
  const digits = query.replace(/[\s.\-–()]/g, '');
  if (isCode(digits)) return [{ kind: 'code', code: digits }];
  const phone = e164(digits);
  if (phone !== null) return [{ kind: 'phone', phone }];
  const tokens = nameTokens(query);
  return tokens.length > 0 ? [{ kind: 'name', tokens }] : [];
}

/** Family names and middle words that half the country has: another word of the name narrows more. */
const COMMON = new Set(
  'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly thi van'.split(' '),
);

/** The word by which a name is looked up: the last that is not everybody's (the given name comes last). */
export const narrowest = (tokens: readonly string[]): string =>
  tokens.findLast((token) => !COMMON.has(token)) ?? tokens.at(-1) ?? '';

/** Whether one of the request's people has all of these words in the name. */
export const hasName = (terms: Terms, tokens: readonly string[]): boolean =>
  terms.names.some((name) => tokens.every((token) => name.includes(token)));
