import { describe, expect, it } from 'vitest';
import { type Act, after, hasEnded } from '../../../domain/request/lifecycle.ts';
import { STATES, type State } from '../../../domain/request/request.ts';

/** Every state with every act: the state it leads to, or `-` where it is refused. */
const TABLE: Readonly<Record<State, Readonly<Record<Act, State | '-'>>>> = {
  new: { route: 'routed', claim: '-', release: '-', transfer: '-', close: 'closed', reopen: '-' },
  routed: {
    route: 'routed',
    claim: 'claimed',
    release: '-',
    transfer: 'routed',
    close: 'closed',
    reopen: '-',
  },
  claimed: { route: '-', claim: '-', release: 'routed', transfer: 'routed', close: 'closed', reopen: '-' },
  waiting: { route: '-', claim: '-', release: 'routed', transfer: 'routed', close: 'closed', reopen: '-' },
  accepted: { route: '-', claim: '-', release: '-', transfer: 'routed', close: 'closed', reopen: '-' },
  answered: { route: '-', claim: '-', release: '-', transfer: '-', close: 'closed', reopen: 'claimed' },
  referred: { route: '-', claim: '-', release: '-', transfer: '-', close: 'closed', reopen: 'claimed' },
  refused: { route: '-', claim: '-', release: '-', transfer: '-', close: 'closed', reopen: 'claimed' },
  withdrawn: { route: '-', claim: '-', release: '-', transfer: '-', close: 'closed', reopen: 'claimed' },
  duplicate: { route: '-', claim: '-', release: '-', transfer: '-', close: 'closed', reopen: 'claimed' },
  void: { route: '-', claim: '-', release: '-', transfer: '-', close: 'closed', reopen: 'claimed' },
  closed: { route: '-', claim: '-', release: '-', transfer: '-', close: '-', reopen: 'claimed' },
};
const ACTS: readonly Act[] = ['route', 'claim', 'release', 'transfer', 'close', 'reopen'];
const ENDED: readonly State[] = [
  'answered',
  'referred',
  'refused',
  'withdrawn',
  'duplicate',
  'void',
  'closed',
];

describe.each(STATES)('from %s', (state) => {
  it.each(ACTS)('%s', (act) => {
    expect(after(act, state) ?? '-').toBe(TABLE[state][act]);
  });

  it('has ended or not', () => {
    expect(hasEnded(state)).toBe(ENDED.includes(state));
  });
});

it('leaves no ended state but by reopening', () => {
  for (const state of ENDED)
    for (const act of ACTS) {
      const next = after(act, state);
      if (next !== null && !ENDED.includes(next)) expect(act).toBe('reopen');
    }
});
