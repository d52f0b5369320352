import type { Person } from '../person/person.ts';
import { recorded } from './act.ts';
import { dueOf, met, stopped } from './clocks.ts';
import type { Decision } from './decision.ts';
import type { Fired } from './fire.ts';
import { hasEnded } from './lifecycle.ts';
import { type LegalAidRequest, placedNotice, type RequestEvent } from './request.ts';

/** Whether the case was accepted, now or before a reopening: its file is under the archive duty. */
export const isAccepted = (request: LegalAidRequest, timeline: readonly RequestEvent[]): boolean =>
  request.state === 'accepted' ||
  request.decision?.outcome === 'accepted' ||
  timeline.some(({ decision }) => decision?.outcome === 'accepted');

/** A person's lawyer is not taken away by a click: nothing of a case under way is touched. */
export const isUnderWay = ({ state, erasure }: Pick<LegalAidRequest, 'state' | 'erasure'>): boolean =>
  state === 'accepted' && erasure === undefined;

/** Terms of the person's own right (data/clocks.json): they run until nothing of the person is left. */
const OWED_UNTIL_GONE: readonly string[] = ['data-erase', 'data-withdraw'];
const isOwedUntilGone = ({ kind }: { readonly kind: string }): boolean => OWED_UNTIL_GONE.includes(kind);

/** The first step: from here on the request takes nothing in and is nobody's work. */
export function closedBooks(
  request: LegalAidRequest,
  kind: 'erasing' | 'locked',
  by: string,
  at: string,
): Fired {
  const clocks = stopped(request.clocks, at, (clock) => kind === 'locked' || !isOwedUntilGone(clock));
  const after: LegalAidRequest = {
    ...request,
    clocks,
    dueAt: dueOf(clocks),
    version: request.version + 1,
    erasure: { kind, at, by },
  };
  const publish = placedNotice('request.changed', after);
  return { ...recorded(request, after, { type: 'erased', outcome: kind, at, by, publish }), timers: [] };
}

/** What becomes of a locked case: its centre has it again, or what the law kept it for is over. */
export const UNLOCKINGS = ['restore', 'erase'] as const;

/**
 * The lock of a case ends: restored, it is its centre's again as it ended; else the erasure that waited goes on.
 * @param by the user name, or `retention` where the period has ended
 * @returns null where the case is not locked
 */
export function unlocked(
  request: LegalAidRequest,
  then: (typeof UNLOCKINGS)[number],
  by: string,
  at: string,
  reason?: string,
): Fired | null {
  const { erasure, ...books } = request;
  if (erasure?.kind !== 'locked') return null;
  const open: LegalAidRequest = { ...books, version: request.version + 1 };
  const after: LegalAidRequest =
    then === 'restore' ? open : { ...open, erasure: { kind: 'erasing', at, by } };
  const why = reason === undefined ? {} : { reason };
  const publish = placedNotice('request.changed', after);
  const next = recorded(request, after, { type: 'unlocked', outcome: then, ...why, at, by, publish });
  return { ...next, timers: [] };
}

/** Stands where a code stood; no code begins with 0. */
const NO_CODE = '00000000';
/** Stands where an address stood. */
const NOBODY = 'erased';

/** The last step: what is left of a request says when, where and how it went, and of whom nothing. */
export function anonymous(request: LegalAidRequest, by: string, at: string): Fired {
  const { id, channel, urgency, centre, assignee, transfers, createdAt, updatedAt, clocks, sequence } =
    request;
  const after: LegalAidRequest = {
    id,
    code: NO_CODE,
    state: hasEnded(request.state) ? request.state : 'closed',
    centre,
    channel,
    urgency,
    facts: request.facts.matter === undefined ? {} : { matter: request.facts.matter },
    basis: request.basis && { kind: request.basis.kind, words: '' },
    address: NOBODY,
    assignee,
    transfers,
    earlierRequest: null,
    createdAt,
    updatedAt,
    dueAt: null,
    clocks: met(clocks, at, isOwedUntilGone),
    decision: request.decision && bareDecision(request.decision),
    links: [],
    setByHand: [],
    erasure: { kind: 'erased', at, by },
    sequence,
    version: request.version + 1,
  };
  const publish = placedNotice('request.changed', after);
  return { ...recorded(request, after, { type: 'erased', outcome: 'erased', at, by, publish }), timers: [] };
}

const bareDecision = ({ outcome, at, by, ground }: Decision): Decision => ({
  outcome,
  at,
  by,
  ...(ground === undefined ? {} : { ground }),
});

/** Whether an entry was redacted before. Redacting only takes away: what is as long as before has lost nothing. */
export const isRedacted = (event: RequestEvent): boolean =>
  JSON.stringify(event).length === JSON.stringify(redacted(event)).length;

/** A timeline entry without its person: who of ours did what, when, and where that led. What the bus is told stays. */
export function redacted(event: RequestEvent): RequestEvent {
  const { requestId, sequence, at, by, type, channel, outcome, clock, assignedTo, decision, publish } = event;
  const { state, centre, assignee, urgency, transfers, version } = event.changes;
  return {
    requestId,
    sequence,
    at,
    by,
    type,
    ...(channel === undefined ? {} : { channel }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(clock === undefined ? {} : { clock }),
    ...(assignedTo === undefined ? {} : { assignedTo }),
    ...(decision === undefined ? {} : { decision: bareDecision(decision) }),
    changes: {
      ...(state === undefined ? {} : { state }),
      ...(centre === undefined ? {} : { centre }),
      ...(assignee === undefined ? {} : { assignee }),
      ...(urgency === undefined ? {} : { urgency }),
      ...(transfers === undefined ? {} : { transfers }),
      ...(version === undefined ? {} : { version }),
    },
    publish,
  };
}

/**
 * The user of an address without these requests; null where nothing is left worth keeping. A number may be more than
 * one person's: what belongs to other requests stays.
 */
export function withoutRequests(person: Person, requests: ReadonlySet<string>): Person | null {
  const { lastMessage, sharedBy, ...rest } = person;
  const talks = Object.fromEntries(
    Object.entries(person.talks).filter(([, { requestId }]) => !requests.has(requestId)),
  );
  const openRequest =
    person.openRequest !== null && requests.has(person.openRequest) ? null : person.openRequest;
  const shared = (sharedBy ?? []).filter(({ requestId }) => !requests.has(requestId));
  if (openRequest === null && shared.length === 0 && Object.keys(talks).length === 0) return null;
  return {
    ...rest,
    talks,
    openRequest,
    ...(sharedBy === undefined ? {} : { sharedBy: shared }),
    ...(lastMessage === undefined || requests.has(lastMessage.requestId) ? {} : { lastMessage }),
  };
}
