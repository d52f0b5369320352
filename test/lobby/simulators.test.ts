import { createRequire } from 'node:module';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { signTwilio, signZalo, simulate } from '../../local/lobby/simulators.ts';

const secrets = {
  twilioAccountSid: 'ACffffffffffffffffffffffffffffffff',
  twilioAuthToken: 'local-twilio-auth-token',
  zaloAppId: 'local-zalo-app',
  zaloOaId: 'local-zalo-oa',
  zaloSecretKey: 'local-zalo-oa-secret-key',
};

describe('signTwilio', () => {
  it("agrees with the worked example of Twilio's documentation", () => {
    const signature = signTwilio({
      authToken: '12345',
      url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
      params: {
        CallSid: 'CA1234567890ABCDE',
        Caller: '+14158675309',
        Digits: '1234',
        From: '+14158675309',
        To: '+18005551212',
      },
    });
    expect(signature).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  });

  const table: [name: string, params: Record<string, string | string[]>][] = [
    ['no parameters', {}],
    ['empty values', { FromCity: '', Body: '', ToCity: '' }],
    ['Vietnamese text', { Body: 'Tôi ở Sóc Trăng, cần luật sư gấp' }],
    ['an emoji and a plus', { Body: '😢 + giúp', From: '+84912345678' }],
    ['names that differ in case', { b: '1', B: '2', a: '3' }],
    ['a repeated parameter', { Media: ['b', 'a', 'b'], Body: 'x' }],
  ];
  it.each(table)("agrees with Twilio's own library: %s", (_, params) => {
    const url = 'http://localhost:3000/twilio/voice/place?turn=2';
    expect(signTwilio({ authToken: 'secret', url, params })).toBe(
      getExpectedTwilioSignature('secret', url, params),
    );
  });
});

describe('signZalo', () => {
  it('is the SHA-256 of application, body, timestamp and key', () => {
    const rawBody =
      '{"app_id":"1","event_name":"user_send_text","message":{"text":"Trợ giúp"},"timestamp":"2"}';
    // printf '%s' "1${rawBody}2key" | sha256sum
    expect(signZalo({ appId: '1', rawBody, timestamp: '2', secretKey: 'key' })).toBe(
      'mac=e1a4a2adecc6a412467deecfb4cc9836861f6c2879ebab8d79d844b45fb11de9',
    );
  });

  it("agrees with the primitive of Zalo's own library", async () => {
    const require = createRequire(import.meta.url);
    const inside = createRequire(require.resolve('zalo-sdk'));
    const transport = inside.resolve('request');
    inside(transport);
    let form = { data: '', timestamp: 0, mac: '' };
    const loaded = require.cache[transport];
    if (!loaded) throw new Error('the transport of zalo-sdk is not where it was');
    loaded.exports = (
      options: { form: typeof form },
      answered: (error: null, response: object, body: string) => void,
    ) => {
      form = options.form;
      answered(null, {}, '{"error":0}');
    };
    const { ZaloOA } = require('zalo-sdk');

    await new ZaloOA({ oaid: 'local-zalo-app', secretkey: 'key' }).api('x', 'POST', {
      message: { text: 'Trợ giúp pháp lý 😢\n"dấu"' },
    });

    expect(
      signZalo({
        appId: 'local-zalo-app',
        rawBody: form.data,
        timestamp: String(form.timestamp),
        secretKey: 'key',
      }),
    ).toBe(`mac=${form.mac}`);
  });
});

describe('simulate', () => {
  const posted: { url: string; headers: Headers; body: string }[] = [];
  const setting = {
    publicUrl: 'https://hotline.example/',
    baseUrl: 'http://127.0.0.1:3000',
    secrets,
    now: () => new Date(1_800_000_000_000),
    fetch: async (url: string | URL | Request, init?: RequestInit) => {
      posted.push({ url: String(url), headers: new Headers(init?.headers), body: String(init?.body) });
      return new Response('<Response/>', { status: 200, headers: { 'content-type': 'text/xml' } });
    },
  };

  it('signs over the public address and posts to the gateway, account filled in', async () => {
    const body = { path: '/twilio/voice/place?turn=2', params: { Digits: '29', FromCity: '' } };
    const answer = await simulate({ provider: 'twilio', body }, setting);

    expect(answer).toEqual({ status: 200, contentType: 'text/xml', body: '<Response/>' });
    const sent = posted.at(-1);
    const params = {
      AccountSid: secrets.twilioAccountSid,
      ApiVersion: '2010-04-01',
      Digits: '29',
      FromCity: '',
    };
    expect(sent?.url).toBe('http://127.0.0.1:3000/twilio/voice/place?turn=2');
    expect(Object.fromEntries(new URLSearchParams(sent?.body))).toEqual(params);
    expect(sent?.headers.get('x-twilio-signature')).toBe(
      getExpectedTwilioSignature(
        secrets.twilioAuthToken,
        'https://hotline.example/twilio/voice/place?turn=2',
        params,
      ),
    );
  });

  it.each([
    [
      'a message',
      { event_name: 'user_send_text', sender: { id: '1' } },
      { recipient: { id: 'local-zalo-oa' } },
    ],
    ['a follower', { event_name: 'follow', follower: { id: '1' } }, { oa_id: 'local-zalo-oa' }],
  ])('completes and signs the very bytes of %s', async (_, event, account) => {
    await simulate({ provider: 'zalo', body: { event } }, setting);

    const sent = posted.at(-1);
    expect(sent?.url).toBe('http://127.0.0.1:3000/zalo/webhook');
    expect(JSON.parse(sent?.body ?? '')).toEqual({
      app_id: 'local-zalo-app',
      timestamp: '1800000000000',
      ...event,
      ...account,
    });
    expect(sent?.headers.get('x-zevent-signature')).toBe(
      signZalo({
        appId: 'local-zalo-app',
        rawBody: sent?.body ?? '',
        timestamp: '1800000000000',
        secretKey: secrets.zaloSecretKey,
      }),
    );
  });

  it.each([
    ['another path', 'twilio', { path: '/api/requests', params: {} }],
    ['a path that climbs', 'twilio', { path: '/twilio/voice/../../api', params: {} }],
    ['another host', 'twilio', { path: '//evil.example/twilio/voice', params: {} }],
    ['an absolute address', 'twilio', { path: 'http://evil.example/twilio/sms', params: {} }],
    ['a number for a value', 'twilio', { path: '/twilio/sms', params: { Body: 1 } }],
    ['no event', 'zalo', {}],
    ['an event without a name', 'zalo', { event: {} }],
  ] as const)('refuses %s and posts nothing', async (_, provider, body) => {
    const before = posted.length;
    expect((await simulate({ provider, body }, setting)).status).toBe(400);
    expect(posted).toHaveLength(before);
  });

  it('tells that the hotline cannot be reached', async () => {
    const fetch = () => Promise.reject(new Error('connection refused'));
    const body = { path: '/twilio/sms', params: {} };
    expect((await simulate({ provider: 'twilio', body }, { ...setting, fetch })).status).toBe(502);
  });
});
