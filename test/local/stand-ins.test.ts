import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendSms } from '../../adapters/twilio/messages.ts';
import { askZaloQuota, sendZalo } from '../../adapters/zalo/client.ts';
import type { OutgoingText } from '../../domain/request/request.ts';
import { createClock } from '../../local/clock.ts';
import { type StandIns, standIns } from '../../local/providers/stand-ins.ts';
import { FIRST_PAIR } from '../../local/providers/zalo-tokens.ts';
import { openStore } from '../../local/store.ts';
import { temporaryFolder } from './temporary-folder.ts';

let providers: StandIns;
let server: Server;
let url = '';
let close: () => Promise<void>;

beforeEach(async () => {
  const store = openStore(temporaryFolder());
  const twilio = { accountSid: 'AC1', authTokens: ['token'] };
  providers = standIns({ store, clock: createClock(store), twilio, zaloOaId: 'oa' });
  server = createServer((request, response) => void providers.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
  close = async () => {
    server.closeAllConnections();
    server.close();
    await store.close();
  };
});
afterEach(() => close());

const message = (channel: 'sms' | 'zalo'): OutgoingText => ({
  id: 'm1',
  channel,
  address: channel === 'sms' ? 'tel:+84912345678' : 'zalo:246845883529197922',
  text: 'Đã ghi nhận.',
  purpose: 'reply',
});
const account = { accountSid: 'AC1', authToken: 'token', from: 'TGPL', statusUrl: 'http://localhost/s' };
const zalo = () => ({ apiUrl: url, accessToken: FIRST_PAIR.accessToken });

/** The product's own client of each provider. */
const SENDERS = {
  twilio: () => sendSms({ apiUrl: url, ...account }, message('sms')),
  zalo: () => sendZalo(zalo(), message('zalo')),
} as const;

describe.each(['twilio', 'zalo'] as const)('the stand-in of %s', (provider) => {
  const other = provider === 'twilio' ? 'zalo' : 'twilio';
  const code = provider === 'twilio' ? 21614 : -230;

  it('takes a message and keeps what it was asked to send', async () => {
    expect(await SENDERS[provider]()).toMatchObject({
      kind: 'sent',
      providerMessageId: expect.stringMatching(/./),
    });
    expect(providers.outbox()).toMatchObject([{ provider, text: 'Đã ghi nhận.' }]);
  });

  it.each<[name: string, how: number | 'drop' | 'lost', kind: string, kept: number]>([
    ['its own code', code, 'refused', 0],
    ['a connection dropped before', 'drop', 'unknown', 0],
    ['an answer lost after', 'lost', 'unknown', 1],
  ])('fails as ordered, once, and for nobody else: %s', async (_, how, kind, kept) => {
    providers.failNext({ provider, how });
    expect(await SENDERS[other]()).toMatchObject({ kind: 'sent' });
    const failed = await SENDERS[provider]();
    expect(failed).toMatchObject({ kind });
    if (kind === 'refused') expect(failed).toMatchObject({ providerCode: String(code) });
    expect(providers.outbox().filter((item) => item.provider === provider)).toHaveLength(kept);
    expect(await SENDERS[provider]()).toMatchObject({ kind: 'sent' });
  });

  it('refuses whoever has no right', async () => {
    const answer =
      provider === 'twilio'
        ? await sendSms({ apiUrl: url, ...account, authToken: 'wrong' }, message('sms'))
        : await sendZalo({ apiUrl: url, accessToken: 'wrong' }, message('zalo'));
    expect(answer).toMatchObject({
      kind: 'refused',
      providerCode: provider === 'twilio' ? '20003' : '-216',
    });
    expect(providers.outbox()).toEqual([]);
  });
});

it('the quota and a file are answered, what it does not know is 404', async () => {
  expect(await askZaloQuota(zalo(), '1')).toMatchObject({ kind: 'done', data: { quota_type: 'sub_quota' } });
  const left = await providers.files.put('zalo', { bytes: Buffer.from('amr'), contentType: 'audio/amr' });
  expect(left).toMatch(/^https:\/\/[\w-]+\.zdn\.vn\//);
  const got = await fetch(url + new URL(left).pathname);
  expect([got.headers.get('content-type'), await got.text()]).toEqual(['audio/amr', 'amr']);
  expect((await fetch(`${url}/v3.0/oa/nothing`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${url}/lobby/nothing`)).status).toBe(404);
});
