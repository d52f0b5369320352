interface Look {
  readonly at: string;
  readonly by: string;
  readonly name?: string | undefined;
}

interface Stretch extends Omit<Look, 'at'> {
  readonly from: string;
  readonly to: string;
}

/** A page that is left open reads again and again: looks of one person that nobody else comes between, on one day, are one line. */
export function inStretches(latestFirst: readonly Look[], dayOf: (at: string) => string): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { at, ...who } of latestFirst) {
    const last = stretches.at(-1);
    if (last !== undefined && last.by === who.by && dayOf(last.from) === dayOf(at))
      stretches[stretches.length - 1] = { ...last, from: at };
    else stretches.push({ ...who, from: at, to: at });
  }
  return stretches;
}
