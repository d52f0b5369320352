import { describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import {
  claim,
  close,
  type Handled,
  type Handling,
  maySee,
  note,
  release,
  withinReach,
} from '../../../domain/request/handling.ts';
import { type LegalAidRequest, STATES } from '../../../domain/request/request.ts';
import { transfer } from '../../../domain/request/transfer.ts';
import { walkIn } from '../../../domain/request/walk-in.ts';
import { aHandler, aRequest } from './a-request.ts';

const AT = '2026-11-23T02:00:00.000Z';
const lead = aHandler({ username: 'lead.92', role: 'lead' });
const national = aHandler({ username: 'national', role: 'national', centre: 'national' });

const acted = (handled: Handled) => {
  if ('refusal' in handled) throw new Error(handled.refusal);
  return handled;
};
const refused = (handled: Handled) => ('refusal' in handled ? handled.refusal : 'not refused');

describe('who may see', () => {
  it.each([
    ['their own centre’s', aHandler(), aRequest(), true],
    ['another centre’s', aHandler({ centre: '01' }), aRequest(), false],
    ['another centre’s, as a lead', aHandler({ centre: '01', role: 'lead' }), aRequest(), false],
    ['one without a centre', aHandler(), aRequest({ centre: null }), false],
    ['any, from the national desk', national, aRequest(), true],
    ['one without a centre, from the national desk', national, aRequest({ centre: null }), true],
    ['a second centre of the same province', aHandler({ centre: '92-2' }), aRequest(), false],
  ] as const)('%s', (_, handler, request, may) => {
    expect(maySee(handler, request)).toBe(may);
  });

  it('another centre’s request is answered word for word like one that does not exist', () => {
    const handlings: readonly Handling[] = [
      claim(2),
      claim(99),
      release(2, directory),
      close(2, 'x', directory),
      note('x'),
      transfer(2, '01', 'x', directory),
    ];
    for (const handling of handlings) {
      const anothers = withinReach(aHandler({ centre: '01' }), AT, handling)(aRequest());
      expect(anothers).toEqual(withinReach(aHandler(), AT, handling)(null));
      expect(anothers).toEqual({ refusal: 'not-found' });
    }
  });
});

describe('a claim', () => {
  it('has one winner: the version moves on', () => {
    // Act
    const won = acted(claim(2)(aRequest(), aHandler(), AT));
    const lost = claim(2)(won.request, aHandler({ username: 'handler.92.b' }), AT);
    // Assess
    expect(won.request).toMatchObject({ state: 'claimed', assignee: 'handler.92', version: 3, sequence: 4 });
    expect(won.event).toMatchObject({
      type: 'claimed',
      by: 'handler.92',
      at: AT,
      changes: { state: 'claimed', assignee: 'handler.92', version: 3 },
    });
    expect(won.event.publish.map(({ type }) => type)).toEqual(['request.changed']);
    expect(refused(lost)).toBe('stale-version');
    expect(lost).toMatchObject({ request: won.request });
  });

  it('of what waits for papers takes it up again: its own handler, or the lead, not a colleague', () => {
    const waiting = aRequest({ state: 'waiting', assignee: 'handler.92' });
    expect(acted(claim(2)(waiting, aHandler(), AT)).request).toMatchObject({ state: 'claimed' });
    expect(acted(claim(2)(waiting, lead, AT)).request).toMatchObject({ assignee: 'lead.92' });
    expect(refused(claim(2)(waiting, aHandler({ username: 'handler.92.b' }), AT))).toBe('not-yours');
  });

  const free: readonly string[] = ['routed', 'waiting'];
  it.each(STATES.filter((state) => !free.includes(state)))('of a %s request is refused', (state) => {
    expect(refused(claim(2)(aRequest({ state }), aHandler(), AT))).toBe('wrong-state');
  });
});

describe('a release', () => {
  const claimed = aRequest({ state: 'claimed', assignee: 'handler.92' });

  it.each([
    ['by who has it', aHandler(), 'done'],
    ['by a colleague', aHandler({ username: 'handler.92.b' }), 'not-yours'],
    ['by the lead', lead, 'done'],
    ['by the national desk', national, 'done'],
  ] as const)('%s', (_, handler, outcome) => {
    const handled = release(2, directory)(claimed, handler, AT);
    expect('refusal' in handled ? handled.refusal : 'done').toBe(outcome);
    if (!('refusal' in handled)) expect(handled.request).toMatchObject({ state: 'routed', assignee: null });
  });

  it('of what nobody has is refused', () => {
    expect(refused(release(2, directory)(aRequest(), lead, AT))).toBe('wrong-state');
    expect(refused(release(1, directory)(claimed, lead, AT))).toBe('stale-version');
  });
});

describe('closing', () => {
  it('names its reason and ends the clock', () => {
    const { request, event } = acted(close(2, 'Đã hướng dẫn xong', directory)(aRequest(), aHandler(), AT));
    expect(request).toMatchObject({ state: 'closed', dueAt: null, version: 3 });
    expect(event).toMatchObject({ type: 'closed', reason: 'Đã hướng dẫn xong' });
  });

  it('twice is refused', () => {
    const { request } = acted(close(2, 'x', directory)(aRequest(), aHandler(), AT));
    expect(refused(close(3, 'x', directory)(request, aHandler(), AT))).toBe('wrong-state');
  });
});

describe('a note', () => {
  it('changes nothing but the timeline, in whatever state and version', () => {
    for (const state of STATES) {
      const { request, event } = acted(note('Đã gọi, không nghe máy')(aRequest({ state }), aHandler(), AT));
      expect(request).toEqual({ ...aRequest({ state }), sequence: 4, updatedAt: AT });
      expect(event).toMatchObject({ type: 'note', text: 'Đã gọi, không nghe máy', changes: {} });
    }
  });
});

describe('a transfer', () => {
  const claimed = aRequest({ state: 'claimed', assignee: 'handler.92' });
  const moved = (request: LegalAidRequest, to: string, handler = aHandler()) =>
    transfer(request.version, to, 'không thuộc địa bàn', directory)(request, handler, AT);

  it('puts the request before the other centre, unassigned, with a new clock', () => {
    const { request, event, timers } = acted(moved(claimed, '01'));
    expect(request).toMatchObject({
      state: 'routed',
      centre: '01',
      assignee: null,
      transfers: 1,
      version: 3,
    });
    expect(request.dueAt).toBe('2026-11-24T10:00:00.000Z');
    expect(request.basis?.words).toContain('không thuộc địa bàn');
    expect(event.publish).toEqual([
      // The centre that had it is told as well, so that its worklist forgets it.
      { type: 'request.changed', centre: '92', urgency: 'normal', state: 'routed', channel: 'sms' },
      { type: 'request.routed', centre: '01', urgency: 'normal', state: 'routed', channel: 'sms' },
      { type: 'message.requested' },
    ]);
    expect(timers.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['delivery', 4],
      ['first-contact', 4],
    ]);
  });

  it.each([
    ['safe', 'Ma so 4821-7735: da chuyen den Trung tâm'],
    ['unknown', 'Quy vi co tin moi'],
    ['unsafe', 'Quy vi co tin moi'],
  ] as const)('where contact is %s the citizen is told: %s', (safeContact, words) => {
    const { facts } = claimed;
    const told = acted(moved({ ...claimed, code: '48217735', facts: { ...facts, safeContact } }, '01')).event;
    expect(told.messages).toMatchObject([{ channel: 'sms', purpose: 'notice' }]);
    expect(told.messages?.[0]?.text).toContain(words);
    expect(told.publish).toContainEqual({ type: 'message.requested' });
  });

  it('the second time is the national desk’s to decide, and it may decide', () => {
    // Prepare
    const once = acted(moved(claimed, '01')).request;
    // Act
    const twice = acted(moved(once, '48', aHandler({ centre: '01' }))).request;
    const decided = acted(moved(twice, '48', national)).request;
    // Assess
    expect(twice).toMatchObject({ centre: 'national', transfers: 2, state: 'routed' });
    expect(decided).toMatchObject({ centre: '48', transfers: 3 });
  });

  it.each([
    ['to where it is', '92', 'unknown-centre'],
    ['to nowhere', '99', 'unknown-centre'],
    ['to another centre’s partition', '01#STATE#new', 'unknown-centre'],
  ])('%s is refused', (_, to, refusal) => {
    expect(refused(moved(claimed, to))).toBe(refusal);
  });

  it('of an ended or a stale one is refused', () => {
    expect(refused(moved(aRequest({ state: 'closed' }), '01'))).toBe('wrong-state');
    expect(refused(transfer(1, '01', 'x', directory)(claimed, aHandler(), AT))).toBe('stale-version');
  });
});

describe('a walk-in', () => {
  const told = { text: 'Bị lấn đất ở Sóc Trăng', name: 'Lan', phone: '0912 345 678' };
  let serial = 0;
  const opened = walkIn(told, aHandler({ centre: '01' }), {
    now: Date.parse(AT),
    newId: () => `request-${serial++}`,
    random: () => 0.3,
    directory,
  });

  it('is the request of the centre that took it, whatever place it names', () => {
    expect(opened.request).toMatchObject({
      state: 'routed',
      centre: '01',
      channel: 'office',
      sequence: 1,
      version: 1,
      facts: { name: 'Lan', phone: '+84912345678', matter: 'land' },
    });
    expect(opened.event).toMatchObject({ type: 'opened', sequence: 1, by: 'handler.92' });
    expect(opened.event.changes).toMatchObject({ state: 'routed', centre: '01' });
  });
});
