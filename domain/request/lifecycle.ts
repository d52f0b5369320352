import { OUTCOMES } from './decision.ts';
import type { State } from './request.ts';

/** What may be done to a request; claiming a waiting one takes it up again. */
export const ACTS = [
  'route',
  'claim',
  'release',
  'assign',
  'transfer',
  'wait',
  'accept',
  'answer',
  'refer',
  'refuse',
  'withdraw',
  'duplicate',
  'void',
  'close',
  'reopen',
] as const;
export type Act = (typeof ACTS)[number];

/** From every state in which nobody has decided yet and somebody can be at work on it. */
const undecided = (to: State): Partial<Record<State, State>> => ({ routed: to, claimed: to, waiting: to });

/**
 * From which state an act leads where; what is not in the table is refused.
 * After the acceptance a case only goes on, ends, or is not continued (Điều 37 Luật Trợ giúp pháp lý: a ground of
 * refusal appears, the person withdraws).
 */
export const TRANSITIONS: Record<Act, Partial<Record<State, State>>> = {
  route: { new: 'routed', routed: 'routed' },
  claim: { routed: 'claimed', waiting: 'claimed' },
  release: { claimed: 'routed', waiting: 'routed' },
  assign: { routed: 'claimed', claimed: 'claimed', waiting: 'waiting', accepted: 'accepted' },
  transfer: { routed: 'routed', claimed: 'routed', waiting: 'routed', accepted: 'routed' },
  wait: { routed: 'waiting', claimed: 'waiting', waiting: 'waiting', accepted: 'accepted' },
  accept: undecided('accepted'),
  answer: undecided('answered'),
  refer: undecided('referred'),
  refuse: { ...undecided('refused'), accepted: 'refused' },
  withdraw: { ...undecided('withdrawn'), accepted: 'withdrawn' },
  duplicate: { new: 'duplicate', ...undecided('duplicate') },
  void: { new: 'void', ...undecided('void') },
  close: {
    new: 'closed',
    routed: 'closed',
    claimed: 'closed',
    waiting: 'closed',
    accepted: 'closed',
    answered: 'closed',
    referred: 'closed',
    refused: 'closed',
    withdrawn: 'closed',
    duplicate: 'closed',
    void: 'closed',
  },
  reopen: {
    closed: 'claimed',
    answered: 'claimed',
    referred: 'claimed',
    refused: 'claimed',
    withdrawn: 'claimed',
    duplicate: 'claimed',
    void: 'claimed',
  },
};

/** The state an act leads to, or null where the lifecycle does not allow it. */
export const after = (act: Act, state: State): State | null => TRANSITIONS[act][state] ?? null;

/** Every decision ends a request but the acceptance, which begins the case. */
const ENDED: readonly State[] = [...OUTCOMES.filter((outcome) => outcome !== 'accepted'), 'closed'];

/** Whether nothing more is owed: a new contact then opens a new request, linked to this one. */
export const hasEnded = (state: State): boolean => ENDED.includes(state);
