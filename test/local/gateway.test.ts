import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { findRoute, type Route } from '../../local/gateway/routes.ts';
import { route } from './small-assembly.ts';
import { smallSystem } from './small-system.ts';

const made = (key: string): Route => {
  const [method = '', path = ''] = key.split(' ');
  return {
    key,
    method,
    segments: path.split('/').slice(1),
    functionArn: 'f',
    apiId: 'a',
    timeoutMilliseconds: 30_000,
  };
};

describe('routes', () => {
  const routes = [
    'POST /twilio/voice',
    'POST /twilio/voice/{step}',
    'POST /twilio/voice/status',
    'ANY /files/{path+}',
    'GET /files/{name}',
    'GET /api/requests/{id}',
    'GET /api/{thing}/own',
  ].map(made);

  it.each([
    ['POST', '/twilio/voice', 'POST /twilio/voice', {}],
    ['POST', '/twilio/voice/status', 'POST /twilio/voice/status', {}],
    ['POST', '/twilio/voice/menu', 'POST /twilio/voice/{step}', { step: 'menu' }],
    ['POST', '/twilio/voice/', undefined, undefined],
    ['POST', '/twilio/voice/menu/more', undefined, undefined],
    ['GET', '/twilio/voice', undefined, undefined],
    ['GET', '/files/a', 'GET /files/{name}', { name: 'a' }],
    ['POST', '/files/a', 'ANY /files/{path+}', { path: 'a' }],
    ['GET', '/files/a/b', 'ANY /files/{path+}', { path: 'a/b' }],
    ['GET', '/api/requests/own', 'GET /api/requests/{id}', { id: 'own' }],
    ['GET', '/api/requests/%C4%90%20N', 'GET /api/requests/{id}', { id: 'Đ N' }],
    ['GET', '/', undefined, undefined],
  ])('%s %s → %s', (method, path, key, parameters) => {
    const found = findRoute(routes, method, path);

    expect(found?.route.key).toBe(key);
    expect(found?.parameters).toEqual(parameters);
  });
});

/** Sends bytes exactly as given: fetch would tidy them up. */
function send(
  url: string,
  method: string,
  path: string,
  headers: [string, string][] = [],
  body?: string | Buffer,
) {
  const { hostname, port } = new URL(url);
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      const outgoing = request({ hostname, port, method, path, family: 4 }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      const grouped = new Map<string, string[]>();
      for (const [name, value] of headers) grouped.set(name, [...(grouped.get(name) ?? []), value]);
      for (const [name, values] of grouped) outgoing.setHeader(name, values);
      outgoing.on('error', reject);
      outgoing.end(body);
    },
  );
}

const echo = { echo: { source: 'export const handler = async (event) => event;' } };

describe('what a function is handed', () => {
  it('is the HTTP API’s event, format 2.0', async () => {
    const { url } = await smallSystem({
      functions: echo,
      resources: route('Echo', 'POST /echo/{id}', 'echo'),
    });

    const form = await send(
      url,
      'POST',
      '/echo/4821-7735?b=1&a=%C4%90&b=2&empty',
      [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['X-Twilio-Signature', 'abc='],
        ['X-Twice', 'one'],
        ['X-Twice', 'two'],
        ['Cookie', 'a=1; b=2'],
        ['User-Agent', 'TwilioProxy/1.1'],
      ],
      'Body=xin+ch%C3%A0o',
    );
    const event = JSON.parse(form.body);

    expect(form.status).toBe(200);
    expect(form.headers['content-type']).toBe('application/json');
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /echo/{id}',
      rawPath: '/echo/4821-7735',
      rawQueryString: 'b=1&a=%C4%90&b=2&empty',
      queryStringParameters: { a: 'Đ', b: '1,2', empty: '' },
      pathParameters: { id: '4821-7735' },
      cookies: ['a=1', 'b=2'],
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': 'abc=',
        'x-twice': 'one,two',
        'x-forwarded-for': '127.0.0.1',
      },
      requestContext: {
        accountId: '000000000000',
        domainName: 'localhost',
        stage: '$default',
        routeKey: 'POST /echo/{id}',
        http: {
          method: 'POST',
          path: '/echo/4821-7735',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'TwilioProxy/1.1',
        },
      },
      isBase64Encoded: true,
    });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event).not.toHaveProperty('multiValueHeaders');
    expect(Buffer.from(event.body, 'base64').toString()).toBe('Body=xin+ch%C3%A0o');
    expect(event.requestContext.time).toMatch(/^\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} \+0000$/);
  });

  it('has text as text and everything else as base64', async () => {
    const { url } = await smallSystem({ functions: echo, resources: route('Echo', 'POST /echo', 'echo') });

    for (const [type, body, expected, isBase64Encoded] of [
      ['application/json', '{"text":"chào"}', '{"text":"chào"}', false],
      ['application/problem+json; charset=utf-8', '{}', '{}', false],
      ['text/plain', 'chào', 'chào', false],
      ['application/octet-stream', 'x', 'eA==', true],
      ['application/x-www-form-urlencoded; charset=UTF-8', 'a=1', 'YT0x', true],
      ['multipart/form-data; boundary=x', 'x', 'eA==', true],
      ['application/json', '', undefined, false],
      ['application/json', Buffer.from([0x22, 0xe9, 0x22]), 'Iuki', true],
    ] as const) {
      const event = JSON.parse((await send(url, 'POST', '/echo', [['Content-Type', type]], body)).body);
      expect({ body: event.body, isBase64Encoded: event.isBase64Encoded }, type).toEqual({
        body: expected,
        isBase64Encoded,
      });
    }
  });
});

describe('what is answered', () => {
  it('is what the function returned, as an HTTP API reads it', async () => {
    const answers: [unknown, number, string, string][] = [
      [{ a: 1 }, 200, 'application/json', '{"a":1}'],
      ['xin chào', 200, 'application/json', 'xin chào'],
      [{ statusCode: 204 }, 204, '', ''],
      [{ statusCode: 201, body: 'x' }, 201, 'text/plain; charset=utf-8', 'x'],
      [
        { statusCode: 200, headers: { 'Content-Type': 'text/xml' }, body: '<Response/>' },
        200,
        'text/xml',
        '<Response/>',
      ],
      [
        { statusCode: 200, isBase64Encoded: true, headers: { 'content-type': 'a/b' }, body: 'eA==' },
        200,
        'a/b',
        'x',
      ],
      [{ statusCode: 'soon' }, 500, 'application/json', '{"message":"Internal Server Error"}'],
    ];
    const { url } = await smallSystem({
      functions: { say: { source: 'export const handler = async ({ body }) => JSON.parse(body);' } },
      resources: route('Say', 'POST /say', 'say'),
    });

    for (const [returned, status, type, body] of answers) {
      const text = JSON.stringify(returned);
      const answer = await send(url, 'POST', '/say', [['Content-Type', 'application/json']], text);
      expect([answer.status, answer.headers['content-type'] ?? '', answer.body], text).toEqual([
        status,
        type,
        body,
      ]);
    }
  });

  it('for cookies, failures, timeouts and what has no route or no permission', async () => {
    const { url, lines } = await smallSystem({
      functions: {
        cookies: {
          source: `export const handler = async () => ({ statusCode: 200, cookies: ['a=1', 'b=2'] });`,
        },
        broken: { source: `export const handler = async () => { throw new Error('broken'); };` },
        slow: { timeout: 1, source: `export const handler = () => new Promise(() => {});` },
        hung: {
          timeout: 1,
          source: `let first = true; export const handler = async () => { if (first) { first = false; for (;;); } return { pid: 1 }; };`,
        },
        ended: { source: `export const handler = async () => process.exit(3);` },
        unloadable: { source: `import 'nothing-of-that-name'; export const handler = async () => ({});` },
        closed: { source: `export const handler = async () => ({});` },
      },
      resources: {
        ...Object.assign(
          {},
          ...['cookies', 'broken', 'slow', 'hung', 'ended', 'unloadable', 'closed'].map((name) =>
            route(name, `GET /${name}`, name),
          ),
        ),
        closedPermission: { Type: 'AWS::CDK::Metadata' },
      },
    });
    const get = async (path: string) => {
      const { status, body } = await send(url, 'GET', path);
      return [status, body];
    };
    const failed = [500, '{"message":"Internal Server Error"}'];

    expect((await send(url, 'GET', '/cookies')).headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(await get('/broken')).toEqual(failed);
    expect(await get('/slow')).toEqual(failed);
    expect(await get('/hung')).toEqual(failed);
    // A thread that hung is replaced, so the function remembers nothing and hangs again: it was really started anew.
    expect(await get('/hung')).toEqual(failed);
    expect(await get('/ended')).toEqual(failed);
    expect(await get('/unloadable')).toEqual(failed);
    expect(await get('/closed')).toEqual(failed);
    expect(await get('/nowhere')).toEqual([404, '{"message":"Not Found"}']);
    expect(lines.join('\n')).toContain('may not invoke the function of GET /closed');
    expect(lines.join('\n')).toContain('broken');
  });

  it('for a body that is too long', async () => {
    const { url } = await smallSystem({ functions: echo, resources: route('Echo', 'POST /echo', 'echo') });

    const answer = await send(
      url,
      'POST',
      '/echo',
      [['Content-Type', 'application/octet-stream']],
      Buffer.alloc(10 * 1024 * 1024 + 1),
    );

    expect([answer.status, answer.body]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  });
});
