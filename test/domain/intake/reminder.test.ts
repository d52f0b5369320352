import { describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import type { Decision } from '../../../domain/intake/decide.ts';
import type { Timer } from '../../../domain/intake/routing.ts';
import { throughGate } from '../../../domain/outbound/gate.ts';
import { fire } from '../../../domain/request/fire.ts';
import type { LegalAidRequest } from '../../../domain/request/request.ts';
import { HOUR, MINUTE, type PureHotline, pureHotline } from './pure-hotline.ts';

const ME = 'zalo:111';
const timerOf = ({ timers }: Decision): Timer | undefined => timers.find(({ kind }) => kind === 'reminder');
/** The reminder as it fires when its time has come, on the request as it is then. */
const fired = (hotline: PureHotline, timer: Timer, change: Partial<LegalAidRequest> = {}) => {
  const request = hotline.requests.get(timer.requestId);
  if (!request) throw new Error('no request');
  return fire(timer, { ...request, ...change }, { now: hotline.now, directory, received: 0 });
};
const begun = (text = 'cho em hỏi với ạ', channel: 'zalo' | 'sms' = 'zalo') => {
  const hotline = pureHotline();
  const decision = hotline.text(channel === 'zalo' ? ME : 'tel:+84912345678', text, channel);
  return { hotline, decision, timer: timerOf(decision) };
};

describe('a half-told story', () => {
  it.each(['zalo', 'sms'] as const)(
    'by %s is asked after once, after four hours, in neutral words',
    (channel) => {
      const { hotline, timer } = begun('toi bi lay dat', channel);
      if (!timer) throw new Error('no timer');
      expect(Date.parse(timer.dueAt) - hotline.now).toBe(4 * HOUR);
      hotline.now += 4 * HOUR;
      const told = fired(hotline, timer);
      expect(told).toMatchObject({
        request: { reminded: true },
        event: { messages: [{ channel, purpose: 'notice' }], publish: [{ type: 'message.requested' }] },
        timers: [],
      });
      const [message] = told?.event.messages ?? [];
      expect(message?.text).not.toMatch(/đất|dat\b|\d{4}/);
      if (!message) throw new Error('no reminder');
      const to = {
        optedOut: false,
        safeContact: 'unknown' as const,
        lastContactAt: new Date(hotline.now - 4 * HOUR).toISOString(),
      };
      expect(throughGate(message, to, hotline.now).pass).toBe(true);
      expect(throughGate(message, { ...to, optedOut: true }, hotline.now).pass).toBe(false);
      expect(throughGate(message, to, Date.parse('2026-11-23T15:00:00Z'))).toMatchObject({
        reason: 'quiet-hours',
      });
      // Never twice, whatever is written afterwards.
      if (told) hotline.requests.set(timer.requestId, told.request);
      expect(fired(hotline, timer)).toBeNull();
      const later = timerOf(hotline.text(channel === 'zalo' ? ME : 'tel:+84912345678', 'da', channel));
      expect(later === undefined || fired(hotline, later) === null).toBe(true);
    },
  );

  it('counts its silence anew with each contact, and is forgotten once it is told', () => {
    const { hotline, timer } = begun();
    hotline.now += 10 * MINUTE;
    const second = timerOf(hotline.text(ME, 'em bị công ty nợ lương', 'zalo'));
    expect(Date.parse(second?.dueAt ?? '') - Date.parse(timer?.dueAt ?? '')).toBe(10 * MINUTE);
    const third = timerOf(hotline.text(ME, 'ở Cà Mau ạ', 'zalo'));
    if (!third) throw new Error('the timer was not taken back');
    expect(fired(hotline, third)).toBeNull();
    expect(timerOf(hotline.text(ME, 'không', 'zalo'))).toBeUndefined();
  });

  it.each<[string, Partial<LegalAidRequest>]>([
    ['was taken up', { state: 'claimed' }],
    ['was closed', { state: 'closed' }],
    ['became urgent', { urgency: 'urgent' }],
    ['is unsafe to answer', { facts: { safeContact: 'unsafe' } }],
    ['speaks of danger', { facts: { signals: ['violence'] } }],
    ['was asked after already', { reminded: true }],
  ])('that %s is not asked after', (_, change) => {
    const { hotline, timer } = begun();
    if (!timer) throw new Error('no timer');
    expect(fired(hotline, timer)).not.toBeNull();
    expect(fired(hotline, timer, change)).toBeNull();
  });

  it.each([
    ['all is told', 'Em bị công ty nợ lương ở Cà Mau'],
    ['there is danger', 'chồng đang đánh em'],
    ['no messages are wanted', 'STOP'],
  ])('is none where %s', (_, text) => {
    expect(begun(text).timer).toBeUndefined();
  });

  it('of a voice still to be confirmed is not asked after', () => {
    const { hotline } = begun('Em bị công ty nợ lương ở Cà Mau');
    hotline.now += HOUR;
    expect(timerOf(hotline.text(ME, 'alo', 'zalo'))).toBeUndefined();
  });

  it('still goes to the national desk after ten minutes, as it is', () => {
    const { hotline, decision } = begun();
    const silence = decision.timers.find(({ kind }) => kind === 'place-silence');
    if (!silence) throw new Error('no timer');
    hotline.now += 10 * MINUTE;
    const routed = fired(hotline, silence);
    expect(routed?.request).toMatchObject({ state: 'routed', centre: 'national' });
    if (routed) hotline.requests.set(silence.requestId, routed.request);
    const timer = timerOf(decision);
    hotline.now += 4 * HOUR;
    expect(timer && fired(hotline, timer)?.request).toMatchObject({ state: 'routed', centre: 'national' });
  });
});
