import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from './eventually.ts';
import { mapping, queue, route } from './small-assembly.ts';
import { smallSystem } from './small-system.ts';

function status(url: string, path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.on('error', reject);
    outgoing.end(method === 'POST' ? '{"user":"national"}' : undefined);
  });
}

describe('what is for this machine only', () => {
  const comers: [string, Record<string, string>, number][] = [
    ['from a tool', {}, 200],
    [
      'from its own page',
      { origin: 'http://localhost:1', host: 'localhost:1', 'sec-fetch-site': 'same-origin' },
      200,
    ],
    ['by its number', { host: '127.0.0.1:1' }, 200],
    ['under a foreign name (DNS rebinding)', { host: 'evil.example:3000' }, 403],
    ['under a name that only begins like it', { host: 'localhost.evil.example' }, 403],
    ['from a foreign page', { origin: 'https://evil.example' }, 403],
    ['from a page of another port', { origin: 'http://localhost:8080', host: 'localhost:1' }, 403],
    ['from a page without an origin', { origin: 'null' }, 403],
    ['as a picture in a foreign page', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, 403],
    ['through a tunnel', { 'x-forwarded-for': '203.0.113.7' }, 403],
  ];

  it('is told apart', async () => {
    const { url } = await smallSystem({ functions: {} });

    for (const [who, headers, expected] of comers) {
      expect(await status(url, '/dev/token', headers, 'POST'), who).toBe(expected);
      expect(await status(url, '/dev/outbox', headers), who).toBe(expected);
      expect(await status(url, '/oidc/.well-known/openid-configuration', headers), who).toBe(expected);
      expect(await status(url, '/', headers), who).toBe(expected);
    }
  });

  it('does not hide the webhooks from a tunnel', async () => {
    const { url } = await smallSystem({
      functions: { hook: { source: 'export const handler = async () => ({ statusCode: 204 });' } },
      resources: route('Hook', 'POST /zalo/webhook', 'hook'),
    });

    expect(
      await status(
        url,
        '/zalo/webhook',
        { host: 'hotline.example', 'x-forwarded-for': '203.0.113.7' },
        'POST',
      ),
    ).toBe(204);
  });
});

describe('moving the clock', () => {
  const tell = 'const tell = (what) => console.log(JSON.stringify(what));';
  const scheduled = (name: string, expression: string) => ({
    [`${name}Rule`]: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: name,
        ScheduleExpression: expression,
        Targets: [{ Id: 't', Arn: { 'Fn::GetAtt': [name, 'Arn'] } }],
      },
    },
    [`${name}MayRun`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': [name, 'Arn'] },
        Principal: 'events.amazonaws.com',
        SourceArn: { 'Fn::GetAtt': [`${name}Rule`, 'Arn'] },
      },
    },
  });

  it('moves the functions’ time, runs what is due, and answers when it is quiet', async () => {
    const system = await smallSystem({
      functions: {
        minutely: {
          source: `${tell} export const handler = async (event) => { await new Promise((r) => setTimeout(r, 300)); tell({ type: event['detail-type'], now: Date.now(), made: new Date().getTime(), of: new Date(0).getTime() }); };`,
        },
        daily: { source: `${tell} export const handler = async () => tell({});` },
        yearly: { source: `${tell} export const handler = async () => tell({});` },
      },
      resources: {
        ...scheduled('minutely', 'rate(1 minute)'),
        ...scheduled('daily', 'rate(1 day)'),
        ...scheduled('yearly', 'rate(365 days)'),
      },
    });
    const told = (name: string) => system.lines.filter((line) => line.startsWith(`${name}: {`));

    const began = Date.now();
    const answer = await fetch(`${system.url}/dev/clock`, { method: 'POST', body: '{"advance":"PT49H"}' });
    const { now } = z.object({ now: z.iso.datetime() }).parse(await answer.json());

    expect(Date.parse(now) - began).toBeGreaterThanOrEqual(49 * 3_600_000);
    expect(told('minutely').length).toBeGreaterThan(0);
    expect(told('daily').length).toBeGreaterThan(0);
    expect(told('yearly')).toEqual([]);
    const seen = z
      .object({ type: z.literal('Scheduled Event'), now: z.number(), made: z.number(), of: z.literal(0) })
      .parse(JSON.parse(told('minutely')[0]?.slice('minutely: '.length) ?? ''));
    expect(seen.now - began).toBeGreaterThanOrEqual(49 * 3_600_000);
    expect(seen.made - seen.now).toBeLessThan(1000);
  });

  it('refuses what is no duration forward', async () => {
    const { url } = await smallSystem({ functions: {} });

    for (const body of ['{"advance":"PT0S"}', '{"advance":"-PT1H"}', '{"advance":"tomorrow"}', '{}', '']) {
      const answer = await fetch(`${url}/dev/clock`, { method: 'POST', body });
      expect(answer.status, body).toBe(400);
      expect(answer.headers.get('content-type'), body).toContain('application/problem+json');
    }
  });
});

it('answers for a centre without an inbox, and for what is not there', async () => {
  const { url } = await smallSystem({
    functions: {},
    resources: { Inbox: queue({ QueueName: 'hotline-inbox-01-2' }) },
  });
  const get = async (path: string) => (await fetch(url + path)).status;

  expect(
    await Promise.all(['/dev/inbox/01-2', '/dev/inbox/99', '/dev/inbox/', '/dev/nothing'].map(get)),
  ).toEqual([200, 404, 404, 404]);
});

describe('when it is stopped', () => {
  it('answers what it has begun and takes nothing new', async () => {
    const system = await smallSystem({
      functions: {
        slow: {
          source:
            'export const handler = () => new Promise((r) => setTimeout(() => r({ statusCode: 200, body: "done" }), 800));',
        },
      },
      resources: route('Slow', 'GET /slow', 'slow'),
    });
    const begun = fetch(`${system.url}/slow`);
    await new Promise((resolve) => setTimeout(resolve, 400));

    const stopping = system.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));

    await expect(fetch(`${system.url}/slow`)).rejects.toThrow();
    expect(await (await begun).text()).toBe('done');
    await stopping;
  });

  it('lets a batch end and keeps what has not begun', async () => {
    const folder = (await smallSystem({ functions: {} })).folder;
    const made = {
      functions: {
        work: {
          source:
            'export const handler = async ({ Records }) => { console.log("took " + Records[0].body); await new Promise((r) => setTimeout(r, 500)); console.log("did " + Records[0].body); };',
        },
      },
      resources: {
        Work: queue({ QueueName: 'work', VisibilityTimeout: 60 }),
        Mapping: mapping(
          'work',
          { 'Fn::GetAtt': ['Work', 'Arn'] },
          { BatchSize: 1, ScalingConfig: { MaximumConcurrency: 2 } },
        ),
      },
    };
    const first = await smallSystem(made, { folder: `${folder}/two` });
    const send = (body: string) =>
      fetch(first.awsUrl, {
        method: 'POST',
        headers: {
          'x-amz-target': 'AmazonSQS.SendMessage',
          authorization: 'AWS4-HMAC-SHA256 Credential=operator/d/r/sqs/x',
        },
        body: JSON.stringify({ QueueUrl: 'work', MessageBody: body }),
      });
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(send));
    await eventually(
      () => first.lines.filter((line) => line.includes('took')).length,
      (length) => length >= 2,
    );
    await first.stop();
    const second = await smallSystem(made, { folder: `${folder}/two` });
    await eventually(
      () => [...first.lines, ...second.lines].filter((line) => line.includes('did')).length,
      (length) => length === 6,
    );

    const took = [...first.lines, ...second.lines].filter((line) => line.includes('took'));
    expect(first.lines.filter((line) => line.includes('did')).length).toBeLessThan(6);
    expect(took.sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map((body) => `work: took ${body}`));
  });
});
