import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readZaloEvent } from '../../../adapters/zalo/events.ts';

const OA = '388613280878808645';
const USER = '246845883529197922';
/** The accounts that the collected samples were sent to. */
const THEIRS = /"(2197174064623873199|7605173638941758527|36627295993325\d+|3886132808\d{8})"/g;
const asSent = (name: string): string =>
  readFileSync(new URL(`../../fixtures/zalo/in.${name}.json`, import.meta.url), 'utf8');
/** A sample as if it had been sent to us. */
const sample = (name: string): string => asSent(name).replace(THEIRS, `"${OA}"`);
const changed = (name: string, change: (event: Record<string, unknown>) => object): string =>
  JSON.stringify(change(JSON.parse(sample(name))));
const read = (body: string, oaId = OA) => readZaloEvent(body, oaId);
const input = (body: string) => {
  const reading = read(body);
  return reading.kind === 'contact' ? reading.contact.input : reading.kind;
};

describe('every sample', () => {
  it.each([
    ['user_send_text', { kind: 'text', text: 'message' }],
    ['user_send_text.real', { kind: 'text', text: 'Chào A4B' }],
    ['user_send_image.console_test', { kind: 'attachment', attachments: [{ kind: 'image' }] }],
    ['user_send_gif.console_test', { kind: 'attachment', attachments: [{ kind: 'image' }] }],
    ['user_send_audio.console_test', { kind: 'attachment', attachments: [{ kind: 'audio' }] }],
    ['user_send_video.console_test', { kind: 'attachment', attachments: [{ kind: 'video' }] }],
    ['user_send_file', { kind: 'attachment', attachments: [{ kind: 'file' }] }],
    ['user_send_sticker.console_test', { kind: 'attachment', attachments: [{ kind: 'sticker' }] }],
    ['user_send_link.console_test', { kind: 'attachment', attachments: [{ kind: 'link' }] }],
    [
      'user_send_business_card',
      { kind: 'attachment', attachments: [{ kind: 'card', phone: '+84912345678' }] },
    ],
    ['anonymous_send_text', { kind: 'text', text: 'message' }],
    ['user_click_chatnow', { kind: 'arrival' }],
    ['user_submit_info', { kind: 'profile', name: 'Name Example', phone: '84912345678' }],
    ['user_submit_info.legacy', { kind: 'profile' }],
  ])('%s is a contact', (name, expected) => {
    expect(input(sample(name))).toMatchObject(expected);
  });

  it.each([
    ['follow', 'followed'],
    ['unfollow', 'unfollowed'],
    ['user_reacted_message', 'reaction'],
    ['oa_send_text.admin', 'answered-by-hand'],
  ])('%s happened: %s', (name, happening) => {
    expect(read(sample(name))).toMatchObject({ kind: 'happening', happening: { happening } });
  });

  it.each([
    ['user_received_message', 'delivered', '96d3cdf3af150460909'],
    ['user_seen_message.real', 'seen', 'e72c0a55e95fcb00924f'],
  ])('%s is a receipt: %s', (name, status, id) => {
    expect(read(sample(name))).toMatchObject({ kind: 'receipt', receipt: { status, messageIds: [id] } });
  });

  it.each(['text', 'image', 'gif', 'list', 'file'])('oa_send_%s of our own is ignored', (what) => {
    expect(read(sample(`oa_send_${what}.console_test`))).toMatchObject({ kind: 'ignored', known: true });
  });
});

describe('who is the citizen', () => {
  const receipt = (sender: string, recipient: string) =>
    changed('user_seen_message.real', (event) => ({
      ...event,
      sender: { id: sender },
      recipient: { id: recipient },
    }));
  it.each([
    [OA, USER],
    [USER, OA],
  ])('of a receipt from %s to %s: not we, whatever the position', (sender, recipient) => {
    expect(read(receipt(sender, recipient))).toMatchObject({ receipt: { address: `zalo:${USER}` } });
  });

  it('of a receipt for a template sent by number: the number', () => {
    const body = JSON.stringify({
      sender: { id: OA },
      recipient: { id: '84123456789' },
      event_name: 'user_received_message',
      message: { delivery_time: '1602960467432', msg_id: '15a0cc0bbb13bd4ce403', tracking_id: 't' },
      app_id: 'app',
      timestamp: '1602560967477',
    });
    expect(read(body)).toMatchObject({
      receipt: { address: 'tel:+84123456789', messageIds: ['15a0cc0bbb13bd4ce403'] },
    });
  });

  it('of what a human of the office wrote: who got it', () => {
    expect(read(sample('oa_send_text.admin'))).toMatchObject({ happening: { address: `zalo:${USER}` } });
  });

  it('of a withdrawal, wherever it names them', () => {
    const base = { app_id: 'app', event_name: 'user_withdraw', timestamp: '1602560967477', oa_id: OA };
    for (const where of [
      { user_id: USER },
      { sender: { id: USER } },
      { recipient: { id: USER }, sender: { id: OA } },
    ])
      expect(read(JSON.stringify({ ...base, ...where }))).toMatchObject({
        happening: { happening: 'withdrawal', address: `zalo:${USER}` },
      });
  });

  it('in an anonymous chat: the same way, in a conversation of its own', () => {
    expect(read(sample('anonymous_send_text'))).toMatchObject({
      contact: { address: `zalo:${USER}`, conversation: 'anonymous:1543908534' },
    });
  });
});

describe('of another account of the same app', () => {
  const other = '999999999999999999';
  const readAs = (name: string) => readZaloEvent(sample(name), other);

  it.each([
    'user_send_text',
    'user_send_text.console_test',
    'follow',
    'user_submit_info',
    'oa_send_text.admin',
    'user_click_chatnow',
    'user_received_message',
    'user_seen_message.real',
  ])('%s is taken in like one of ours, with the account', (name) => {
    const { account, ...taken } = { account: undefined, ...readAs(name) };
    expect(account).toMatch(/^\d+$/);
    const ours = readZaloEvent(sample(name), account ?? '');
    expect({ ...taken, receipt: null }).toEqual({ ...ours, receipt: null });
  });

  it('an event that names no account is ours', () => {
    const body = changed('user_send_text', ({ recipient: _, ...event }) => event);
    expect(readZaloEvent(body, other)).toMatchObject({ contact: { address: `zalo:${USER}` } });
  });
});

/** One sample with every liberty that a provider may take: what is not needed left out, ids and times as numbers, more members. */
const VARIED = fc
  .record({
    name: fc.constantFrom(
      ...['user_send_text', 'user_send_text.real', 'user_send_file', 'user_send_business_card'],
      ...['user_submit_info', 'user_submit_info.legacy', 'user_click_chatnow', 'anonymous_send_text'],
      ...['user_send_audio.console_test', 'user_send_sticker.console_test', 'follow', 'user_reacted_message'],
    ),
    numbers: fc.boolean(),
    without: fc.subarray(['user_id_by_app', 'source', 'gender', 'thumbnail', 'checksum', 'size', 'info']),
    more: fc.dictionary(fc.stringMatching(/^x_[a-z]{1,8}$/), fc.oneof(fc.string(), fc.integer()), {
      maxKeys: 3,
    }),
    spoilt: fc.option(
      fc.tuple(fc.constantFrom('text', 'attachments', 'payload', 'phone', 'name'), fc.jsonValue()),
    ),
  })
  .map(({ name, numbers, without, more, spoilt }) => {
    const liberties = (key: string, value: unknown): unknown => {
      if (key.startsWith('x_')) return value;
      if (without.includes(key)) return undefined;
      if (spoilt?.[0] === key) return spoilt[1];
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isObject ? { ...value, ...more } : value;
    };
    const body = JSON.stringify(JSON.parse(sample(name)), liberties);
    return { name, body: numbers ? body.replace(/:"([1-9]\d{1,19})"(?=[,}])/g, ':$1') : body };
  });

it('a sample with any liberty taken is still what it was, from the same person', () => {
  fc.assert(
    fc.property(VARIED, ({ name, body }) => {
      const plain = read(sample(name));
      const varied = read(body);
      expect(varied.kind).toBe(plain.kind);
      if (plain.kind === 'contact' && varied.kind === 'contact')
        expect(varied.contact.address).toBe(plain.contact.address);
      if (plain.kind === 'happening' && varied.kind === 'happening')
        expect(varied.happening).toMatchObject({ address: plain.happening.address });
    }),
    { numRuns: 500 },
  );
});

it('long ids written as numbers keep all their digits, beside fractions and digits in words', () => {
  const body = sample('user_send_text')
    .replace(`"${USER}"`, USER)
    .replace('"message": "', '"message": "1234567890123456789 ')
    .replace('"text": "message"', '"text": "so 1234567890123456789, \\"9999999999999999999\\""');
  const varied = body.replace(/}\s*$/, ',"near":10.76424731234567890123}');
  const reading = read(varied);
  expect(reading).toMatchObject({ contact: { address: `zalo:${USER}` } });
  if (reading.kind === 'contact')
    expect(reading.contact.input).toMatchObject({ text: 'so 1234567890123456789, "9999999999999999999"' });
});

describe('what a person sends', () => {
  const sent = (event: string, attachments: unknown, text?: string) =>
    input(
      changed('user_send_text', (one) => ({
        ...one,
        event_name: event,
        message: { msg_id: 'm', attachments, ...(text === undefined ? {} : { text }) },
      })),
    );
  const spot = (latitude: unknown, longitude: unknown, text?: string) =>
    sent(
      'user_send_location',
      [{ type: 'location', payload: { coordinates: { latitude, longitude } } }],
      text,
    );

  it('a place, in strings or numbers, with the words beside it', () => {
    const place = { kind: 'location', latitude: 16.46, longitude: 107.59 };
    expect(spot('16.46', '107.59')).toEqual(place);
    expect(spot(16.46, 107.59)).toEqual(place);
    expect(spot('16.46', '107.59', 'nhà em ở đây')).toEqual({ ...place, text: 'nhà em ở đây' });
  });

  it.each([
    ['', ''],
    [null, null],
    ['10,76', '106,65'],
    ['999', '106.65'],
    ['10.76', 'đông'],
    [true, true],
  ])('%j, %j is no place, and no zero', (latitude, longitude) => {
    expect(spot(latitude, longitude)).toEqual({ kind: 'attachment', attachments: [{ kind: 'other' }] });
  });

  it.each<[name: string, event: string, attachment: object, expected: object]>([
    [
      'a link with its title and where it leads',
      'user_send_link',
      { type: 'link', payload: { description: 'Bài báo về đất', url: 'https://example.vn/dat' } },
      { kind: 'link', url: 'https://example.vn/dat', name: 'Bài báo về đất – https://example.vn/dat' },
    ],
    [
      'a video with the words under it',
      'user_send_video',
      { type: 'video', payload: { url: 'https://video.zdn.vn/a.mp4', description: 'ông ấy đập cửa' } },
      { kind: 'video', url: 'https://video.zdn.vn/a.mp4', name: 'ông ấy đập cửa' },
    ],
    [
      'a file without a type',
      'user_send_file',
      { payload: { url: 'https://file.zdn.vn/a.pdf', name: 'a.pdf' } },
      { kind: 'file', url: 'https://file.zdn.vn/a.pdf', name: 'a.pdf' },
    ],
    [
      'a picture of a type that is new',
      'user_send_image',
      { type: 'photo', payload: { url: 'https://photo.zdn.vn/a.jpg' } },
      { kind: 'image', url: 'https://photo.zdn.vn/a.jpg' },
    ],
    ['a picture that says nothing', 'user_send_image', { payload: 'a' }, { kind: 'image' }],
  ])('%s', (_, event, attachment, expected) => {
    expect(sent(event, [attachment])).toEqual({ kind: 'attachment', attachments: [expected] });
  });
});

describe('the id of an event', () => {
  const id = (body: string) => {
    const reading = read(body);
    return reading.kind === 'contact' ? reading.contact.providerEventId : undefined;
  };
  const test = (timestamp: string) =>
    changed('user_send_text.console_test', (event) => ({ ...event, timestamp }));

  it('is the same for a repetition and another for the next press of the Test button', () => {
    expect(JSON.parse(test('1')).message.msg_id).toBe('This is message id');
    expect(id(test('1609984527174'))).toBe(id(test('1609984527174')));
    expect(id(test('1609984527174'))).not.toBe(id(test('1609984529174')));
  });
});

it('any body is read without an error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (body) => {
      expect(['ignored', 'malformed']).toContain(read(body).kind);
    }),
  );
});
