import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { getExpectedBodyHash, getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { parseForm, parseFormBytes } from '../../../adapters/http/form.ts';
import { isFromTwilio, signedItsBytes } from '../../../adapters/twilio/signature.ts';

const TOKEN = '12345';
type Params = Record<string, string | string[]>;

/** Written out from the documentation, not taken from Twilio's code. */
const signed = (url: string, params: Params = {}, token = TOKEN): string =>
  createHmac('sha1', token)
    .update(
      url +
        Object.keys(params)
          .sort()
          .flatMap((name) => [...new Set([params[name] ?? ''].flat())].sort().map((value) => name + value))
          .join(''),
      'utf8',
    )
    .digest('base64');

/** https://www.twilio.com/docs/usage/security#validating-requests */
const PUBLISHED = {
  url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
  params: {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+12349013030',
    Digits: '1234',
    From: '+12349013030',
    To: '+18005551212',
  },
  signature: '0/KCTR6DLpKmkAf8muzZqo1nDgQ=',
};
const BODY = '{"property": "value", "boolean": true}';
const BODY_HASH = '0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620';
const address = 'https://hotline.example/twilio/voice';
const form: Params = { CallSid: 'CA1', From: '+84912345678', SpeechResult: 'tôi bị đánh', Empty: '' };

describe('a request is Twilio’s', () => {
  it('by the published example', () => {
    expect(signed(PUBLISHED.url, PUBLISHED.params)).toBe(PUBLISHED.signature);
    expect(isFromTwilio({ authTokens: [TOKEN], ...PUBLISHED })).toBe(true);
  });

  it.each<readonly [string, string, Params, string]>([
    ['without parameters', address, {}, signed(address)],
    ['with Vietnamese and empty fields', address, form, signed(address, form)],
    ['signed with the port', address, form, signed('https://hotline.example:443/twilio/voice', form)],
    ['called with the port', 'https://hotline.example:443/twilio/voice', form, signed(address, form)],
    ['called by http with a port', 'http://localhost:3000/x', form, signed('http://localhost:3000/x', form)],
    ['with a list', address, { MediaUrl: ['b', 'a'] }, signed(address, { MediaUrl: ['a', 'b'] })],
    ['with a value twice', address, { A: ['x', 'x'] }, signed(address, { A: 'x' })],
    ['with a query', `${address}?turn=3`, form, signed(`${address}?turn=3`, form)],
    ["with ' signed as %27", `${address}?a=It's`, {}, signed(`${address}?a=It%27s`)],
    ['with the fragment of connection overrides', `${address}#rc=2&rp=5xx`, form, signed(address, form)],
    ['under the former token', address, form, signed(address, form, 'former')],
  ])('%s', (_, url, params, signature) => {
    expect(isFromTwilio({ authTokens: [TOKEN, 'former'], url, params, signature })).toBe(true);
  });

  it('with a JSON body that hashes to what the query says', () => {
    const url = `${address}?bodySHA256=${BODY_HASH}`;
    expect(getExpectedBodyHash(BODY)).toBe(BODY_HASH);
    expect(
      isFromTwilio({ authTokens: [TOKEN], url, params: {}, signature: signed(url), rawBody: BODY }),
    ).toBe(true);
  });

  it('whenever Twilio’s own library says what its signature is, also after the way through a form body', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 30 });
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,12}$/),
          fc.oneof(texts, fc.array(texts, { minLength: 2, maxLength: 3 })),
          {
            maxKeys: 8,
          },
        ),
        fc.constantFrom(address, `${address}?turn=1`, `${address}/answer?turn=2&x=%20`),
        (params, url) => {
          // Prepare
          const pairs = Object.entries(params).flatMap(([name, value]) =>
            [value].flat().map((each): [string, string] => [name, each]),
          );
          const body = new URLSearchParams(pairs).toString();
          // Lone surrogates do not survive a form; Twilio signs what it sends.
          const signature = getExpectedTwilioSignature(TOKEN, url, { ...parseForm(body) });
          // Act, Assess
          expect(isFromTwilio({ authTokens: [TOKEN], url, params: parseForm(body), signature })).toBe(true);
          expect(signed(url, { ...parseForm(body) })).toBe(signature);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a request is nobody’s', () => {
  const good = { authTokens: [TOKEN], url: address, params: form, signature: signed(address, form) };
  const jsonUrl = `${address}?bodySHA256=${BODY_HASH}`;

  it.each([
    ['without a signature', { signature: undefined }],
    ['with an empty signature', { signature: '' }],
    ['with another one', { signature: signed(address) }],
    ['with one in other letters', { signature: good.signature.toLowerCase() }],
    ['with a longer one', { signature: `${good.signature}A` }],
    ['with a shorter one', { signature: good.signature.slice(0, -2) }],
    ['with a word', { signature: 'true' }],
    ['under another token', { authTokens: ['other'] }],
    ['under an empty token', { authTokens: [''], signature: signed(address, form, '') }],
    ['under no token', { authTokens: [] }],
    ['with another address', { url: `${address}/` }],
    ['with another host', { url: 'https://evil.example/twilio/voice' }],
    ['with a relative address', { url: '/twilio/voice', signature: signed('/twilio/voice', form) }],
    ['with no address', { url: '' }],
    ['with a field more', { params: { ...form, Digits: '1' } }],
    ['with a field less', { params: {} }],
    ['with another value', { params: { ...form, From: '+84900000000' } }],
    ['without the body that was hashed', { url: jsonUrl, params: {}, signature: signed(jsonUrl) }],
    [
      'with another body than was hashed',
      { url: jsonUrl, params: {}, signature: signed(jsonUrl), rawBody: `${BODY} ` },
    ],
    [
      'with an empty hash',
      {
        url: `${address}?bodySHA256=`,
        params: {},
        signature: signed(`${address}?bodySHA256=`),
        rawBody: BODY,
      },
    ],
  ])('%s', (_, wrong) => {
    expect(isFromTwilio(good)).toBe(true);
    expect(isFromTwilio({ ...good, ...wrong })).toBe(false);
  });

  it('and nothing makes it throw', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(anything, { maxLength: 2 }),
        anything,
        fc.dictionary(fc.oneof(anything, fc.constant('__proto__')), anything),
        anything,
        (authTokens, url, params, signature) => {
          expect(isFromTwilio({ authTokens, url, params, signature, rawBody: signature })).toBe(false);
        },
      ),
    );
  });
});

describe('a form in letters that are not UTF-8', () => {
  const body = Buffer.from('From=%2B84912345678&Body=S\xf3c+Tr%e3ng', 'latin1');
  const mac = createHmac('sha1', TOKEN).update(
    Buffer.from(`${address}BodyS\xf3c Tr\xe3ngFrom+84912345678`, 'latin1'),
  );
  const good = {
    authTokens: ['', 'new', TOKEN],
    url: address,
    params: parseFormBytes(body),
    signature: mac.digest('base64'),
  };

  it('is Twilio’s by its bytes', () => {
    expect(signedItsBytes(good)).toBe(true);
  });

  it.each([
    [
      'another letter',
      { params: parseFormBytes(Buffer.from(body.map((byte) => (byte === 0xf3 ? 0xf2 : byte)))) },
    ],
    ['another address', { url: `${address}x` }],
    ['another token', { authTokens: ['new', ''] }],
    ['no signature', { signature: undefined }],
    ['half a signature', { signature: good.signature.slice(0, 8) }],
  ])('%s: it is not', (_, wrong) => {
    expect(signedItsBytes({ ...good, ...wrong })).toBe(false);
  });
});
