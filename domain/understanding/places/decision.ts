import type { Address } from './address.ts';
import { WEIGHTS } from './cues.ts';

/** Weights this close decide nothing: two homes, two places of the case. */
const CLOSE = 0.4;

/** The province a text belongs to: `sure`, likely, or null; candidates to offer, best first, where it is not sure. */
export type Decision = { province: { code: string; sure: boolean } | null; candidates: string[] };

/** Which of all addresses of a text the request belongs to. */
export function decision(all: readonly Address[]): Decision {
  const rank = (each: Address): number => each.weight + (each.sure ? 0.3 : 0);
  const ranked = [...all].sort((a, b) => rank(b) - rank(a));
  const best = ranked[0];
  const code = best?.provinces[0];
  if (!best || code === undefined) return { province: null, candidates: [] };
  if (!best.sure) return settledElsewhere(best, ranked) ?? toAsk(best, code);
  const rivals = rivalsOf(best, code, ranked);
  if (rivals.length === 0 && !onlyVisited(best, all))
    return { province: { code, sure: true }, candidates: [] };
  return { province: { code, sure: false }, candidates: [...new Set([code, ...rivals])] };
}

/** Another place in the text may settle which of several is meant. */
function settledElsewhere(best: Address, ranked: readonly Address[]): Decision | null {
  const settled = best.provinces.filter((province) =>
    ranked.some(
      (other) => other !== best && other.sure && other.weight > 1 && other.provinces[0] === province,
    ),
  );
  const [only] = settled;
  return settled.length === 1 && only !== undefined
    ? { province: { code: only, sure: true }, candidates: [] }
    : null;
}

const toAsk = (best: Address, code: string): Decision => ({
  province: best.likely || best.provinces.length <= 2 ? { code, sure: false } : null,
  candidates: best.provinces,
});

/** Other provinces as certain and nearly as weighty. */
const rivalsOf = (best: Address, code: string, ranked: readonly Address[]): string[] =>
  ranked
    .filter((other) => other.sure && !other.provinces.includes(code) && best.weight - other.weight < CLOSE)
    .flatMap((other) => other.provinces.slice(0, 1));

/** Only where somebody went or once was: ask, unless it is the one place told and they are back there. */
function onlyVisited(best: Address, all: readonly Address[]): boolean {
  const back = all.length === 1 && best.mentions.some((mention) => mention.toward);
  return (best.weight === WEIGHTS.way && !back) || best.weight === WEIGHTS.past;
}
