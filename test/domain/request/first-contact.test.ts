import { describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import { accepted, callAccepted, callEnded, callRequested } from '../../../domain/request/calls.ts';
import { firstContactOf } from '../../../domain/request/clocks.ts';
import { decideOn } from '../../../domain/request/deciding.ts';
import type { Fired } from '../../../domain/request/fire.ts';
import { fire } from '../../../domain/request/fire.ts';
import { assign, claim, close, type Handling, release, reopen } from '../../../domain/request/handling.ts';
import { lawClock } from '../../../domain/request/law-clock.ts';
import { askPapers, reply } from '../../../domain/request/reply.ts';
import type { CallOutcome, LegalAidRequest } from '../../../domain/request/request.ts';
import { transfer } from '../../../domain/request/transfer.ts';
import { aHandler, aRequest } from './a-request.ts';

/** A Monday, 9:00 in Vietnam; the first contact is due the day after at 17:00. */
const AT = '2026-11-23T02:00:00.000Z';
/** The Tuesday after that, 9:00: a term that starts now ends on Wednesday. */
const LATER = '2026-11-24T02:00:00.000Z';
const DUE = '2026-11-24T10:00:00.000Z';
const ANEW = '2026-11-25T10:00:00.000Z';

const lead = aHandler({ username: 'lead.92', role: 'lead' });
const claimed = aRequest({ state: 'claimed', assignee: 'handler.92' });
const calling = aRequest({
  state: 'claimed',
  assignee: 'handler.92',
  calling: { id: 'c', by: 'handler.92', at: AT },
});
const contactedAt = (metAt: string) => aRequest().clocks.map((clock) => ({ ...clock, metAt }));

const done = (fired: Fired | { refusal: unknown } | null): LegalAidRequest => {
  if (fired === null || 'refusal' in fired) throw new Error(JSON.stringify(fired));
  return fired.request;
};
const by = (handling: Handling, request: LegalAidRequest, at = AT, handler = aHandler()) =>
  done(handling(request, handler, at));
const void_ = decideOn(
  2,
  { outcome: 'void', reason: 'prank' },
  () => ({ categories: [], urgentGround: null, jurisdiction: null }),
  () => null,
  directory,
);

describe('the first contact', () => {
  it.each<[string, LegalAidRequest]>([
    ['a claim', by(claim(2), aRequest())],
    ['an assignment', by(assign(2, aHandler()), aRequest(), AT, lead)],
    ['to ask for papers without a text', by(askPapers(2, ['x'], undefined), claimed)],
    ['a text that has not left yet', by(reply('sms', 'x', null), claimed)],
    ['a call that the handler did not pick up', done(callEnded(calling, 'c', 'canceled', AT, directory))],
    ['to be given back', by(release(2, directory), claimed, LATER)],
    [
      'a claim of what another centre had at its door',
      by(claim(2), aRequest({ channel: 'office', transfers: 1 })),
    ],
  ])('stays owed after %s', (_, request) => {
    expect(firstContactOf(request.clocks)).toMatchObject({ dueAt: DUE });
    expect(request.dueAt).toBe(DUE);
  });

  it.each<[string, LegalAidRequest]>([
    ['a caller’s call that a handler took', done(accepted(aRequest(), aHandler(), AT, directory))],
    ['one taken by a colleague', done(accepted(claimed, lead, AT, directory))],
    ['the citizen’s telephone having rung', done(callAccepted(calling, 'c', AT))],
    ['a decision', by(void_, claimed)],
    ['the claim of a walk-in', by(claim(2), aRequest({ channel: 'office' }))],
    [
      'what a person enters by hand',
      by(lawClock(2, 'first-contact', 'met', undefined, 'x', directory), claimed),
    ],
  ])('is kept by %s', (_, request) => {
    expect(request.clocks).toMatchObject([{ kind: 'first-contact', metAt: AT }]);
    expect(request.dueAt).toBeNull();
  });

  it.each<[string, LegalAidRequest, string]>([
    [
      'given back after a contact',
      by(release(2, directory), { ...claimed, clocks: contactedAt(AT) }, LATER),
      ANEW,
    ],
    ['passed on', by(transfer(2, '01', 'x', directory), claimed, LATER), ANEW],
    [
      'rung in vain',
      done(callEnded({ ...calling, clocks: contactedAt(AT) }, 'c', 'no-answer', LATER, directory)),
      ANEW,
    ],
    ['reopened', by(reopen(3, 'x', directory), by(close(2, 'x', directory), claimed), LATER), ANEW],
  ])('is owed anew when %s, and rings when it passes', (_, request, dueAt) => {
    expect(firstContactOf(request.clocks)).toMatchObject({ dueAt });
    const timer = {
      requestId: request.id,
      kind: 'first-contact' as const,
      dueAt,
      sequence: request.sequence,
    };
    const rung = fire(timer, request, { now: Date.parse(dueAt), directory, received: 9 });
    expect(rung?.event.publish).toMatchObject([{ type: 'deadline.passed' }]);
  });

  it('of a call’s own request that went into another is no longer owed', () => {
    const timer = { requestId: 'x', kind: 'joined' as const, dueAt: AT, sequence: 3, other: 'y', ends: true };
    const ended = done(fire(timer, aRequest(), { now: Date.parse(AT), directory, received: 9 }));
    expect(ended).toMatchObject({ state: 'duplicate', dueAt: null });
    expect(firstContactOf(ended.clocks)).toBeNull();
  });
});

describe('a request that nobody had', () => {
  const national = aHandler({ username: 'national', role: 'national', centre: 'national' });
  const call = (request: LegalAidRequest, handler = aHandler()): LegalAidRequest => {
    const wish = { id: 'c', handlerPhone: '+84900000001', shown: '+842471088888', confirmed: false };
    const fired = callRequested(request, handler, wish, Date.parse(AT));
    if ('refusal' in fired) throw new Error(fired.refusal);
    return fired.request;
  };

  it.each<[string, LegalAidRequest]>([
    ['writes', by(reply('sms', 'x', null), aRequest())],
    ['calls', call(aRequest())],
  ])('is with whoever %s, with the term still running', (_, request) => {
    expect(request).toMatchObject({ state: 'claimed', assignee: 'handler.92', version: 3, dueAt: DUE });
  });

  it.each<[string, LegalAidRequest]>([
    ['the national desk writes', by(reply('sms', 'x', null), aRequest(), AT, national)],
    ['the national desk calls', call(aRequest(), national)],
  ])('stays in its centre’s list when %s', (_, request) => {
    expect(request).toMatchObject({ state: 'routed', assignee: null, version: 2 });
  });

  it.each<[string, LegalAidRequest]>([
    ['written to', by(reply('sms', 'x', null), claimed, AT, lead)],
    ['called', call(claimed, lead)],
  ])('and now has a handler stays theirs when a colleague has it %s', (_, request) => {
    expect(request).toMatchObject({ state: 'claimed', assignee: 'handler.92', version: 2 });
  });
});

describe('a call back after an attempt', () => {
  const known = { owed: false, reason: 'voicemail', since: '2026-11-20T02:00:00.000Z', attempts: 1 } as const;
  const owed = { ...known, owed: true };

  it.each<[CallOutcome, LegalAidRequest['callBack'], object | undefined]>([
    ['no-answer', undefined, { owed: true, reason: 'unanswered', since: AT, attempts: 1 }],
    ['busy', known, { owed: true, reason: 'unanswered', since: AT, attempts: 2 }],
    ['failed', owed, { owed: true, reason: 'voicemail', since: known.since, attempts: 2 }],
    ['answered', owed, { owed: false, reason: 'voicemail', attempts: 1 }],
    ['answered', undefined, { owed: false, attempts: 0 }],
    ['canceled', undefined, undefined],
  ])('that ended with %s', (outcome, callBack, expected) => {
    const before = { ...calling, ...(callBack ? { callBack } : {}) };
    const { callBack: after } = done(callEnded(before, 'c', outcome, AT, directory));
    if (expected) expect(after).toMatchObject(expected);
    else expect(after).toBeUndefined();
  });

  it('is not owed of what has ended', () => {
    const after = done(callEnded({ ...calling, state: 'closed' }, 'c', 'no-answer', AT, directory));
    expect(after.callBack).toMatchObject({ owed: false, attempts: 1 });
  });
});
