import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../domain/intake/decide.ts';
import { contacted } from '../../../domain/request/clocks.ts';
import { newCode, writtenCode } from '../../../domain/request/code.ts';
import type { LegalAidRequest, State } from '../../../domain/request/request.ts';
import { HOUR, MINUTE, type PureHotline, pureHotline } from './pure-hotline.ts';

const PHONE = 'tel:+84912345678';
const OTHER = 'tel:+84987654321';

const in_ = (
  hotline: PureHotline,
  { request }: Decision,
  state: State,
  more: Partial<LegalAidRequest> = {},
) => hotline.requests.set(request.id, { ...request, state, ...more });
const silence = ({ timers }: Decision) => timers.filter(({ kind }) => kind === 'place-silence');
const notices = ({ event }: Decision) => event.publish.map(({ type }) => type);

describe('the first contact', () => {
  it('opens a request with a code, whatever it says', () => {
    // Prepare
    const hotline = pureHotline();
    // Act
    const first = hotline.text(PHONE, '');
    // Assess
    expect(first).toMatchObject({
      opened: true,
      request: { state: 'new', sequence: 1, centre: null, facts: { phone: '+84912345678' } },
      event: { type: 'contact', sequence: 1 },
    });
    expect(first.codes).toEqual([{ code: first.request.code, scope: 'request' }]);
    expect(hotline.reply(first)).toContain(writtenCode(first.request.code));
  });

  it('is on the timeline with its full delta', () => {
    const { event, request } = pureHotline().text(PHONE, 'Toi bi lay dat o Soc Trang');
    expect(event.text).toBe('Toi bi lay dat o Soc Trang');
    expect(event.changes).toMatchObject({
      code: request.code,
      state: 'routed',
      centre: '92',
      facts: request.facts,
      dueAt: request.dueAt,
    });
  });

  it('may be a hang-up: routed to the national desk at once', () => {
    const first = pureHotline().receive('voice', PHONE, { kind: 'hangup', reason: 'no-answer' }, 'CA1');
    expect(first).toMatchObject({
      opened: true,
      request: { state: 'routed', centre: 'national' },
      event: { outcome: 'no-answer' },
    });
    expect(notices(first)).toEqual(['contact.received', 'request.routed']);
  });

  it('from a hidden number stands for itself', () => {
    const hotline = pureHotline();
    const one = hotline.receive('voice', 'call:CA1', { kind: 'arrival' }, 'CA1');
    const other = hotline.receive('voice', 'call:CA2', { kind: 'arrival' }, 'CA2');
    expect(other.request.id).not.toBe(one.request.id);
    expect(one.request.facts.phone).toBeUndefined();
  });
});

describe('the talk', () => {
  it.each([
    ['within 30 minutes goes on', 29 * MINUTE, false],
    ['after 31 minutes begins anew, to be confirmed', 31 * MINUTE, true],
    ['after 71 hours is attached, to be confirmed', 71 * HOUR, true],
  ])('%s', (_, pause, toBeConfirmed) => {
    // Prepare
    const hotline = pureHotline();
    const first = hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    hotline.now += pause;
    // Act
    const second = hotline.text(PHONE, 'khong');
    // Assess
    expect(second.request.id).toBe(first.request.id);
    expect(second.opened).toBe(false);
    expect(second.event.toBeConfirmed ?? false).toBe(toBeConfirmed);
    expect(second.codes.map(({ scope }) => scope)).toEqual(toBeConfirmed ? ['contact'] : []);
  });

  it('after 73 hours opens a new request, linked to the earlier one', () => {
    // Prepare
    const hotline = pureHotline();
    const first = hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    hotline.now += 73 * HOUR;
    // Act
    const second = hotline.text(PHONE, 'Toi hoi viec khac');
    // Assess
    expect(second).toMatchObject({ opened: true, request: { earlierRequest: first.request.id } });
    expect(second.event.toBeConfirmed).toBeUndefined();
    expect(second.request.code).not.toBe(first.request.code);
  });

  it.each(['answered', 'referred', 'refused', 'withdrawn', 'duplicate', 'void', 'closed'] as const)(
    'after the end (%s) opens a new request, linked to the earlier one',
    (state) => {
      // Prepare
      const hotline = pureHotline();
      const first = hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
      in_(hotline, first, state);
      hotline.now += MINUTE;
      // Act
      const second = hotline.text(PHONE, 'Chong danh toi');
      // Assess
      expect(second).toMatchObject({
        opened: true,
        request: { earlierRequest: first.request.id, urgency: 'urgent', state: 'routed' },
      });
    },
  );

  it('of two calls at once are two', () => {
    // Prepare
    const hotline = pureHotline();
    hotline.receive('voice', PHONE, { kind: 'arrival' }, 'CA1');
    hotline.receive('voice', PHONE, { kind: 'arrival' }, 'CA2');
    // Act
    hotline.receive('voice', PHONE, { kind: 'keys', keys: '3' }, 'CA1');
    const other = hotline.receive('voice', PHONE, { kind: 'keys', keys: '4' }, 'CA2');
    // Assess
    const talks = hotline.people.get(PHONE)?.talks;
    expect([talks?.CA1?.facts.matter, talks?.CA2?.facts.matter]).toEqual(['land', 'family']);
    expect(other.event.toBeConfirmed).toBe(true);
  });

  it('of a call that ended hours ago is no longer kept', () => {
    const hotline = pureHotline();
    hotline.receive('voice', PHONE, { kind: 'arrival' }, 'CA1');
    hotline.now += 5 * HOUR;
    hotline.receive('voice', PHONE, { kind: 'arrival' }, 'CA2');
    expect(Object.keys(hotline.people.get(PHONE)?.talks ?? {})).toEqual(['CA2']);
  });
});

describe('a code', () => {
  const told = (hotline: PureHotline) => {
    const first = hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    return { first, code: writtenCode(first.request.code) };
  };

  it.each([
    ['new', 'đã ghi nhận, '],
    ['routed', 'đã ghi nhận, '],
    ['claimed', 'đang xử lý'],
    ['waiting', 'đang xử lý'],
    ['accepted', 'đang xử lý'],
    ['answered', 'xong'],
    ['closed', 'xong'],
  ] as const)('of a %s request is answered with where it stands', (state, words) => {
    // Prepare
    const hotline = pureHotline();
    const { first, code } = told(hotline);
    in_(hotline, first, state);
    hotline.now += 2 * HOUR;
    // Act
    const asked = hotline.text('zalo:1', `mã số ${code} sao rồi`, 'zalo');
    // Assess
    expect(asked.request.id).toBe(first.request.id);
    expect(asked.event.toBeConfirmed).toBeUndefined();
    expect(hotline.reply(asked)).toContain(code);
    expect(hotline.reply(asked)).toContain(words);
  });

  it('told to a voice that nobody has confirmed opens nothing', () => {
    // Prepare
    const hotline = pureHotline();
    const { first, code } = told(hotline);
    in_(hotline, first, 'claimed');
    hotline.now += HOUR;
    const second = hotline.text(PHONE, 'alo');
    const contactCode = second.codes[0]?.code ?? '';
    hotline.now += HOUR;
    // Act
    const asked = hotline.text(PHONE, writtenCode(contactCode));
    // Assess
    expect(asked.request.id).toBe(first.request.id);
    expect(asked.event).toMatchObject({ toBeConfirmed: true, contactCode });
    expect(hotline.reply(asked)).toContain(writtenCode(contactCode));
    expect(hotline.reply(asked)).not.toContain(code);
    expect(hotline.reply(asked)).not.toMatch(/dang xu ly|da xu ly/);
  });

  it('beside a danger is not the whole of the message', () => {
    for (const words of ['dang bi chong danh', 'Chồng đang cầm dao đòi giết tôi, cứu tôi với']) {
      // Prepare
      const hotline = pureHotline();
      const { code } = told(hotline);
      hotline.now += MINUTE;
      // Act
      const asked = hotline.text(PHONE, `${code} ${words}`);
      // Assess
      expect(asked.request.urgency, words).toBe('urgent');
      expect(hotline.reply(asked)).toContain('113');
    }
  });

  it('of an ended request beside a new story opens a new request, linked', () => {
    // Prepare
    const hotline = pureHotline();
    const { first, code } = told(hotline);
    in_(hotline, first, 'closed');
    hotline.now += 100 * HOUR;
    // Act
    const asked = hotline.text(OTHER, `ma so ${code}: nay chong toi lai danh toi, cuu toi voi`);
    // Assess
    expect(asked).toMatchObject({
      opened: true,
      request: { earlierRequest: first.request.id, urgency: 'urgent', state: 'routed' },
    });
  });

  it('that leads nowhere does not swallow what stands beside it', () => {
    // Prepare
    const hotline = pureHotline();
    const nobodys = writtenCode(newCode(() => 0.77));
    // Act
    const asked = hotline.text(PHONE, `${nobodys} chong danh toi o Soc Trang, cuu toi voi ca nha oi`);
    // Assess
    expect(asked.request).toMatchObject({ urgency: 'urgent', centre: '92', state: 'routed' });
  });

  it('with a mistake in it is said to have one, and counts as a wrong try', () => {
    const hotline = pureHotline();
    const first = hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    const before = hotline.requests.get(first.request.id)?.facts;
    for (let tries = 1; tries <= 5; tries += 1)
      expect(hotline.reply(hotline.text(OTHER, 'TT 1000-0000'))).toContain('Ma so co cho sai');
    expect(hotline.reply(hotline.text(OTHER, '1000-0000'))).toContain('Da thu sai nhieu lan');
    expect(hotline.people.get(OTHER)?.wrongCodes?.count).toBe(5);
    // It adds nothing to what is known, and the open question stays open.
    const asked = hotline.people.get(PHONE)?.talks.sms?.state.asked;
    hotline.text(PHONE, '1000-0000');
    expect(hotline.requests.get(first.request.id)?.facts).toEqual(before);
    expect(hotline.people.get(PHONE)?.talks.sms?.state.asked).toBe(asked);
  });

  it('is no eight-digit landline where a number was asked for', () => {
    const hotline = pureHotline();
    const talk = hotline.receive('voice', 'call:CA1', { kind: 'arrival' }, 'CA1');
    const person = hotline.people.get('call:CA1');
    if (!person) throw new Error('nobody called');
    const running = person.talks.CA1;
    if (!running) throw new Error('no talk');
    const state = { ...running.state, asked: 'phone' as const };
    hotline.people.set('call:CA1', { ...person, talks: { CA1: { ...running, state } } });
    hotline.receive('voice', 'call:CA1', { kind: 'keys', keys: '37334309' }, 'CA1');
    expect(talk.request.id).toBeDefined();
    expect(hotline.people.get('call:CA1')?.wrongCodes).toBeNull();
  });

  it('may be tried wrongly five times an hour, also beside other words', () => {
    // Prepare
    const hotline = pureHotline();
    const { code } = told(hotline);
    const wrong = [0.11, 0.22, 0.33, 0.44, 0.55].map((seed) => writtenCode(newCode(() => seed)));
    // Act
    const answers = wrong.map((each, index) =>
      hotline.text(OTHER, index % 2 === 0 ? each : `${each} toi muon hoi ve ho so dat dai cua gia dinh toi`),
    );
    const right = hotline.text(OTHER, code);
    hotline.now += HOUR;
    const later = hotline.text(OTHER, code);
    // Assess
    expect(hotline.reply(answers[0] ?? right)).toContain('Khong tim thay');
    expect(hotline.reply(right)).toContain('Da thu sai nhieu lan');
    expect(hotline.reply(right)).not.toContain(code);
    expect(right.request.id).not.toBe(later.request.id);
    expect(hotline.reply(later)).toContain(`${code}: da ghi nhan`);
  });

  it('that was never told what the notice says is not on record as informed', () => {
    const { request } = pureHotline().text(PHONE, writtenCode(newCode(() => 0.77)));
    expect(request.facts.notice).toBeUndefined();
  });
});

describe('the place', () => {
  it('unknown, without a hurry, waits ten minutes for silence; each contact begins them anew', () => {
    // Prepare
    const hotline = pureHotline();
    // Act
    const first = hotline.text(PHONE, 'Toi bi lay dat');
    hotline.now += 5 * MINUTE;
    const second = hotline.text(PHONE, 'dat cua ong ba');
    // Assess
    expect(first.request).toMatchObject({ state: 'new', centre: null });
    expect(silence(first)).toEqual([
      expect.objectContaining({
        kind: 'place-silence',
        dueAt: new Date(hotline.now + 5 * MINUTE).toISOString(),
      }),
    ]);
    expect(silence(second)).toEqual([
      expect.objectContaining({
        kind: 'place-silence',
        dueAt: new Date(hotline.now + 10 * MINUTE).toISOString(),
        sequence: 2,
      }),
    ]);
    expect(notices(first)).toEqual(['contact.received', 'message.requested']);
  });

  it('unknown in an emergency goes to the national desk at once, and on when it is known', () => {
    // Prepare
    const hotline = pureHotline();
    // Act
    const first = hotline.text(PHONE, 'chong danh toi');
    const second = hotline.text(PHONE, 'Soc Trang');
    // Assess
    expect(first.request).toMatchObject({ state: 'routed', centre: 'national', urgency: 'urgent' });
    expect(second.request).toMatchObject({ state: 'routed', centre: '92' });
    expect(second.event.publish).toContainEqual({
      type: 'request.routed',
      centre: '92',
      urgency: 'urgent',
      state: 'routed',
      channel: 'sms',
    });
  });

  it('of a claimed request stays with the handler', () => {
    // Prepare
    const hotline = pureHotline();
    const first = hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    in_(hotline, first, 'claimed', { assignee: 'handler.92' });
    // Act
    const second = hotline.text(PHONE, 'khong phai, viec xay ra o Ha Noi');
    // Assess
    expect(second.request).toMatchObject({ state: 'claimed', centre: '92', assignee: 'handler.92' });
    expect(notices(second)).not.toContain('request.routed');
  });

  it('of a transferred request moves it no more: what a person moved, no machine moves back', () => {
    // Prepare
    const hotline = pureHotline();
    const first = hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    in_(hotline, first, 'routed', { centre: '01', transfers: 1 });
    // Act
    const second = hotline.text(PHONE, 'viec xay ra o Da Nang');
    // Assess
    expect(second.request).toMatchObject({ state: 'routed', centre: '01' });
  });

  it('changed by a voice that nobody has confirmed does not move a settled request', () => {
    // Prepare
    const hotline = pureHotline();
    const first = hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    hotline.now += 2 * HOUR;
    // Act
    const second = hotline.text(PHONE, 'Toi bi chu khong tra luong o Ha Noi');
    // Assess
    expect(second.request).toMatchObject({ id: first.request.id, centre: '92' });
    expect(second.request.facts.matter).toBe('land');
  });
});

describe('an alarm', () => {
  it('raised later is told to the centre again, once, with a nearer term', () => {
    // Prepare
    const hotline = pureHotline();
    const first = hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    // Act
    const second = hotline.text(PHONE, 'ho dang cam dao doi giet toi');
    const third = hotline.text(PHONE, 'nhanh len, ho doi giet toi');
    // Assess
    expect(second.request.urgency).toBe('urgent');
    expect(Date.parse(second.request.dueAt ?? '')).toBeLessThan(Date.parse(first.request.dueAt ?? ''));
    expect(notices(second)).toContain('request.routed');
    expect(notices(third)).not.toContain('request.routed');
  });

  it('raised where somebody has got in touch already is owed a contact anew', () => {
    // Prepare
    const hotline = pureHotline();
    const first = hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    const at = new Date(hotline.now).toISOString();
    in_(hotline, first, 'claimed', { assignee: 'handler.92', clocks: contacted(first.request.clocks, at) });
    // Act
    const second = hotline.text(PHONE, 'ho dang cam dao doi giet toi');
    // Assess
    expect(second.request.clocks).toMatchObject([{ metAt: at }, { kind: 'first-contact-urgent' }]);
    expect(second.request.dueAt).toBe(second.request.clocks[1]?.dueAt);
    expect(second.timers.map(({ kind }) => kind)).toContain('first-contact');
  });

  it('raised by a voice that nobody has confirmed counts all the same', () => {
    // Prepare
    const hotline = pureHotline();
    hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    hotline.now += 2 * HOUR;
    // Act
    const second = hotline.text(PHONE, 'chong danh toi');
    // Assess
    expect(second.request).toMatchObject({ urgency: 'urgent', centre: '92' });
    expect(notices(second)).toContain('request.routed');
  });
});

describe('what happened long ago', () => {
  it.each([
    [9, undefined],
    [11, true],
    [60 * 24 * 30, true],
  ])('%i minutes is late: %s, and taken in', (minutes, late) => {
    // Prepare
    const hotline = pureHotline();
    const first = hotline.text(PHONE, 'alo');
    // Act
    const { event } = hotline.received({
      address: PHONE,
      channel: 'sms',
      input: { kind: 'text', text: 'Toi bi lay dat' },
      sentAt: new Date(hotline.now - minutes * MINUTE).toISOString(),
    });
    // Assess
    expect(event.late).toBe(late);
    expect(event).toMatchObject({ requestId: first.request.id, text: 'Toi bi lay dat' });
  });
});

describe('a hang-up', () => {
  it('that comes before the answer it followed loses neither', () => {
    // Prepare
    const hotline = pureHotline();
    hotline.receive('voice', PHONE, { kind: 'arrival' }, 'CA1');
    // Act
    const over = hotline.receive('voice', PHONE, { kind: 'hangup', reason: 'completed' }, 'CA1');
    const answer = hotline.receive(
      'voice',
      PHONE,
      { kind: 'speech', text: 'chồng đánh tôi ở Sóc Trăng' },
      'CA1',
    );
    // Assess
    expect(over.request).toMatchObject({ state: 'routed', centre: 'national' });
    expect(answer.request).toMatchObject({ id: over.request.id, centre: '92', urgency: 'urgent' });
  });
});

describe('opting out', () => {
  it('lasts over talks until START, and the confirmation is the last message', () => {
    // Prepare
    const hotline = pureHotline();
    hotline.text(PHONE, 'Toi bi lay dat');
    // Act
    const stop = hotline.text(PHONE, 'STOP');
    hotline.now += 2 * HOUR;
    const later = hotline.text(PHONE, 'alo');
    const start = hotline.text(PHONE, 'START');
    // Assess
    expect(stop.event.messages?.map(({ purpose }) => purpose)).toEqual(['stop-confirmation']);
    expect(stop.person.optedOut).toBe(true);
    expect(later.person.optedOut).toBe(true);
    expect(start.person.optedOut).toBe(false);
  });

  it('after STOP an answer to danger is the emergency number alone; everything else stays refused', () => {
    const hotline = pureHotline();
    hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    hotline.text(PHONE, 'STOP');
    const calm = hotline.text(PHONE, 'toi hoi them viec dat');
    hotline.now += 40 * MINUTE;
    const danger = hotline.text(PHONE, 'chong dang danh toi, cuu toi voi');
    expect(calm.event.messages).toMatchObject([{ purpose: 'reply' }]);
    expect(danger.event.messages).toMatchObject([
      { purpose: 'emergency', text: 'Nguy hiem goi ngay 113, bi thuong goi 115.' },
    ]);
    expect(danger.person.optedOut).toBe(true);
  });

  it('an answer that follows another within a minute names the one it must not overtake', () => {
    const hotline = pureHotline();
    const first = hotline.text(PHONE, 'Toi bi lay dat o Soc Trang');
    const second = hotline.text(PHONE, 'khong');
    hotline.now += 2 * MINUTE;
    const third = hotline.text(PHONE, 'co');
    expect(first.event.messages?.[0]?.follows).toBeUndefined();
    expect(second.event.messages?.[0]?.follows).toEqual({
      requestId: first.request.id,
      messageId: first.event.messages?.[0]?.id,
    });
    expect(third.event.messages?.[0]?.follows).toBeUndefined();
  });
});
