import { hasPlace } from '../conversation/reading.ts';
import type { Facts } from '../request/request.ts';

/**
 * What a contact adds to a request's facts.
 * A voice that nobody has confirmed may fill what is unknown and may only raise the alarm: it never replaces what
 * another one said, never calls danger off, never makes an unsafe number safe.
 */
export function mergeFacts(known: Facts, said: Facts, toBeConfirmed: boolean): Facts {
  const signals = [...new Set([...(known.signals ?? []), ...(said.signals ?? [])])];
  const merged: Facts = toBeConfirmed
    ? { ...withoutPlace(said, hasPlace(known)), ...known }
    : { ...known, ...said };
  const unsafe = known.safeContact === 'unsafe' && toBeConfirmed;
  return {
    ...merged,
    ...(signals.length > 0 ? { signals } : {}),
    ...(known.urgent || said.urgent ? { urgent: true } : {}),
    ...(unsafe || said.safeContact === 'unsafe' ? { safeContact: 'unsafe' as const } : {}),
  };
}

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
