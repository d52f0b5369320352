import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchFile, type Source } from '../../../adapters/media/fetch-file.ts';
import { deleteAtTwilio, twilioFile, twilioFiles, zaloFiles } from '../../../adapters/media/sources.ts';
import { isPublic } from '../../../adapters/public-lookup.ts';

/** A host that lies, dawdles and drops, and another that nobody allowed. */
let base: string;
let elsewhere: string;
const asked: string[] = [];
const stop: (() => void)[] = [];

const HABITS: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/fine': (_, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('0123456789'),
  '/claims-more': (_, response) => response.writeHead(200, { 'content-length': '5000' }).end('0123456789'),
  '/endless': (_, response) => {
    response.writeHead(200);
    const more = setInterval(() => response.write(Buffer.alloc(400)), 1);
    response.on('close', () => clearInterval(more));
  },
  '/claims-less': (_, response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n0123456789');
    response.socket?.end();
  },
  '/hangs': () => undefined,
  '/stalls': (_, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('01234');
  },
  '/drops': (request) => request.socket.destroy(),
  '/drops-midway': (request, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('01234', () => request.socket.destroy());
  },
  '/gone': (_, response) => response.writeHead(404).end(),
  '/busy': (_, response) => response.writeHead(503).end(),
  '/packed': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
  '/moved': (_, response) => response.writeHead(302, { location: '/fine' }).end(),
  '/moved-away': (_, response) => response.writeHead(302, { location: `${elsewhere}/fine` }).end(),
  '/moved-inside': (_, response) =>
    response.writeHead(301, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  '/moved-to-a-file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/moved-in-a-circle': (_, response) => response.writeHead(302, { location: '/moved-in-a-circle' }).end(),
};

async function host(): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(
      `${request.headers.host} ${request.method} ${request.url} ${request.headers.authorization ?? ''}`,
    );
    if (request.method === 'DELETE')
      return response.writeHead(request.url?.includes('REfails') ? 500 : 204).end();
    return HABITS[request.url ?? '']?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stop.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

beforeAll(async () => {
  [base, elsewhere] = await Promise.all([host(), host()]);
});
afterAll(() => {
  for (const one of stop) one();
});

const onlyHere: Source = {
  admit: (url) => (url.origin === base ? { headers: {}, publicOnly: false } : null),
};
const LIMITS = { bytes: 1000, milliseconds: 400 };

describe('a file that somebody else named', () => {
  it.each([
    ['/fine', { kind: 'fetched', bytes: Buffer.from('0123456789'), declared: 'image/png' }],
    ['/moved', { kind: 'fetched', bytes: Buffer.from('0123456789') }],
    ['/claims-more', { kind: 'refused', reason: 'too-large' }],
    ['/endless', { kind: 'refused', reason: 'too-large' }],
    ['/claims-less', { kind: 'fetched', bytes: Buffer.from('0123') }],
    ['/hangs', { kind: 'failed', cause: 'timeout' }],
    ['/stalls', { kind: 'failed', cause: 'timeout' }],
    ['/drops', { kind: 'failed', cause: 'ECONNRESET' }],
    ['/drops-midway', { kind: 'failed', cause: 'ECONNRESET' }],
    ['/gone', { kind: 'failed', cause: '404' }],
    ['/busy', { kind: 'failed', cause: '503' }],
    ['/packed', { kind: 'refused', reason: 'type-not-allowed' }],
    ['/moved-away', { kind: 'refused', reason: 'address-not-allowed' }],
    ['/moved-inside', { kind: 'refused', reason: 'address-not-allowed' }],
    ['/moved-to-a-file', { kind: 'refused', reason: 'address-not-allowed' }],
    ['/moved-in-a-circle', { kind: 'refused', reason: 'address-not-allowed' }],
  ])('%s', async (path, expected) => {
    asked.length = 0;
    expect(await fetchFile(new URL(path, base), onlyHere, LIMITS)).toMatchObject(expected);
    expect(asked.filter((one) => one.startsWith(new URL(elsewhere).host))).toEqual([]);
  });

  it('is not asked of a name that leads into a private network, whoever allowed the name', async () => {
    const anyName: Source = { admit: () => ({ headers: {}, publicOnly: true }) };
    const inside = new URL(`http://localhost:${new URL(base).port}/fine`);
    asked.length = 0;
    expect(await fetchFile(inside, anyName, LIMITS)).toEqual({
      kind: 'refused',
      reason: 'address-not-allowed',
    });
    expect(asked).toEqual([]);
  });

  it.each([
    ['203.113.131.1', true],
    ['2405:4800::1', true],
    ['10.1.2.3', false],
    ['172.31.0.1', false],
    ['192.168.1.1', false],
    ['127.0.0.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['::1', false],
    ['::', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['::ffff:10.0.0.1', false],
    ['::ffff:203.113.131.1', true],
  ])('%s is public: %s', (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });
});

describe('Zalo’s files', () => {
  it.each([
    ['https://photo-stal-12.zdn.vn/a.jpg', true],
    ['https://voice-aac-dl.zdn.vn/x/y.aac?z=1', true],
    ['http://photo-stal-12.zdn.vn/a.jpg', false],
    ['https://photo-stal-12.zdn.vn:8443/a.jpg', false],
    ['https://user:word@photo-stal-12.zdn.vn/a.jpg', false],
    ['https://evilzdn.vn/a.jpg', false],
    ['https://zdn.vn.evil.example/a.jpg', false],
    ['https://evil.example/?.zdn.vn', false],
    ['https://127.0.0.1/a.jpg', false],
    ['file:///etc/passwd', false],
  ])('%s is asked: %s', (url, expected) => {
    expect(zaloFiles.admit(new URL(url)) !== null).toBe(expected);
  });
});

describe('Twilio’s files', () => {
  const account = () => ({ apiUrl: base, accountSid: 'AC1', authToken: 'token' });
  const BASIC = `Basic ${Buffer.from('AC1:token').toString('base64')}`;

  it.each([
    [
      'https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1',
      '/2010-04-01/Accounts/AC1/Recordings/RE1',
    ],
    [
      'https://evil.example/2010-04-01/Accounts/AC1/Recordings/RE1.wav',
      '/2010-04-01/Accounts/AC1/Recordings/RE1',
    ],
    [
      'https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1',
      '/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1',
    ],
    ['https://api.twilio.com/2010-04-01/Accounts/AC2/Recordings/RE1', null],
    ['https://api.twilio.com/2010-04-01/Accounts/AC1/Calls/CA1', null],
    ['https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/../Messages', null],
    ['not an address', null],
  ])('%s is asked of the API we know, by its identifiers alone', (url, path) => {
    expect(twilioFile(url, account())?.href ?? null).toBe(path === null ? null : base + path);
  });

  it('show the account’s credentials to the API only', () => {
    const { admit } = twilioFiles(account());
    expect(admit(new URL('/x', base))).toEqual({ headers: { authorization: BASIC }, publicOnly: false });
    expect(admit(new URL('https://mms.twiliocdn.com/x'))).toEqual({ headers: {}, publicOnly: true });
    for (const url of [elsewhere, 'https://twiliocdn.com.evil.example/', 'http://mms.twiliocdn.com/'])
      expect(admit(new URL(url))).toBeNull();
  });

  it('are deleted with the credentials, and a failure is told', async () => {
    asked.length = 0;
    const file = (id: string) => new URL(`/2010-04-01/Accounts/AC1/Recordings/${id}`, base);
    expect(await deleteAtTwilio(file('RE1'), account())).toBe(true);
    expect(await deleteAtTwilio(file('REfails'), account())).toBe(false);
    expect(asked[0]).toBe(
      `${new URL(base).host} DELETE /2010-04-01/Accounts/AC1/Recordings/RE1.json ${BASIC}`,
    );
  });
});
