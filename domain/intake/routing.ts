import { type Line, lineAt } from '../contact/lines.ts';
import { type Clock, dueOf, firstContactOf, withFirstContact } from '../request/clocks.ts';
import { hasEnded, after as stateAfter } from '../request/lifecycle.ts';
import {
  type BusNotice,
  type Facts,
  type LegalAidRequest,
  type OutgoingText,
  placedNotice,
  type Urgency,
} from '../request/request.ts';
import { calendarIn, type Directory, NATIONAL } from '../routing/directory.ts';
import { type Route, type RoutingFacts, route } from '../routing/route.ts';
import { dayInVietnam, type WorkingCalendar } from '../time/working-time.ts';
import { SETTINGS } from './settings.ts';

/** `clock` is a term of the law, `national` the second stage of a passed one; `joined` ends an empty call's request. */
export const TIMERS = [
  'place-silence',
  'first-contact',
  'delivery',
  'postponed',
  'reminder',
  'clock',
  'national',
  'joined',
] as const;

/** One thing that waits: fired once when `dueAt` (ISO 8601) has passed. */
export interface Timer {
  readonly requestId: string;
  readonly kind: (typeof TIMERS)[number];
  readonly dueAt: string;
  /** The event that set it. */
  readonly sequence: number;
  /** What a `postponed` timer will ask to be sent. */
  readonly message?: OutgoingText;
  /** Which clock a `clock` or `national` timer belongs to. */
  readonly clock?: string;
  /** Of a `delivery`: the routing was told again and still has no receipt. */
  readonly again?: boolean;
  /** The request that a `joined` timer's one belongs to, which entries went there, and whether nothing is left to do. */
  readonly other?: string;
  readonly entries?: readonly string[];
  readonly ends?: boolean;
}

export interface Routed {
  readonly request: LegalAidRequest;
  readonly publish: readonly BusNotice[];
  readonly timers: readonly Timer[];
}

/** What `route()` needs to know of a request. */
export function routingFacts(facts: Facts, transfers: number, now: number): RoutingFacts {
  return {
    ...(facts.chosenProvince === undefined ? {} : { chosenProvince: facts.chosenProvince }),
    ...(facts.casePlace === undefined ? {} : { casePlace: facts.casePlace }),
    ...(facts.residence === undefined ? {} : { residence: facts.residence }),
    ...(facts.location === undefined ? {} : { location: facts.location }),
    ...(facts.phone === undefined ? {} : { phone: facts.phone }),
    transfers,
    on: dayInVietnam(now),
  };
}

/** Where the facts lead; where they lead nowhere, a province's own line decides: whoever dials it lives there as a rule. */
export function placed(
  facts: Facts,
  transfers: number,
  now: number,
  directory: Directory,
  lineProvince: string | undefined,
): Route {
  const found = route(routingFacts(facts, transfers, now), directory);
  if (found.confidence === 'sure' || lineProvince === undefined) return found;
  const own = route({ chosenProvince: lineProvince, transfers, on: dayInVietnam(now) }, directory);
  return own.centre === NATIONAL
    ? found
    : {
        centre: own.centre,
        basis: { kind: 'landline', words: 'Gọi đến đường dây riêng của tỉnh, chưa rõ nơi khác' },
        confidence: 'likely',
      };
}

/**
 * Where the request goes after a contact: to its centre as soon as its place is settled; without one to the national
 * desk, at once when it is urgent or the call is over, else when the silence timer fires.
 * A request that a handler has taken up stays where it is: the handler sees the new facts and decides.
 */
export function routed(
  request: LegalAidRequest,
  before: LegalAidRequest,
  { callOver, toBeConfirmed, lines }: { callOver: boolean; toBeConfirmed: boolean; lines: readonly Line[] },
  { now, directory }: { now: number; directory: Directory },
): Routed {
  const own = lineAt(request.facts.calledNumber, lines)?.province;
  const found = placed(request.facts, request.transfers, now, directory, own);
  const settled = found.confidence === 'sure';
  const alarmed = request.urgency === 'urgent' && before.urgency !== 'urgent';
  if (request.state === 'new') {
    if (!settled && !callOver && request.urgency !== 'urgent') return waiting(request, now);
    return send(request, found, now, directory);
  }
  const movable = request.state === 'routed' && request.transfers === 0;
  const moves =
    movable && settled && found.centre !== request.centre && (!toBeConfirmed || request.centre === NATIONAL);
  if (moves) return send(request, found, now, directory);
  if (request.centre === null) return { request, publish: [], timers: [] };
  const stays = movable && !toBeConfirmed ? confirmed(request, found) : request;
  if (alarmed) return alarm(stays, request.centre, now, directory);
  return calledAgain(stays, before, request.centre, now, directory);
}

/** The citizen has chosen the centre that has it already: it is there by that choice from now on. */
const confirmed = (request: LegalAidRequest, { centre, basis }: Route): LegalAidRequest =>
  basis.kind === 'chosen' && centre === request.centre ? { ...request, basis } : request;

/** A call that nobody heard after the first contact: the call back has a term too, else it would lie below all that has one. */
function calledAgain(
  request: LegalAidRequest,
  before: LegalAidRequest,
  centre: string,
  now: number,
  directory: Directory,
): Routed {
  const owed = request.callBack?.owed && !before.callBack?.owed && firstContactOf(request.clocks) === null;
  if (!owed || hasEnded(request.state)) return { request, publish: [], timers: [] };
  const clocked = withContactClock(request, request.urgency, now, calendarIn(directory, centre));
  const after = { ...request, ...clocked };
  return {
    request: after,
    publish: placedNotice('request.changed', after),
    timers: firstContactTimer(after),
  };
}

function waiting(request: LegalAidRequest, now: number): Routed {
  const dueAt = new Date(now + SETTINGS.placeSilence).toISOString();
  return {
    request,
    publish: [],
    timers: [{ requestId: request.id, kind: 'place-silence', dueAt, sequence: request.sequence }],
  };
}

/** Puts a request in front of a centre, with the clock of the first contact running; `sequence` is already the event's. */
export function send(request: LegalAidRequest, to: Route, now: number, directory: Directory): Routed {
  const state = stateAfter('route', request.state) ?? request.state;
  const clocked = withContactClock(request, request.urgency, now, calendarIn(directory, to.centre));
  const after: LegalAidRequest = {
    ...request,
    ...clocked,
    state,
    centre: to.centre,
    basis: to.basis,
    version: request.version + 1,
  };
  return {
    request: after,
    publish: [...leftNotice(request.centre, after), ...placedNotice('request.routed', after)],
    timers: [deliveryTimer(request, now + SETTINGS.deliveryWithin), ...firstContactTimer(after)],
  };
}

/** The centre that had it learns that something has changed: its worklist is read anew. */
const leftNotice = (centre: string | null, after: LegalAidRequest): BusNotice[] =>
  centre === after.centre ? [] : placedNotice('request.changed', { ...after, centre });

/** The same centre is told again that a request now burns: somebody must get in touch at once, whoever has it. */
function alarm(request: LegalAidRequest, centre: string, now: number, directory: Directory): Routed {
  const open = !hasEnded(request.state);
  const after: LegalAidRequest = {
    ...request,
    ...(open ? withContactClock(request, 'urgent', now, calendarIn(directory, centre)) : {}),
  };
  return {
    request: after,
    publish: placedNotice('request.routed', after),
    timers: [
      deliveryTimer(request, now + SETTINGS.deliveryWithin),
      ...(open ? firstContactTimer(after) : []),
    ],
  };
}

/** The first contact's clock, the sooner one where two could run. */
export function withContactClock(
  { clocks }: LegalAidRequest,
  urgency: Urgency,
  now: number,
  calendar: WorkingCalendar,
): { clocks: readonly Clock[]; dueAt: string | null } {
  const running = withFirstContact(clocks, urgency, new Date(now).toISOString(), calendar);
  return { clocks: running, dueAt: dueOf(running) };
}

/** When a centre's receipt of the latest routing is looked for. */
export const deliveryTimer = ({ id, sequence }: LegalAidRequest, at: number): Timer => ({
  requestId: id,
  kind: 'delivery',
  dueAt: new Date(at).toISOString(),
  sequence,
});

/** Looks whether somebody has got in touch in time. */
export function firstContactTimer({ id, sequence, clocks }: LegalAidRequest): Timer[] {
  const clock = firstContactOf(clocks);
  return clock === null ? [] : [{ requestId: id, kind: 'first-contact', dueAt: clock.dueAt, sequence }];
}
