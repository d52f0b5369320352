import { isTop } from '../gazetteer.ts';
import type { Syllable } from '../syllables.ts';
import { endingAt } from '../word-list.ts';
import { links } from './links.ts';
import type { Mention } from './mention.ts';
import { provincesTogether, worth } from './parts-together.ts';
import { singleName } from './single-name.ts';

/** Mentions that are parts of one address, and what they leave possible together. */
export type Address = {
  mentions: Mention[];
  /** Today's provinces, the likeliest first. */
  provinces: string[];
  sure: boolean;
  /** Not certain, but other words of the text speak for the first. */
  likely?: boolean;
  weight: number;
};

/** Hamlet, ward, district, province, once with their old and once with their new names. */
const MOST_PARTS = 8;

/** The places of a text as addresses, in its order. */
export function addresses(said: readonly Syllable[], found: readonly Mention[]): Address[] {
  const groups: Mention[][] = [];
  for (const mention of found) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group && last && group.length < MOST_PARTS && linked(said, last, mention)) group.push(mention);
    else groups.push([mention]);
  }
  return groups.flatMap((group) => {
    const hedged = group.some((mention) => mention.hedged);
    return address(group).map((each) => (hedged ? { ...each, sure: false } : each));
  });
}

/** Most syllables between two parts of one address: `Thuận An cũ, nay thuộc Bình Dương`. */
const LINK_REACH = 3;

/** Whether one part of an address follows another: `ở X, quê Y`, `từ X vào Y` and two words with their own `ở` are two. */
function linked(said: readonly Syllable[], left: Mention, right: Mention): boolean {
  if (right.from - left.to > LINK_REACH + 1) return false;
  for (let i = left.to; i <= right.from; i++) if (said[i]?.before === 'stop') return false;
  for (let end = right.from - 1; end >= left.to; ) {
    const link = endingAt(links, said, end);
    if (link && link.from >= left.to) end = link.from - 1;
    else if (/^\d+$/.test(said[end]?.key ?? '')) end -= 1;
    else return false;
  }
  return true;
}

/** What the parts of one address say together; two addresses where they cannot be one. */
function address(parts: readonly Mention[]): Address[] {
  const weight = Math.max(...parts.map((part) => part.weight));
  const [first] = parts;
  // A hamlet may be called after anything: it neither settles nor contradicts the rest.
  const larger = parts.filter((part) => !part.hamlet);
  if (larger.length > 0 && larger.length < parts.length)
    return address(larger).map((each) => ({ ...each, weight }));
  if (parts.length === 1 && first) return [{ mentions: [first], ...singleName(first), weight }];
  const fitting = agreeing(parts) ?? inNamedProvince(parts);
  return fitting ? [{ mentions: [...parts], ...fitting, weight }] : withoutStranger(parts);
}

type Fitting = { provinces: string[]; sure: boolean };

function agreeing(parts: readonly Mention[]): Fitting | null {
  const all = provincesTogether(parts);
  if (!all) return null;
  const provinces = [...all].sort((a, b) => b[1] - a[1]).map(([province]) => province);
  // Two names that agree on one province are no chance.
  const agree = parts.some((part) => part.readings.some(isTop));
  return { provinces, sure: provinces.length === 1 && (agree || parts.some(looksLikePlace)) };
}

const looksLikePlace = (part: Mention): boolean =>
  part.unit !== '' || part.cued || part.alone || part.capital;

/** A district that was merged away before 2025 and its province (Kỳ Sơn, Hòa Bình): the province is certain. */
function inNamedProvince(parts: readonly Mention[]): Fitting | null {
  const last = parts.at(-1);
  const named = new Set(parts.flatMap((part) => part.readings.filter(isTop).map((e) => e.province)));
  const [only] = named;
  if (!last?.readings.some(isTop) || named.size !== 1 || only === undefined) return null;
  const supported = parts.filter((part) => part.readings.some((e) => e.province === only)).length > 1;
  return { provinces: [only], sure: looksLikePlace(last) || supported };
}

/** Something is no part of it: a hamlet, then a ward without its unit word, then the part that says least. */
function withoutStranger(parts: readonly Mention[]): Address[] {
  const least = [...parts].sort((a, b) => value(a) - value(b))[0];
  if (least && value(least) < 6) return address(parts.filter((part) => part !== least));
  const middle = parts.length - 1;
  return [...address(parts.slice(0, middle)), ...address(parts.slice(middle))];
}

function value(part: Mention): number {
  return (part.hamlet ? -4 : 0) + Math.max(...part.readings.map((entry) => worth(entry, part)));
}
