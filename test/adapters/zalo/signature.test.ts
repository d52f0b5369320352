import { createRequire } from 'node:module';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isFromZalo, zaloMac } from '../../../adapters/zalo/signature.ts';

const APP = '360846524940903967';
const KEY = 'oa-secret-key';
const event = (text = 'Chồng tôi đánh tôi', timestamp: unknown = '1543908534740') => ({
  app_id: APP,
  event_name: 'user_send_text',
  sender: { id: '1' },
  message: { text, msg_id: 'm' },
  timestamp,
});
const mac = (body: string, timestamp = '1543908534740', key = KEY, app = APP) =>
  zaloMac(app, body, timestamp, key).toString('hex');

describe('an event is Zalo’s', () => {
  const body = JSON.stringify(event());

  it.each([
    ['as sent', `mac=${mac(body)}`],
    ['with a blank', `mac = ${mac(body)}`],
    ['without its name', mac(body)],
    ['in capitals', `MAC=${mac(body).toUpperCase()}`],
    ['with blanks around', `  mac=${mac(body)}  `],
  ])('with the header %s', (_, signature) => {
    expect(isFromZalo({ appId: APP, secretKeys: [KEY], rawBody: body, signature })).toBe(true);
  });

  it('over the bytes as received: white space, order and escapes as they are', () => {
    const bodies = [
      JSON.stringify(event(), null, 2),
      JSON.stringify(Object.fromEntries(Object.entries(event()).reverse())),
      body.replace('ồ', '\\u1ed3'),
      ` ${body}\n`,
      JSON.stringify(event('😀 ký tự \u0007')),
    ];
    for (const raw of bodies) {
      const signature = `mac=${mac(raw)}`;
      expect(isFromZalo({ appId: APP, secretKeys: [KEY], rawBody: raw, signature })).toBe(true);
      expect(isFromZalo({ appId: APP, secretKeys: [KEY], rawBody: Buffer.from(raw), signature })).toBe(true);
      if (raw !== body)
        expect(isFromZalo({ appId: APP, secretKeys: [KEY], rawBody: body, signature })).toBe(false);
    }
  });

  it('under either key while it is being changed', () => {
    const signature = `mac=${mac(body, undefined, 'former')}`;
    expect(isFromZalo({ appId: APP, secretKeys: [KEY, 'former'], rawBody: body, signature })).toBe(true);
  });

  it('with numbers where strings are documented, long ones to the last digit', () => {
    const numeric = body
      .replace('"1543908534740"', '1543908534740')
      .replace(`"app_id":"${APP}"`, `"app_id":${APP}`);
    expect(numeric).not.toBe(body);
    const signature = `mac=${mac(numeric)}`;
    expect(isFromZalo({ appId: APP, secretKeys: [KEY], rawBody: numeric, signature })).toBe(true);
    const neighbour = '360846524840903968';
    expect(isFromZalo({ appId: neighbour, secretKeys: [KEY], rawBody: numeric, signature })).toBe(false);
  });
});

describe('an event is nobody’s', () => {
  const body = JSON.stringify(event());
  const good = { appId: APP, secretKeys: [KEY], rawBody: body, signature: `mac=${mac(body)}` };
  const timeless = JSON.stringify(event('x', ['1543908534740']));
  const others = JSON.stringify({ ...event(), app_id: '1' });

  it.each([
    ['without a signature', { signature: undefined }],
    ['with an empty one', { signature: '' }],
    ['with half of it', { signature: good.signature.slice(0, 40) }],
    ['with no hexadecimal', { signature: `mac=${'z'.repeat(64)}` }],
    ['with another', { signature: `mac=${'0'.repeat(64)}` }],
    ['under another key', { secretKeys: ['other'] }],
    ['under an empty key', { secretKeys: [''], signature: `mac=${mac(body, undefined, '')}` }],
    ['under no key', { secretKeys: [] }],
    ['of another app', { rawBody: others, signature: `mac=${mac(others)}` }],
    [
      'of another app, signed as it',
      { rawBody: others, signature: `mac=${mac(others, undefined, KEY, '1')}` },
    ],
    ['with a time that is neither', { rawBody: timeless, signature: `mac=${mac(timeless)}` }],
    ['with a changed text', { rawBody: JSON.stringify(event('khác')) }],
    ['with a byte more', { rawBody: `${body} ` }],
    ['that is no JSON', { rawBody: 'app_id', signature: `mac=${mac('app_id')}` }],
    ['that is null', { rawBody: 'null', signature: `mac=${mac('null')}` }],
    ['that is empty', { rawBody: '', signature: `mac=${mac('')}` }],
  ])('%s', (_, wrong) => {
    expect(isFromZalo(good)).toBe(true);
    expect(isFromZalo({ ...good, ...wrong })).toBe(false);
  });

  it('and nothing makes it throw', () => {
    const anything = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.oneof(anything, fc.json()), anything, anything, (rawBody, signature, appId) => {
        expect(isFromZalo({ appId, secretKeys: [KEY], rawBody, signature })).toBe(false);
      }),
    );
  });
});

/**
 * zalo-sdk is nobody's client of today's Zalo, but it signs by the same construction and was written by somebody else:
 * an oracle for the primitive. Its HTTP client is replaced, so nothing leaves the machine.
 */
describe('the signature’s primitive', () => {
  const load = createRequire(import.meta.url);
  type Request = { form: { data: string; timestamp: string | number; mac: string } };
  let form: Request['form'] | undefined;
  let api: (data: object) => Promise<unknown>;
  let restore: () => void = () => undefined;

  beforeAll(() => {
    const path = createRequire(load.resolve('zalo-sdk')).resolve('request');
    load(path);
    const cached = load.cache[path];
    if (!cached) throw new Error('request is not loaded');
    const { exports } = cached;
    restore = () => {
      cached.exports = exports;
    };
    cached.exports = (options: Request, done: (error: null, response: object, body: string) => void) => {
      form = options.form;
      done(null, {}, '{"error":0}');
    };
    const { ZaloOA } = load('zalo-sdk');
    const client = new ZaloOA({ oaid: APP, secretkey: KEY });
    api = (data) => client.api('x', 'POST', data);
  });
  afterAll(() => restore());

  it.each([
    ['Vietnamese', { message: { text: 'Trợ giúp pháp lý cho người nghèo ở Đắk Lắk' } }],
    ['emoji and control characters', { message: { text: '😀\u0007\n"\\' } }],
    ['nothing', {}],
    ['numbers and lists', { a: [1, 2.5, null, true], b: { c: 'd' } }],
  ])('signs %s as zalo-sdk does', async (_, data) => {
    // Act
    await api(data);
    // Assess
    expect(form?.mac).toMatch(/^[0-9a-f]{64}$/);
    expect(zaloMac(APP, form?.data ?? '', String(form?.timestamp), KEY).toString('hex')).toBe(form?.mac);
  });
});
