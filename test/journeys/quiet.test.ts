import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import centresFile from '../../data/centres.json' with { type: 'json' };
import { type FaultProxy, openProxy } from '../../prove/proxy.ts';
import { awsCall, newWatch, providerCall, watch, watchProvider } from '../../prove/watch.ts';
import { type System, startedSystem } from '../system.ts';
import { eventually, inbox, moveClock, outbox, raw } from './backstage.ts';
import { call } from './call.ts';
import { domesticSms, newSid, post, signedByTwilio, signedByZalo, sms, zaloText } from './clients.ts';
import { type Desk, deskOf, requestOf } from './desk.ts';
import type { Told } from './twiml.ts';

/** Everything that is done here is done with marked names, numbers and words, and everything that others read is read. */

let system: System;
let aws: FaultProxy;
let providers: FaultProxy;
let listening: WebSocket | undefined;
/** What the functions' calls hold beside their bodies; nothing is done to them. */
const watched = newWatch();
/** What the centre's own server was told. */
const noticed: string[] = [];
const centre = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  noticed.push(request.url ?? '', body);
  response.writeHead(204).end();
});

beforeAll(async () => {
  const dice = { next: () => 1, pick: <Choice>() => undefined as Choice, turns: () => new Map() };
  aws = await openProxy({
    dice,
    nameOf: awsCall,
    seen: (called, request, body) => watch(watched, called, request, body),
  });
  providers = await openProxy({
    dice,
    nameOf: providerCall,
    seen: (_, request) => watchProvider(watched, request),
  });
  await new Promise<void>((resolve) => centre.listen(0, '127.0.0.1', resolve));
  system = await startedSystem({
    env: { WEBHOOK_REACH: 'anywhere' },
    between: {
      addresses(real) {
        aws.leadsTo(real.aws);
        providers.leadsTo(real.providers);
        return { aws: aws.url, providers: providers.url, engine: real.engine };
      },
    },
  });
});
afterAll(async () => {
  listening?.terminate();
  await system.stop();
  await Promise.all([aws.close(), providers.close()]);
  centre.close();
});

/** What must never be found anywhere but in the table, the API and the provider's own message. */
const PHONES = ['+84987650001', '+84987650002', '+84987650003', '+84987650004'] as const;
const ZALO_USER = '24987650005987650';
const NAME = 'Trần Thị Bí Mật';
const MARKS = [
  ...PHONES.flatMap((phone) => [phone, phone.slice(1), phone.replace('+84', '0'), encodeURIComponent(phone)]),
  '98765000',
  ZALO_USER,
  NAME,
  'Bí Mật',
  'Bi Mat',
  encodeURIComponent('Bí Mật'),
  'kimcuong',
  'kim cương',
  encodeURIComponent('kim cương'),
];
const marksIn = (text: string): string[] =>
  MARKS.filter((mark) => text.toLowerCase().includes(mark.toLowerCase()));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The lead's centre wants to be told by its own server and by mail. */
async function entersNotices(lead: Desk): Promise<void> {
  const view = z.object({ settings: z.object({ version: z.number() }) });
  const { version } = view.parse((await lead.call('GET', '/api/centres/01')).json).settings;
  const address = centre.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const notify = { mail: 'trung-tam@centre.example.org', webhook: { url: `http://127.0.0.1:${port}/hook` } };
  const entered = { version, hours: null, exceptions: [], roster: [], cannedAnswers: [], notify };
  expect((await lead.call('PUT', '/api/centres/01', entered)).status).toBe(200);
}

/** What a console of the centre is pushed. */
async function listens(desk: Desk): Promise<{ pushed: string[]; socket: WebSocket }> {
  const { json } = await desk.call('POST', '/api/live-ticket', {});
  const { ticket } = z.object({ ticket: z.string() }).parse(json);
  const socket = new WebSocket(`${system.url.replace('http', 'ws')}/live?ticket=${ticket}`);
  listening = socket;
  const pushed: string[] = [];
  socket.on('message', (data) => pushed.push(String(data)));
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return { pushed, socket };
}

/** The operator's command sends back a webhook that was given up with a citizen's words in it. */
async function redriven(): Promise<string> {
  const settings = {
    endpoint: system.awsUrl,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  };
  const sqs = new SQSClient(settings);
  const QueueUrl = `${system.awsUrl}/000000000000/hotline-spill-dead.fifo`;
  const { body, path } = domesticSms(PHONES[1], 'kimcuong tu hang thu chet');
  for (const [turn, text] of [
    ['', body],
    ['', `{"from":"${PHONES[1]}","kimcuong":`],
  ])
    await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: JSON.stringify({
          channel: 'sms-inbound',
          path,
          turn,
          body: text,
          receivedAt: new Date(),
        }),
        MessageGroupId: 'group',
      }),
    );
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'operations/redrive.ts', '--all'],
    { env: { ...process.env, DATA_DIR: system.dataDir } },
  );
  expect(stdout).toMatch(/hotline-spill-dead.fifo: [2-9] sent back/);
  return stdout + stderr;
}

test('no name, number or word of a citizen in logs, on the bus, in queues, notices, addresses, errors or commands', async () => {
  const addresses: string[] = [];
  const refusals: string[] = [];
  const heard = (told: Told): Told => {
    for (const address of [told.answerAt, told.recordAt, told.redirectTo])
      if (address) addresses.push(address);
    return told;
  };
  const desk = await deskOf(system, 'handler.01');
  const lead = await deskOf(system, 'lead.01');
  const national = await deskOf(system, 'national');
  await entersNotices(lead);
  const { pushed, socket } = await listens(desk);

  await post(system, sms(system, PHONES[0], `toi o Ha Noi, ten ${NAME}, bi lua vong kimcuong`));
  await post(system, sms(system, PHONES[0], 'kim cương', 'SMkimtheid'));
  await post(
    system,
    domesticSms(PHONES[1].replace('+84', '0'), 'toi o Ha Noi, bi danh vi kimcuong, cuu toi'),
  );
  await post(system, zaloText(ZALO_USER, `${NAME} ở Hà Nội, kim cương bị mất, số của tôi 0987650004`));
  const url = `https://photo-stal-12.zdn.vn/${randomUUID()}.jpg`;
  const picture = { type: 'image', payload: { thumbnail: url, url, description: 'kim cương' } };
  const message = { msg_id: randomUUID(), text: 'kimcuong', attachments: [picture] };
  await post(system, signedByZalo({ event_name: 'user_send_image', sender: { id: ZALO_USER }, message }));
  const phone = call(system, PHONES[2]);
  let told = heard(await phone.speak(heard(await phone.arrive()), `tôi tên ${NAME}, kim cương, ở Hà Nội`));
  for (let turn = 0; turn < 4 && told.answerAt; turn += 1) told = heard(await phone.speak(told, 'kim cương'));
  await phone.hangUp();
  // Broken and unsigned calls are logged as well, and neither the log nor their answer may quote them.
  const broken = [
    { path: '/twilio/sms', headers: {}, body: `From=${PHONES[0]}&Body=kimcuong` },
    { ...domesticSms(PHONES[0], 'kimcuong'), body: `{"from":"${PHONES[0]}"}` },
    signedByTwilio(system, '/twilio/sms', { From: PHONES[0], Body: 'kimcuong' }),
    signedByTwilio(system, '/twilio/voice/kimcuong', { From: PHONES[0] }),
    signedByZalo({ event_name: 'kimcuong', sender: { id: ZALO_USER }, message: NAME }),
  ];
  for (const one of broken) refusals.push((await post(system, one)).body);

  const walkIn = requestOf(
    await desk.call('POST', '/api/requests', { text: `kimcuong của ${NAME}`, name: NAME, phone: PHONES[3] }),
  );
  const { id } = walkIn;
  await desk.act(id, 'notes', { text: `gọi ${PHONES[3]}, ${NAME}` });
  await desk.act(id, 'messages', { channel: 'sms', text: 'Xin nhắn lại về việc kimcuong' });
  await desk.call('POST', '/api/requests/search', { q: NAME });
  await desk.call('POST', '/api/requests/search', { q: PHONES[3] });
  await desk.call('POST', `/api/requests/${id}/papers`, { paper: 'application', as: 'print' });
  const pictured = await desk.awaited(({ citizen }) => citizen.zaloUserId === ZALO_USER);
  const attachment = await eventually(async () => {
    const files = (await desk.read(pictured.id)).timeline.flatMap(({ attachments }) => attachments ?? []);
    return files.find(({ status }) => status === 'stored')?.id;
  }, 'the picture');
  const opened = await desk.call('POST', `/api/requests/${pictured.id}/attachments/${attachment}/link`, {});
  addresses.push(z.object({ url: z.string() }).parse(opened.json).url);
  await national.act(id, 'open', { reason: `kimcuong ${NAME}` });
  await national.call('POST', '/api/persons/export', { phone: PHONES[3], reason: `kimcuong ${NAME}` });
  for (const [path, body] of [
    ['/api/requests', { text: 7, name: NAME, phone: PHONES[3] }],
    [`/api/requests/${id}/claim`, { version: 1, [NAME]: 'kimcuong' }],
    [`/api/requests/${id}/transfer`, { version: 1, centre: 'kimcuong', reason: NAME }],
    [`/api/requests/kimcuong/claim`, { version: 1 }],
    ['/api/persons/export', { phone: 'kimcuong', reason: NAME }],
  ] as const)
    refusals.push((await (path.includes('persons') ? national : desk).call('POST', path, body)).text);
  const version = (await desk.read(id)).version;
  await desk.act(id, 'transfer', { version, centre: '79', reason: `kimcuong ${NAME}` });

  // What was never told is found at night, and our own citizen comes.
  const forget = { method: 'POST', headers: { 'content-type': 'application/json' } };
  await fetch(`${system.url}/dev/forget`, { ...forget, body: JSON.stringify({ provider: 'twilio' }) });
  const untold = { MessageSid: newSid('SM'), From: PHONES[0], To: '+842471088888', Body: 'kimcuong' };
  await fetch(`${system.url}/dev/simulate/twilio`, {
    ...forget,
    body: JSON.stringify({ path: '/twilio/sms', params: untold }),
  });
  expect((await fetch(`${system.url}/dev/synthetic`, { method: 'POST' })).status).toBe(200);
  await moveClock(system, 'PT24H');
  const commands = await redriven();
  await moveClock(system, 'PT10M');

  await eventually(
    async () => (await outbox(system)).length >= 5 && (await inbox(system, '79')).length > 0,
    'the replies and the transfer',
  );
  socket.terminate();
  // Whoever acts on a request of their own is told how it stands; beside that a refusal quotes nothing.
  const quoted = refusals.map((text) => {
    const read = z.looseObject({ request: z.unknown() }).safeParse(parsed(text));
    return read.success ? JSON.stringify({ ...read.data, request: undefined }) : text;
  });
  const requests = await desk.all();
  expect(JSON.stringify(requests)).toContain(ZALO_USER);

  const sent = await outbox(system);
  const mails = sent.filter(({ provider }) => provider === 'ses');
  const urls = [...watched.addresses];
  const places: [string, string, number][] = [
    ['the log', system.log.join('\n'), system.log.length],
    ['the bus', await raw(system, '/dev/bus'), watched.events.length],
    ['events on their way', watched.events.join('\n'), watched.events.length],
    ['queue attributes', watched.queueAttributes.join('\n'), watched.queueAttributes.length],
    ['addresses', [...addresses, ...urls, ...sent.map(({ path }) => path)].join('\n'), urls.length],
    ['notices by mail', JSON.stringify(mails), mails.length],
    ['notices by webhook', noticed.join('\n'), noticed.length],
    ['what consoles are pushed', pushed.join('\n'), pushed.length],
    ['refusals', quoted.join('\n'), quoted.length],
    ['what the operator’s command says', commands, commands.length],
  ];
  // None of these places is empty: silence proves nothing.
  expect(places.filter(([, , many]) => many === 0).map(([place]) => place)).toEqual([]);
  expect(watched.services).toContain('s3');
  expect(watched.services).not.toContain('monitoring');
  for (const { code } of centresFile.centres)
    places.push([`the inbox of ${code}`, await raw(system, `/dev/inbox/${code}`), 1]);
  const found = places.flatMap(([place, text]) => marksIn(text).map((mark) => ({ place, mark })));
  expect(found).toEqual([]);
}, 120_000);
