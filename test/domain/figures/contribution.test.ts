import { expect, it } from 'vitest';
import {
  contributionOf,
  type Milestone,
  milestoneOf,
  withMilestone,
} from '../../../domain/figures/contribution.ts';
import type { Clock } from '../../../domain/request/clocks.ts';
import type { LegalAidRequest } from '../../../domain/request/request.ts';
import { aRequest } from '../request/a-request.ts';

const clock = (other: Partial<Clock>): Clock => ({
  kind: 'first-contact',
  startedAt: '2026-11-23T01:00:00.000Z',
  dueAt: '2026-11-24T10:00:00.000Z',
  basis: 'x',
  ...other,
});
const passedOn: Milestone = {
  sequence: 5,
  at: '2026-11-24T02:00:00.000Z',
  kind: 'transferred',
  from: '01',
  to: '92',
};
const decided = (outcome: 'accepted' | 'refused', at: string) => ({ outcome, at, by: 'x' });

/** What a request counts for, with the milestones it has: of one centre, day and counter after another. */
const FACTS: [string, Partial<LegalAidRequest>, Milestone[], string, string[]][] = [
  ['an arrival', {}, [], '92', ['2026-11-23 arrived', '2026-11-23 channel:sms', '2026-11-23 matter:land']],
  [
    'the day begins at midnight in Vietnam',
    { createdAt: '2026-11-23T17:00:00.000Z', facts: {}, urgency: 'urgent' },
    [],
    '92',
    ['2026-11-24 arrived', '2026-11-24 channel:sms', '2026-11-24 matter:none', '2026-11-24 urgent'],
  ],
  ['before it has a centre it counts for the country', { centre: null }, [], '92', []],
  ['what the hotline asks itself', { synthetic: true }, [], 'all', []],
  [
    'a decision, on its own day',
    { decision: decided('accepted', '2026-11-25T02:00:00.000Z') },
    [],
    '92',
    ['2026-11-23 arrived', '2026-11-23 channel:sms', '2026-11-23 matter:land', '2026-11-25 outcome:accepted'],
  ],
  [
    'passed on: the arrival stays where it was, the rest is where it is now',
    { decision: decided('refused', '2026-11-25T02:00:00.000Z') },
    [passedOn],
    '92',
    ['2026-11-24 transferred:in', '2026-11-25 outcome:refused'],
  ],
  [
    'the one that passed it on',
    {},
    [passedOn],
    '01',
    ['2026-11-23 arrived', '2026-11-23 channel:sms', '2026-11-23 matter:land', '2026-11-24 transferred:out'],
  ],
];

it.each(FACTS)('%s', (_, other, milestones, centre, expected) => {
  const counted = Object.entries(contributionOf(aRequest(other), milestones))
    .filter(([key]) => key.startsWith(`${centre} `))
    .map(([key, times]) => {
      expect(times).toBe(1);
      return key.slice(centre.length + 1);
    });
  expect(counted.sort()).toEqual(expected);
});

it.each<[string, Partial<Clock>[], object]>([
  ['still running', [{}], {}],
  ['kept', [{ metAt: '2026-11-24T10:00:00.000Z' }], { 'first-contact:in-time': 1 }],
  ['a minute late', [{ metAt: '2026-11-24T10:01:00.000Z' }], { 'first-contact:late': 1 }],
  ['passed, nobody yet', [{ passedAt: '2026-11-24T10:01:00.000Z' }], { overdue: 1, 'first-contact:late': 1 }],
  [
    'passed, then met: late once',
    [{ passedAt: '2026-11-24T10:01:00.000Z', metAt: '2026-11-24T11:00:00.000Z' }],
    { overdue: 1, 'first-contact:late': 1 },
  ],
  ['stopped before', [{ stoppedAt: '2026-11-23T02:00:00.000Z' }], {}],
  [
    "a term of the law's is no first contact",
    [{ kind: 'proof', passedAt: '2026-11-24T10:01:00.000Z' }],
    { overdue: 1 },
  ],
])('a promise %s', (_, clocks, expected) => {
  const all = contributionOf(aRequest({ clocks: clocks.map(clock) }), []);
  const counted = Object.entries(all).flatMap(([key, times]) =>
    key.startsWith('92 2026-11-24 ') ? [[key.slice(14), times]] : [],
  );
  expect(Object.fromEntries(counted)).toEqual(expected);
});

it('closed without a decision, and open again', () => {
  const closed: Milestone = { sequence: 4, at: '2026-11-24T02:00:00.000Z', kind: 'closed' };
  const of = (state: LegalAidRequest['state']) =>
    contributionOf(aRequest({ state }), [closed])['92 2026-11-24 outcome:closed'];
  expect([of('closed'), of('claimed')]).toEqual([1, undefined]);
});

it('a transfer is a milestone with both ends, known once, in its order', () => {
  const notice = (centre: string) => ({
    type: 'request.changed' as const,
    centre,
    urgency: 'normal' as const,
    state: 'routed' as const,
    channel: 'sms' as const,
  });
  const found = milestoneOf({
    requestId: 'x',
    sequence: 5,
    at: passedOn.at,
    by: 'x',
    type: 'transferred',
    changes: { centre: '92' },
    publish: [notice('01'), { ...notice('92'), type: 'request.routed' }],
  });
  expect(found).toEqual(passedOn);
  const later: Milestone = { sequence: 9, at: '2026-11-25T02:00:00.000Z', kind: 'closed' };
  const known = withMilestone(withMilestone([], later), found);
  expect(known.map(({ sequence }) => sequence)).toEqual([5, 9]);
  expect(withMilestone(known, found)).toBe(known);
});
