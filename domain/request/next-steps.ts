import { firstContactOf, isOpen } from './clocks.ts';
import type { LegalAidRequest, RequestEvent } from './request.ts';

/** What a handler may do next, by key; the console has the words. Most pressing first. */
export const NEXT_STEPS = [
  'act-on-overdue',
  'mind-safe-contact',
  'claim',
  'call-now',
  'write-now',
  'contact',
  'call-back',
  'name-provider',
  'collect-proof',
  'send-advice',
  'replace-provider',
  'answer-citizen',
  'answer-complaint',
  'refusal-notice',
  'give-notice',
  'hand-over-file',
  'ask-matter',
  'ask-place',
  'ask-who-needs-help',
  'confirm-caller',
  'check-eligibility',
  'await-papers',
  'decide',
  'close',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** Whether the notice of the last refusal has been made. */
function hasNotice(timeline: readonly Pick<RequestEvent, 'type' | 'papers'>[]): boolean {
  const decided = timeline.findLastIndex(({ type }) => type === 'decided');
  return timeline
    .slice(decided + 1)
    .some(({ type, papers }) => type === 'paper' && papers?.includes('refusal'));
}

/** @param at now, ISO 8601 */
export function nextSteps(
  { state, facts, urgency, clocks, callBack }: LegalAidRequest,
  at: string,
  timeline: readonly Pick<RequestEvent, 'type' | 'papers'>[] = [],
): NextStep[] {
  const open = clocks.filter(isOpen);
  const running = (...kinds: string[]) => open.some(({ kind }) => kinds.includes(kind));
  const undecided = state === 'claimed' || state === 'waiting';
  const working = undecided || state === 'accepted';
  const contactOwed = working && firstContactOf(clocks) !== null;
  const contactNow = contactOwed && urgency === 'urgent' && facts.safeContact !== 'unsafe';
  const callNow = contactNow && facts.phone !== undefined;
  const due: Readonly<Record<NextStep, boolean>> = {
    'act-on-overdue': open.some(({ dueAt }) => dueAt < at),
    'mind-safe-contact': facts.safeContact === 'unsafe' && (working || state === 'routed'),
    claim: state === 'routed',
    'call-now': callNow,
    'write-now': contactNow && !callNow,
    contact: contactOwed && !contactNow,
    'call-back':
      callBack?.owed === true &&
      !callNow &&
      (working || state === 'routed') &&
      facts.phone !== undefined &&
      facts.safeContact !== 'unsafe',
    'name-provider':
      state === 'accepted' &&
      running(
        'provider-held',
        'provider-proceedings',
        'representative',
        'provider-after-notice',
        'provider-after-notice-urgent',
      ),
    'collect-proof': state === 'accepted' && running('proof', 'proof-remote'),
    'send-advice': state === 'accepted' && running('written-advice', 'written-advice-complex'),
    'replace-provider': running('replace-defender', 'replace-protector'),
    'answer-citizen': running('completeness', 'change-provider', 'withdrawal-reply'),
    'answer-complaint': running('complaint-head', 'complaint-director'),
    // Điều 30.3: a refusal is told in writing, with the reason.
    'refusal-notice': state === 'refused' && !hasNotice(timeline),
    'give-notice': state === 'refused' && hasNotice(timeline),
    'hand-over-file': running('case-file'),
    'ask-matter': undecided && facts.matter === undefined,
    'ask-place': undecided && facts.casePlace === undefined && facts.residence === undefined,
    'ask-who-needs-help': undecided && facts.inNeed?.name === undefined && facts.name === undefined,
    'confirm-caller': undecided && facts.forWhom === 'other' && facts.relation === undefined,
    'check-eligibility': undecided && (facts.categories ?? []).length === 0,
    'await-papers': state === 'waiting',
    decide: undecided,
    close: open.length === 0 && (state === 'accepted' || (state === 'refused' && hasNotice(timeline))),
  };
  return NEXT_STEPS.filter((step) => due[step]);
}
