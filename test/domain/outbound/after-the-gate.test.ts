import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replyWindow, throughGate } from '../../../domain/outbound/gate.ts';
import { nextStretch, providerLimit } from '../../../domain/outbound/limits.ts';
import { otherChannel } from '../../../domain/outbound/other-channel.ts';
import { forward, isOver, type SENDING_STATES } from '../../../domain/outbound/receipt.ts';
import { explained } from '../../../domain/outbound/refusals.ts';
import type { Facts, OutgoingText } from '../../../domain/request/request.ts';
import { aRequest } from '../request/a-request.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-23T03:00:00Z');

describe('Zalo’s window', () => {
  it.each([
    [0, 'free'],
    [48, 'free'],
    [48.1, 'quota'],
    [7 * 24, 'quota'],
    [7 * 24 + 0.1, 'closed'],
  ])('%s hours after the last contact: %s', (hours, expected) => {
    expect(replyWindow(new Date(NOW - hours * HOUR).toISOString(), NOW)).toBe(expected);
  });
  it('is closed to who never wrote', () => expect(replyWindow(null, NOW)).toBe('closed'));
});

describe('quiet hours', () => {
  const notice: OutgoingText = {
    id: 'm',
    channel: 'sms',
    address: 'tel:+84912345678',
    text: 'x',
    purpose: 'notice',
  };
  it.each([
    ['2026-11-23T14:00:00Z', '2026-11-24T00:00:00.000Z'],
    ['2026-11-23T16:59:00Z', '2026-11-24T00:00:00.000Z'],
    ['2026-11-23T17:00:00Z', '2026-11-24T00:00:00.000Z'],
    ['2026-11-23T23:59:00Z', '2026-11-24T00:00:00.000Z'],
    ['2026-12-31T20:00:00Z', '2027-01-01T00:00:00.000Z'],
  ])('at %s a notice waits until %s', (now, until) => {
    const to = { optedOut: false, safeContact: 'safe' as const, lastContactAt: null };
    expect(throughGate(notice, to, Date.parse(now))).toEqual({ pass: false, reason: 'quiet-hours', until });
    expect(throughGate(notice, to, Date.parse(until)).pass).toBe(true);
  });
});

it('who unfollowed is answered, not written to', () => {
  const message: OutgoingText = { id: 'm', channel: 'zalo', address: 'zalo:1', text: 'x', purpose: 'notice' };
  const to = {
    optedOut: false,
    safeContact: 'safe' as const,
    lastContactAt: new Date(NOW).toISOString(),
    unfollowed: true,
  };
  expect(throughGate(message, to, NOW)).toMatchObject({ reason: 'unfollowed' });
  expect(throughGate({ ...message, purpose: 'reply' }, to, NOW).pass).toBe(true);
});

describe('another channel', () => {
  const zalo: OutgoingText = {
    id: 'm',
    channel: 'zalo',
    address: 'zalo:1',
    text: 'Về việc ly hôn',
    purpose: 'notice',
  };
  const sms: OutgoingText = { ...zalo, channel: 'sms', address: 'tel:+84912345678' };
  const request = (facts: Facts) => aRequest({ address: 'zalo:1', facts });
  const phone = '+84912345678';

  it.each(['reply-window-closed', 'window-closed', 'recipient-unreachable', 'unfollowed'])(
    '%s: neutral words to the number they gave as safe',
    (reason) => {
      const instead = otherChannel(zalo, request({ phone, safeContact: 'safe' }), reason);
      expect(instead).toMatchObject({
        id: 'm-instead',
        channel: 'sms',
        address: `tel:${phone}`,
        purpose: 'notice',
        insteadOf: 'm',
      });
      expect(instead?.text).not.toMatch(/ly h|\d{4}/i);
    },
  );
  it('where Zalo has approved a template, that to the number first, and the SMS where it does not arrive', () => {
    const approved = () => ({ id: '7895', params: [] });
    const of = request({ phone, safeContact: 'safe' });
    const template = otherChannel(zalo, of, 'reply-window-closed', approved);
    expect(template).toMatchObject({
      channel: 'zalo',
      address: `tel:${phone}`,
      template: { key: 'news' },
      purpose: 'notice',
    });
    if (template === null) throw new Error('no template');
    const to = { optedOut: false, safeContact: 'safe' as const, lastContactAt: null };
    expect(throughGate(template, to, NOW).pass).toBe(true);
    expect(throughGate(template, { ...to, safeContact: 'unsafe' }, NOW).pass).toBe(false);
    const text = otherChannel(template, of, 'recipient-unreachable', approved);
    expect(text).toMatchObject({ channel: 'sms', address: `tel:${phone}` });
    if (text === null) throw new Error('no SMS');
    expect(otherChannel(text, of, 'recipient-unreachable', approved)).toBeNull();
  });

  it('an SMS that does not arrive: to the Zalo chat', () => {
    const instead = otherChannel(sms, request({ phone, safeContact: 'safe' }), 'recipient-unreachable');
    expect(instead).toMatchObject({ channel: 'zalo', address: 'zalo:1' });
  });
  it.each<[string, OutgoingText, Facts, string]>([
    ['no number', zalo, { safeContact: 'safe' }, 'window-closed'],
    ['not said to be safe', zalo, { phone }, 'window-closed'],
    ['said to be unsafe', zalo, { phone, safeContact: 'unsafe' }, 'window-closed'],
    ['no messages wanted', zalo, { phone, safeContact: 'safe' }, 'opted-out'],
    ['a fault of ours', zalo, { phone, safeContact: 'safe' }, 'refused-content'],
    ['an instead already', { ...zalo, insteadOf: 'x' }, { phone, safeContact: 'safe' }, 'window-closed'],
    [
      'the last word after STOP',
      { ...zalo, purpose: 'stop-confirmation' },
      { phone, safeContact: 'safe' },
      'window-closed',
    ],
  ])('none: %s', (_, message, facts, reason) => {
    expect(otherChannel(message, request(facts), reason)).toBeNull();
  });
});

describe('receipts', () => {
  it.each([
    ['sent', 'delivered', 'delivered'],
    ['sent', 'seen', 'seen'],
    ['sent', 'failed', 'failed'],
    ['delivered', 'seen', 'seen'],
    ['delivered', 'delivered', null],
    ['seen', 'delivered', null],
    ['delivered', 'failed', null],
    ['failed', 'delivered', null],
    ['refused', 'delivered', null],
    ['trying', 'delivered', null],
  ] as const)('%s, then %s: %s', (state, receipt, after) => expect(forward(state, receipt)).toBe(after));

  it('in any order and number end where the best news ends, and never take a step back', () => {
    const news = fc.array(fc.constantFrom('delivered' as const, 'seen' as const), { minLength: 1 });
    fc.assert(
      fc.property(news, (list) => {
        let state: (typeof SENDING_STATES)[number] = 'sent';
        for (const each of list) state = forward(state, each) ?? state;
        expect(state).toBe(list.includes('seen') ? 'seen' : 'delivered');
        expect(isOver(state)).toBe(true);
      }),
    );
  });
});

it('a provider’s limit ends with its minute', () => {
  expect(nextStretch(providerLimit('zalo'), NOW + 1)).toBe('2026-11-23T03:01:00.000Z');
});

it('each reason has words for the handler', () => {
  expect(explained('quiet-hours')).toContain('7 giờ');
  expect(explained('window-closed')).toContain('Zalo');
  expect(explained('no such reason')).toBeUndefined();
});
