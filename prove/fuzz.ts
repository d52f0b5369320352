import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { parse } from 'node:querystring';
import fc from 'fast-check';
import routesFile from '../data/routes.json' with { type: 'json' };
import {
  type Origin,
  type Signed,
  signedByAggregator,
  signedByTwilio,
  signedByZalo,
} from '../test/journeys/clients.ts';
import { deskOf, tokenOf } from '../test/journeys/desk.ts';
import { MARKED_WORD } from './model.ts';
import { type Described, describedCases } from './schema-cases.ts';

/** What fuzzing found: each a case to be run again by its seed and its number. */
export interface Fuzzed {
  readonly cases: number;
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
  readonly broken: readonly string[];
}

interface Case {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Longer than any webhook may take: milliseconds. */
const HANGS = 10_000;
const PORTION = 2000;

/**
 * Sends malformed, oversized, nested and hostile things to every route; nothing may answer 5xx, hang or be logged.
 * @param until milliseconds since 1970, after which no further portion is begun
 */
export async function fuzz(
  origin: Origin,
  seed: number,
  cases: number,
  { hands = 8, until = Number.POSITIVE_INFINITY }: { hands?: number; until?: number } = {},
): Promise<Fuzzed> {
  const tokens = await Promise.all(
    ['handler.01', 'lead.01', 'national', 'handler.79'].map((user) => tokenOf(origin, user)),
  );
  const statuses = new Map<number, number>();
  const broken: string[] = [];
  const arbitrary = anyCase(origin, tokens, await describedBy(origin));
  let sent = 0;
  // In portions, each of a seed of its own: a hundred thousand bodies at once are more than a machine's memory.
  for (let portion = 0; sent < cases && Date.now() < until; portion += 1) {
    const all = fc.sample(arbitrary, { seed: seed + portion, numRuns: Math.min(PORTION, cases - sent) });
    await sendAll(all, seed + portion);
    sent += all.length;
  }
  return { cases: sent, statuses, broken };

  async function sendAll(all: readonly Case[], portionSeed: number): Promise<void> {
    let next = 0;
    await Promise.all(
      Array.from({ length: hands }, async () => {
        for (let index = next++; index < all.length; index = next++) {
          const one = all[index];
          if (!one) return;
          const status = await send(origin, one);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          if (status >= 500 || status === 0)
            broken.push(
              `seed ${portionSeed} case ${index}: ${status === 0 ? 'no answer' : status} to ${one.method} ${one.path.slice(0, 60)}`,
            );
        }
      }),
    );
  }
}

/** What people and programs send to break things, every one with the marked word where a text fits. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text + MARKED_WORD),
  fc.constantFrom(
    '',
    '\u0000',
    '\r\nX-Injected: 1',
    '=cmd|calc!A1',
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '%00%ff',
    '\ud800',
    'e\u0301'.repeat(300),
    '\u202e\u200b',
    '__proto__',
    "' OR 1=1 --",
    '$'.concat('{jndi:ldap://x}'),
    '9'.repeat(400),
    '-1',
    'NaN',
    'Tôi ở Sóc Trăng, chồng đánh',
  ),
  fc.integer({ min: 1000, max: 20_000 }).map((length) => 'ạ'.repeat(length)),
);

const anything: fc.Arbitrary<unknown> = fc.oneof(
  { depthSize: 'small', maxDepth: 4 },
  hostile,
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, 2 ** 53),
  fc.array(hostile, { maxLength: 3 }),
  fc.dictionary(fc.oneof(fc.constantFrom('__proto__', 'constructor', 'toString', 'id'), hostile), hostile, {
    maxKeys: 4,
  }),
);

const nested = fc.integer({ min: 10, max: 3000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth));

const TWILIO_NAMES = [
  'MessageSid',
  'CallSid',
  'From',
  'To',
  'Body',
  'NumMedia',
  'MediaUrl0',
  'MediaContentType0',
  'Digits',
  'SpeechResult',
  'CallStatus',
  'RecordingUrl',
  'RecordingSid',
  'RecordingDuration',
  'MessageStatus',
  'ErrorCode',
  'OptOutType',
  'Timestamp',
  'ParentCallSid',
  'DialCallStatus',
  '__proto__',
  'constructor',
];
const TWILIO_PATHS = [
  '/twilio/sms',
  '/twilio/sms/status',
  '/twilio/voice',
  '/twilio/voice/answer?turn=1',
  '/twilio/voice/answer?turn=__proto__',
  '/twilio/voice/answer?turn=1&turn=2',
  '/twilio/voice/status',
  '/twilio/voice/recording',
  '/twilio/voice/voicemail?turn=2',
];

const asCase = ({ path, headers, body }: Signed): Case => ({ method: 'POST', path, headers, body });

/** Signed as the provider signs, so that the content gets through to what reads it. */
function signedCase(origin: Origin): fc.Arbitrary<Case> {
  // A few people only: what is written belongs to few requests, and the table stays small.
  const from = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('+84987650001', '+84987650002', 'anonymous') },
    { weight: 1, arbitrary: hostile },
  );
  const twilio = fc
    .tuple(
      fc.constantFrom(...TWILIO_PATHS),
      fc.dictionary(fc.constantFrom(...TWILIO_NAMES), hostile, { maxKeys: 8 }),
      from,
    )
    .map(([path, params, number]) => asCase(signedByTwilio(origin, path, { ...params, From: number })));
  const zaloEvent = fc.record(
    {
      event_name: fc.oneof(
        fc.constantFrom(
          'user_send_text',
          'user_send_image',
          'user_send_location',
          'user_submit_info',
          'oa_send_text',
          'user_seen_message',
          'follow',
        ),
        hostile,
      ),
      sender: fc.oneof(
        fc.constant({ id: '249876510000001' }),
        anything.map((id) => ({ id })),
        anything,
      ),
      recipient: fc.oneof(fc.constant({ id: 'local-zalo-oa' }), anything),
      message: fc.oneof(fc.record({ text: anything, msg_id: anything, attachments: anything }), anything),
      info: anything,
    },
    { requiredKeys: [] },
  );
  const zalo = zaloEvent.map((event) => asCase(signedByZalo(event)));
  const domestic = fc
    .record(
      { id: anything, from: fc.oneof(from, anything), to: anything, text: anything, receivedAt: anything },
      { requiredKeys: [] },
    )
    .map((message) => asCase(signedByAggregator(message)));
  return fc.oneof(twilio, zalo, domestic);
}

const ROUTES = Object.entries(routesFile.routes).map(([route, { auth }]) => {
  const [method = 'GET', path = '/'] = route.split(' ');
  return { method, path, auth };
});

/** Every route of the table, with a token where it asks for one: the body's schema is what is tried. */
function apiCase(tokens: readonly string[]): fc.Arbitrary<Case> {
  const body = fc.oneof(
    fc
      .dictionary(
        fc.constantFrom(
          'version',
          'text',
          'reason',
          'centre',
          'q',
          'name',
          'phone',
          'outcome',
          'assignee',
          'username',
          'role',
          '__proto__',
        ),
        anything,
        { maxKeys: 6 },
      )
      .map((one) => JSON.stringify(one)),
    anything.map((one) => JSON.stringify(one) ?? ''),
    nested,
    hostile,
  );
  const segment = fc.oneof(
    fc.constantFrom('x', '__proto__', '..', '01', 'a'.repeat(3000)),
    hostile.map((text) => text.slice(0, 200).toWellFormed()),
  );
  const charset = fc.constantFrom(
    'application/json',
    'application/json; charset=utf-16',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
  );
  return fc
    .tuple(
      fc.constantFrom(...ROUTES),
      segment,
      segment,
      body,
      charset,
      fc.constantFrom(...tokens, 'x.y.z', ''),
    )
    .map(([route, one, query, sent, type, token]) => ({
      method: route.method,
      path: `${route.path.replace(/\{[^}]+\}/g, encodeURIComponent(one) || 'x')}${route.method === 'GET' ? `?cursor=${encodeURIComponent(query)}&state=x&state=${encodeURIComponent(query)}&centre=${encodeURIComponent(query)}` : ''}`,
      headers: { 'content-type': type, ...(token === '' ? {} : { authorization: `Bearer ${token}` }) },
      body: route.method === 'GET' ? '' : sent,
    }));
}

/** Bytes with no sense, to every webhook, with headers that have none either. */
const bytesCase: fc.Arbitrary<Case> = fc
  .tuple(
    fc.constantFrom('/twilio/sms', '/twilio/voice', '/sms/inbound', '/zalo/webhook', '/twilio/voice/status'),
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ maxLength: 40 }).map((text) => text.replace(/[^\x21-\x7e]/g, '')),
  )
  .map(([path, bytes, signature]) => ({
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/json',
      'x-zevent-signature': `mac=${signature}`,
      'x-signature': signature,
      'x-timestamp': signature,
      'x-twilio-signature': signature,
    },
    body: Buffer.from(bytes),
  }));

/** Forms as they come from elsewhere: names twice, other alphabets, halves of characters, signed as they are read. */
const formCase = (origin: Origin): fc.Arbitrary<Case> =>
  fc
    .tuple(
      fc.constantFrom(...TWILIO_PATHS),
      fc.array(
        fc.tuple(
          fc.constantFrom(...TWILIO_NAMES),
          fc.constantFrom(
            'a',
            '',
            '%E1%BA%A1',
            '%E9',
            '%00',
            '%',
            '%0D%0AX-A:1',
            MARKED_WORD,
            '+84987650001',
          ),
        ),
        { maxLength: 12 },
      ),
    )
    .map(([path, pairs]) => {
      const body = pairs.map(([name, value]) => `${name}=${value}`).join('&');
      const fields: Record<string, string[]> = Object.create(null);
      for (const [name, value] of Object.entries(parse(body))) fields[name] = [value ?? ''].flat();
      const signed = Object.keys(fields)
        .sort()
        .flatMap((name) => [...new Set(fields[name])].sort().map((value) => name + value))
        .join('');
      const headers = {
        'content-type': 'application/x-www-form-urlencoded; charset=iso-8859-1',
        'x-twilio-signature': createHmac('sha1', 'local-twilio-auth-token')
          .update(origin.url + path + signed)
          .digest('base64'),
      };
      return { method: 'POST', path, headers, body };
    });

/** What the API's own document describes, asked of requests that are there. */
async function describedBy(origin: Origin): Promise<fc.Arbitrary<Described>> {
  const openApi: unknown = await (await fetch(`${origin.url}/api/openapi.json`)).json();
  const worklist = await (await deskOf(origin, 'handler.01')).worklist();
  const ids = worklist.items.slice(0, 20).map(({ id }) => id);
  return describedCases(openApi, anything, fc.constantFrom(...ids, '01', 'handler.02', 'x'));
}

const describedCase = (tokens: readonly string[], described: fc.Arbitrary<Described>): fc.Arbitrary<Case> =>
  fc.tuple(described, fc.constantFrom(...tokens)).map(([{ method, path, query, body }, token]) => {
    const asked = Object.entries(query).map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value))}`,
    );
    return {
      method,
      path: asked.length === 0 ? path : `${path}?${asked.join('&')}`,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? '' : (JSON.stringify(body) ?? ''),
    };
  });

const anyCase = (
  origin: Origin,
  tokens: readonly string[],
  described: fc.Arbitrary<Described>,
): fc.Arbitrary<Case> =>
  fc.oneof(
    { weight: 2, arbitrary: signedCase(origin) },
    { weight: 1, arbitrary: formCase(origin) },
    { weight: 5, arbitrary: describedCase(tokens, described) },
    { weight: 3, arbitrary: apiCase(tokens) },
    { weight: 4, arbitrary: bytesCase },
  );

/** The status, 0 where none came in time or the connection was cut. */
function send({ url }: Origin, { method, path, headers, body }: Case): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const outgoing = request(
      {
        hostname,
        port,
        method,
        path,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        timeout: HANGS,
        agent: false,
      },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
        response.once('error', () => resolve(0));
      },
    );
    outgoing.once('timeout', () => outgoing.destroy());
    outgoing.once('error', () => resolve(0));
    outgoing.end(body);
  });
}
