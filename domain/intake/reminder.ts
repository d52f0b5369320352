import { hasPlace } from '../conversation/reading.ts';
import { render } from '../conversation/render.ts';
import type { TalkState } from '../conversation/talk.ts';
import type { Facts, LegalAidRequest, OutgoingText } from '../request/request.ts';
import type { Timer } from './routing.ts';
import { SETTINGS } from './settings.ts';

/** Where a talk stands, and what it has told. */
interface Told {
  readonly state: TalkState;
  readonly facts: Facts;
}

/** Whether a question is open without which nobody can begin: what it is about, or where. */
const isHalfTold = ({ state, facts }: Told): boolean =>
  state.phase === 'open' && state.asked !== null && (facts.matter === undefined || !hasPlace(facts));

/** A reminder could betray somebody, or would only be one more voice. */
const isUnwanted = ({ facts, urgency, reminded }: LegalAidRequest): boolean =>
  reminded === true ||
  urgency === 'urgent' ||
  facts.safeContact === 'unsafe' ||
  (facts.signals ?? []).length > 0;

/**
 * The timer that a written contact leaves behind: to remind once of a half-told story after a silence, well within Zalo's
 * free window. A contact that completes the story takes its place with one that does nothing (`sequence` 0).
 */
export function reminderTimer(
  request: LegalAidRequest,
  { before, after, mayRemind }: { before: Told; after: Told; mayRemind: boolean },
  now: number,
): Timer[] {
  if (!/^(zalo|tel):/.test(request.address) || request.channel === 'office') return [];
  const wanted = mayRemind && isHalfTold(after) && !isUnwanted(request);
  if (!wanted && !isHalfTold(before)) return [];
  const dueAt = new Date(now + SETTINGS.reminderAfter).toISOString();
  return [{ requestId: request.id, kind: 'reminder', dueAt, sequence: wanted ? request.sequence : 0 }];
}

/** The reminder itself: neutral, once; null where the story was completed, taken up, or must not be written to. */
export function reminderOf(timer: Timer, request: LegalAidRequest): OutgoingText | null {
  const untouched = request.state === 'new' || request.state === 'routed';
  if (timer.sequence === 0 || !untouched || isUnwanted(request)) return null;
  const channel = request.address.startsWith('zalo:') ? 'zalo' : 'sms';
  return {
    id: `${request.id}-reminder`,
    channel,
    address: request.address,
    text: render({ key: 'reminder' }, channel, request.facts.language ?? 'vi', {}),
    purpose: 'notice',
  };
}
