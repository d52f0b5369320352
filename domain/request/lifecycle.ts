import type { State } from './request.ts';

export type Act = 'route' | 'claim' | 'release' | 'transfer' | 'close' | 'reopen';

/** From which state an act leads where; what is not in the table is refused. */
export const TRANSITIONS: Record<Act, Partial<Record<State, State>>> = {
  route: { new: 'routed', routed: 'routed' },
  claim: { routed: 'claimed' },
  release: { claimed: 'routed', waiting: 'routed' },
  transfer: { routed: 'routed', claimed: 'routed', waiting: 'routed', accepted: 'routed' },
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

const ENDED: readonly State[] = [
  'answered',
  'referred',
  'refused',
  'withdrawn',
  'duplicate',
  'void',
  'closed',
];

/** Whether nothing more is owed: a new contact then opens a new request, linked to this one. */
export const hasEnded = (state: State): boolean => ENDED.includes(state);
