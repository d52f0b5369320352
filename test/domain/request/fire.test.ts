import { describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import type { Timer } from '../../../domain/intake/routing.ts';
import { CLOCKS, contacted, met, started } from '../../../domain/request/clocks.ts';
import { fire } from '../../../domain/request/fire.ts';
import { STATES } from '../../../domain/request/request.ts';
import { USUAL_CALENDAR } from '../../../domain/time/working-time.ts';
import { aRequest } from './a-request.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const timer = (kind: Timer['kind'], sequence = 3): Timer => ({
  requestId: aRequest().id,
  kind,
  dueAt: '2026-11-23T01:59:00.000Z',
  sequence,
});
const means = { now: NOW, directory, received: 0 };

describe('ten minutes of silence without a place', () => {
  it('bring a request before the national desk', () => {
    // Prepare
    const waiting = aRequest({ state: 'new', centre: null, basis: null, dueAt: null });
    // Act
    const fired = fire(timer('place-silence'), waiting, means);
    // Assess
    expect(fired?.request).toMatchObject({ state: 'routed', centre: 'national', sequence: 4, version: 3 });
    expect(fired?.event).toMatchObject({ type: 'timer', sequence: 4, reason: 'place-silence', by: 'timer' });
    expect(fired?.event.publish).toEqual([
      { type: 'request.routed', centre: 'national', urgency: 'normal', state: 'routed', channel: 'sms' },
    ]);
    expect(fired?.timers.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['delivery', 4],
      ['first-contact', 4],
    ]);
  });

  it.each(STATES.filter((state) => state !== 'new'))('do nothing to a %s request', (state) => {
    expect(fire(timer('place-silence'), aRequest({ state }), means)).toBeNull();
  });
});

describe('a first contact that is overdue', () => {
  const PASSED = '2026-11-23T02:00:00.000Z';

  it('is told to the head of the centre once, and leaves the request where it is', () => {
    // Act
    const fired = fire(timer('first-contact'), aRequest({ urgency: 'urgent' }), means);
    // Assess
    expect(fired?.request).toEqual({
      ...aRequest({ urgency: 'urgent' }),
      clocks: aRequest().clocks.map((clock) => ({ ...clock, passedAt: PASSED })),
      sequence: 4,
      updatedAt: PASSED,
    });
    expect(fired?.event).toMatchObject({ clock: 'first-contact', outcome: 'lead' });
    expect(fired?.event.publish).toEqual([
      { type: 'deadline.passed', centre: '92', urgency: 'urgent', state: 'routed', channel: 'sms' },
    ]);
    const again = fired && fire(timer('first-contact'), fired.request, means);
    expect(again).toBeNull();
  });

  it('is told to the national desk after another working day, once', () => {
    // Prepare
    const fired = fire(timer('first-contact'), aRequest(), means);
    if (!fired) throw new Error('nothing fired');
    const [second] = fired.timers;
    expect(second).toMatchObject({
      kind: 'national',
      clock: 'first-contact',
      dueAt: '2026-11-24T10:00:00.000Z',
      sequence: 4,
    });
    if (!second) return;
    // Act
    const told = fire(second, fired.request, means);
    // Assess
    expect(told?.request).toMatchObject({ centre: '92', state: 'routed' });
    expect(told?.event.publish).toEqual([
      { type: 'deadline.passed', centre: 'national', urgency: 'normal', state: 'routed', channel: 'sms' },
    ]);
    expect(told && fire(second, told.request, means)).toBeNull();
  });

  it('is not told to the national desk where somebody has got in touch meanwhile', () => {
    const met = aRequest().clocks.map((clock) => ({ ...clock, passedAt: PASSED, metAt: PASSED }));
    const second = { ...timer('national'), clock: 'first-contact' };
    expect(fire(second, aRequest({ state: 'claimed', clocks: met }), means)).toBeNull();
  });

  it.each(['routed', 'claimed', 'waiting', 'accepted'] as const)('rings also when %s', (state) => {
    const fired = fire(timer('first-contact'), aRequest({ state, assignee: 'handler.92' }), means);
    expect(fired?.event).toMatchObject({ clock: 'first-contact', outcome: 'lead' });
    expect(fired?.event.publish).toMatchObject([{ type: 'deadline.passed', centre: '92', state }]);
  });

  it('is nobody’s any more once kept', () => {
    const clocks = contacted(aRequest().clocks, PASSED);
    expect(fire(timer('first-contact'), aRequest({ state: 'claimed', clocks }), means)).toBeNull();
  });
});

describe('a term of the law that has passed', () => {
  // A complaint and the file are owed also of a case that has ended.
  it.each(
    CLOCKS.filter(({ starts }) => starts !== 'routing').map(
      ({ kind, outlivesEnd }) => [kind, outlivesEnd === true] as const,
    ),
  )(
    '%s rings for the head of the centre, then for the national desk; met in between it does not',
    (kind, outlives) => {
      const clock = started(kind, '2026-10-01T02:00:00.000Z', USUAL_CALENDAR);
      if (clock === null) throw new Error(kind);
      const request = aRequest({ state: outlives ? 'closed' : 'accepted', clocks: [clock] });
      const rung = fire({ ...timer('clock'), clock: kind }, request, means);
      expect(rung?.event).toMatchObject({ clock: kind, outcome: 'lead' });
      expect(rung?.event.publish).toMatchObject([{ type: 'deadline.passed', centre: '92' }]);
      const [second] = rung?.timers ?? [];
      if (!rung || !second) throw new Error('no second stage');
      expect(fire(second, rung.request, means)?.event.publish).toMatchObject([
        { type: 'deadline.passed', centre: 'national' },
      ]);
      const done = {
        ...rung.request,
        clocks: met(rung.request.clocks, '2026-11-23T02:00:00.000Z', () => true),
      };
      expect(fire(second, done, means)).toBeNull();
    },
  );
});

describe('a delivery that nobody has confirmed', () => {
  it('is told again and looked for again, half an hour later', () => {
    // Act
    const fired = fire(timer('delivery'), aRequest(), { ...means, received: 2 });
    // Assess
    expect(fired?.event.publish.map(({ type }) => type)).toEqual(['request.routed']);
    expect(fired?.timers).toEqual([
      {
        requestId: aRequest().id,
        kind: 'delivery',
        dueAt: new Date(NOW + 30 * 60_000).toISOString(),
        sequence: 4,
        again: true,
      },
    ]);
    expect(fired?.request.version).toBe(aRequest().version);
  });

  it.each([3, 4, 9])('is no longer looked for once sequence %i has come', (received) => {
    expect(fire(timer('delivery'), aRequest(), { ...means, received })).toBeNull();
  });

  it('does not exist without a centre', () => {
    expect(fire(timer('delivery'), aRequest({ centre: null }), means)).toBeNull();
  });
});
