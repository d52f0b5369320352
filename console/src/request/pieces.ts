import type { Entry } from '../api/types.ts';

export type Understood = NonNullable<Entry['understood']>[number];

export interface Piece {
  /** Where it begins in the text: its name among its neighbours. */
  readonly at: number;
  readonly text: string;
  readonly as: Understood | undefined;
}

/** A text in pieces: what the machine took for something, and what lies between. Stretches that overlap lose to earlier ones. */
export function pieces(text: string, understood: readonly Understood[]): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const one of [...understood].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (one.start < at || one.end <= one.start || one.end > text.length) continue;
    if (one.start > at) found.push({ at, text: text.slice(at, one.start), as: undefined });
    found.push({ at: one.start, text: text.slice(one.start, one.end), as: one });
    at = one.end;
  }
  if (at < text.length) found.push({ at, text: text.slice(at), as: undefined });
  return found;
}
