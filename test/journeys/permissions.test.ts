import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import routesFile from '../../data/routes.json' with { type: 'json' };
import { type System, startedSystem } from '../system.ts';
import { eventually } from './backstage.ts';
import { newZaloUser, post, signedByZalo, zaloText } from './clients.ts';
import { callApi, type Desk, deskOf, requestOf, tokenOf } from './desk.ts';

let system: System;
const desks = new Map<string, Desk>();

const WHO = [
  { who: 'a handler of the centre', user: 'handler.01', reaches: true },
  { who: 'the lead of the centre', user: 'lead.01', reaches: true },
  { who: 'the national desk', user: 'national', reaches: true },
  { who: 'a handler of another centre', user: 'handler.79', reaches: false },
  { who: 'the lead of another centre', user: 'lead.79', reaches: false },
] as const;

beforeAll(async () => {
  system = await startedSystem();
  for (const { user } of WHO) desks.set(user, await deskOf(system, user));
});
afterAll(() => system.stop());

const desk = (user: string): Desk => {
  const found = desks.get(user);
  if (!found) throw new Error(`${user} is not signed in`);
  return found;
};

const ROUTES = Object.entries(routesFile.routes).flatMap(([route, entry]) => {
  const [method = '', path = ''] = route.split(' ');
  return 'permission' in entry ? [{ route, method, path, permission: entry.permission }] : [];
});

/** A body that each acting route takes; a route without an entry here fails the matrix. */
const BODIES: Readonly<Record<string, (version: number, other?: string) => object>> = {
  'POST /api/requests': () => ({ text: 'Hỏi về thừa kế' }),
  'POST /api/requests/{id}/claim': (version) => ({ version }),
  'POST /api/requests/{id}/release': (version) => ({ version }),
  'POST /api/requests/{id}/notes': () => ({ text: 'ghi chú' }),
  'POST /api/requests/{id}/transfer': (version) => ({ version, centre: '48', reason: 'lý do' }),
  'POST /api/requests/{id}/close': (version) => ({ version, reason: 'lý do' }),
  'POST /api/requests/{id}/assign': (version) => ({ version, assignee: 'handler.01' }),
  'POST /api/requests/{id}/reopen': (version) => ({ version, reason: 'lý do' }),
  'POST /api/requests/{id}/waiting': (version) => ({ version, papers: ['Giấy khai sinh'] }),
  'POST /api/requests/{id}/facts': (version) => ({ version, inNeed: { name: 'Giàng A Páo' } }),
  'POST /api/requests/{id}/messages': () => ({ channel: 'sms', text: 'Xin nhắn lại khi thuận tiện' }),
  'POST /api/requests/{id}/decision': (version) => ({ version, outcome: 'answered', answer: 'Đã trả lời' }),
  'POST /api/requests/{id}/clocks': (version) => ({ version, kind: 'complaint-head', act: 'start' }),
  'POST /api/requests/{id}/link': (version, other) => ({ version, other: other ?? 'x', reason: 'lý do' }),
  'POST /api/requests/{id}/attachments/{attachmentId}/link': () => ({}),
  'POST /api/requests/{id}/split': (version, other) => ({ version, other: other ?? 'x', reason: 'lý do' }),
};

interface Subject {
  readonly id: string;
  readonly version: number;
  readonly other?: string;
  readonly attachment?: string;
}

/** A request of centre 01 with a picture that is stored. */
async function withPicture(lead: Desk): Promise<Subject> {
  const user = newZaloUser();
  await post(system, zaloText(user, 'toi o Ha Noi, bi lua ban dat'));
  const url = 'https://photo-stal-12.zdn.vn/a.jpg';
  const message = { msg_id: randomUUID(), attachments: [{ type: 'image', payload: { url } }] };
  await post(system, signedByZalo({ event_name: 'user_send_image', sender: { id: user }, message }));
  const { id, version } = await lead.awaited(({ citizen }) => citizen.zaloUserId === user);
  const attachment = await eventually(async () => {
    const files = (await lead.read(id)).timeline.flatMap(({ attachments }) => attachments ?? []);
    return files.find(({ status }) => status === 'stored')?.id;
  }, 'the picture');
  return { id, version, attachment: String(attachment) };
}

/** A request of centre 01 in a state that the route acts on, each attempt its own, and another one beside it. */
async function prepared(route: string): Promise<Subject> {
  const lead = desk('lead.01');
  if (route.includes('/attachments/')) return withPicture(lead);
  const walkIn = async () =>
    requestOf(await lead.call('POST', '/api/requests', { text: 'Hỏi về đất đai', phone: '0912 345 678' }));
  const made = await walkIn();
  const { id, version } = made;
  if (route.endsWith('/release')) return desk('handler.01').act(id, 'claim', { version });
  if (route.endsWith('/reopen')) return lead.act(id, 'close', { version, reason: 'xong' });
  if (!route.endsWith('/link') && !route.endsWith('/split')) return made;
  const other = (await walkIn()).id;
  if (route.endsWith('/link')) return { id, version, other };
  return { ...(await lead.act(id, 'link', { version, other, reason: 'Cùng một người' })), other };
}

test('the matrix knows a body for every acting route', () => {
  const acting = ROUTES.filter(({ method }) => method !== 'GET').map(({ route }) => route);
  expect(Object.keys(BODIES).sort()).toEqual(acting.sort());
});

test('no permission is unknown to this matrix', () => {
  expect([...new Set(ROUTES.map(({ permission }) => permission))].sort()).toEqual([
    'any',
    'lead',
    'own-centre',
  ]);
});

describe.each(ROUTES)('$route ($permission)', ({ route, method, path, permission }) => {
  const aboutOne = path.includes('{id}');

  test.each(WHO)('$who', async ({ user, reaches }) => {
    const subject: Subject = aboutOne ? await prepared(route) : { id: '', version: 1 };
    const body = BODIES[route]?.(subject.version, subject.other);
    const place = path.replace('{attachmentId}', subject.attachment ?? '');
    const address = place.replace('{id}', subject.id).replace('{code}', '01');
    const listsCentre = route === 'GET /api/requests' ? '?centre=01' : '';

    const reply = await desk(user).call(method, address + listsCentre, body);

    if (permission === 'lead' && reaches && user.startsWith('handler.')) {
      expect(reply.status).toBe(403);
      expect((await desk('lead.01').read(subject.id)).version).toBe(subject.version);
      return;
    }
    if (permission === 'any' || reaches) {
      expect(reply.status).toBe(200);
      return;
    }
    if (aboutOne) {
      // A refusal counts only if the very same request is there for its own centre.
      expect((await desk('lead.01').read(subject.id)).version).toBe(subject.version);
      const unknown = await desk(user).call(method, place.replace('{id}', randomUUID()), body);
      expect(reply).toEqual(unknown);
      expect(reply.status).toBe(404);
    } else if (method === 'GET') {
      expect(reply.status).toBe(403);
    } else {
      // What they enter is their own centre's, never this one's.
      expect(requestOf(reply).centre).toBe('79');
    }
  });

  test('nobody without a valid token', async () => {
    const genuine = await tokenOf(system, 'handler.01');
    const [head = '', claims = '', mark = ''] = genuine.split('.');
    const asNational = Buffer.from(
      Buffer.from(claims, 'base64url').toString('utf8').replaceAll('handler.01', 'national'),
    ).toString('base64url');
    const payload: Record<string, unknown> = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'));
    const foreignKey = new TextEncoder().encode('a key that nobody here has ever seen');
    const tokens = [
      null,
      '',
      'garbage',
      'a.b.c',
      `${head}.${claims}.${mark.slice(0, -6)}AAAAAA`,
      `${head}.${asNational}.${mark}`,
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`,
      await new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(foreignKey),
    ];
    for (const token of tokens) {
      const address = path.replace('{id}', randomUUID()).replace('{code}', '01');
      const reply = await callApi(system, token, method, address, BODIES[route]?.(1));
      expect({ token, status: reply.status, json: reply.json }).toEqual({
        token,
        status: 401,
        json: { message: 'Unauthorized' },
      });
    }
  });
});

test('what is not in the route table does not exist, with a token or without', async () => {
  const token = await tokenOf(system, 'national');
  for (const [method, path] of [
    ['GET', '/api/handlers'],
    ['DELETE', `/api/requests/${randomUUID()}`],
    ['PUT', '/api/centres/01'],
    ['GET', '/api'],
    ['POST', '/api/requests/search/x/y'],
    ['GET', '/twilio/sms'],
  ] as const) {
    for (const who of [token, null]) {
      const reply = await callApi(system, who, method, path);
      expect({ path, status: reply.status }).toEqual({ path, status: 404 });
    }
  }
});
