import { randomUUID } from 'node:crypto';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { closeBooks, eraseParts } from '../../adapters/dynamodb/erase.ts';
import { readRequest } from '../../adapters/dynamodb/requests.ts';
import centresFile from '../../data/centres.json' with { type: 'json' };
import { tone } from '../../local/providers/files.ts';
import { type System, startedSystem } from '../system.ts';
import { eventually, outbox, raw } from './backstage.ts';
import {
  newNumber,
  newSid,
  newZaloUser,
  post,
  signedByTwilio,
  signedByZalo,
  sms,
  zaloText,
} from './clients.ts';
import { type Desk, deskOf } from './desk.ts';

let system: System;
let national: Desk;
let hanoi: Desk;
beforeAll(async () => {
  system = await startedSystem();
  national = await deskOf(system, 'national');
  hanoi = await deskOf(system, 'handler.01');
});
afterAll(() => system.stop());

const operator = () => ({
  endpoint: system.awsUrl,
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
});

/** Every item of the table, as text. */
async function wholeTable(): Promise<string[]> {
  const client = new DynamoDBClient(operator());
  const items: string[] = [];
  for await (const page of paginateScan({ client }, { TableName: system.tableName }))
    items.push(...(page.Items ?? []).map((item) => JSON.stringify(unmarshall(item))));
  client.destroy();
  return items;
}

/** What the bucket of this opened file still holds of a request. */
async function filesBeside(link: string, requestId: string): Promise<string[]> {
  const bucket = new URL(link).pathname.split('/')[1] ?? '';
  const client = new S3Client({ ...operator(), forcePathStyle: true });
  const page = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  client.destroy();
  return (page.Contents ?? []).flatMap(({ Key = '' }) => (Key.includes(requestId) ? [Key] : []));
}

/** Where a mark stands, beside what the providers themselves keep (`/dev/outbox`: the stand-ins' own record). */
async function found(marks: readonly string[]): Promise<string[]> {
  const places: [string, string][] = [
    ...(await wholeTable()).map((item): [string, string] => ['table', item]),
    ['log', system.log.join('\n')],
    ['bus', await raw(system, '/dev/bus')],
  ];
  for (const { code } of centresFile.centres)
    places.push([`inbox ${code}`, await raw(system, `/dev/inbox/${code}`)]);
  return places.flatMap(([place, text]) =>
    marks
      .filter((mark) => text.toLowerCase().includes(mark.toLowerCase()))
      .map((mark) => `${place}: ${mark} in ${text.slice(0, 300)}`),
  );
}

const erased = z.object({
  erased: z.array(z.string()),
  locked: z.array(z.object({ id: z.string(), basis: z.string() })),
  running: z.array(z.object({ id: z.string(), basis: z.string() })),
  files: z.number(),
  related: z.array(z.string()),
});
const erase = async (whom: object) =>
  erased.parse(
    (await national.call('POST', '/api/persons/erase', { ...whom, reason: 'Đơn ngày 23/11' })).json,
  );

async function leave(provider: 'twilio' | 'zalo', bytes: Buffer, type: string): Promise<string> {
  const response = await fetch(`${system.url}/dev/files/${provider}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(bytes),
  });
  return z.object({ url: z.string() }).parse(await response.json()).url;
}

const PHONE = newNumber();
const ZALO = newZaloUser();
const NAME = 'Lường Thị Dấu Vết';
const MARKS = [
  PHONE,
  PHONE.slice(1),
  PHONE.replace('+84', '0'),
  ZALO,
  'Dấu Vết',
  'dau vet',
  'ngọcbích',
  'ngocbich',
];

test('who is erased is found nowhere any more: table, files, bus, inboxes, log; the work item is done', async () => {
  await post(system, sms(system, PHONE, `toi o Ha Noi, ten toi la ${NAME}, bi lua mat ngocbich`));
  const first = await hanoi.awaited(({ citizen }) => citizen.phone === PHONE);
  await hanoi.act(first.id, 'facts', {
    version: first.version,
    inNeed: { name: NAME, phone: PHONE },
    name: NAME,
  });
  await hanoi.act(first.id, 'notes', { text: `gọi lại ${PHONE} cho ${NAME}, việc ngọcbích` });
  const { version } = await hanoi.act(first.id, 'messages', {
    channel: 'sms',
    text: 'Xin chờ, chúng tôi tìm ngọcbích',
  });
  await hanoi.act(first.id, 'close', { version, reason: `${NAME} đã rút` });

  const CallSid = newSid('CA');
  const say = (path: string, more: Record<string, string>) =>
    post(system, signedByTwilio(system, path, { CallSid, From: PHONE, To: '+842471088888', ...more }));
  await say('/twilio/voice', { CallStatus: 'ringing' });
  await say('/twilio/voice/answer?turn=1', { SpeechResult: `tôi ở Hà Nội, tên ${NAME}, mất ngọcbích` });
  const RecordingUrl = await leave('twilio', tone(1), 'audio/x-wav');
  await say('/twilio/voice/voicemail?turn=2', { RecordingUrl, RecordingDuration: '1' });
  const call = await hanoi.awaited(({ citizen, id }) => citizen.phone === PHONE && id !== first.id);
  const recording = await eventually(async () => {
    const all = (await hanoi.read(call.id)).timeline.flatMap(({ attachments }) => attachments ?? []);
    return all.find(({ status }) => status === 'stored');
  }, 'the recording');
  const path = `/api/requests/${call.id}/attachments/${String(recording.id)}/link`;
  const { url } = z.object({ url: z.string() }).parse((await hanoi.call('POST', path, {})).json);
  expect(await filesBeside(url, call.id)).toHaveLength(1);
  await eventually(async () => (await outbox(system)).some(({ to }) => to === PHONE), 'the reply');

  await post(system, zaloText(ZALO, `${NAME} ở Hà Nội, mất ngọcbích`));
  const chat = await hanoi.awaited(({ citizen }) => citizen.zaloUserId === ZALO);
  await post(
    system,
    signedByZalo({
      event_name: 'user_submit_info',
      sender: { id: ZALO },
      info: { name: NAME, phone: PHONE.replace('+', '') },
    }),
  );
  await post(system, signedByZalo({ event_name: 'user_withdraw', user_id: ZALO }));
  const work = await eventually(
    async () => (await national.all('?centre=national')).find(({ citizen }) => citizen.zaloUserId === ZALO),
    'the work for the national desk',
  );

  const copy = await national.call('POST', '/api/persons/export', {
    phone: PHONE.replace('+84', '0'),
    reason: 'Đơn ngày 23/11',
  });
  expect(copy.status).toBe(200);
  for (const part of [NAME, 'ngocbich', PHONE, String(recording.id), 'Xin chờ, chúng tôi tìm', 'handler.01'])
    expect(copy.text).toContain(part);
  expect((await hanoi.read(call.id)).timeline.at(-1)).toMatchObject({ type: 'exported', by: 'national' });
  expect(await found(MARKS)).not.toEqual([]);

  const byPhone = await erase({ phone: PHONE });
  expect(byPhone.erased).toEqual(expect.arrayContaining([first.id, call.id]));
  expect(byPhone.files).toBeGreaterThan(0);
  const byZalo = await erase({ zaloUserId: ZALO });
  expect([...byPhone.erased, ...byZalo.erased]).toEqual(expect.arrayContaining([chat.id, work.id]));
  // Again: nothing is left to be done, and nothing breaks.
  expect(await erase({ phone: PHONE })).toMatchObject({ erased: [], locked: [], files: 0 });
  expect(await erase({ requestId: call.id })).toMatchObject({ locked: [], files: 0 });

  await eventually(
    async () => (await found(MARKS)).length === 0,
    `no mark: ${(await found(MARKS)).join('\n')}`,
  );
  expect(await filesBeside(url, call.id)).toEqual([]);
  expect((await fetch(url)).status).not.toBe(200);

  // What is left says what was done by whom, and of whom nothing.
  const left = await hanoi.read(call.id);
  expect(left).toMatchObject({ state: 'closed', centre: '01', citizen: { safeContact: 'unknown' } });
  expect(left.timeline.at(-1)).toMatchObject({ type: 'erased', outcome: 'erased', by: 'national' });
  expect(
    (await hanoi.call('POST', `/api/requests/${call.id}/reopen`, { version: left.version, reason: 'a' }))
      .status,
  ).toBe(404);
  expect((await national.all('?centre=national')).map(({ id }) => id)).not.toContain(work.id);
  const searched = await national.call('POST', '/api/requests/search', { q: PHONE });
  expect(searched.json).toEqual({ items: [] });

  // Whoever writes again is a new person.
  await post(system, sms(system, PHONE, 'toi o Ha Noi, muon hoi ve dat dai'));
  const fresh = await hanoi.awaited(({ citizen }) => citizen.phone === PHONE);
  expect(fresh).not.toHaveProperty('earlierRequest');
  expect(JSON.stringify(await hanoi.read(fresh.id))).not.toContain('Dấu Vết');
});

test('an accepted case goes on untouched; once it is over it is hidden and locked, and the answer says by which law', async () => {
  const phone = newNumber();
  await post(system, sms(system, phone, 'toi o Ha Noi, bi lua ban dat'));
  const { id, code, version } = await hanoi.awaited(({ citizen }) => citizen.phone === phone);
  const claimed = await hanoi.act(id, 'claim', { version });
  const accepted = await hanoi.act(id, 'decision', {
    version: claimed.version,
    outcome: 'accepted',
    registerNumber: '9',
    form: 'proceedings',
    categoryCode: '6',
  });
  expect(await erase({ requestId: id })).toMatchObject({ erased: [], locked: [], running: [{ id }] });
  const { version: now, clocks } = await hanoi.read(id);
  expect({ now, clocks }).toEqual({ now: accepted.version, clocks: accepted.clocks });
  await hanoi.act(id, 'close', { version: now, reason: 'Đã xong' });
  expect(await erase({ requestId: id })).toMatchObject({
    erased: [],
    running: [],
    locked: [{ id, basis: expect.stringContaining('Điều 14.2') }],
  });
  expect(await erase({ requestId: id })).toMatchObject({ erased: [], locked: [{ id }] });
  expect((await hanoi.call('GET', `/api/requests/${id}`)).status).toBe(404);
  expect((await hanoi.all()).map((request) => request.id)).not.toContain(id);
  for (const q of [phone, code])
    expect((await hanoi.call('POST', '/api/requests/search', { q })).json).toEqual({ items: [] });
  await national.act(id, 'open', { reason: 'Kiểm tra hồ sơ' });
  const kept = await national.read(id);
  expect(kept.timeline.some(({ text }) => text?.includes('bi lua ban dat'))).toBe(true);
  expect((await national.call('POST', `/api/requests/${id}/notes`, { text: 'a' })).status).toBe(404);
  // The person may come again; nothing leads to the locked case.
  await post(system, sms(system, phone, 'toi o Ha Noi, hoi ve thua ke'));
  const again = await hanoi.awaited(({ citizen }) => citizen.phone === phone);
  expect(again.id).not.toBe(id);
});

test('an erasure that stopped half-way goes on with the same call', async () => {
  const phone = newNumber();
  await post(system, sms(system, phone, 'toi o Ha Noi, mat haingoc'));
  const { id } = await hanoi.awaited(({ citizen }) => citizen.phone === phone);
  const table = { client: new DynamoDBClient(operator()), name: system.tableName };
  const at = new Date().toISOString();
  await closeBooks(table, id, () => 'erasing', 'national', at);
  // Hidden from the first step on; a word of the person now is a new request.
  expect((await hanoi.call('GET', `/api/requests/${id}`)).status).toBe(404);
  await post(system, sms(system, phone, 'toi o Ha Noi, hoi ve viec khac'));
  const second = await hanoi.awaited(({ citizen }) => citizen.phone === phone);
  expect(second.id).not.toBe(id);
  const request = await readRequest(table, id);
  if (request === null) throw new Error('gone');
  await eraseParts(table, request, Number.POSITIVE_INFINITY);

  const done = await erase({ phone });
  expect([...done.erased].sort()).toEqual([id, second.id].sort());
  await eventually(async () => (await found([phone, 'haingoc'])).length === 0, 'no mark to be found');
  table.client.destroy();
});

test('nobody but the national desk, only with a reason, and of one person at a time', async () => {
  for (const user of ['handler.01', 'lead.01']) {
    const desk = await deskOf(system, user);
    for (const act of ['export', 'erase'])
      expect((await desk.call('POST', `/api/persons/${act}`, { phone: PHONE, reason: 'a' })).status).toBe(
        403,
      );
  }
  for (const body of [
    { phone: PHONE },
    { phone: 'abc', reason: 'a' },
    { reason: 'a' },
    { phone: PHONE, requestId: 'x', reason: 'a' },
  ])
    expect((await national.call('POST', '/api/persons/erase', body)).status).toBe(400);
  expect(
    (await national.call('POST', '/api/persons/erase', { requestId: randomUUID(), reason: 'a' })).status,
  ).toBe(404);
});
