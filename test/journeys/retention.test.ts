import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
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

/** The assembly as it would be with these days in data/retention.json. */
function withPeriods(folder: string, days: Readonly<Record<string, string>>): string {
  cpSync(inject('assembly'), folder, { recursive: true });
  const file = join(folder, 'Hotline.template.json');
  const read = template.parse(JSON.parse(readFileSync(file, 'utf8')));
  const job = Object.values(read.Resources).find(
    ({ Properties }) => Properties?.FunctionName === 'hotline-retention',
  );
  Object.assign(job?.Properties?.Environment?.Variables ?? {}, days);
  writeFileSync(file, JSON.stringify(read));
  return folder;
}

const folder = mkdtempSync(join(tmpdir(), 'hotline-periods-'));
let system: System;
let hanoi: Desk;
let national: Desk;
beforeAll(async () => {
  system = await startedSystem({ assembly: withPeriods(folder, { REQUEST_DAYS: '30' }) });
  hanoi = await deskOf(system, 'handler.01');
  national = await deskOf(system, 'national');
});
afterAll(async () => {
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
  const client = new DynamoDBClient({
    endpoint: system.awsUrl,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });
  await closeBooks(
    { client, name: system.tableName },
    half.id,
    'erasing',
    'national',
    new Date().toISOString(),
  );
  client.destroy();

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

  const gone = await lock();
  expect((await unlock(gone.id, 'erase')).status).toBe(200);
  expect(await texts(gone.id)).toEqual([]);
  expect((await hanoi.read(gone.id)).timeline.map(({ type }) => type)).toContain('unlocked');
});

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
