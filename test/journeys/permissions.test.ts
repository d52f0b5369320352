import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import routesFile from '../../data/routes.json' with { type: 'json' };
import { type System, startedSystem } from '../system.ts';
import { eventually } from './backstage.ts';
import { newZaloUser, post, signedByZalo, zaloText } from './clients.ts';
import { callApi, type Desk, deskOf, requestOf, tokenOf } from './desk.ts';
import { roster } from './roster.ts';

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
  await roster(system, '01', { 'handler.01': '+84901000001', 'lead.01': '+84901000002' });
  await roster(system, 'national', { national: '+84901000003' });
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

interface Subject {
  readonly id: string;
  readonly version: number;
  readonly other?: string;
  readonly attachment?: string;
}

/** A body that each acting route takes; a route without an entry here fails the matrix. */
const BODIES: Readonly<Record<string, (subject: Subject) => object>> = {
  'POST /api/requests': () => ({ text: 'Hỏi về thừa kế' }),
  'POST /api/requests/search': () => ({ q: 'Phạm Thị Ma Trận' }),
  'POST /api/requests/{id}/claim': ({ version }) => ({ version }),
  'POST /api/requests/{id}/release': ({ version }) => ({ version }),
  'POST /api/requests/{id}/call': () => ({ confirmed: true, reason: 'lý do' }),
  'POST /api/requests/{id}/notes': () => ({ text: 'ghi chú' }),
  'POST /api/requests/{id}/transfer': ({ version }) => ({ version, centre: '48', reason: 'lý do' }),
  'POST /api/requests/{id}/close': ({ version }) => ({ version, reason: 'lý do' }),
  'POST /api/requests/{id}/assign': ({ version }) => ({ version, assignee: 'handler.01' }),
  'POST /api/requests/{id}/reopen': ({ version }) => ({ version, reason: 'lý do' }),
  'POST /api/requests/{id}/waiting': ({ version }) => ({ version, papers: ['Giấy khai sinh'] }),
  'POST /api/requests/{id}/facts': ({ version }) => ({ version, inNeed: { name: 'Giàng A Páo' } }),
  'POST /api/requests/{id}/messages': () => ({ channel: 'sms', text: 'Xin nhắn lại khi thuận tiện' }),
  'POST /api/requests/{id}/decision': ({ version }) => ({
    version,
    outcome: 'answered',
    answer: 'Đã trả lời',
  }),
  'POST /api/requests/{id}/clocks': ({ version }) => ({ version, kind: 'complaint-head', act: 'start' }),
  'POST /api/requests/{id}/papers': () => ({ paper: 'application', as: 'print' }),
  'POST /api/requests/{id}/link': ({ version, other = 'x' }) => ({ version, other, reason: 'lý do' }),
  'POST /api/requests/{id}/attachments/{attachmentId}/link': () => ({}),
  'POST /api/requests/{id}/split': ({ version, other = 'x' }) => ({ version, other, reason: 'lý do' }),
  'POST /api/requests/{id}/unlink': ({ version }) => ({ version, reason: 'lý do' }),
  'POST /api/requests/{id}/open': () => ({ reason: 'Kiểm tra theo khiếu nại' }),
  'PUT /api/centres/{code}': ({ version }) => ({
    version,
    hours: null,
    exceptions: [],
    roster: [],
    notify: {},
    cannedAnswers: [],
  }),
  'POST /api/handlers': ({ id }) => ({ username: id, name: 'Người mới', role: 'handler', centre: '01' }),
  'PUT /api/handlers/{username}': () => ({ name: 'Tên khác' }),
  'POST /api/persons/export': () => ({ phone: '0912 000 999', reason: 'Người dân yêu cầu' }),
  'POST /api/persons/erase': () => ({ phone: '0912 000 999', reason: 'Người dân yêu cầu' }),
  'POST /api/persons/unlock': () => ({ requestId: 'nobody', outcome: 'restore', reason: 'Kháng nghị' }),
  'POST /api/live-ticket': () => ({ centre: '01' }),
};

/** Reached, these find nothing to act on in a plain request, and say so with the request beside it. */
const NOTHING_THERE: Readonly<Record<string, number>> = {
  'POST /api/requests/{id}/unlink': 400,
  'POST /api/persons/unlock': 404,
};

/** What names the centre 01 in a question. */
const QUERIES: Readonly<Record<string, string>> = {
  'GET /api/requests': '?centre=01',
  'GET /api/counts': '?centre=01',
  'GET /api/handlers': '?centre=01',
  'GET /api/workload': '?centre=01',
  'GET /api/figures': '?from=2026-01-01&to=2026-01-31&centre=01',
};

let serial = 0;
const newName = () => `matrix.${Date.now().toString(36)}.${++serial}`;

/** The national desk says why, before it acts on what is a centre's. */
async function openedBy(user: string, id: string): Promise<void> {
  if (user === 'national') await desk(user).act(id, 'open', { reason: 'Kiểm tra' });
}

/** A request of centre 01 with a picture that is stored. */
async function withPicture(lead: Desk, user: string): Promise<Subject> {
  const citizen = newZaloUser();
  await post(system, zaloText(citizen, 'toi o Ha Noi, bi lua ban dat'));
  const url = 'https://photo-stal-12.zdn.vn/a.jpg';
  const message = { msg_id: randomUUID(), attachments: [{ type: 'image', payload: { url } }] };
  await post(system, signedByZalo({ event_name: 'user_send_image', sender: { id: citizen }, message }));
  const { id, version } = await lead.awaited((listed) => listed.citizen.zaloUserId === citizen);
  await openedBy(user, id);
  const attachment = await eventually(async () => {
    const files = (await lead.read(id)).timeline.flatMap(({ attachments }) => attachments ?? []);
    return files.find(({ status }) => status === 'stored')?.id;
  }, 'the picture');
  return { id, version, attachment: String(attachment) };
}

/** Something of centre 01 in a state that the route acts on, each attempt its own, and another one beside it. */
async function prepared(route: string, user: string): Promise<Subject> {
  const lead = desk('lead.01');
  if (route === 'POST /api/handlers') return { id: newName(), version: 1 };
  if (route.includes('{username}')) {
    const body = { username: newName(), name: 'Người tiếp nhận', role: 'handler' };
    expect((await lead.call('POST', '/api/handlers', body)).status).toBe(200);
    return { id: body.username, version: 1 };
  }
  if (route === 'PUT /api/centres/{code}') return { id: '01', version: await settingsVersion() };
  if (!route.includes('{id}')) return { id: '', version: 1 };
  if (route.includes('/attachments/')) return withPicture(lead, user);
  const walkIn = async () => {
    const told = { text: 'Hỏi về đất đai', phone: '0912 345 678' };
    const made = requestOf(await lead.call('POST', '/api/requests', told));
    if (!route.endsWith('/open')) await openedBy(user, made.id);
    return made;
  };
  const made = await walkIn();
  const { id, version } = made;
  if (route.endsWith('/release')) return desk('handler.01').act(id, 'claim', { version });
  if (route.endsWith('/reopen')) return lead.act(id, 'close', { version, reason: 'xong' });
  if (!route.endsWith('/link') && !route.endsWith('/split')) return made;
  const other = (await walkIn()).id;
  if (route.endsWith('/link')) return { id, version, other };
  return { ...(await lead.act(id, 'link', { version, other, reason: 'Cùng một người' })), other };
}

const settingsVersion = async (): Promise<number> =>
  z
    .object({ settings: z.object({ version: z.number() }) })
    .parse((await desk('lead.01').call('GET', '/api/centres/01')).json).settings.version;

const addressOf = (path: string, id: string, attachment = 'x'): string =>
  path
    .replace('{attachmentId}', attachment)
    .replace('{id}', id)
    .replace('{username}', id)
    .replace('{code}', '01');

/** Whether a role may make a call of this permission at all. */
const ROLES: Readonly<Record<string, (role: string) => boolean>> = {
  any: () => true,
  'own-centre': () => true,
  lead: (role) => role !== 'handler',
  national: (role) => role === 'national',
};

test('the matrix knows a body for every acting route', () => {
  const acting = ROUTES.filter(({ method }) => method !== 'GET').map(({ route }) => route);
  expect(Object.keys(BODIES).sort()).toEqual(acting.sort());
});

test('no permission is unknown to this matrix', () => {
  for (const { permission } of ROUTES) expect(Object.keys(ROLES)).toContain(permission);
});

describe.each(ROUTES)('$route ($permission)', ({ route, method, path, permission }) => {
  const aboutOne = path.includes('{id}') || path.includes('{username}');

  // Settings are changed one after the other: of two at once one is told 409.
  const inTurn = route === 'PUT /api/centres/{code}';
  (inTurn ? test : test.concurrent).each(WHO)('$who', async ({ user, reaches }) => {
    const subject = await prepared(route, user);
    const body = BODIES[route]?.(subject);
    const role = user.split('.')[0] ?? '';
    const ask = (id: string) =>
      desk(user).call(method, addressOf(path, id, subject.attachment) + (QUERIES[route] ?? ''), body);

    const reply = await ask(subject.id);

    if (!ROLES[permission]?.(role)) {
      // Whoever may not make the call at all learns nothing of what it is about.
      expect(reply.status).toBe(403);
      expect(reply).toEqual(await ask(randomUUID()));
      return;
    }
    if (NOTHING_THERE[route] !== undefined && reaches) {
      expect(reply).toMatchObject({
        status: NOTHING_THERE[route],
        ...(path.includes('{id}') ? { json: { request: { id: subject.id } } } : {}),
      });
      return;
    }
    if (permission === 'any' || reaches) {
      expect({ status: reply.status, text: reply.status === 200 ? '' : reply.text }).toEqual({
        status: 200,
        text: '',
      });
      return;
    }
    if (path.includes('{id}')) {
      // A refusal counts only if the very same request is there for its own centre.
      expect((await desk('lead.01').read(subject.id)).version).toBe(subject.version);
    }
    if (aboutOne) {
      expect(reply).toEqual(await ask(path.includes('{id}') ? randomUUID() : newName()));
      expect(reply.status).toBe(404);
    } else if (route === 'POST /api/requests') {
      // What they enter is their own centre's, never this one's.
      expect(requestOf(reply).centre).toBe('79');
    } else if (route === 'POST /api/requests/search') {
      expect(reply.json).toEqual({ items: [] });
    } else {
      expect(reply.status).toBe(403);
    }
  });

  test.concurrent('nobody without a valid token', async () => {
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
    const body = BODIES[route]?.({ id: 'x', version: 1 });
    const refused = tokens.map(async (token) => {
      const { status, json } = await callApi(system, token, method, addressOf(path, randomUUID()), body);
      expect({ token, status, json }).toEqual({ token, status: 401, json: { message: 'Unauthorized' } });
    });
    await Promise.all(refused);
  });
});

test('what is not in the route table does not exist, with a token or without', async () => {
  const token = await tokenOf(system, 'national');
  for (const [method, path] of [
    ['DELETE', '/api/handlers/handler.01'],
    ['DELETE', `/api/requests/${randomUUID()}`],
    ['DELETE', '/api/centres/01'],
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

test('nobody gives more than they have: what is sent beside the members of a call is refused', async () => {
  const { id, version } = await prepared('POST /api/requests/{id}/claim', 'handler.01');
  const claim = `/api/requests/${id}/claim`;
  for (const more of [
    { assignee: 'lead.01' },
    { centre: '79' },
    { state: 'closed' },
    { __proto__: null, role: 'lead' },
  ])
    expect((await desk('handler.01').call('POST', claim, { version, ...more })).status).toBe(400);
  const name = newName();
  for (const [user, body, status] of [
    ['lead.01', { username: name, name: 'A', role: 'national' }, 403],
    ['lead.01', { username: name, name: 'A', role: 'national', centre: 'national' }, 403],
    ['lead.01', { username: name, name: 'A', role: 'handler', centre: '79' }, 403],
    ['lead.01', { username: name, name: 'A', role: 'handler', disabled: false }, 400],
    ['national', { username: name, name: 'A', role: 'national', centre: '01' }, 403],
    ['national', { username: name, name: 'A', role: 'handler', centre: '99' }, 400],
    ['lead.01', { username: 'handler.79', name: 'A', role: 'handler' }, 409],
  ] as const) {
    const reply = await desk(user).call('POST', '/api/handlers', body);
    expect({ user, body, status: reply.status }).toEqual({ user, body, status });
  }
  for (const body of [{ role: 'national' }, { centre: '79' }, { role: 'national', centre: 'national' }])
    expect((await desk('lead.01').call('PUT', '/api/handlers/lead.01', body)).status).toBe(403);
});

test('the national desk says why it opens what is a centre’s, and the centre sees it', async () => {
  const made = requestOf(await desk('lead.01').call('POST', '/api/requests', { text: 'Hỏi về đất đai' }));
  const refused = await desk('national').call('GET', `/api/requests/${made.id}?ask=reason`);
  expect(refused).toMatchObject({ status: 403, json: { type: 'reason-needed' } });
  expect(refused.text).not.toContain(made.code);
  const act = await desk('national').call('POST', `/api/requests/${made.id}/claim`, {
    version: made.version,
  });
  expect(act.status).toBe(403);

  await desk('national').act(made.id, 'open', { reason: 'Khiếu nại của công dân' });

  const looked = async () => {
    const { json } = await desk('lead.01').call('GET', `/api/requests/${made.id}/looks`);
    const looks = z.object({ items: z.array(z.object({ by: z.string(), at: z.string() })) }).parse(json);
    return looks.items.map(({ by }) => by);
  };
  expect(await looked()).toContain('national');
  expect((await desk('national').read(made.id)).id).toBe(made.id);
  const { timeline, version } = await desk('handler.01').read(made.id);
  expect(timeline.at(-1)).toMatchObject({
    type: 'opened-by-national',
    by: 'national',
    reason: 'Khiếu nại của công dân',
  });
  expect(version).toBe(made.version);
  expect(await looked()).toEqual(expect.arrayContaining(['national', 'handler.01']));
});

test('a reading without a reason is served, once in a while told to the centre, and allows no act', async () => {
  const made = requestOf(await desk('lead.01').call('POST', '/api/requests', { text: 'Hỏi về đất đai' }));
  for (let time = 0; time < 2; time += 1) expect((await desk('national').read(made.id)).code).toBe(made.code);
  for (const route of ['looks', 'suggestion'])
    expect((await desk('national').call('GET', `/api/requests/${made.id}/${route}`)).status).toBe(403);
  for (const [route, body] of [
    ['notes', { text: 'x' }],
    ['papers', { paper: 'application', as: 'docx' }],
  ] as const)
    expect(await desk('national').call('POST', `/api/requests/${made.id}/${route}`, body)).toMatchObject({
      status: 403,
      json: { type: 'reason-needed' },
    });
  const { timeline } = await desk('handler.01').read(made.id);
  const seen = timeline.filter(({ type }) => type === 'opened-by-national');
  expect(seen).toEqual([expect.objectContaining({ by: 'national' })]);
  expect(seen[0]).not.toHaveProperty('reason');
});

test('a disabled handler is out at the next call, an enabled one in again', async () => {
  const username = newName();
  const body = { username, name: 'Người mới', role: 'handler' };
  expect((await desk('lead.01').call('POST', '/api/handlers', body)).status).toBe(200);
  const invited = await deskOf(system, username);
  expect((await invited.call('GET', '/api/me')).json).toMatchObject({
    username,
    role: 'handler',
    centre: '01',
  });
  const set = (disabled: boolean) => desk('lead.01').call('PUT', `/api/handlers/${username}`, { disabled });
  expect((await set(true)).status).toBe(200);
  expect((await invited.call('GET', '/api/requests')).status).toBe(403);
  expect((await invited.call('GET', '/api/me')).status).toBe(403);
  // Nor do they get a new token.
  const refused = await fetch(`${system.url}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user: username }),
  });
  expect(refused.status).toBe(404);
  expect((await set(false)).status).toBe(200);
  expect((await invited.call('GET', '/api/requests')).status).toBe(200);
});

test('the last lead cannot leave the centre without one', async () => {
  for (const change of [{ disabled: true }, { role: 'handler' }])
    expect((await desk('lead.01').call('PUT', '/api/handlers/lead.01', change)).status).toBe(409);
  expect((await desk('national').call('PUT', '/api/handlers/national', { disabled: true })).status).toBe(409);
  expect((await desk('lead.01').call('GET', '/api/me')).status).toBe(200);
});
