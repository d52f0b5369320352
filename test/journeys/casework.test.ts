import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type System, startedSystem } from '../system.ts';
import { eventually, inbox, moveClock, outbox } from './backstage.ts';
import { newNumber, post, sms } from './clients.ts';
import { type Desk, deskOf, type Full, tokenOf } from './desk.ts';

let system: System;
let handler: Desk;
let lead: Desk;

beforeAll(async () => {
  system = await startedSystem();
  [handler, lead] = await Promise.all([deskOf(system, 'handler.01'), deskOf(system, 'lead.01')]);
});
afterAll(() => system.stop());

const clock = z.looseObject({ kind: z.string(), dueAt: z.string(), metAt: z.string().optional() });
const shown = z.looseObject({
  clocks: z.array(clock),
  nextSteps: z.array(z.string()),
  links: z.array(z.looseObject({ id: z.string() })),
  understood: z.looseObject({ matter: z.string().optional() }),
});
const of = (request: Full) => shown.parse(request);
const last = ({ timeline }: Full) => timeline.at(-1);

const written = async (text: string): Promise<{ phone: string; request: Full }> => {
  const phone = newNumber();
  await post(system, sms(system, phone, text));
  const { id } = await handler.awaited(({ citizen }) => citizen.phone === phone);
  return { phone, request: await handler.read(id) };
};

test('from the citizen’s SMS to the closed request and back', async () => {
  const { request } = await written('toi o Ha Noi, hang xom lan dat');
  const { id } = request;
  const contact = z
    .looseObject({
      text: z.string(),
      understood: z.array(
        z.looseObject({ start: z.number(), end: z.number(), kind: z.string(), value: z.string() }),
      ),
    })
    .parse(request.timeline[0]);
  const place = contact.understood.find(({ kind }) => kind === 'province');
  expect(contact.text.slice(place?.start, place?.end)).toBe('Ha Noi');
  expect(of(request)).toMatchObject({ nextSteps: ['claim'], clocks: [{ kind: 'first-contact' }] });

  const claimed = await handler.act(id, 'claim', { version: request.version });
  expect(claimed.dueAt).toBe(request.dueAt);
  expect(of(claimed).nextSteps).toContain('contact');

  const facts = await handler.act(id, 'facts', {
    version: claimed.version,
    matter: 'civil',
    relation: 'con gái',
    inNeed: { name: 'Nguyễn Thị Mẫu', birthYear: 1950 },
    categories: ['7c'],
  });
  expect(facts).toMatchObject({ matter: 'civil', facts: { inNeed: { birthYear: 1950 } } });
  expect(of(facts).understood.matter).toBe('land');

  const suggestion = z
    .looseObject({
      categories: z.array(z.looseObject({ code: z.string() })),
      questions: z.array(z.looseObject({ key: z.string() })),
    })
    .parse((await handler.call('GET', `/api/requests/${id}/suggestion`)).json);
  expect(suggestion.categories.map(({ code }) => code)).toEqual(['7c']);
  expect(suggestion.questions.map(({ key }) => key)).toContain('financial');

  const acceptance = {
    version: facts.version,
    outcome: 'accepted',
    registerNumber: 'TT.ĐDNTT.12.2026',
    form: 'representation',
    categoryCode: '7c',
  };
  const refused = await handler.call('POST', `/api/requests/${id}/decision`, acceptance);
  expect(refused).toMatchObject({ status: 400, json: { flaw: 'financial-proof-missing' } });
  const accepted = await handler.act(id, 'decision', { ...acceptance, financialProof: 'near-poor' });
  expect(accepted).toMatchObject({
    state: 'accepted',
    decision: { outcome: 'accepted', registerNumber: 'TT.ĐDNTT.12.2026', by: 'handler.01' },
  });
  expect(last(accepted)).toMatchObject({ type: 'decided', suggested: { categories: ['7c'] } });
  const running = of(accepted).clocks.find(({ kind }) => kind === 'representative');
  expect(accepted.dueAt).toBe(running?.dueAt);
  expect(of(accepted).nextSteps).toEqual(['name-provider']);

  const named = await handler.act(id, 'clocks', {
    version: accepted.version,
    kind: 'representative',
    act: 'met',
  });
  expect(named.dueAt).toBeNull();
  expect(of(named).nextSteps).toEqual(['close']);

  const closed = await handler.act(id, 'close', { version: named.version, reason: 'Đã xong' });
  expect(closed.state).toBe('closed');
  const again = await lead.act(id, 'reopen', { version: closed.version, reason: 'Người dân gọi lại' });
  expect(again).toMatchObject({ state: 'claimed', assignee: 'lead.01', decision: null });
  expect(last(again)).toMatchObject({ type: 'reopened', by: 'lead.01', reason: 'Người dân gọi lại' });
});

test('a text to the citizen: once for one key, shown with what became of it; another text with that key is refused', async () => {
  const { phone, request } = await written('toi o Ha Noi, bi no luong 3 thang');
  const key = { 'idempotency-key': randomUUID() };
  const text = 'Xin ong ba goi lai trong gio lam viec';
  const write = (words: string) =>
    handler.call('POST', `/api/requests/${request.id}/messages`, { channel: 'sms', text: words }, key);
  expect((await Promise.all([write(text), write(text), write(text)])).map(({ status }) => status)).toEqual([
    200, 200, 200,
  ]);
  expect((await write('Mot tin khac')).status).toBe(422);

  const sent = await eventually(async () => {
    const entry = (await handler.read(request.id)).timeline.filter(({ type }) => type === 'reply');
    const { messages } = z
      .looseObject({ messages: z.array(z.looseObject({ status: z.string() })) })
      .parse(entry[0]);
    return messages[0]?.status === 'asked'
      ? undefined
      : { entries: entry.length, status: messages[0]?.status };
  }, 'the text to leave');
  expect(sent).toEqual({ entries: 1, status: 'sent' });
  const { dueAt, clocks } = z
    .looseObject({ dueAt: z.nullable(z.string()), clocks: z.array(z.looseObject({ metAt: z.string() })) })
    .parse(await handler.read(request.id));
  expect([dueAt, clocks.length]).toEqual([null, 1]);
  const left = (await outbox(system)).filter((message) => JSON.stringify(message).includes(phone.slice(-9)));
  expect(left.filter((message) => JSON.stringify(message).includes('gio lam viec'))).toHaveLength(1);
});

test('another’s claim: facts and notes yes, ends and transfers no; the lead gives it on', async () => {
  const { request } = await written('toi o Ha Noi, hoi ve thua ke');
  const taken = await lead.act(request.id, 'claim', { version: request.version });
  const { version } = taken;
  for (const [act, body] of [
    ['close', { version, reason: 'x' }],
    ['transfer', { version, centre: '79', reason: 'x' }],
    ['waiting', { version, papers: ['x'] }],
    ['decision', { version, outcome: 'void', reason: 'prank' }],
    ['assign', { version, assignee: 'handler.01' }],
  ] as const)
    expect([act, (await handler.call('POST', `/api/requests/${request.id}/${act}`, body)).status]).toEqual([
      act,
      403,
    ]);
  const given = await lead.act(request.id, 'assign', { version, assignee: 'handler.01' });
  expect(given.assignee).toBe('handler.01');
  const nobody = await lead.call('POST', `/api/requests/${request.id}/assign`, {
    version: given.version,
    assignee: 'handler.79',
  });
  expect(nobody).toMatchObject({ status: 400, json: { flaw: 'unknown-assignee' } });
  const waiting = await handler.act(request.id, 'waiting', {
    version: given.version,
    papers: ['Giấy chứng tử'],
  });
  expect(waiting.state).toBe('waiting');
});

test('a split: another person’s entries become a request of their own; linked, parted, a duplicate', async () => {
  const { request } = await written('toi o Ha Noi, bi lan dat');
  const [entry] = request.timeline.filter(({ type }) => type === 'contact');
  const parted = await handler.act(request.id, 'split', {
    version: request.version,
    entries: [entry?.id],
    reason: 'Người khác dùng cùng số',
  });
  const fresh = of(parted).links[0]?.id ?? '';
  expect(parted.timeline.find(({ id }) => id === entry?.id)).toMatchObject({ movedTo: fresh });
  const other = await handler.read(fresh);
  expect(other).toMatchObject({ state: 'routed', centre: '01' });
  expect(other.timeline.map(({ type }) => type)).toEqual(['opened', 'contact']);
  expect((await handler.all()).map(({ id }) => id)).toContain(fresh);

  const alone = await handler.act(fresh, 'split', {
    version: other.version,
    other: request.id,
    reason: 'Nhầm',
  });
  expect(of(alone).links).toEqual([]);
  expect(of(await handler.read(request.id)).links).toEqual([]);
  const duplicate = await handler.act(fresh, 'decision', {
    version: alone.version,
    outcome: 'duplicate',
    of: request.code,
  });
  expect(duplicate).toMatchObject({ state: 'duplicate', decision: { of: { id: request.id } } });
  expect(of(await handler.read(request.id)).links).toMatchObject([{ id: fresh }]);
  const foreign = await deskOf(system, 'handler.79');
  const theirs = z
    .looseObject({ id: z.string(), version: z.number() })
    .parse((await foreign.call('POST', '/api/requests', { text: 'Hỏi' })).json);
  const reach = await foreign.call('POST', `/api/requests/${theirs.id}/link`, {
    version: theirs.version,
    other: request.code,
    reason: 'x',
  });
  expect(reach).toMatchObject({ status: 400, json: { flaw: 'unknown-request' } });
});

test('papers: a DOCX and a page, noted in the timeline, nothing for another centre', async () => {
  const { request } = await written('toi o Ha Noi, bi lan dat');
  const token = await tokenOf(system, 'handler.01');
  const answer = await fetch(`${system.url}/api/requests/${request.id}/papers`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ paper: 'application', as: 'docx' }),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toBe(
    'attachment; filename="don-yeu-cau-tro-giup-phap-ly.docx"',
  );
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  expect(strFromU8(files['word/document.xml'] ?? new Uint8Array())).toContain('ĐƠN YÊU CẦU TRỢ GIÚP PHÁP LÝ');
  const page = await handler.call('POST', `/api/requests/${request.id}/papers`, {
    paper: 'refusal',
    as: 'print',
  });
  expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  const { timeline } = await handler.read(request.id);
  expect(timeline.filter(({ type }) => type === 'paper')).toMatchObject([
    { by: 'handler.01', papers: ['application'], outcome: 'docx' },
    { by: 'handler.01', papers: ['refusal'], outcome: 'print' },
  ]);
});

test('the law as data, as of a day', async () => {
  const codes = async (on: string) => {
    const { json } = await handler.call('GET', `/api/eligibility?on=${on}`);
    return z
      .looseObject({ categories: z.array(z.looseObject({ code: z.string() })) })
      .parse(json)
      .categories.map(({ code }) => code);
  };
  expect(await codes('2025-06-30')).toContain('7g');
  expect(await codes('2026-11-23')).not.toContain('7g');
  expect((await handler.call('GET', '/api/eligibility?on=yesterday')).status).toBe(400);
});

test('a term that passes rings at the centre, then at the national desk', async () => {
  const made = await handler.call('POST', '/api/requests', { text: 'Công an giữ con tôi từ hôm qua' });
  const request = z.looseObject({ id: z.string(), version: z.number() }).parse(made.json);
  const accepted = await handler.act(request.id, 'decision', {
    version: request.version,
    outcome: 'accepted',
    registerNumber: '7',
    form: 'proceedings',
    categoryCode: '6',
    heldPerson: true,
  });
  const held = of(accepted).clocks.find(({ kind }) => kind === 'provider-held');
  const twelve = Date.parse(accepted.updatedAt) + 12 * 3_600_000;
  expect(Math.abs(Date.parse(held?.dueAt ?? '') - twelve)).toBeLessThan(1000);

  const told = async (centre: string) =>
    (await inbox(system, centre)).filter(
      (event) => event.detail.requestId === request.id && event['detail-type'] === 'deadline.passed',
    ).length;
  await moveClock(system, 'PT12H2M');
  await eventually(async () => ((await told('01')) === 1 ? true : undefined), 'the centre to be told');
  expect(await told('national')).toBe(0);
  await moveClock(system, 'PT2H2M');
  await eventually(
    async () => ((await told('national')) === 1 ? true : undefined),
    'the national desk to be told',
  );
  const overdue = await handler.read(request.id);
  expect(of(overdue).clocks.find(({ kind }) => kind === 'provider-held')).toMatchObject({
    passedAt: expect.any(String),
    nationalAt: expect.any(String),
  });
  expect(of(overdue).nextSteps[0]).toBe('act-on-overdue');
});
