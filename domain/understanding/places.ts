import { addresses } from './places/address.ts';
import { type Decision, decision } from './places/decision.ts';
import { weighedByRegion } from './places/dialects-and-peoples.ts';
import { mentions } from './places/mentions.ts';
import { namedPlace } from './places/named-place.ts';
import { lastOfLife } from './places/veterans.ts';
import type { Syllable } from './syllables.ts';
import type { Evidence, NamedPlace } from './understanding.ts';

export type PlacesFound = Decision & {
  places: NamedPlace[];
  words: Array<Omit<Evidence, 'text'>>;
};

/** Where it is: of all places in the text the one that the request belongs to, or those to ask between. */
export function findPlaces(said: readonly Syllable[], strict: boolean): PlacesFound {
  const told = addresses(said, mentions(said, strict));
  const all = lastOfLife(said, weighedByRegion(said, told));
  return {
    ...decision(all),
    places: all.flatMap(namedPlace),
    words: all.flatMap((each) =>
      each.mentions.map((mention) => ({
        start: said[mention.from]?.start ?? 0,
        end: said[mention.to - 1]?.end ?? 0,
        ledTo: { kind: 'province' as const, value: each.provinces[0] ?? '' },
      })),
    ),
  };
}
