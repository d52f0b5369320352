import { describe, expect, it } from 'vitest';
import { suggest } from '../../../domain/eligibility/suggest.ts';
import type { Facts } from '../../../domain/request/request.ts';
import { aRequest } from '../request/a-request.ts';

const ON = '2026-11-23';
const of = (facts: Facts, on = ON) => suggest(aRequest({ facts }), on);
const codes = (facts: Facts, on = ON) => of(facts, on).categories.map(({ code }) => code);
const asked = (facts: Facts) => of(facts).questions.map(({ key }) => key);
const place = { province: '92', sure: true, words: 'Cần Thơ' };

describe('categories', () => {
  it.each<[string, Facts, string, string[]]>([
    ['nothing known, nothing suggested', {}, ON, []],
    ['a child', { signals: ['child'] }, ON, ['3']],
    ['a child by the year of birth', { inNeed: { birthYear: 2015 } }, ON, ['3']],
    ['a year of birth that may be sixteen already', { inNeed: { birthYear: 2010 } }, ON, []],
    ['17, held', { signals: ['custody', 'juvenile'], matter: 'criminal' }, ON, ['5']],
    [
      '17, a victim, before 2026',
      { signals: ['juvenile', 'violence'], matter: 'criminal' },
      '2025-12-01',
      ['5', '7đ'],
    ],
    ['17, a victim, since 2026', { signals: ['juvenile', 'violence'], matter: 'criminal' }, ON, ['5']],
    ['trafficked, before July 2025', { signals: ['trafficking'] }, '2025-06-30', ['7g']],
    ['trafficked, since July 2025', { signals: ['trafficking'] }, '2025-07-01', ['6a']],
    ['beaten at home', { signals: ['violence'], matter: 'family' }, ON, ['7e']],
    ['beaten by strangers', { signals: ['violence'], matter: 'criminal' }, ON, []],
    ['old', { inNeed: { birthYear: 1950 } }, ON, ['7c']],
    ['ethnic minority', { inNeed: { ethnicGroup: 'Mông' } }, ON, ['4']],
    ['Kinh', { inNeed: { ethnicGroup: 'Kinh' } }, ON, []],
    ['ticked by hand', { categories: ['2', '7h'] }, ON, ['2', '7h']],
    ['ticked by hand, but no longer law', { categories: ['7g'] }, ON, []],
  ])('%s', (_, facts, on, expected) => {
    expect(codes(facts, on)).toEqual(expected);
  });
});

describe('questions: only what is open', () => {
  it('asks for financial difficulty under khoản 7 only, and only until it is known', () => {
    expect(asked({ categories: ['7c'] })).toContain('financial');
    expect(asked({ categories: ['7c'], financialProof: 'near-poor' })).not.toContain('financial');
    expect(asked({ categories: ['2'] })).not.toContain('financial');
    expect(asked({ categories: ['2', '7c'] })).not.toContain('financial');
  });

  it('asks about no group any more once one is settled', () => {
    expect(asked({})).toEqual(expect.arrayContaining(['poor-household', 'merit', 'group-seven']));
    const open = asked({ signals: ['child'] });
    for (const key of ['poor-household', 'merit', 'group-seven']) expect(open).not.toContain(key);
  });

  it('asks both places, since both are lawful grounds', () => {
    expect(asked({})).toEqual(expect.arrayContaining(['case-place', 'residence']));
    expect(asked({ casePlace: place, residence: place })).not.toContain('case-place');
  });

  it('asks for the day that was only spoken of', () => {
    expect(asked({ signals: ['hearing_soon'] })).toContain('hearing-on');
    expect(asked({ signals: ['hearing_soon'], hearingOn: '2026-12-20' })).not.toContain('hearing-on');
  });
});

describe('grounds for accepting at once', () => {
  it.each<[string, Facts, string | null]>([
    ['a hearing in four working days', { hearingOn: '2026-11-27' }, 'b'],
    ['a hearing in five working days', { hearingOn: '2026-11-30' }, null],
    ['a hearing after the weekend, told of on Friday', { hearingOn: '2026-11-24' }, 'b'],
    ['a hearing that is over', { hearingOn: '2026-11-20' }, null],
    ['a limitation that ends on Wednesday', { limitOn: '2026-11-25' }, 'a'],
    ['somebody held', { signals: ['custody'] }, 'c'],
    ['a hearing without a day', { signals: ['hearing_soon'] }, 'b'],
    ['a hearing whose day is known and far', { signals: ['hearing_soon'], hearingOn: '2026-12-30' }, null],
    ['violence', { signals: ['violence'] }, 'd'],
    ['nothing', {}, null],
  ])('%s', (_, facts, ground) => {
    expect(of(facts).urgentGround?.code ?? null).toBe(ground);
  });

  it('over Tết the days off do not count', () => {
    // From Wednesday 3 February 2027: Thursday 4, Friday 12, Monday 15, Tuesday 16.
    expect(of({ hearingOn: '2027-02-16' }, '2027-02-03').urgentGround?.code).toBe('b');
    expect(of({ hearingOn: '2027-02-17' }, '2027-02-03').urgentGround).toBeNull();
  });
});

it('jurisdiction shows every lawful ground there is', () => {
  const facts = { casePlace: place, residence: { ...place, words: 'Ninh Kiều' } };
  const basis = { kind: 'assigned' as const, words: 'Cấp trung ương giao' };
  expect(suggest(aRequest({ facts, basis }), ON).jurisdiction.map(({ code }) => code)).toEqual([
    'case',
    'residence',
    'assigned',
  ]);
  expect(of({}).jurisdiction).toEqual([]);
});

it.each([
  ['another province is none of this centre’s', '01', '92', []],
  ['a further centre of the province', '92-2', '92', ['residence']],
  ['the national desk is bound to no province', 'national', '92', ['residence']],
])('a place as a ground: %s', (_, centre, province, grounds) => {
  const request = aRequest({ centre, facts: { residence: { ...place, province } } });
  expect(suggest(request, ON).jurisdiction.map(({ code }) => code)).toEqual(grounds);
});

it('business lies outside', () => {
  expect(of({ matter: 'business' }).excluded).toBe(true);
  expect(of({ matter: 'land' }).excluded).toBe(false);
});
