import { hasPlace } from '../conversation/reading.ts';
import type { Facts } from '../request/request.ts';

/**
 * What a contact adds to a request's facts.
 * A voice that nobody has confirmed may fill what is unknown and may only raise the alarm: it never replaces what
 * another one said, never calls danger off, never makes an unsafe number safe.
 * @param byHand names of the facts that a handler has set: those stay; the alarm and an unsafe contact come through
 */
export function mergeFacts(
  known: Facts,
  told: Facts,
  toBeConfirmed: boolean,
  byHand: readonly string[] = [],
): Facts {
  const said: Facts = byHand.length === 0 ? told : without(told, byHand);
  const signals = [...new Set([...(known.signals ?? []), ...(told.signals ?? [])])];
  const merged: Facts = toBeConfirmed
    ? { ...withoutPlace(said, hasPlace(known)), ...known }
    : { ...known, ...said };
  const unsafe = known.safeContact === 'unsafe' && toBeConfirmed;
  const alarmed = known.urgent || told.urgent;
  return {
    ...merged,
    ...(signals.length > 0 ? { signals } : {}),
    ...(alarmed ? { urgent: true } : {}),
    ...(unsafe || told.safeContact === 'unsafe' ? { safeContact: 'unsafe' as const } : {}),
  };
}

const without = (told: Facts, names: readonly string[]): Facts =>
  Object.fromEntries(Object.entries(told).filter(([fact]) => !names.includes(fact)));

/** Another place beside a settled one is for the handler to read in the timeline, not for the routing. */
function withoutPlace(said: Facts, settled: boolean): Facts {
  if (!settled) return said;
  const {
    casePlace: _,
    residence: __,
    chosenProvince: ___,
    location: ____,
    candidates: _____,
    ...rest
  } = said;
  return rest;
}
