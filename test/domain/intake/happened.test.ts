import { describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import type { Happening } from '../../../domain/contact/happening.ts';
import { happened } from '../../../domain/intake/happened.ts';
import { SETTINGS } from '../../../domain/intake/settings.ts';
import { newPerson } from '../../../domain/person/person.ts';
import { HOUR, MINUTE, pureHotline } from './pure-hotline.ts';

const USER = 'zalo:246845883529197922';
type Hotline = ReturnType<typeof pureHotline>;

const happen = (hotline: Hotline, kind: Happening['happening'], text?: string) => {
  const person = hotline.people.get(USER) ?? newPerson(USER);
  const request = person.openRequest === null ? null : (hotline.requests.get(person.openRequest) ?? null);
  const result = happened(
    {
      providerEventId: 'e',
      channel: 'zalo',
      address: USER,
      conversation: 'zalo',
      sentAt: null,
      happening: kind,
      ...(text === undefined ? {} : { text }),
    },
    { person, request },
    { now: hotline.now, newId: () => `withdrawal-${hotline.now}`, random: () => 0.5, directory },
  );
  hotline.people.set(USER, { ...result.person, version: result.person.version + 1 });
  if (result.written) hotline.requests.set(result.written.request.id, result.written.request);
  return result;
};
const says = (hotline: Hotline, text: string) => hotline.text(USER, text, 'zalo').event.messages ?? [];

describe('a human of the office answers in Zalo’s own chat', () => {
  it('the answer is in the timeline, and the machine steps back', () => {
    const hotline = pureHotline();
    expect(says(hotline, 'toi o Ca Mau, bi lua ban dat')).toHaveLength(1);
    const { written } = happen(hotline, 'answered-by-hand', 'Chào chị, tôi nghe đây.');
    expect(written?.event).toMatchObject({
      type: 'message',
      by: 'zalo-chat',
      text: 'Chào chị, tôi nghe đây.',
      outcome: 'answered-by-hand',
    });
    expect(says(hotline, 'da, em bi lua mat giay to dat')).toEqual([]);
    hotline.now += 2 * HOUR;
    expect(says(hotline, 'em gui them')).toEqual([]);
  });

  it('the first contact is kept by it, and the centre’s list learns of it', () => {
    const hotline = pureHotline();
    says(hotline, 'toi o Ca Mau, bi lua ban dat');
    const { written } = happen(hotline, 'answered-by-hand', 'Chào chị, tôi nghe đây.');
    expect(written?.request).toMatchObject({ dueAt: null, clocks: [{ metAt: expect.any(String) }] });
    expect(written?.event.publish).toMatchObject([{ type: 'request.changed', centre: '96' }]);
  });

  it('what is said meanwhile is read all the same, and danger is still answered', () => {
    const hotline = pureHotline();
    says(hotline, 'cho toi hoi');
    happen(hotline, 'answered-by-hand', 'Mời chị nói');
    const decision = hotline.text(USER, 'toi o Ca Mau, chong dang danh toi', 'zalo');
    expect(decision.request).toMatchObject({ centre: '96', urgency: 'urgent' });
    expect(decision.event.messages?.[0]?.text).toContain('113');
    expect(decision.event.messages?.[0]?.text.split('\n')).toHaveLength(1);
  });

  it('a STOP is confirmed', () => {
    const hotline = pureHotline();
    says(hotline, 'cho toi hoi');
    happen(hotline, 'answered-by-hand');
    expect(says(hotline, 'STOP')).toMatchObject([{ purpose: 'stop-confirmation' }]);
  });

  it('until a long pause', () => {
    const hotline = pureHotline();
    says(hotline, 'cho toi hoi');
    happen(hotline, 'answered-by-hand');
    hotline.now += SETTINGS.humanPause + MINUTE;
    expect(says(hotline, 'toi muon hoi them')).toHaveLength(1);
  });

  it('to somebody without a request nothing is made up', () => {
    expect(happen(pureHotline(), 'answered-by-hand', 'x').written).toBeNull();
  });
});

describe('a person takes back their data', () => {
  it('messages stop, and the national desk has a request that leads to theirs', () => {
    const hotline = pureHotline();
    const open = hotline.text(USER, 'toi o Ca Mau, bi lua ban dat', 'zalo').request;
    const { person, written, timers, codes } = happen(hotline, 'withdrawal');
    expect(person).toMatchObject({ optedOut: true, openRequest: open.id });
    expect(written?.request).toMatchObject({
      state: 'routed',
      centre: 'national',
      earlierRequest: open.id,
      address: USER,
      dueAt: expect.any(String),
    });
    expect(written?.event.publish).toMatchObject([{ type: 'request.routed', centre: 'national' }]);
    expect(timers.map(({ kind, clock }) => clock ?? kind)).toEqual([
      'delivery',
      'first-contact',
      'data-acknowledge',
      'data-withdraw',
    ]);
    const [contact, ...terms] = written?.request.clocks ?? [];
    expect(written?.request.dueAt).toBe(contact?.dueAt);
    for (const term of terms) expect(term).toMatchObject({ basis: expect.stringContaining('91/2025') });
    expect(codes).toEqual([{ code: written?.request.code, scope: 'request' }]);
  });

  it('also of one who never wrote', () => {
    expect(happen(pureHotline(), 'withdrawal')).toMatchObject({
      person: { optedOut: true },
      written: { request: { centre: 'national', earlierRequest: null } },
    });
  });
});

describe('what asks for no answer', () => {
  it.each([
    ['reaction', '/-heart'],
    ['followed', undefined],
    ['unfollowed', undefined],
    ['call-consent', undefined],
  ] as const)('%s stands in the open request’s timeline', (kind, text) => {
    const hotline = pureHotline();
    hotline.text(USER, 'toi o Ca Mau', 'zalo');
    expect(happen(hotline, kind, text).written?.event).toMatchObject({
      type: 'contact',
      outcome: kind,
      publish: [],
      ...(text ? { text } : {}),
    });
  });

  it('without a request it stays with the person', () => {
    const hotline = pureHotline();
    expect(happen(hotline, 'unfollowed')).toMatchObject({ written: null, person: { unfollowed: true } });
    expect(happen(hotline, 'followed').person).toMatchObject({
      unfollowed: false,
      lastContactAt: new Date(hotline.now).toISOString(),
    });
  });
});
