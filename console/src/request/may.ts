import type { Full, Me, State } from '../api/types.ts';

const UNDECIDED: readonly State[] = ['routed', 'claimed', 'waiting'];

/** The decisions that a state still allows, as the lifecycle of the API has them. */
export function outcomesOf(state: State) {
  if (state === 'accepted') return ['withdrawn', 'refused'] as const;
  return UNDECIDED.includes(state)
    ? (['accepted', 'answered', 'referred', 'refused', 'withdrawn', 'duplicate', 'void'] as const)
    : ([] as const);
}

/** What may be done with a request now: a button that would be refused is not shown. */
export function may({ state, ended, assignee, citizen }: Full, me?: Me) {
  const mine = me !== undefined && assignee === me.username;
  const leads = me !== undefined && me.role !== 'handler';
  const ours = assignee === undefined || mine || leads;
  const open = !ended;
  return {
    claim: state === 'routed' || (state === 'waiting' && !mine),
    release: (state === 'claimed' || state === 'waiting') && (mine || leads),
    assign: leads && open && state !== 'new',
    transfer: [...UNDECIDED, 'accepted'].includes(state),
    decide: outcomesOf(state).length > 0 && ours,
    askPapers: open && state !== 'new' && ours,
    close: state !== 'closed' && ours,
    reopen: !open,
    call: open && state !== 'new' && citizen.phone !== undefined,
    split: open && state !== 'new',
    reply: open && citizen.safeContact !== undefined,
  } as const;
}
