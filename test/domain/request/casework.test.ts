import { describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import { contacted } from '../../../domain/request/clocks.ts';
import { asUnderstood, editFacts, type FactsEdit } from '../../../domain/request/edit-facts.ts';
import { assign, type Handled, type Handler, reopen } from '../../../domain/request/handling.ts';
import { lawClock } from '../../../domain/request/law-clock.ts';
import { link, unlink } from '../../../domain/request/links.ts';
import { nextSteps } from '../../../domain/request/next-steps.ts';
import { askPapers, reply } from '../../../domain/request/reply.ts';
import { eventId, type LegalAidRequest, type RequestEvent } from '../../../domain/request/request.ts';
import { split } from '../../../domain/request/split.ts';
import { USUAL_CALENDAR } from '../../../domain/time/working-time.ts';
import { aHandler, aRequest } from './a-request.ts';

const AT = '2026-11-23T02:00:00.000Z';
const claimed = aRequest({ state: 'claimed', assignee: 'handler.92' });
const acted = (handled: Handled) => {
  if ('refusal' in handled) throw new Error(JSON.stringify(handled));
  return handled;
};
const flaw = (handled: Handled) =>
  'refusal' in handled ? ('flaw' in handled ? handled.flaw : handled.refusal) : 'done';

describe('assigning', () => {
  const lead = aHandler({ username: 'lead.92', role: 'lead' });
  const colleague = aHandler({ username: 'handler.92.b' });

  it.each<[string, Handler, Handler | null, string]>([
    ['by the lead', lead, colleague, 'done'],
    ['by the national desk', aHandler({ role: 'national', centre: 'national' }), colleague, 'done'],
    ['by a handler', aHandler(), colleague, 'not-yours'],
    ['to nobody', lead, null, 'unknown-assignee'],
    ['to another centre', lead, aHandler({ centre: '01' }), 'unknown-assignee'],
  ])('%s', (_, by, to, outcome) => {
    expect(flaw(assign(2, to)(claimed, by, AT))).toBe(outcome);
  });

  it('takes a routed request up for them', () => {
    const { request, event } = acted(assign(2, colleague)(aRequest(), lead, AT));
    expect(request).toMatchObject({ state: 'claimed', assignee: 'handler.92.b' });
    expect(event).toMatchObject({ type: 'assigned', assignedTo: 'handler.92.b', by: 'lead.92' });
  });
});

it('reopening takes the decision back and says why', () => {
  const decision = { outcome: 'void' as const, at: AT, by: 'x', reason: 'prank' };
  const { request, event } = acted(
    reopen(2, 'Người dân gọi lại', directory)(aRequest({ state: 'void', decision }), aHandler(), AT),
  );
  expect(request).toMatchObject({ state: 'claimed', decision: null, assignee: 'handler.92' });
  expect(event).toMatchObject({ type: 'reopened', reason: 'Người dân gọi lại' });
});

describe('facts by hand', () => {
  const edited = (edit: FactsEdit, request: LegalAidRequest = claimed, reason?: string) =>
    editFacts(2, edit, reason, directory)(request, aHandler(), AT);

  it('move the version, keep what stood there, and mark what a person has set', () => {
    const { request, event } = acted(edited({ matter: 'family', relation: 'mẹ' }));
    expect(request).toMatchObject({
      version: 3,
      facts: { matter: 'family', relation: 'mẹ' },
      setByHand: ['matter', 'relation'],
    });
    expect(event.edits).toEqual([
      { fact: 'matter', from: 'land', to: 'family' },
      { fact: 'relation', from: null, to: 'mẹ' },
    ]);
    expect(asUnderstood(request.facts, event.edits ?? [])).toEqual(claimed.facts);
  });

  it('a number is kept as it is dialled; what is none, and a day or year that cannot be, is said', () => {
    const { request } = acted(edited({ phone: '0912 345.678', inNeed: { phone: '(0292) 3812 345' } }));
    expect(request.facts).toMatchObject({ phone: '+84912345678', inNeed: { phone: '+842923812345' } });
    const wrong: [FactsEdit, string][] = [
      [{ phone: '0912<b>' }, 'phone-unreadable'],
      [{ inNeed: { phone: 'máy hàng xóm' } }, 'phone-unreadable'],
      [{ inNeed: { birthYear: 2027 } }, 'impossible-date'],
      [{ hearingOn: '0001-01-01' }, 'impossible-date'],
      [{ limitOn: '2206-12-01' }, 'impossible-date'],
    ];
    for (const [edit, said] of wrong) expect(flaw(edited(edit))).toBe(said);
    expect(flaw(edited({ inNeed: { birthYear: 2026 }, hearingOn: '2026-12-01' }))).toBe('done');
    expect(flaw(edited({ phone: null }, aRequest({ facts: { phone: 'abc' } })))).toBe('done');
  });

  it('the person in need is a record of its own, member by member', () => {
    const before = aRequest({ facts: { inNeed: { name: 'Mỷ', birthYear: 1992 } } });
    expect(
      acted(edited({ inNeed: { sex: 'female', birthYear: null } }, before)).request.facts.inNeed,
    ).toEqual({
      name: 'Mỷ',
      sex: 'female',
    });
    expect(acted(edited({ inNeed: null }, before)).request.facts).not.toHaveProperty('inNeed');
  });

  it('a place re-routes nothing', () => {
    const { request, event } = acted(edited({ casePlace: { province: '01' } }));
    expect(request).toMatchObject({ centre: '92', facts: { casePlace: { sure: true, province: '01' } } });
    expect(event.publish.map(({ type }) => type)).toEqual(['request.changed']);
    expect(flaw(edited({ casePlace: { province: '99' } }))).toBe('unknown-place');
  });

  it('urgency needs a reason, shortens the first contact, and rings', () => {
    expect(flaw(edited({ urgent: true }, aRequest()))).toBe('reason-missing');
    const { request, event, timers } = acted(edited({ urgent: true }, aRequest(), 'Nghe tiếng đánh'));
    expect(request).toMatchObject({ urgency: 'urgent', dueAt: '2026-11-23T02:30:00.000Z' });
    expect(event).toMatchObject({ reason: 'Nghe tiếng đánh' });
    expect(event.publish.map(({ type }) => type)).toEqual(['request.routed']);
    expect(timers).toMatchObject([{ kind: 'first-contact', dueAt: '2026-11-23T02:30:00.000Z' }]);
  });

  it('urgency learnt in a talk that was had starts no other first contact', () => {
    const clocks = contacted(claimed.clocks, AT);
    const { request, timers } = acted(
      edited({ urgent: true }, { ...claimed, clocks, dueAt: null }, 'Kể thêm'),
    );
    expect(request).toMatchObject({ urgency: 'urgent', dueAt: null, clocks });
    expect(timers).toEqual([]);
    const owed = acted(edited({ urgent: true }, claimed, 'Thư của xã')).request;
    expect(owed.clocks).toMatchObject([{ kind: 'first-contact-urgent' }]);
  });

  it('that change nothing are refused', () => {
    expect(flaw(edited({ matter: 'land' }))).toBe('nothing-changed');
  });
});

describe('a handler’s text', () => {
  const written = (facts: LegalAidRequest['facts'], lastContactAt: string | null) =>
    acted(reply('sms', 'Xin gọi lại', lastContactAt)(aRequest({ facts }), aHandler(), AT)).event
      .messages?.[0];
  const phone = '+84912345678';

  it.each([
    ['answers who has just written', { phone }, '2026-11-23T01:45:00.000Z', 'reply'],
    ['comes unasked half an hour later', { phone }, '2026-11-23T01:30:00.000Z', 'notice'],
    ['comes unasked to who never wrote', { phone }, null, 'notice'],
    ['is held to safe contact', { phone, safeContact: 'unsafe' }, '2026-11-23T01:59:00.000Z', 'notice'],
  ] as const)('%s', (_, facts, last, purpose) => {
    expect(written(facts, last)).toMatchObject({ purpose, address: `tel:${phone}`, channel: 'sms' });
  });

  it('needs an address', () => {
    expect(flaw(reply('zalo', 'x', null)(aRequest(), aHandler(), AT))).toBe('no-address');
    const office = aRequest({ facts: { phone: 'không có' }, address: 'office' });
    expect(flaw(reply('sms', 'x', null)(office, aHandler(), AT))).toBe('no-address');
  });
});

it('asking for papers waits; an accepted one stays accepted', () => {
  const asked = acted(askPapers(2, ['Giấy khai sinh'], undefined)(claimed, aHandler(), AT));
  expect(asked.request.state).toBe('waiting');
  expect(asked.event).toMatchObject({ type: 'papers-asked', papers: ['Giấy khai sinh'] });
  const told = acted(askPapers(2, ['Giấy khai sinh'], 'Xin mang giấy')(claimed, aHandler(), AT));
  expect(told.event.messages).toMatchObject([{ text: 'Xin mang giấy', purpose: 'notice' }]);
  const accepted = aRequest({ state: 'accepted', assignee: 'handler.92' });
  expect(acted(askPapers(2, ['x'], undefined)(accepted, aHandler(), AT)).request.state).toBe('accepted');
});

describe('a term that a person starts', () => {
  it('runs from when it began, is due first, and can be met', () => {
    const started = acted(
      lawClock(
        2,
        'change-provider',
        'start',
        '2026-11-20T03:00:00Z',
        'x',
        directory,
      )(claimed, aHandler(), AT),
    );
    expect(started.request.clocks.at(-1)).toMatchObject({ dueAt: '2026-11-25T10:00:00.000Z' });
    expect(started.timers).toMatchObject([{ kind: 'clock', clock: 'change-provider' }]);
    const met = acted(
      lawClock(3, 'change-provider', 'met', undefined, undefined, directory)(started.request, aHandler(), AT),
    );
    expect(met.request.clocks.at(-1)).toMatchObject({ metAt: AT });
  });

  it('runs in the working time of the centre that has the request', () => {
    const idle = { ...USUAL_CALENDAR, exceptions: new Map([['2026-11-23', []]]) };
    const own = { ...directory, calendarOf: () => idle };
    const handling = lawClock(2, 'change-provider', 'start', '2026-11-20T03:00:00Z', 'x', own);
    expect(acted(handling(claimed, aHandler(), AT)).request.clocks.at(-1)).toMatchObject({
      dueAt: '2026-11-26T10:00:00.000Z',
    });
  });

  it.each([
    ['the first contact starts by itself', 'first-contact', 'start', undefined, 'unknown-clock'],
    ['what does not run cannot be met', 'proof', 'met', undefined, 'unknown-clock'],
    ['the future', 'proof', 'start', '2026-11-24T00:00:00Z', 'not-yet'],
  ] as const)('%s', (_, kind, act, when, expected) => {
    expect(flaw(lawClock(2, kind, act, when, undefined, directory)(claimed, aHandler(), AT))).toBe(expected);
  });
});

describe('two requests', () => {
  const other = aRequest({ id: 'other', code: '10000009', sequence: 7, version: 5 });

  it('joined: each keeps its history and names the other; taken back: neither does', () => {
    const joined = link(2, claimed, other, 'Cùng một người', aHandler(), AT);
    const one = acted(joined.one);
    expect(one.request.links).toEqual([{ id: 'other', code: '10000009' }]);
    expect(joined.other.request.links).toEqual([{ id: claimed.id, code: claimed.code }]);
    expect(joined.other.event).toMatchObject({ requestId: 'other', sequence: 8, type: 'linked' });
    const parted = unlink(3, one.request, joined.other.request, 'Nhầm', aHandler(), AT);
    expect(acted(parted.one).request.links).toEqual([]);
    expect(parted.other.request.links).toEqual([]);
  });

  it.each([
    ['with itself', link(2, claimed, claimed, 'x', aHandler(), AT).one, 'itself'],
    ['stale', link(1, claimed, other, 'x', aHandler(), AT).one, 'stale-version'],
    ['parted without a link', unlink(2, claimed, other, 'x', aHandler(), AT).one, 'unknown-request'],
  ] as const)('%s', (_, handled, expected) => {
    expect(flaw(handled)).toBe(expected);
  });
});

describe('a split', () => {
  const said = (sequence: number, text: string): RequestEvent => ({
    requestId: claimed.id,
    sequence,
    at: AT,
    by: 'citizen',
    type: 'contact',
    text,
    channel: 'sms',
    providerEventId: `SM${sequence}`,
    changes: {},
    publish: [{ type: 'contact.received' }],
  });
  const timeline = [said(1, 'bị lấn đất'), said(2, 'em bị chồng đánh'), said(3, 'cứu em với')];
  const means = { now: Date.parse(AT), newId: () => 'fresh', random: () => 0.3, directory };
  const parted = (entries: readonly string[], events: readonly RequestEvent[] = timeline) =>
    split(2, { request: claimed, timeline: events }, entries, 'Người khác', aHandler(), means);
  const ids = timeline.map(eventId);

  it('opens a request of its own with what was said, at the same centre, each naming the other', () => {
    const made = parted(ids.slice(1));
    if ('refusal' in made) throw new Error(made.refusal);
    expect(made.fresh).toMatchObject({
      id: 'fresh',
      state: 'routed',
      centre: '92',
      urgency: 'urgent',
      sequence: 3,
      links: [{ id: claimed.id }],
      facts: { matter: 'family' },
    });
    expect(made.events.map(({ sequence, type, text }) => [sequence, type, text])).toEqual([
      [1, 'opened', undefined],
      [2, 'contact', 'em bị chồng đánh'],
      [3, 'contact', 'cứu em với'],
    ]);
    expect(made.events.slice(1).flatMap(({ publish }) => publish)).toEqual([]);
    expect(made.one.event).toMatchObject({ type: 'split', entries: ids.slice(1), other: { id: 'fresh' } });
    expect(made.one.request.facts).toEqual(claimed.facts);
  });

  it('takes no entry twice, none that is not there, none that nobody said', () => {
    const noted = { ...said(4, 'x'), type: 'note' as const };
    const gone = { ...said(5, ''), type: 'split' as const, entries: ids.slice(0, 1) };
    const cases: [readonly string[], readonly RequestEvent[]][] = [
      [['nothing'], timeline],
      [[eventId(noted)], [...timeline, noted]],
      [ids.slice(0, 1), [...timeline, gone]],
    ];
    for (const [entries, events] of cases)
      expect(parted(entries, events)).toMatchObject({ refusal: 'flawed', flaw: 'unknown-entry' });
  });
});

const OWED = { owed: true, reason: 'missed', since: AT, attempts: 0 } as const;

describe('next steps', () => {
  it.each<[string, Partial<LegalAidRequest>, string, string[]]>([
    ['routed', {}, AT, ['claim']],
    ['overdue', {}, '2026-11-25T00:00:00.000Z', ['act-on-overdue', 'claim']],
    [
      'urgent and unsafe',
      { state: 'claimed', urgency: 'urgent', facts: { safeContact: 'unsafe' } },
      AT,
      [
        'mind-safe-contact',
        'contact',
        'ask-matter',
        'ask-place',
        'ask-who-needs-help',
        'check-eligibility',
        'decide',
      ],
    ],
    [
      'urgent',
      {
        state: 'claimed',
        urgency: 'urgent',
        facts: { name: 'x', matter: 'land', categories: ['2'], phone: '+84912345678' },
      },
      AT,
      ['call-now', 'ask-place', 'decide'],
    ],
    [
      'urgent, without a number to call',
      { state: 'claimed', urgency: 'urgent', facts: { name: 'x', matter: 'land', categories: ['2'] } },
      AT,
      ['write-now', 'ask-place', 'decide'],
    ],
    [
      'urgent, and somebody has got in touch',
      {
        state: 'claimed',
        urgency: 'urgent',
        facts: { name: 'x', matter: 'land', categories: ['2'], phone: '+84912345678' },
        clocks: [],
      },
      AT,
      ['ask-place', 'decide'],
    ],
    [
      'taken up, nobody has got in touch',
      { state: 'waiting', facts: { name: 'x', matter: 'land', categories: ['2'], chosenProvince: '92' } },
      AT,
      ['contact', 'ask-place', 'await-papers', 'decide'],
    ],
    ['refused', { state: 'refused', clocks: [] }, AT, ['refusal-notice']],
    ['a call back owed', { callBack: OWED, facts: { phone: '+84912345678' } }, AT, ['claim', 'call-back']],
    [
      'one that was made',
      { callBack: { ...OWED, owed: false }, facts: { phone: '+84912345678' } },
      AT,
      ['claim'],
    ],
    [
      'one that would harm',
      { callBack: OWED, facts: { phone: '+84912345678', safeContact: 'unsafe' } },
      AT,
      ['mind-safe-contact', 'claim'],
    ],
    ['accepted, nothing open', { state: 'accepted', clocks: [] }, AT, ['close']],
    ['closed', { state: 'closed', clocks: [] }, AT, []],
  ])('%s', (_, request, at, steps) => {
    expect(nextSteps(aRequest(request), at)).toEqual(steps);
  });

  it.each<[string, Pick<RequestEvent, 'type' | 'papers'>[], string[]]>([
    ['not made yet', [{ type: 'decided' }], ['refusal-notice']],
    ['another paper', [{ type: 'decided' }, { type: 'paper', papers: ['application'] }], ['refusal-notice']],
    [
      'made before the refusal',
      [{ type: 'paper', papers: ['refusal'] }, { type: 'decided' }],
      ['refusal-notice'],
    ],
    ['made', [{ type: 'decided' }, { type: 'paper', papers: ['refusal'] }], ['give-notice', 'close']],
  ])('a refusal whose notice is %s', (_, timeline, steps) => {
    const refused = aRequest({ state: 'refused', clocks: [] });
    expect(nextSteps(refused, AT, timeline)).toEqual(steps);
  });
});
