import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeFacts } from '../../../domain/intake/merge.ts';
import type { Facts } from '../../../domain/request/request.ts';

const place = (province: string) => ({ province, sure: true, words: province });

/** What is known, what is said, and what comes of it when the same person speaks and when nobody has confirmed that. */
const TABLE: readonly (readonly [string, Facts, Facts, same: Facts, unconfirmed: Facts])[] = [
  ['an unknown is filled', {}, { name: 'Lan' }, { name: 'Lan' }, { name: 'Lan' }],
  [
    'a known is replaced by its owner only',
    { name: 'Lan' },
    { name: 'Hùng' },
    { name: 'Hùng' },
    { name: 'Lan' },
  ],
  [
    'another place is for the handler to read',
    { casePlace: place('92') },
    { casePlace: place('01') },
    { casePlace: place('01') },
    { casePlace: place('92') },
  ],
  [
    'a first place may come from anybody',
    { matter: 'land' },
    { casePlace: place('01') },
    { matter: 'land', casePlace: place('01') },
    { matter: 'land', casePlace: place('01') },
  ],
  [
    'beside a settled place no residence slips in',
    { casePlace: place('92') },
    { residence: place('01') },
    { casePlace: place('92'), residence: place('01') },
    { casePlace: place('92') },
  ],
  ['danger is called off by nobody', { urgent: true }, { urgent: false }, { urgent: true }, { urgent: true }],
  ['danger is raised by anybody', { urgent: false }, { urgent: true }, { urgent: true }, { urgent: true }],
  [
    'signals add up',
    { signals: ['violence'] },
    { signals: ['child', 'violence'] },
    { signals: ['violence', 'child'] },
    { signals: ['violence', 'child'] },
  ],
  [
    'unsafe becomes safe by its owner only',
    { safeContact: 'unsafe' },
    { safeContact: 'safe' },
    { safeContact: 'safe' },
    { safeContact: 'unsafe' },
  ],
  [
    'safe becomes unsafe by anybody',
    { safeContact: 'safe' },
    { safeContact: 'unsafe' },
    { safeContact: 'unsafe' },
    { safeContact: 'unsafe' },
  ],
  [
    'nobody else makes unknown safe out of safe',
    {},
    { safeContact: 'safe' },
    { safeContact: 'safe' },
    { safeContact: 'safe' },
  ],
];

describe.each(TABLE)('%s', (_, known, said, same, unconfirmed) => {
  it('by the same person', () => {
    expect(mergeFacts(known, said, false)).toEqual(same);
  });
  it('by a voice that nobody has confirmed', () => {
    expect(mergeFacts(known, said, true)).toEqual(unconfirmed);
  });
});

const some = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const facts: fc.Arbitrary<Facts> = fc
  .record({
    name: some('Lan', 'Hùng'),
    urgent: some(true, false),
    safeContact: some<'safe' | 'unsafe' | 'unknown'>('safe', 'unsafe', 'unknown'),
    casePlace: some(place('92'), place('01')),
    chosenProvince: some('92', '01'),
    signals: some<readonly ('violence' | 'child')[]>(['violence'], ['child'], []),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

it('an unconfirmed voice never takes anything away nor replaces it', () => {
  fc.assert(
    fc.property(facts, facts, (known, said) => {
      const merged = mergeFacts(known, said, true);
      for (const [key, value] of Object.entries(known)) {
        if (key === 'signals')
          expect(merged.signals).toEqual(expect.arrayContaining([...(known.signals ?? [])]));
        else if (key === 'urgent') expect(merged.urgent).toBe(value || said.urgent === true);
        else if (key === 'safeContact')
          expect(merged.safeContact).toBe(said.safeContact === 'unsafe' ? 'unsafe' : value);
        else expect(Reflect.get(merged, key)).toEqual(value);
      }
    }),
  );
});
