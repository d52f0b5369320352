import { describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import type { Input } from '../../../domain/contact/contact.ts';
import { routed } from '../../../domain/intake/routing.ts';
import type { LegalAidRequest } from '../../../domain/request/request.ts';
import { aRequest } from '../request/a-request.ts';
import { pureHotline } from './pure-hotline.ts';

/** Whoever was not reached is called back, wherever the call ended. */

const keys = (pressed: string): Input => ({ kind: 'keys', keys: pressed });
const HANGS_UP: Input = { kind: 'hangup', reason: 'completed' };
const SILENCE: Input = { kind: 'silence' };
const LEFT: Input = { kind: 'voicemail', recording: { kind: 'recording', seconds: 9 } };
/** Land, Hà Nội, not urgent, safe, for oneself, no name: the code is told then. */
const USUAL = ['3', '29', '2', '1', '1', '2'].map(keys);
const UNSAFE = ['3', '29', '2', '2', '1', '2'].map(keys);

const owedAfter = (...inputs: Input[]) => {
  const hotline = pureHotline();
  const decisions = [{ kind: 'arrival' } as const, ...inputs].map((input, index) =>
    hotline.received({
      channel: 'voice',
      address: 'tel:+84912345678',
      input,
      conversation: 'CA1',
      providerEventId: `CA1:${index}`,
    }),
  );
  return decisions.at(-1)?.request.callBack;
};

describe('a call back', () => {
  it.each(USUAL.map((_, answers) => [answers]))('is owed to who hangs up after %i answers', (answers) => {
    const reason = answers === 0 ? 'missed' : 'abandoned';
    expect(owedAfter(...USUAL.slice(0, answers), HANGS_UP)).toMatchObject({ owed: true, reason });
  });

  it.each([
    ['hangs up instead of a message', [HANGS_UP], { owed: true, reason: 'promised' }],
    ['leaves no message', [SILENCE], { owed: true, reason: 'promised' }],
    ['leaves one, and hangs up', [LEFT, HANGS_UP], { owed: true, reason: 'voicemail' }],
  ])('is owed to who has told all and %s', (_, end, owed) => {
    expect(owedAfter(...USUAL, ...end)).toMatchObject(owed);
  });

  it('is not promised where calling may harm', () => {
    expect(owedAfter(...UNSAFE, HANGS_UP)).toBeUndefined();
    expect(owedAfter(...UNSAFE, SILENCE, HANGS_UP)).toBeUndefined();
  });
});

describe('the term of a call back', () => {
  /** A Tuesday, 9:00 in Vietnam. */
  const AT = '2026-11-24T02:00:00.000Z';
  const contacted: Partial<LegalAidRequest> = {
    state: 'claimed',
    assignee: 'handler.92',
    dueAt: null,
    clocks: aRequest().clocks.map((clock) => ({ ...clock, metAt: clock.startedAt })),
  };
  const owed = { owed: true, reason: 'missed', since: AT, attempts: 0 } as const;
  const dueAfterACall = (before: Partial<LegalAidRequest>) => {
    const known = aRequest({ ...contacted, ...before });
    const means = { now: Date.parse(AT), directory };
    const over = { callOver: true, toBeConfirmed: true, lines: [] };
    const { request, timers, publish } = routed({ ...known, callBack: owed }, known, over, means);
    return { dueAt: request.dueAt, rings: timers.length, told: publish.length > 0 };
  };

  it('begins with a call that nobody heard after the first contact', () => {
    expect(dueAfterACall({})).toEqual({ dueAt: '2026-11-25T10:00:00.000Z', rings: 1, told: true });
  });

  it.each<[string, Partial<LegalAidRequest>, string | null]>([
    ['one is owed already', { callBack: owed }, null],
    ['the request has ended', { state: 'answered' }, null],
    ['the first contact is still owed', { ...aRequest(), state: 'claimed' }, aRequest().dueAt],
  ])('is none of its own where %s', (_, before, dueAt) => {
    expect(dueAfterACall(before)).toEqual({ dueAt, rings: 0, told: false });
  });
});
