import { describe, expect, it } from 'vitest';
import { againstCalling, callBackFrom } from '../../../domain/request/calls.ts';
import { aRequest } from './a-request.ts';

const at = (clock: string) => Date.parse(`2026-11-24T${clock}:00+07:00`);
const owed = (bestTime: string | undefined, more: object = {}, callBack: object = {}) => {
  const request = aRequest();
  return {
    ...request,
    facts: { ...request.facts, phone: '+84912345678', ...(bestTime === undefined ? {} : { bestTime }) },
    callBack: {
      owed: true,
      reason: 'missed' as const,
      since: '2026-11-23T02:00:00.000Z',
      attempts: 0,
      ...callBack,
    },
    ...more,
  };
};

describe('a call back keeps the time that suits', () => {
  it.each([
    // words, asked at, callable from, what is said against calling at once
    [undefined, '10:00', '24T10:00', null],
    [undefined, '22:00', '25T07:00', 'quiet-hours'],
    [undefined, '05:00', '24T07:00', 'quiet-hours'],
    ['buổi sáng', '08:30', '24T08:30', null],
    ['buổi sáng', '14:00', '25T07:00', 'another-time'],
    ['vào buổi chiều', '08:30', '24T13:00', 'another-time'],
    ['buổi chiều', '13:00', '24T13:00', null],
    ['buổi tối', '17:59', '24T18:00', 'another-time'],
    ['buổi tối', '21:00', '25T18:00', 'quiet-hours'],
    ['tôi đi làm về', '08:30', '24T08:30', null],
  ] as const)('%s, at %s: from %s', (bestTime, clock, from, against) => {
    const day = `2026-11-${from.slice(0, 2)}`;
    expect(callBackFrom(owed(bestTime), at(clock))).toBe(
      new Date(`${day}${from.slice(2)}:00+07:00`).toISOString(),
    );
    expect(againstCalling(owed(bestTime), false, at(clock))).toBe(against);
    expect(againstCalling(owed(bestTime), true, at(clock))).toBeNull();
  });

  it('urgent ones at once; nobody unsafe, nobody too often, nobody who was reached', () => {
    const now = at('08:30');
    expect(callBackFrom(owed('buổi tối', { urgency: 'urgent' }), now)).toBe(new Date(now).toISOString());
    expect(callBackFrom(owed('buổi sáng', {}, { attempts: 5 }), now)).toBeNull();
    expect(callBackFrom(owed('buổi sáng', {}, { owed: false }), now)).toBeNull();
    expect(
      callBackFrom(owed(undefined, { facts: { phone: '+84912345678', safeContact: 'unsafe' } }), now),
    ).toBeNull();
  });
});
