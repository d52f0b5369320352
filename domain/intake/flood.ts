import type { Tally } from '../person/person.ts';
import { SETTINGS } from './settings.ts';

/**
 * Counts one more contact of an address against each limit.
 * @param now milliseconds since 1970
 */
export const counted = (tallies: readonly Tally[] | undefined, now: number): readonly Tally[] =>
  SETTINGS.floods.map(({ within }, limit) => {
    const tally = tallies?.[limit];
    return tally && now - Date.parse(tally.since) < within
      ? { ...tally, count: tally.count + 1 }
      : { count: 1, since: new Date(now).toISOString() };
  });

/** Whether one of the limits is passed: the contact is kept and shown, but costs nothing more. */
export const isFlood = (tallies: readonly Tally[]): boolean =>
  SETTINGS.floods.some(({ most }, limit) => (tallies[limit]?.count ?? 0) > most);
