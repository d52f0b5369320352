import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { callZalo, ZALO_CODES } from '../../../adapters/zalo/api.ts';
import {
  askZaloQuota,
  MOST_FILE_BYTES,
  sendZalo,
  uploadZaloFile,
  zaloUser,
} from '../../../adapters/zalo/client.ts';
import { sendZns, ZNS_CODES } from '../../../adapters/zalo/zns.ts';
import type { Fault } from '../../../domain/errors.ts';
import { znsTemplate } from '../../../domain/outbound/zns.ts';
import type { OutgoingText } from '../../../domain/request/request.ts';
import { provider } from '../../functions/provider.ts';

vi.mock('../../../data/zns.json', () => ({
  default: { templates: { news: { id: '7895417a7d3f9461cd2e', params: ['ma_yeu_cau'] } } },
}));

const sample = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/zalo/${name}.json`, import.meta.url), 'utf8'));
let zalo: Awaited<ReturnType<typeof provider>>;
const account = () => ({ apiUrl: zalo.url, accessToken: 'access' });
const withImage = () => ({ ...account(), formImage: 'https://example.gov.vn/banner.png' });
beforeAll(async () => {
  zalo = await provider();
});
afterAll(() => zalo.stop());
beforeEach(() => zalo.answers(() => ({ json: { error: 0, data: {} } })));

const USER = '2512523625412515';
const message = (other: Partial<OutgoingText>): OutgoingText => ({
  id: 'm-1',
  channel: 'zalo',
  address: `zalo:${USER}`,
  text: '…',
  purpose: 'reply',
  ...other,
});

describe('what Zalo is asked', () => {
  const asked = () =>
    zalo.asked.map(({ path, body }) => ({ path, body: body === '' ? null : JSON.parse(body) }));
  const form = sample('out.cs.request_user_info.request').message.attachment.payload.elements[0];

  it.each<[string, Partial<OutgoingText>, unknown]>([
    ['a text', { text: 'Xin chào' }, { recipient: { user_id: USER }, message: { text: 'Xin chào' } }],
    [
      'the form for contact data',
      { form: { title: form.title, subtitle: form.subtitle } },
      sample('out.cs.request_user_info.request'),
    ],
    ['an uploaded file', { file: '<token from /v2.0/oa/upload/file>' }, sample('out.cs.file.request')],
  ])('to send %s', async (_, other, body) => {
    await sendZalo(withImage(), message(other));
    expect(asked()).toEqual([{ path: '/v3.0/oa/message/cs', body }]);
    expect(zalo.asked[0]?.headers).toMatchObject({
      access_token: 'access',
      'content-type': 'application/json',
    });
    expect(zalo.asked[0]?.headers).not.toHaveProperty('authorization');
  });

  it('for the quota and for a person', async () => {
    zalo.answers(() => ({ json: sample('user.detail.response') }));
    await askZaloQuota(account(), USER);
    const user = await zaloUser(account(), USER);
    expect(asked()).toEqual([
      { path: '/v3.0/oa/quota/message', body: sample('out.quota_message.request').body },
      {
        path:
          new URL(sample('user.detail.request').url).pathname +
          new URL(sample('user.detail.request').url).search,
        body: null,
      },
    ]);
    expect(user).toMatchObject({
      kind: 'done',
      data: { is_sensitive: false, shared_info: { phone: '84912345678' } },
    });
  });

  it('for an approved template, by number', async () => {
    zalo.answers(() => ({ json: sample('zns.send.response') }));
    const { url, body } = sample('zns.send.request');
    const sent = await sendZns(
      account(),
      message({
        id: 'tracking_id',
        address: 'tel:+84987654321',
        template: { key: 'news', params: { ma_yeu_cau: 'TGPL-2026-000123', more: 'left out' } },
      }),
    );
    expect(asked()).toEqual([{ path: new URL(url).pathname, body }]);
    expect(sent).toEqual({ kind: 'sent', providerMessageId: 'a4d0243feee163bd3af2' });
  });

  it('to keep a file: as a form with the bytes, by the older interface', async () => {
    zalo.answers(() => ({ json: { error: 0, data: { token: 'file-token' } } }));
    const bytes = new TextEncoder().encode('%PDF-1.7 mẫu đơn');
    const kept = await uploadZaloFile(account(), { name: 'mau-don.pdf', bytes });
    expect(kept).toEqual({ kind: 'done', data: { token: 'file-token' } });
    expect(zalo.asked).toMatchObject([
      {
        path: '/v2.0/oa/upload/file',
        headers: { 'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/) },
      },
    ]);
    expect(zalo.asked[0]?.body).toMatch(/name="file"; filename="mau-don.pdf"[\s\S]*%PDF-1.7 mẫu đơn/);
  });

  it.each([
    ['too large', 'a.pdf', new Uint8Array(MOST_FILE_BYTES + 1), 'too-large'],
    ['of a kind Zalo does not take', 'a.exe', new Uint8Array(1), 'unknown-type'],
    ['empty', 'a.pdf', new Uint8Array(0), 'empty'],
  ])('a file %s is not even handed over', async (_, name, bytes, reason) => {
    expect(await uploadZaloFile(account(), { name, bytes })).toEqual({ kind: 'unfit', reason });
    expect(zalo.asked).toEqual([]);
  });
});

/** …/phu-luc/ma-loi, and the table of templates by number: code and what is done. */
const RETRY = 'asked again';
const ELSEWHERE = 'another channel';
const ALARM = 'operator, then asked again';
const BUG = 'operator';
const doneFor = ({ retryable, alarm }: Fault) =>
  retryable ? (alarm ? ALARM : RETRY) : alarm ? BUG : ELSEWHERE;

describe('each of Zalo’s codes', () => {
  it.each([
    [RETRY, [-32, -200, -234]],
    [
      ALARM,
      [-216, -220, -211, -224, -320, -321, -204, -205, -209, -212, -219, -221, -223, -14002, -14003, -1],
    ],
    [ELSEWHERE, [-213, -217, -218, -227, -230, -231, -232, -244, -248]],
    [BUG, [-201, -210, -233, -240, -242, -100, -249]],
  ])('%s: %j', async (end, codes) => {
    for (const code of codes) {
      zalo.answers(() => ({ json: { error: code, message: 'no' } }));
      const sent = await sendZalo(account(), message({}));
      if (sent.kind !== 'refused') throw new Error(`${code} was not understood`);
      expect([code, doneFor(sent.fault), sent.providerCode]).toEqual([code, end, String(code)]);
      expect(zalo.asked).toHaveLength(1);
    }
    const listed = Object.keys(ZALO_CODES)
      .map(Number)
      .filter((code) => doneFor(ZALO_CODES[code] ?? never()) === end);
    expect(listed.filter((code) => !codes.includes(code))).toEqual([]);
  });

  it.each([
    [RETRY, [-100, -133]],
    [ALARM, [-115, -124, -144, -1]],
    [ELSEWHERE, [-108, -110, -118]],
    [BUG, [-109, -111, -112, -131]],
  ])('of templates by number, %s: %j', async (end, codes) => {
    for (const code of codes) {
      zalo.answers(() => ({ json: { error: code } }));
      const sent = await sendZns(account(), message({ template: { key: 'news', params: {} } }));
      if (sent.kind !== 'refused') throw new Error(`${code} was not understood`);
      expect([code, doneFor(sent.fault)]).toEqual([code, end]);
    }
    const listed = Object.keys(ZNS_CODES)
      .map(Number)
      .filter((code) => doneFor(ZNS_CODES[code] ?? never()) === end);
    expect(listed.filter((code) => !codes.includes(code))).toEqual([]);
  });
});

const never = (): never => {
  throw new Error('a code without a fault');
};

describe('an answer in another shape than documented', () => {
  it.each<[name: string, json: object, providerMessageId: string]>([
    ['without data', { error: 0 }, ''],
    ['with a list', { error: 0, data: [] }, ''],
    ['with a word', { error: 0, data: 'ok' }, ''],
    ['with an id that is null', { error: 0, data: { message_id: null } }, ''],
    ['with an id that is a number', { error: 0, data: { message_id: 17 } }, '17'],
    ['with its code as a string', { error: '0', data: { message_id: 'm' } }, 'm'],
  ])('%s: taken all the same, so it is not sent again', async (_, json, providerMessageId) => {
    zalo.answers(() => ({ json }));
    expect(await sendZalo(account(), message({}))).toEqual({ kind: 'sent', providerMessageId });
  });

  it('a no whose code is a string is that no', async () => {
    zalo.answers(() => ({ json: { error: '-230' } }));
    expect(await sendZalo(account(), message({}))).toMatchObject({
      kind: 'refused',
      providerCode: '-230',
      fault: { code: 'window-closed' },
    });
  });
});

describe('no answer', () => {
  it.each([
    ['dropped after it was asked', 'drop' as const],
    ['broken', { status: 502, json: {} }],
    ['no JSON of Zalo’s', { json: [] }],
    ['no code in it', { json: { error: null } }],
  ])('(%s) leaves a doubt', async (_, reply) => {
    zalo.answers(() => reply);
    expect(await sendZalo(account(), message({}))).toMatchObject({ kind: 'unknown' });
  });

  it('without a connection leaves none: nothing was asked', async () => {
    const gone = await provider();
    await gone.stop();
    const sent = await sendZalo({ apiUrl: gone.url, accessToken: 'access' }, message({}));
    expect(sent).toMatchObject({
      kind: 'refused',
      fault: { retryable: true },
      providerCode: 'no connection',
    });
  });

  it('within the patience leaves a doubt', async () => {
    const slow: typeof fetch = () => Promise.reject(new DOMException('', 'TimeoutError'));
    expect(await sendZalo(account(), message({}), slow)).toMatchObject({ kind: 'unknown' });
  });

  it('that lacks what it must have is none', async () => {
    const bytes = new Uint8Array(1);
    expect(await uploadZaloFile(account(), { name: 'a.pdf', bytes })).toMatchObject({ kind: 'unknown' });
  });

  it('429 is a clear no', async () => {
    zalo.answers(() => ({ status: 429, json: {} }));
    const { z } = await import('zod');
    expect(await callZalo(account(), '/x', { method: 'GET' }, z.looseObject({}))).toMatchObject({
      kind: 'refused',
    });
  });
});

it('a template that nobody has approved does not exist', async () => {
  expect(znsTemplate('done')).toBeUndefined();
  const sent = await sendZns(account(), message({ template: { key: 'done', params: {} } }));
  expect(sent).toMatchObject({ kind: 'refused', providerCode: 'no-template' });
  expect(zalo.asked).toEqual([]);
});
