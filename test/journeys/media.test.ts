import { randomUUID } from 'node:crypto';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { tone } from '../../local/providers/files.ts';
import { type System, startedSystem } from '../system.ts';
import { eventually, moveClock } from './backstage.ts';
import { newNumber, newSid, newZaloUser, post, signedByTwilio, signedByZalo, zaloText } from './clients.ts';
import { type Desk, deskOf } from './desk.ts';

let system: System;
let caMau: Desk;
let national: Desk;

beforeAll(async () => {
  system = await startedSystem();
  caMau = await deskOf(system, 'handler.96');
  national = await deskOf(system, 'national');
});
afterAll(() => system.stop());

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

async function leave(provider: 'twilio' | 'zalo', bytes: Buffer, type: string): Promise<string> {
  const response = await fetch(`${system.url}/dev/files/${provider}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(bytes),
  });
  return z.object({ url: z.string() }).parse(await response.json()).url;
}

const held = async () => {
  const response = await fetch(`${system.url}/dev/files`);
  const { items } = z
    .object({ items: z.array(z.object({ path: z.string(), deleted: z.boolean() })) })
    .parse(await response.json());
  return items;
};

const link = z.object({ url: z.string(), expiresAt: z.string(), contentType: z.string() });

const sendZalo = (user: string, event: string, attachments: object[]) =>
  post(
    system,
    signedByZalo({ event_name: event, sender: { id: user }, message: { msg_id: randomUUID(), attachments } }),
  );

/** The request of somebody of Cà Mau, and its attachment once it has the status. */
async function attachmentOf(desk: Desk, id: string, status: string, nth = 0) {
  return eventually(async () => {
    const all = (await desk.read(id)).timeline.flatMap(({ attachments }) => attachments ?? []);
    return all[nth]?.status === status ? all[nth] : undefined;
  }, `an attachment that is ${status}`);
}

async function citizenOnZalo() {
  const user = newZaloUser();
  await post(system, zaloText(user, 'toi o Ca Mau, bi lua ban dat'));
  const request = await caMau.awaited(({ citizen }) => citizen.zaloUserId === user);
  return { user, id: request.id };
}

test('a picture from Zalo is stored, opened by a link that ends, and who looked is on the timeline', async () => {
  const { user, id } = await citizenOnZalo();
  const url = await leave('zalo', PNG, 'image/png');
  await sendZalo(user, 'user_send_image', [{ type: 'image', payload: { thumbnail: url, url } }]);
  const attachment = await attachmentOf(caMau, id, 'stored');
  expect(attachment).toMatchObject({ kind: 'image', contentType: 'image/png', bytes: PNG.length });

  const path = `/api/requests/${id}/attachments/${attachment.id}/link`;
  const opened = link.parse((await caMau.call('POST', path, {})).json);
  const shown = await fetch(opened.url);
  expect(shown.status).toBe(200);
  expect(shown.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG);
  expect((await caMau.read(id)).timeline).toContainEqual(
    expect.objectContaining({
      type: 'file',
      outcome: 'viewed',
      by: 'handler.96',
      attachmentId: attachment.id,
    }),
  );

  const other = await deskOf(system, 'handler.01');
  expect((await other.call('POST', path, {})).status).toBe(404);
  expect((await caMau.call('POST', path.replace(/-0\/link/, '-7/link'), {})).status).toBe(404);
  expect(opened.url).not.toContain(user);

  await moveClock(system, 'PT3M');
  expect((await fetch(opened.url)).status).toBe(403);
});

test('a voicemail is stored, Twilio’s copy deleted, and it is listened to by link', async () => {
  const from = newNumber();
  const CallSid = newSid('CA');
  const sound = tone(1);
  const RecordingUrl = await leave('twilio', sound, 'audio/x-wav');
  const say = (path: string, more: Record<string, string>) =>
    post(system, signedByTwilio(system, path, { CallSid, From: from, To: '+842471088888', ...more }));
  await say('/twilio/voice', { CallStatus: 'ringing' });
  await say('/twilio/voice/answer?turn=1', { SpeechResult: 'tôi ở Cà Mau, bị lừa bán đất' });
  await say('/twilio/voice/voicemail?turn=2', { RecordingUrl, RecordingDuration: '1' });
  const callback = signedByTwilio(system, '/twilio/voice/recording', {
    CallSid,
    RecordingUrl,
    RecordingSid: RecordingUrl.split('/').at(-1) ?? '',
    RecordingStatus: 'completed',
    RecordingDuration: '1',
  });
  expect((await post(system, callback)).status).toBe(204);
  const { id } = await caMau.awaited(({ citizen }) => citizen.phone === from);
  const attachment = await attachmentOf(caMau, id, 'stored');
  expect(attachment).toMatchObject({ kind: 'recording', contentType: 'audio/wav', transcriptStatus: 'none' });
  expect(attachment).not.toHaveProperty('transcript');
  const { timeline } = await caMau.read(id);
  expect(timeline.flatMap(({ attachments }) => attachments ?? [])).toHaveLength(1);

  const copies = await eventually(async () => {
    const copy = (await held()).find(({ path }) => RecordingUrl.endsWith(path));
    return copy?.deleted && copy;
  }, 'the copy to be deleted');
  expect(copies.deleted).toBe(true);
  const opened = link.parse(
    (await caMau.call('POST', `/api/requests/${id}/attachments/${attachment.id}/link`, {})).json,
  );
  const part = await fetch(opened.url, { headers: { range: 'bytes=0-3' } });
  expect(part.status).toBe(206);
  expect(await part.text()).toBe('RIFF');
  expect(Buffer.from(await (await fetch(opened.url)).arrayBuffer())).toEqual(sound);
  expect((await caMau.read(id)).timeline.at(-1)).toMatchObject({ outcome: 'listened', by: 'handler.96' });
});

test('a recording told of by its callback alone joins its call, or is a request by itself', async () => {
  const from = newNumber();
  const CallSid = newSid('CA');
  await post(
    system,
    signedByTwilio(system, '/twilio/voice', {
      CallSid,
      From: from,
      To: '+842471088888',
      CallStatus: 'ringing',
    }),
  );
  const recorded = (sid: string) => {
    const RecordingSid = newSid('RE');
    return post(
      system,
      signedByTwilio(system, '/twilio/voice/recording', {
        CallSid: sid,
        RecordingSid,
        RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/ACffffffffffffffffffffffffffffffff/Recordings/${RecordingSid}`,
        RecordingStatus: 'completed',
      }),
    );
  };
  expect((await recorded(CallSid)).status).toBe(204);
  const unknown = newSid('CA');
  expect((await recorded(unknown)).status).toBe(204);
  await moveClock(system, 'PT11M');
  const known = await national.awaited(({ citizen }) => citizen.phone === from, '?centre=national');
  await attachmentOf(national, known.id, 'stored');
  const alone = await eventually(async () => {
    const all = await national.all('?centre=national');
    const full = await Promise.all(all.map(({ id }) => national.read(id)));
    return full.find(
      ({ timeline }) =>
        timeline.some(({ attachments }) => attachments?.[0]?.kind === 'recording') &&
        !timeline.some(({ outcome }) => outcome === 'arrival'),
    );
  }, 'a request of its own');
  await attachmentOf(national, alone.id, 'stored');
});

test('what is not kept says why: another host, a page in the dress of a picture, a script, an archive', async () => {
  const { user, id } = await citizenOnZalo();
  const page = await leave('zalo', Buffer.from('<html><script>alert(1)</script></html>'), 'image/png');
  const svg = await leave(
    'zalo',
    Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    'image/svg+xml',
  );
  const zip = await leave(
    'zalo',
    Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(64)]),
    'application/zip',
  );
  const mask = await leave('zalo', PNG, 'text/html');
  const away = 'https://evil.example/a.png';
  for (const url of [page, svg, zip, mask, away])
    await sendZalo(user, 'user_send_file', [{ type: 'file', payload: { url, name: 'a.png' } }]);
  for (const nth of [0, 1, 2, 3, 4]) {
    const refused = await attachmentOf(caMau, id, 'refused', nth);
    expect(refused.explanation).toMatch(/[ạ-ỹ]/);
    const asked = await caMau.call('POST', `/api/requests/${id}/attachments/${refused.id}/link`, {});
    expect(asked.status).toBe(409);
  }
});

test('what cannot be fetched is lost after five tries, and lies in the dead-letter queue', async () => {
  const { user, id } = await citizenOnZalo();
  const url = 'https://photo-stal-12.zdn.vn/nowhere/at-all';
  await sendZalo(user, 'user_send_image', [{ type: 'image', payload: { url } }]);
  await attachmentOf(caMau, id, 'fetching');
  for (let round = 0; round < 6; round += 1) await moveClock(system, 'PT7M');
  const lost = await attachmentOf(caMau, id, 'lost');
  expect(lost.explanation).toContain('Không tải được');
  expect((await caMau.read(id)).timeline.filter(({ outcome }) => outcome === 'lost')).toHaveLength(1);
  const dead = await new SQSClient({
    endpoint: system.awsUrl,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  }).send(new ReceiveMessageCommand({ QueueUrl: `${system.awsUrl}/000000000000/hotline-media-dead` }));
  expect(dead.Messages?.map(({ Body }) => Body).join()).toContain(id);
  expect(system.log.join('\n')).not.toContain('nowhere');
});
