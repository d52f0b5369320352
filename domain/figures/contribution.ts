import type { Clock } from '../request/clocks.ts';
import type { LegalAidRequest, RequestEvent } from '../request/request.ts';
import { dayInVietnam } from '../time/working-time.ts';

/** Under this name the whole country is counted. */
export const ALL_CENTRES = 'all';

/** What the request itself does not keep: when it was passed on, and when it was closed. */
export interface Milestone {
  readonly sequence: number;
  readonly at: string;
  readonly kind: 'transferred' | 'closed';
  readonly from?: string;
  readonly to?: string;
}

/** The milestone that a timeline event is, if it is one. */
export function milestoneOf({ type, sequence, at, changes, publish }: RequestEvent): Milestone | null {
  if (type === 'closed') return { sequence, at, kind: 'closed' };
  if (type !== 'transferred' || !changes.centre) return null;
  const to = changes.centre;
  const left = publish.find((notice) => 'centre' in notice && notice.centre !== to);
  return {
    sequence,
    at,
    kind: 'transferred',
    to,
    ...(left && 'centre' in left ? { from: left.centre } : {}),
  };
}

/** Milestones with one more, in their order; one that is known already changes nothing. */
export const withMilestone = (known: readonly Milestone[], one: Milestone | null): readonly Milestone[] =>
  one === null || known.some(({ sequence }) => sequence === one.sequence)
    ? known
    : [...known, one].sort((a, b) => a.sequence - b.sequence);

/** What one request adds to the counters of a centre's day: `<centre> <day> <counter>` → how much. */
export type Contribution = Readonly<Record<string, number>>;

const isFirstContact = ({ kind }: Clock): boolean => kind.startsWith('first-contact');

/**
 * Everything that one request counts for, as it is now: what changes later (the matter is told, a request is reopened)
 * replaces it as a whole. Each thing counts on its own day, in Vietnam, for the centre that had the request then.
 * What the hotline asks itself to see that it answers counts for nothing.
 */
export function contributionOf(request: LegalAidRequest, milestones: readonly Milestone[]): Contribution {
  const sum: Record<string, number> = {};
  if (request.synthetic) return sum;
  const passed = milestones.filter(({ kind }) => kind === 'transferred');
  const centreAt = (at: string) => passed.find((move) => move.at > at)?.from ?? request.centre;
  const add = (centre: string | null | undefined, at: string, ...names: string[]): void => {
    const day = dayInVietnam(Date.parse(at));
    for (const where of centre ? [centre, ALL_CENTRES] : [ALL_CENTRES])
      for (const name of names) sum[`${where} ${day} ${name}`] = (sum[`${where} ${day} ${name}`] ?? 0) + 1;
  };

  const { createdAt, channel, urgency, facts, decision, state, clocks } = request;
  add(centreAt(createdAt), createdAt, 'arrived', `channel:${channel}`, `matter:${facts.matter ?? 'none'}`);
  if (urgency === 'urgent') add(centreAt(createdAt), createdAt, 'urgent');
  const closed = milestones.findLast(({ kind }) => kind === 'closed');
  if (decision) add(centreAt(decision.at), decision.at, `outcome:${decision.outcome}`);
  else if (state === 'closed' && closed) add(request.centre, closed.at, 'outcome:closed');

  for (const clock of clocks) {
    const { metAt, passedAt, dueAt } = clock;
    if (passedAt) add(centreAt(passedAt), passedAt, 'overdue');
    const settled = metAt ?? passedAt;
    if (!isFirstContact(clock) || settled === undefined) continue;
    const late = metAt === undefined || metAt > dueAt;
    add(centreAt(settled), settled, `first-contact:${late ? 'late' : 'in-time'}`);
  }
  for (const { at, from, to } of passed) {
    const day = dayInVietnam(Date.parse(at));
    for (const [where, name] of [
      [from, 'transferred:out'],
      [to, 'transferred:in'],
    ]) {
      if (where) sum[`${where} ${day} ${name}`] = (sum[`${where} ${day} ${name}`] ?? 0) + 1;
    }
    add(null, at, 'transferred:out', 'transferred:in');
  }
  return sum;
}
