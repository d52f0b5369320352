import { beforeEach, describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import type { Input } from '../../../domain/contact/contact.ts';
import type { Decision } from '../../../domain/intake/decide.ts';
import { fire } from '../../../domain/request/fire.ts';
import { HOUR, type PureHotline, pureHotline } from './pure-hotline.ts';

/** A call that keys in the code of a request: whatever it told before lies where the code leads. */

const LAN = 'tel:+84912345678';
const OTHER = 'tel:+84987654321';
const keys = (pressed: string): Input => ({ kind: 'keys', keys: pressed });
const says = (text: string): Input => ({ kind: 'speech', text });

let hotline: PureHotline;
let code: string;
let asked: string;
let serial: number;

const called = (call: string, address: string, ...inputs: Input[]): Decision => {
  const decisions = [{ kind: 'arrival' } as const, ...inputs].map((input) => {
    serial += 1;
    return hotline.received({
      channel: 'voice',
      address,
      input,
      conversation: call,
      providerEventId: `${call}:${serial}`,
    });
  });
  return decisions.at(-1) as Decision;
};
const stored = (requestId: string, call: string) =>
  (hotline.timelines.get(requestId) ?? [])
    .filter(({ providerEventId }) => providerEventId?.startsWith(call))
    .flatMap((event) => event.keys ?? event.speech ?? []);
/** Fires what was set, as the timer function does a moment later. */
const joined = ({ timers }: Decision) => {
  const timer = timers.find(({ kind }) => kind === 'joined');
  const request = hotline.requests.get(timer?.requestId ?? '');
  return timer && request ? fire(timer, request, { now: hotline.now, directory, received: 0 }) : null;
};

beforeEach(() => {
  hotline = pureHotline();
  serial = 0;
  const first = called('CA1', LAN, keys('3'), keys('29'));
  called('CA1', LAN, { kind: 'hangup', reason: 'completed' });
  ({ code, id: asked } = first.request);
  hotline.now += HOUR;
});

describe('a right code', () => {
  it('brings every key before it along, once, in order, and the empty request ends', () => {
    const decision = called('CA2', OTHER, keys('77'), keys('#'), keys(code));
    expect(stored(asked, 'CA2')).toEqual(['77', '#', code]);
    expect(decision.brought.map(({ publish, changes }) => ({ publish, changes }))).toEqual(
      Array(3).fill({ publish: [], changes: {} }),
    );
    expect(decision.request.sequence).toBe(decision.event.sequence);
    expect(hotline.timelines.get(asked)?.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: decision.request.sequence }, (_, index) => index + 1),
    );
    expect(joined(decision)?.request).toMatchObject({ state: 'duplicate', earlierRequest: asked });
    expect(joined(decision)?.event.entries).toHaveLength(3);
  });

  it('ends no request that was there before the call: only its entries are said to lie elsewhere', () => {
    const earlier = called('CA2', OTHER, { kind: 'hangup', reason: 'no-answer' });
    const decision = called('CA3', OTHER, keys('#'), keys(code));
    expect(stored(asked, 'CA3')).toEqual(['#', code]);
    const fired = joined(decision);
    expect(fired?.request).toMatchObject({ id: earlier.request.id, state: earlier.request.state });
    expect(fired?.event.entries).toHaveLength(2);
  });

  it('ends none that somebody else has joined meanwhile, or whose words are another case', () => {
    const own = called('CA2', OTHER, keys('#'));
    called('CA3', OTHER, keys('#'));
    expect(joined(called('CA2', OTHER, keys(code)))?.request.state).not.toBe('duplicate');
    const told = called('CA4', 'tel:+84911111111', says('hàng xóm lấn đất nhà tôi ở Hà Giang'), keys('#'));
    const decision = hotline.received({
      channel: 'voice',
      address: 'tel:+84911111111',
      input: keys(code),
      conversation: 'CA4',
      providerEventId: 'CA4:code',
    });
    expect(joined(decision)?.request).toMatchObject({ id: told.request.id, state: told.request.state });
    expect(decision.request.facts).toMatchObject({ matter: hotline.requests.get(asked)?.facts.matter });
    expect(own.request.id).not.toBe(asked);
  });

  it('raises the alarm that was told before it', () => {
    const decision = called('CA2', OTHER, says('chồng đang đánh tôi'), keys('#'), keys(code));
    expect(decision.request).toMatchObject({ id: asked, urgency: 'urgent' });
    expect(decision.request.facts.signals).toContain('violence');
  });

  it('of its own request, or keyed in twice, brings nothing', () => {
    const own = called('CA2', OTHER, keys('#'));
    const same = (input: Input, id: string) =>
      hotline.received({ channel: 'voice', address: OTHER, input, conversation: 'CA2', providerEventId: id });
    expect(same(keys(own.request.code), 'CA2:own').brought).toEqual([]);
    expect(same(keys(code), 'CA2:other').brought.length).toBeGreaterThan(0);
    expect(same(keys(code), 'CA2:again').brought).toEqual([]);
    expect(stored(asked, 'CA2').filter((pressed) => pressed === code)).toHaveLength(2);
  });

  it('of a closed one beside new words leads nowhere: the call goes on where it has begun', () => {
    const closed = hotline.requests.get(asked);
    if (closed) hotline.requests.set(asked, { ...closed, state: 'closed' });
    const own = called('CA2', OTHER, keys('#'));
    const decision = hotline.received({
      channel: 'voice',
      address: OTHER,
      input: says(`mã số ${code}, tôi đang bị chồng đánh, cứu tôi với`),
      conversation: 'CA2',
      providerEventId: 'CA2:words',
    });
    expect(decision.request.id).toBe(own.request.id);
    expect(decision.request.urgency).toBe('urgent');
  });
});
