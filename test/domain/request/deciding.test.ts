import { describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import { type Deciding, decideOn } from '../../../domain/request/deciding.ts';
import type { Decision } from '../../../domain/request/decision.ts';
import { withinReach } from '../../../domain/request/handling.ts';
import { telling } from '../../../domain/request/reply.ts';
import type { LegalAidRequest } from '../../../domain/request/request.ts';
import { USUAL_CALENDAR, type WorkingCalendar } from '../../../domain/time/working-time.ts';
import { aHandler, aRequest } from './a-request.ts';

const AT = '2026-11-23T02:00:00.000Z';
const SUGGESTED = { categories: ['3'], urgentGround: null, jurisdiction: 'case' };
const claimed = aRequest({ state: 'claimed', assignee: 'handler.92' });

const decided = (deciding: Deciding, request: LegalAidRequest = claimed, handler = aHandler()) =>
  withinReach(
    handler,
    AT,
    decideOn(2, deciding, () => SUGGESTED, telling, directory),
  )(request);
const done = (...given: Parameters<typeof decided>) => {
  const handled = decided(...given);
  if ('refusal' in handled) throw new Error(JSON.stringify(handled));
  return handled;
};
const flaw = (...given: Parameters<typeof decided>) => {
  const handled = decided(...given);
  return 'refusal' in handled ? ('flaw' in handled ? handled.flaw : handled.refusal) : 'done';
};

const accepted = (other: Partial<Extract<Deciding, { outcome: 'accepted' }>> = {}): Deciding => ({
  outcome: 'accepted',
  registerNumber: 'TT.TGTT.05.2026',
  form: 'proceedings',
  categoryCode: '3',
  ...other,
});

it('starts terms that run in the working time of the centre', () => {
  const closed = { ...USUAL_CALENDAR, exceptions: new Map([['2026-11-25', []]]) };
  const dueIn = (calendar: WorkingCalendar) => {
    const own = { ...directory, calendarOf: () => calendar };
    const deciding = accepted({ papersPending: true });
    const handled = decideOn(2, deciding, () => SUGGESTED, telling, own)(claimed, aHandler(), AT);
    return 'refusal' in handled ? null : handled.request.clocks.find(({ kind }) => kind === 'proof')?.dueAt;
  };
  expect([dueIn(USUAL_CALENDAR), dueIn(closed)]).toEqual([
    '2026-11-30T10:00:00.000Z',
    '2026-12-01T10:00:00.000Z',
  ]);
});

describe('an acceptance', () => {
  it('keeps what was decided beside what was suggested', () => {
    const { request, event } = done(accepted());
    expect(request).toMatchObject({ state: 'accepted', version: 3, assignee: 'handler.92' });
    expect(request.decision).toEqual({
      outcome: 'accepted',
      registerNumber: 'TT.TGTT.05.2026',
      form: 'proceedings',
      categoryCode: '3',
      categoryId: '3',
      papersPending: false,
      acceptedAt: AT,
      at: AT,
      by: 'handler.92',
    } satisfies Decision);
    expect(event).toMatchObject({ type: 'decided', suggested: SUGGESTED, decision: request.decision });
  });

  it.each<[string, Partial<Extract<Deciding, { outcome: 'accepted' }>>, string[]]>([
    ['proceedings', {}, ['provider-proceedings']],
    ['proceedings, held', { heldPerson: true }, ['provider-held']],
    ['representation', { form: 'representation' }, ['representative']],
    ['advice', { form: 'advice' }, ['written-advice']],
    ['complex advice', { form: 'advice', complex: true }, ['written-advice-complex']],
    ['at once, papers later', { urgentGround: 'b' }, ['provider-proceedings', 'proof']],
    ['at once, papers there', { urgentGround: 'b', papersPending: false }, ['provider-proceedings']],
    ['at once, remote', { urgentGround: 'd', remoteArea: true }, ['provider-proceedings', 'proof-remote']],
  ])('%s starts its clocks, each with a timer', (_, other, kinds) => {
    const { request, timers } = done(accepted(other));
    const open = request.clocks.filter(({ metAt }) => metAt === undefined);
    expect(open.map(({ kind }) => kind)).toEqual(kinds);
    expect(timers.map(({ kind, clock, dueAt }) => [kind, clock, dueAt])).toEqual(
      open.map(({ kind, dueAt }) => ['clock', kind, dueAt]),
    );
    expect(request.dueAt).toBe(open.map(({ dueAt }) => dueAt).sort()[0]);
  });

  it('counts from the entry in the register, which may lie back but not ahead', () => {
    const earlier = done(accepted({ acceptedAt: '2026-11-20T16:00:00+07:00' })).request;
    expect(earlier.clocks.at(-1)).toMatchObject({
      startedAt: '2026-11-20T09:00:00.000Z',
      dueAt: '2026-11-25T10:00:00.000Z',
    });
    expect(flaw(accepted({ acceptedAt: '2026-11-23T02:00:01Z' }))).toBe('not-yet');
  });

  it.each<[string, Partial<Extract<Deciding, { outcome: 'accepted' }>>, Partial<LegalAidRequest>, string]>([
    ['a category of no law', { categoryCode: '9' }, {}, 'unknown-category'],
    ['a category repealed before the request', { categoryCode: '7g' }, {}, 'unknown-category'],
    [
      'a category that held on the day of the request',
      { categoryCode: '7g', financialProof: 'near-poor' },
      { createdAt: '2025-06-30T10:00:00.000Z' },
      'done',
    ],
    ['a form of no law', { form: 'x' }, {}, 'unknown-category'],
    ['khoản 7 without financial difficulty', { categoryCode: '7c' }, {}, 'financial-proof-missing'],
    ['khoản 7 with it', { categoryCode: '7c', financialProof: 'monthly-allowance' }, {}, 'done'],
    ['khoản 7 at once, papers later', { categoryCode: '7c', urgentGround: 'a' }, {}, 'done'],
    ['business', {}, { facts: { matter: 'business' } }, 'excluded-field'],
  ])('%s', (_, other, request, expected) => {
    expect(flaw(accepted(other), { ...claimed, ...request })).toBe(expected);
  });

  it('asks no financial proof where the law asks none: what was sent along is not kept', () => {
    expect(done(accepted({ financialProof: 'near-poor' })).request.decision).not.toHaveProperty(
      'financialProof',
    );
  });
});

describe('a refusal', () => {
  const refusal: Deciding = { outcome: 'refused', ground: 'a', text: 'Chưa đủ điều kiện, xin liên hệ lại.' };
  const sent = (facts: LegalAidRequest['facts'], text = 'Chưa đủ điều kiện, xin liên hệ lại.') =>
    done({ ...refusal, text }, { ...claimed, facts }).event.messages?.map((message) => message.text);

  it('names one of the four grounds and ends what was owed', () => {
    const { request, event } = done(refusal);
    expect(request).toMatchObject({ state: 'refused', dueAt: null, decision: { ground: 'a' } });
    expect(event.publish.map(({ type }) => type)).toEqual(['request.changed', 'message.requested']);
    expect(flaw({ ...refusal, ground: 'e' })).toBe('unknown-category');
  });

  it('tells the citizen its words only where contact is safe and the channel takes them', () => {
    const neutral = ['Quy vi co tin moi. Xin nhan tin hoac goi lai khi thuan tien.'];
    const phone = '+84912345678';
    expect(sent({ phone, safeContact: 'safe' })).toEqual(['Chưa đủ điều kiện, xin liên hệ lại.']);
    expect(sent({ phone })).toEqual(neutral);
    expect(sent({ phone, safeContact: 'unsafe' })).toEqual(neutral);
    expect(sent({ phone, safeContact: 'safe' }, 'x'.repeat(1500))).toEqual(neutral);
    expect(done(refusal, { ...claimed, facts: {}, address: 'office' }).event.messages).toBeUndefined();
  });
});

describe('other ends', () => {
  it.each<[Deciding, string]>([
    [{ outcome: 'answered', answer: 'Đã hướng dẫn' }, 'answered'],
    [{ outcome: 'referred', to: 'Công an xã' }, 'referred'],
    [{ outcome: 'withdrawn', reason: 'Đã hòa giải' }, 'withdrawn'],
    [{ outcome: 'void', reason: 'wrong_number' }, 'void'],
    [{ outcome: 'duplicate', of: aRequest({ id: 'other', code: '10000009' }) }, 'duplicate'],
  ])('%o', (deciding, state) => {
    const { request, event } = done(deciding);
    expect(request).toMatchObject({
      state,
      dueAt: null,
      decision: { outcome: state, by: 'handler.92', at: AT },
    });
    expect(event).toMatchObject({ type: 'decided', outcome: state, by: 'handler.92', at: AT });
  });

  it('a duplicate names the other one, which exists and is another', () => {
    const of = aRequest({ id: 'other', code: '10000009' });
    expect(done({ outcome: 'duplicate', of }).request).toMatchObject({
      decision: { of: { id: 'other', code: '10000009' } },
      links: [{ id: 'other', code: '10000009' }],
    });
    expect(flaw({ outcome: 'duplicate', of: null })).toBe('unknown-request');
    expect(flaw({ outcome: 'duplicate', of: claimed })).toBe('itself');
  });
});

it('what a colleague has is theirs; the lead may', () => {
  const answer: Deciding = { outcome: 'answered', answer: 'x' };
  expect(flaw(answer, claimed, aHandler({ username: 'handler.92.b' }))).toBe('not-yours');
  expect(flaw(answer, claimed, aHandler({ username: 'lead.92', role: 'lead' }))).toBe('done');
  expect(flaw(answer, { ...claimed, centre: '01' })).toBe('not-found');
  expect(flaw(answer, { ...claimed, version: 3 })).toBe('stale-version');
});
