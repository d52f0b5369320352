import { describe, expect, it } from 'vitest';
import { ACTS, type Act, after, hasEnded } from '../../../domain/request/lifecycle.ts';
import { STATES, type State } from '../../../domain/request/request.ts';

/** Every state with the acts that it allows and where they lead; what is not here is refused. */
const TABLE: Readonly<Record<State, Partial<Record<Act, State>>>> = {
  new: { route: 'routed', duplicate: 'duplicate', void: 'void', close: 'closed' },
  routed: {
    route: 'routed',
    claim: 'claimed',
    assign: 'claimed',
    transfer: 'routed',
    wait: 'waiting',
    accept: 'accepted',
    answer: 'answered',
    refer: 'referred',
    refuse: 'refused',
    withdraw: 'withdrawn',
    duplicate: 'duplicate',
    void: 'void',
    close: 'closed',
  },
  claimed: {
    release: 'routed',
    assign: 'claimed',
    transfer: 'routed',
    wait: 'waiting',
    accept: 'accepted',
    answer: 'answered',
    refer: 'referred',
    refuse: 'refused',
    withdraw: 'withdrawn',
    duplicate: 'duplicate',
    void: 'void',
    close: 'closed',
  },
  waiting: {
    claim: 'claimed',
    release: 'routed',
    assign: 'waiting',
    transfer: 'routed',
    wait: 'waiting',
    accept: 'accepted',
    answer: 'answered',
    refer: 'referred',
    refuse: 'refused',
    withdraw: 'withdrawn',
    duplicate: 'duplicate',
    void: 'void',
    close: 'closed',
  },
  accepted: {
    assign: 'accepted',
    transfer: 'routed',
    wait: 'accepted',
    refuse: 'refused',
    withdraw: 'withdrawn',
    close: 'closed',
  },
  answered: { close: 'closed', reopen: 'claimed' },
  referred: { close: 'closed', reopen: 'claimed' },
  refused: { close: 'closed', reopen: 'claimed' },
  withdrawn: { close: 'closed', reopen: 'claimed' },
  duplicate: { close: 'closed', reopen: 'claimed' },
  void: { close: 'closed', reopen: 'claimed' },
  closed: { reopen: 'claimed' },
};
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
    expect(after(act, state) ?? '-').toBe(TABLE[state][act] ?? '-');
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
