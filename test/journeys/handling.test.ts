import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import centresFile from '../../data/centres.json' with { type: 'json' };
import routesFile from '../../data/routes.json' with { type: 'json' };
import { type System, startedSystem } from '../system.ts';
import { inbox, routedTo } from './backstage.ts';
import { newNumber, post, sms } from './clients.ts';
import { callApi, type Desk, deskOf, type Full, requestIn, requestOf } from './desk.ts';

let system: System;
let handler: Desk;
let lead: Desk;
let national: Desk;

beforeAll(async () => {
  system = await startedSystem();
  [handler, lead, national] = await Promise.all([
    deskOf(system, 'handler.01'),
    deskOf(system, 'lead.01'),
    deskOf(system, 'national'),
  ]);
});
afterAll(() => system.stop());

/** Someone comes to the office. */
const walkIn = async (desk: Desk, body: object = {}): Promise<Full> =>
  requestOf(await desk.call('POST', '/api/requests', { text: 'Hỏi về tranh chấp đất đai', ...body }));

test('me', async () => {
  expect((await handler.call('GET', '/api/me')).json).toEqual({
    username: 'handler.01',
    name: 'Người tiếp nhận 01',
    role: 'handler',
    centre: '01',
  });
  expect((await lead.call('GET', '/api/me')).json).toMatchObject({ role: 'lead', centre: '01' });
  expect((await national.call('GET', '/api/me')).json).toMatchObject({
    role: 'national',
    centre: 'national',
  });
});

test('a worklist of 60 comes in pages of fifty, each request once, the most pressing first', async () => {
  const desk = await deskOf(system, 'handler.48');
  const made: string[] = [];
  for (let round = 0; round < 6; round += 1) {
    const ten = await Promise.all(
      Array.from({ length: 10 }, (_, index) => walkIn(desk, { urgent: (round + index) % 7 === 0 })),
    );
    made.push(...ten.map(({ id }) => id));
  }

  const pages = [await desk.worklist()];
  while (pages.at(-1)?.cursor) pages.push(await desk.worklist(`?cursor=${pages.at(-1)?.cursor}`));

  expect(pages.map(({ items }) => items.length)).toEqual([50, 10]);
  expect(pages.at(-1)?.cursor).toBeNull();
  const listed = pages.flatMap(({ items }) => items);
  expect(listed.map(({ id }) => id).sort()).toEqual([...made].sort());
  const urgencies = listed.map(({ urgency }) => urgency);
  expect(urgencies.lastIndexOf('urgent')).toBeLessThan(urgencies.indexOf('normal'));

  expect((await desk.call('GET', '/api/requests?cursor=bm9uc2Vuc2U')).status).toBe(400);
  expect((await desk.call('GET', '/api/requests?state=nonsense')).status).toBe(400);
  // A cursor of one centre opens nothing of it to another.
  expect((await handler.call('GET', `/api/requests?cursor=${pages[0]?.cursor}`)).status).toBe(400);
  expect((await national.all('?centre=48')).length).toBe(60);
});

test('the filters by state and by assignee', async () => {
  const [one, two] = [await walkIn(handler), await walkIn(handler)];
  await handler.act(one.id, 'claim', { version: one.version });
  const ids = async (query: string) => (await handler.all(query)).map(({ id }) => id);
  expect(await ids('?state=claimed')).toContain(one.id);
  expect(await ids('?state=claimed')).not.toContain(two.id);
  expect(await ids('?state=routed')).toContain(two.id);
  expect(await ids('?assignee=handler.01')).toContain(one.id);
  expect(await ids('?assignee=lead.01')).not.toContain(one.id);
});

test('twenty claim at once: one wins, the others are told who', async () => {
  const request = await walkIn(handler);
  const desks = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? handler : lead));

  const replies = await Promise.all(
    desks.map((desk) => desk.call('POST', `/api/requests/${request.id}/claim`, { version: request.version })),
  );

  const winners = replies.flatMap((reply, index) => (reply.status === 200 ? [desks[index]?.user] : []));
  expect(winners).toHaveLength(1);
  const losers = replies.filter(({ status }) => status !== 200);
  for (const loser of losers) {
    expect(loser.status).toBe(409);
    expect(loser.type).toMatch(/^application\/problem\+json/);
    expect(requestIn(loser)).toMatchObject({ id: request.id, state: 'claimed', assignee: winners[0] });
  }
  const { timeline } = await handler.read(request.id);
  expect(timeline.filter(({ type }) => type === 'claimed')).toHaveLength(1);
});

test('a stale version is refused with the request as it is; a citizen’s message makes no version stale', async () => {
  const phone = newNumber();
  await post(system, sms(system, phone, 'toi o Ha Noi, bi no luong'));
  const before = await handler.awaited(({ citizen }) => citizen.phone === phone);
  await post(system, sms(system, phone, 'cong ty ten la An Binh'));
  const claimed = await handler.act(before.id, 'claim', { version: before.version });
  expect(claimed).toMatchObject({ state: 'claimed', assignee: 'handler.01' });
  expect(claimed.version).toBeGreaterThan(before.version);

  const stale = await lead.call('POST', `/api/requests/${before.id}/close`, {
    version: before.version,
    reason: 'xong',
  });
  expect(stale.status).toBe(409);
  expect(requestIn(stale)).toMatchObject({ version: claimed.version, state: 'claimed' });
});

test('release: a handler only their own, the lead also theirs', async () => {
  const request = await walkIn(lead);
  const claimed = await lead.act(request.id, 'claim', { version: request.version });
  const refused = await handler.call('POST', `/api/requests/${request.id}/release`, {
    version: claimed.version,
  });
  expect(refused.status).toBe(403);
  const released = await lead.act(request.id, 'release', { version: claimed.version });
  expect(released.state).toBe('routed');
  expect(released.assignee).toBeUndefined();
  const again = await handler.act(request.id, 'claim', { version: released.version });
  expect((await lead.act(request.id, 'release', { version: again.version })).state).toBe('routed');
});

test('a note is written once for one Idempotency-Key, however often and however fast it comes', async () => {
  const request = await walkIn(handler);
  const key = { 'idempotency-key': randomUUID() };
  const write = () => handler.act(request.id, 'notes', { text: 'Đã gọi, không ai nghe máy' }, key);
  await Promise.all([write(), write(), write(), write(), write()]);
  const noted = await write();
  expect(noted.timeline.filter(({ type }) => type === 'note')).toHaveLength(1);
  expect(noted.version).toBe(request.version);
  await handler.act(request.id, 'notes', { text: 'Đã gọi, không ai nghe máy' });
  const { timeline } = await handler.read(request.id);
  expect(timeline.filter(({ type }) => type === 'note')).toHaveLength(2);
  expect(timeline.at(-1)).toMatchObject({ by: 'handler.01', text: 'Đã gọi, không ai nghe máy' });
});

test('a walk-in is one request for one Idempotency-Key; with other words the key is refused', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const enter = (text: string, desk = handler) => desk.call('POST', '/api/requests', { text }, key);
  const made = (await Promise.all([enter('Bị lấn đất'), enter('Bị lấn đất'), enter('Bị lấn đất')])).map(
    requestOf,
  );
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(requestOf(await enter('Bị lấn đất'))).toEqual(made[0]);
  expect((await enter('Bị nợ lương')).status).toBe(422);
  // Somebody else's key is their own.
  expect(requestOf(await enter('Bị lấn đất', lead)).id).not.toBe(made[0]?.id);
});

test('ten notes of ten people at once are ten notes', async () => {
  const request = await walkIn(handler);
  const texts = Array.from({ length: 10 }, (_, index) => `ghi chú ${index}`);
  const replies = await Promise.all(
    texts.map((text) => handler.call('POST', `/api/requests/${request.id}/notes`, { text })),
  );
  expect(replies.map(({ status }) => status)).toEqual(texts.map(() => 200));
  const { timeline } = await handler.read(request.id);
  expect(timeline.flatMap(({ type, text }) => (type === 'note' ? [text] : [])).sort()).toEqual(texts);
});

test('a transfer: the old centre is left with nothing, the new one has it; the second goes to the national desk', async () => {
  const request = await walkIn(handler);
  const moved = await handler.call('POST', `/api/requests/${request.id}/transfer`, {
    version: request.version,
    centre: '79',
    reason: 'Việc xảy ra ở TP. Hồ Chí Minh',
  });
  expect(moved.status).toBe(200);
  const unknown = await handler.call('GET', `/api/requests/${randomUUID()}`);
  const gone = await handler.call('GET', `/api/requests/${request.id}`);
  expect(gone).toEqual(unknown);
  expect((await handler.all()).map(({ id }) => id)).not.toContain(request.id);

  const south = await deskOf(system, 'handler.79');
  const there = await south.read(request.id);
  expect(there).toMatchObject({ state: 'routed', centre: '79', transfers: 1 });

  // Who passed it on may still make the notice of it (Mẫu 09), and nothing but that; nobody else there may.
  const paper = (desk: Desk, kind: string) =>
    desk.call('POST', `/api/requests/${request.id}/papers`, { paper: kind, as: 'print', reason: 'khác' });
  const notice = await paper(handler, 'transfer');
  expect(notice).toMatchObject({ status: 200, text: expect.stringContaining('Chuyển đến') });
  expect(notice.text).not.toContain('khác');
  expect(await paper(handler, 'application')).toEqual(gone);
  expect(await paper(lead, 'transfer')).toEqual(gone);
  const made = (await south.read(request.id)).timeline.filter(({ type }) => type === 'paper');
  expect(made).toMatchObject([{ by: 'handler.01', outcome: 'print' }]);
  expect((await routedTo(system, '79', request.id)).detail).toMatchObject({ centre: '79' });

  const bounced = await south.call('POST', `/api/requests/${request.id}/transfer`, {
    version: there.version,
    centre: '48',
    reason: 'Không phải việc của chúng tôi',
  });
  expect(bounced.status).toBe(200);
  expect(await national.read(request.id)).toMatchObject({ centre: 'national', transfers: 2 });
  await routedTo(system, 'national', request.id);
  const inboxOf48 = await inbox(system, '48');
  expect(inboxOf48.filter(({ detail }) => detail.requestId === request.id)).toEqual([]);

  const decided = await national.act(request.id, 'transfer', {
    version: (await national.read(request.id)).version,
    centre: '48',
    reason: 'Cấp trung ương quyết định',
  });
  expect(decided).toMatchObject({ centre: '48', state: 'routed' });
  await routedTo(system, '48', request.id);
});

test('a transfer to nowhere or to oneself is refused', async () => {
  const request = await walkIn(handler);
  for (const centre of ['99', '01', 'nowhere']) {
    const refused = await handler.call('POST', `/api/requests/${request.id}/transfer`, {
      version: request.version,
      centre,
      reason: 'x',
    });
    expect(refused.status).toBe(400);
  }
  expect((await handler.read(request.id)).version).toBe(request.version);
});

test('close: nothing is due any more, and a closed request cannot be claimed', async () => {
  const request = await walkIn(handler);
  const claimed = await handler.act(request.id, 'claim', { version: request.version });
  const closed = await handler.act(request.id, 'close', { version: claimed.version, reason: 'Đã hướng dẫn' });
  expect(closed).toMatchObject({ state: 'closed', dueAt: null });
  expect(closed.timeline.at(-1)).toMatchObject({ type: 'closed', reason: 'Đã hướng dẫn' });
  const refused = await handler.call('POST', `/api/requests/${request.id}/claim`, {
    version: closed.version,
  });
  expect(refused.status).toBe(409);
  expect(requestIn(refused)).toMatchObject({ state: 'closed' });
});

test('a walk-in is the centre’s own, read for facts, and reaches its inbox', async () => {
  const request = await walkIn(handler, {
    text: 'Bà bị chồng đánh, cần luật sư gấp',
    name: 'Nguyễn Thị Mẫu',
    phone: '0912 000 111',
  });
  expect(request).toMatchObject({
    state: 'routed',
    centre: '01',
    channel: 'office',
    urgency: 'urgent',
    citizen: { name: 'Nguyễn Thị Mẫu', phone: '+84912000111' },
  });
  expect(request.code).toMatch(/^\d{4}-\d{4}$/);
  expect(request.dueAt).not.toBeNull();
  await routedTo(system, '01', request.id);
  for (const body of [{}, { text: '' }, { text: 'x', centre: '79' }, { text: 'x', matter: 'nonsense' }]) {
    const refused = await handler.call('POST', '/api/requests', body);
    expect(refused.status).toBe(400);
    expect(refused.type).toMatch(/^application\/problem\+json/);
  }
});

test('every look is on the audit trail and none changes the request', async () => {
  const request = await walkIn(handler);
  const [first, second] = [await handler.read(request.id), await handler.read(request.id)];
  expect(second).toEqual(first);
});

test('the directory of centres', async () => {
  const { items } = z
    .object({ items: z.array(z.looseObject({ code: z.string(), name: z.string() })) })
    .parse((await handler.call('GET', '/api/centres')).json);
  expect(items.map(({ code }) => code)).toEqual(centresFile.centres.map(({ code }) => code));
  expect((await handler.call('GET', '/api/centres/79')).json).toMatchObject({ code: '79', open: true });
  expect((await handler.call('GET', '/api/centres/99')).status).toBe(404);
});

describe('the OpenAPI document', () => {
  const operation = z.looseObject({
    operationId: z.string(),
    responses: z.record(z.string(), z.looseObject({ description: z.string() })),
    parameters: z
      .array(
        z.looseObject({ name: z.string(), in: z.enum(['path', 'query', 'header']), schema: z.unknown() }),
      )
      .optional(),
    requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }).optional(),
  });
  const document = z.looseObject({
    openapi: z.string().regex(/^3\.1\.\d+$/),
    info: z.looseObject({ title: z.string(), version: z.string() }),
    paths: z.record(z.string().startsWith('/'), z.record(z.string(), operation)),
    components: z.looseObject({ securitySchemes: z.record(z.string(), z.unknown()) }),
  });

  test('is served without a token, and names every token route of the route table', async () => {
    const reply = await callApi(system, null, 'GET', '/api/openapi.json');
    expect(reply.status).toBe(200);
    const { paths } = document.parse(reply.json);
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = Object.entries(routesFile.routes)
      .filter(([, { auth }]) => auth === 'token')
      .map(([route]) => route);
    expect(described.sort()).toEqual(routes.sort());
  });

  test('has unique operation ids, and a parameter for each part of a path', async () => {
    const { paths } = document.parse((await callApi(system, null, 'GET', '/api/openapi.json')).json);
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).map((one) => ({ path, one })),
    );
    expect(new Set(operations.map(({ one }) => one.operationId)).size).toBe(operations.length);
    for (const { path, one } of operations) {
      const inPath = (one.parameters ?? [])
        .filter((each) => each.in === 'path')
        .map(({ name }) => `{${name}}`);
      expect(inPath).toEqual(path.match(/\{\w+\}/g) ?? []);
      expect(Object.keys(one.responses)).toContain('200');
    }
  });
});
