import { type Directory, NATIONAL, openCentre } from '../../domain/routing/directory.ts';
import { dayInVietnam } from '../../domain/time/working-time.ts';
import { FORMER_PROVINCES, PROVINCES } from '../../domain/understanding/provinces.ts';

/** Milliseconds between two runs (lib/webhooks.ts). */
const EVERY = 15 * 60_000;

/** A centre, and plain words that lead to it. */
export interface Place {
  readonly centre: string;
  readonly words: string;
}

/**
 * Where the synthetic citizen lives in the run of `now` (milliseconds since 1970), one place for each way that takes
 * words: the open centres take turns, so that an inbox that nobody reads is found though no citizen writes to it.
 * With 34 centres and three ways each has its turn within three hours.
 */
export function placesOf(directory: Directory, now: number, ways: number): readonly Place[] {
  const day = dayInVietnam(now);
  const open = directory.centres.filter(
    ({ code }) => code !== NATIONAL && openCentre(code, directory, day) === code,
  );
  const first = Math.floor(now / EVERY) * ways;
  return Array.from({ length: ways }, (_, way) => open[(first + way) % open.length]).flatMap((centre) =>
    centre === undefined ? [] : [{ centre: centre.code, words: wordsFor(centre) }],
  );
}

/** Of a centre that serves a part of a province, the part's former name. */
function wordsFor({ provinces, formerProvinces }: Directory['centres'][number]): string {
  const named =
    formerProvinces === undefined
      ? PROVINCES.find(({ code }) => provinces.includes(code))
      : FORMER_PROVINCES.find(({ code }) => formerProvinces.includes(code));
  return `Tin kiểm tra tự động của tổng đài. Tôi ở ${named?.fullName ?? ''}, có tranh chấp đất đai.`;
}
