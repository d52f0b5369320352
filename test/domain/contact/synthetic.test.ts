import { expect, it } from 'vitest';
import centres from '../../../data/centres.json' with { type: 'json' };
import { isSynthetic, syntheticCitizen } from '../../../domain/contact/synthetic.ts';

it('gives each centre a citizen of its own, whom nobody can be taken for', () => {
  const codes = [...centres.centres.map(({ code }) => code), '01-2', 'national'];
  const addresses = [...new Set(codes)].flatMap((code) => {
    const { sms, voice, aggregator, zalo } = syntheticCitizen(code);
    return [`tel:${sms}`, `tel:${voice}`, `tel:${aggregator}`, `zalo:${zalo}`];
  });
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(addresses.filter((address) => !isSynthetic(address))).toEqual([]);
});

it.each(['tel:+84901234567', 'tel:+9990000100', 'zalo:2512523625412515', 'zalo:synthetic'])(
  '%s is a person',
  (address) => {
    expect(isSynthetic(address)).toBe(false);
  },
);
