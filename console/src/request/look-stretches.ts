interface Look {
  readonly at: string;
  readonly by: string;
  readonly name?: string | undefined;
}

interface Stretch extends Omit<Look, 'at'> {
  readonly from: string;
  readonly to: string;
}

/** Milliseconds after which a look is another one: a page that is left open reads again every minute or so. */
const PAUSE = 15 * 60_000;

/** A page that is left open reads again and again: looks of one person that nobody else comes between are one line. */
export function inStretches(latestFirst: readonly Look[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const { at, ...who } of latestFirst) {
    const last = stretches.at(-1);
    if (last !== undefined && last.by === who.by && Date.parse(last.from) - Date.parse(at) <= PAUSE)
      stretches[stretches.length - 1] = { ...last, from: at };
    else stretches.push({ ...who, from: at, to: at });
  }
  return stretches;
}
