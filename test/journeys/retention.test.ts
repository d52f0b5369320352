import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { closeBooks } from '../../adapters/dynamodb/erase.ts';
import { type System, startedSystem } from '../system.ts';
import { eventually, inbox, moveClock } from './backstage.ts';
import { newNumber, newZaloUser, post, signedByZalo, sms } from './clients.ts';
import { type Desk, deskOf } from './desk.ts';

/** What has been kept for as long as the operator has set goes away at night; what was not set stays. */

const template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Properties: z
        .looseObject({
          FunctionName: z.unknown().optional(),
          Environment: z.looseObject({ Variables: z.record(z.string(), z.unknown()) }).optional(),
        })
        .optional(),
    }),
  ),
});

/** The assembly as it would be with these settings of functions: days of data/retention.json, or less patience. */
function withSettings(folder: string, settings: Readonly<Record<string, Record<string, string>>>): string {
  cpSync(inject('assembly'), folder, { recursive: true });
  const file = join(folder, 'Hotline.template.json');
  const read = template.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const [name, values] of Object.entries(settings)) {
    const job = Object.values(read.Resources).find(({ Properties }) => Properties?.FunctionName === name);
    Object.assign(job?.Properties?.Environment?.Variables ?? {}, values);
  }
  writeFileSync(file, JSON.stringify(read));
  return folder;
}

const folder = mkdtempSync(join(tmpdir(), 'hotline-periods-'));
let system: System;
let hanoi: Desk;
let national: Desk;
let client: DynamoDBClient;
beforeAll(async () => {
  system = await startedSystem({
    assembly: withSettings(folder, {
      'hotline-retention': { REQUEST_DAYS: '30' },
      'hotline-persons': { ANSWER_SECONDS: '0.1' },
    }),
  });
  client = new DynamoDBClient({
    endpoint: system.awsUrl,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });
  hanoi = await deskOf(system, 'handler.01');
  national = await deskOf(system, 'national');
});
afterAll(async () => {
  client.destroy();
  await system.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function arrived(words: string) {
  const phone = newNumber();
  await post(system, sms(system, phone, `toi o Ha Noi, ${words}`));
  return { phone, ...(await hanoi.awaited(({ citizen }) => citizen.phone === phone)) };
}
const close = (id: string, version: number) => hanoi.act(id, 'close', { version, reason: 'Đã xong' });
const texts = async (id: string) => (await hanoi.read(id)).timeline.flatMap(({ text }) => text ?? []);

test('the ended goes after its days, the open and the case stay, and a half-done erasure is finished', async () => {
  const ended = await arrived('hoi ve thua ke');
  await close(ended.id, ended.version);
  const open = await arrived('tranh chap dat dai');
  const accepted = await arrived('bi lua ban dat');
  const claimed = await hanoi.act(accepted.id, 'claim', { version: accepted.version });
  const decided = await hanoi.act(accepted.id, 'decision', {
    version: claimed.version,
    outcome: 'accepted',
    registerNumber: '9',
    form: 'proceedings',
    categoryCode: '6',
  });
  await close(accepted.id, decided.version);
  const half = await arrived('hoi ve ly hon');
  await closeBooks(
    { client, name: system.tableName },
    half.id,
    () => 'erasing',
    'national',
    new Date().toISOString(),
  );

  await moveClock(system, 'P2D');
  expect(await texts(ended.id)).not.toEqual([]);
  expect((await hanoi.read(half.id)).timeline.at(-1)).toMatchObject({ type: 'erased', by: 'retention' });

  await moveClock(system, 'P30D');
  await eventually(async () => (await texts(ended.id)).length === 0, 'the night');
  expect(await hanoi.read(ended.id)).toMatchObject({ state: 'closed', citizen: { safeContact: 'unknown' } });
  expect((await hanoi.read(ended.id)).timeline.at(-1)).toMatchObject({ outcome: 'erased', by: 'retention' });
  expect(await texts(open.id)).not.toEqual([]);
  expect(await texts(accepted.id)).not.toEqual([]);
});

test('a locked case is given back, or let go, by the national desk with a reason', async () => {
  const lock = async () => {
    const one = await arrived('bi lua ban dat');
    const claimed = await hanoi.act(one.id, 'claim', { version: one.version });
    const decided = await hanoi.act(one.id, 'decision', {
      version: claimed.version,
      outcome: 'accepted',
      registerNumber: '9',
      form: 'proceedings',
      categoryCode: '6',
    });
    await close(one.id, decided.version);
    await national.call('POST', '/api/persons/erase', { requestId: one.id, reason: 'Đơn' });
    expect((await hanoi.call('GET', `/api/requests/${one.id}`)).status).toBe(404);
    return one;
  };
  const unlock = (requestId: string, outcome: string, reason = 'Hết thời hạn lưu trữ') =>
    national.call('POST', '/api/persons/unlock', { requestId, outcome, reason });

  const back = await lock();
  expect((await unlock(back.id, 'restore', '')).status).toBe(400);
  expect(await unlock(back.id, 'restore')).toMatchObject({ status: 200, json: { id: back.id } });
  expect((await unlock(back.id, 'restore')).status).toBe(409);
  const again = await hanoi.read(back.id);
  expect(again.timeline.at(-1)).toMatchObject({ type: 'unlocked', outcome: 'restore', by: 'national' });
  expect(await texts(back.id)).toContain('toi o Ha Noi, bi lua ban dat');
  const found = await hanoi.call('POST', '/api/requests/search', { q: back.code });
  expect(found.text).toContain(back.id);
  await hanoi.act(back.id, 'reopen', { version: again.version, reason: 'Kháng nghị' });

  const ended = await lock();
  expect((await unlock(ended.id, 'erase')).status).toBe(200);
  await gone([ended.id]);
  expect(await texts(ended.id)).toEqual([]);
  expect((await hanoi.read(ended.id)).timeline.map(({ type }) => type)).toContain('unlocked');
});

const MANY = 700;
const item = z.looseObject({
  request: z.looseObject({
    sequence: z.number(),
    clocks: z.array(z.looseObject({ kind: z.string() })),
    erasure: z.looseObject({ kind: z.string() }).optional(),
  }),
});

async function storedRequest(id: string) {
  const Key = marshall({ pk: `REQUEST#${id}`, sk: 'REQUEST' });
  const { Item = {} } = await client.send(new GetItemCommand({ TableName: system.tableName, Key }));
  return item.parse(unmarshall(Item));
}

/** Gives a request thousands of entries, as hostile calls would, of eight kilobytes each. */
async function flood(id: string): Promise<void> {
  const TableName = system.tableName;
  const first = await storedRequest(id);
  const { sequence } = first.request;
  const text = `${'a'.repeat(8000)} trieumatngoc`;
  const entries = Array.from({ length: MANY }, (_, index) => {
    const own = { requestId: id, sequence: sequence + index + 1 };
    const event = {
      ...own,
      at: new Date().toISOString(),
      by: 'citizen',
      type: 'contact',
      channel: 'sms',
      text,
    };
    const sk = `EVENT#${String(own.sequence).padStart(6, '0')}`;
    return marshall({ pk: `REQUEST#${id}`, sk, event: { ...event, changes: {}, publish: [] } });
  });
  const request = { ...first, request: { ...first.request, sequence: sequence + MANY } };
  await client.send(new PutItemCommand({ TableName, Item: marshall(request) }));
  for (let start = 0; start < MANY; start += 25) {
    const puts = entries.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: puts } }));
  }
}

/** Waits, without getting in the way, until requests are erased. */
const gone = (ids: readonly string[]) =>
  eventually(
    async () => {
      await new Promise((resume) => setTimeout(resume, 200));
      const left = await Promise.all(ids.map((id) => storedRequest(id)));
      return left.every(({ request }) => request.erasure?.kind === 'erased');
    },
    'the end of the erasure',
    60_000,
  );

/** What the national desk did, as its trail has it, with the requests concerned. */
async function trail(id: string): Promise<string[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: system.tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: marshall({ ':pk': 'AUDIT#national' }),
    }),
  );
  const entries = Items.map((each) =>
    z
      .looseObject({ entry: z.looseObject({ act: z.string(), requests: z.string() }) })
      .parse(unmarshall(each)),
  );
  return entries.flatMap(({ entry }) => (entry.requests.includes(id) ? [entry.act] : []));
}

const exported = z.looseObject({
  requests: z.array(z.looseObject({ timeline: z.array(z.looseObject({ sequence: z.number() })) })),
  cursor: z.string().nullable(),
});
const erasure = z.object({
  status: z.string(),
  erased: z.array(z.string()),
  underWay: z.array(z.string()),
  files: z.number(),
});
const clockOf = (clocks: readonly { kind: string }[], kind: string) =>
  clocks.find((one) => one.kind === kind);

test('of a person with thousands of entries a copy comes in pages; an erasure answers in its time and goes on by itself', async () => {
  const { id, phone, version } = await arrived('bi doa trieumatngoc');
  const terms = ['data-erase', 'data-access'];
  let started = { version };
  for (const kind of terms)
    started = await hanoi.act(id, 'clocks', { version: started.version, kind, act: 'start' });
  await flood(id);

  const sequences: number[] = [];
  const pages: number[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const mark: object = cursor === '' ? {} : { cursor };
    const page = await national.call('POST', '/api/persons/export', { phone, reason: 'Đơn', ...mark });
    expect(page.status, page.text.slice(0, 200)).toBe(200);
    expect(Buffer.byteLength(page.text)).toBeLessThan(6_000_000);
    const read = exported.parse(page.json);
    sequences.push(...read.requests.flatMap(({ timeline }) => timeline.map(({ sequence }) => sequence)));
    pages.push(page.text.length);
    cursor = read.cursor;
    const { request } = await storedRequest(id);
    expect('metAt' in (clockOf(request.clocks, 'data-access') ?? {}), 'met with the last page').toBe(
      cursor === null,
    );
  }
  expect(pages.length).toBeGreaterThan(1);
  expect(sequences.slice(0, MANY)).toEqual(Array.from({ length: MANY }, (_, index) => index + 1));
  expect(new Set(sequences).size).toBe(sequences.length);
  const other = await arrived('hoi ve dat dai');
  const foreign = Buffer.from(
    JSON.stringify({ at: new Date().toISOString(), requestId: other.id, row: 0 }),
  ).toString('base64url');
  for (const cursor of ['x', foreign])
    expect(
      (await national.call('POST', '/api/persons/export', { phone, reason: 'Đơn', cursor })).status,
    ).toBe(400);

  const begun = performance.now();
  const first = await national.call('POST', '/api/persons/erase', { phone, reason: 'Đơn' });
  expect(performance.now() - begun).toBeLessThan(3000);
  expect(erasure.parse(first.json)).toMatchObject({ status: 'under-way', erased: [], underWay: [id] });
  expect((await hanoi.call('GET', `/api/requests/${id}`)).status).toBe(404);
  const under = clockOf((await storedRequest(id)).request.clocks, 'data-erase');
  expect(under).not.toHaveProperty('metAt');
  expect(under).not.toHaveProperty('stoppedAt');
  // Again is safe, and is no more than an answer.
  expect((await national.call('POST', '/api/persons/erase', { phone, reason: 'Đơn' })).status).toBe(200);

  await gone([id]);
  const last = await hanoi.read(id);
  const end = last.timeline.at(-1);
  expect(end).toMatchObject({ type: 'erased', outcome: 'erased', by: 'national' });
  expect(last.timeline.length).toBeGreaterThan(MANY);
  expect(JSON.stringify(last)).not.toMatch(/trieumatngoc|aaaa/);
  const met = clockOf((await storedRequest(id)).request.clocks, 'data-erase');
  expect(met).toMatchObject({ metAt: end?.at });
  await eventually(async () => (await trail(id)).includes('erasure-done'), 'the word that it is done');
  expect(await trail(id)).toEqual(expect.arrayContaining(['person-erased', 'erasure-under-way']));
}, 120_000);

test('of a person with many requests all are erased in the end', async () => {
  const phone = newNumber();
  const ids: string[] = [];
  for (let count = 0; count < 25; count += 1) {
    const body = { text: 'hỏi việc đất', name: 'Trieumatngoc', phone };
    const opened = await hanoi.call('POST', '/api/requests', body);
    ids.push(z.looseObject({ id: z.string() }).parse(opened.json).id);
  }
  const reply = await national.call('POST', '/api/persons/erase', { phone, reason: 'Đơn' });
  const { status, erased, underWay } = erasure.parse(reply.json);
  expect(status).toBe('under-way');
  expect([...erased, ...underWay].sort()).toEqual([...ids].sort());
  await gone(ids);
  expect((await national.call('POST', '/api/requests/search', { q: phone })).json).toEqual({ items: [] });
}, 120_000);

test('who takes back their data has terms that the national desk sees, and that ring when they pass', async () => {
  const user = newZaloUser();
  await post(system, signedByZalo({ event_name: 'user_withdraw', user_id: user }));
  const work = await national.awaited(({ citizen }) => citizen.zaloUserId === user, '?centre=national');
  const started = await national.act(work.id, 'clocks', {
    version: work.version,
    kind: 'data-access',
    act: 'start',
  });
  await national.call('POST', '/api/persons/export', { zaloUserId: user, reason: 'Đơn' });
  await moveClock(system, 'P21D');
  const clocks = z.array(
    z.looseObject({ kind: z.string(), passedAt: z.string().optional(), metAt: z.string().optional() }),
  );
  const of = (kind: string, from: object) =>
    clocks.parse('clocks' in from ? from.clocks : []).find((clock) => clock.kind === kind);
  expect(of('data-withdraw', started)).not.toHaveProperty('passedAt');
  const later = await national.read(work.id);
  expect(of('data-acknowledge', later)).toMatchObject({ passedAt: expect.any(String) });
  expect(of('data-withdraw', later)).toMatchObject({ passedAt: expect.any(String) });
  expect(of('data-access', later)).toMatchObject({ metAt: expect.any(String) });
  const told = (await inbox(system, 'national')).filter(({ detail }) => detail.requestId === work.id);
  expect(told.map((item) => item['detail-type'])).toContain('deadline.passed');
});
