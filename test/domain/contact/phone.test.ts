import fc from 'fast-check';
import { expect, it } from 'vitest';
import { e164 } from '../../../domain/contact/phone.ts';

it.each([
  ['0912345678', '+84912345678'],
  ['0912 345 678', '+84912345678'],
  ['0912.345.678', '+84912345678'],
  ['0912-345-678', '+84912345678'],
  ['(024) 3733 4309', '+842437334309'],
  ['84912345678', '+84912345678'],
  ['+84912345678', '+84912345678'],
  ['+84 912 345 678', '+84912345678'],
  ['0084912345678', '+84912345678'],
  [' 0912345678 ', '+84912345678'],
  ['02963123456', '+842963123456'],
  ['+12025550123', '+12025550123'],
  ['anonymous', null],
  ['Restricted', null],
  ['sip:alice@example.com', null],
  ['VIETTEL', null],
  ['client:ngoc', null],
  ['113', null],
  ['', null],
])('%j is %j', (raw, expected) => {
  expect(e164(raw)).toBe(expected);
});

it('is E.164 or nothing, and stays itself', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 .()-]{0,20}$/)), (raw) => {
      const number = e164(raw);
      if (number !== null) {
        expect(number).toMatch(/^\+\d{8,15}$/);
        expect(e164(number)).toBe(number);
      }
    }),
  );
});
