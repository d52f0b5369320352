import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { type System, startedSystem } from '../system.ts';
import { eventually } from './backstage.ts';
import { newNumber, post, sms } from './clients.ts';
import { type Desk, deskOf, requestOf } from './desk.ts';

let system: System;
const open: WebSocket[] = [];
beforeAll(async () => {
  system = await startedSystem();
});
afterAll(async () => {
  for (const socket of open) socket.terminate();
  await system.stop();
});

const pushed = z.strictObject({
  type: z.string(),
  requestId: z.string(),
  urgency: z.string(),
  state: z.string(),
  sequence: z.number(),
});
type Pushed = z.infer<typeof pushed>;

interface Console {
  readonly heard: Pushed[];
  readonly ended: () => boolean;
  readonly socket: WebSocket;
}

const ticketOf = async (desk: Desk, body: object = {}): Promise<string> =>
  z.object({ ticket: z.string() }).parse((await desk.call('POST', '/api/live-ticket', body)).json).ticket;

/** A connection with this ticket, or the status that refused it. */
function connect(ticket: string): Promise<Console | number> {
  const socket = new WebSocket(`${system.url.replace('http', 'ws')}/live?ticket=${ticket}`);
  open.push(socket);
  const heard: Pushed[] = [];
  let ended = false;
  socket.on('message', (data) => heard.push(pushed.parse(JSON.parse(String(data)))));
  socket.on('close', () => {
    ended = true;
  });
  return new Promise((resolve) => {
    socket.on('open', () => resolve({ heard, ended: () => ended, socket }));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => undefined);
  });
}

async function connected(desk: Desk, body: object = {}): Promise<Console> {
  const made = await connect(await ticketOf(desk, body));
  if (typeof made === 'number') throw new Error(`refused with ${made}`);
  return made;
}

test('a ticket opens one connection, and nothing else opens any', async () => {
  const ticket = await ticketOf(await deskOf(system, 'handler.01'));
  expect(typeof (await connect(ticket))).toBe('object');
  expect(await connect(ticket)).toBe(403);
  expect(await connect('made-up')).toBe(403);
  expect(await connect('')).toBe(401);
});

test('what happens in a centre is told to its consoles and to no other, ids only', async () => {
  const [hanoi, south, desk] = await Promise.all(
    ['handler.01', 'handler.79', 'national'].map((user) => deskOf(system, user)),
  );
  if (!hanoi || !south || !desk) throw new Error('nobody');
  expect((await hanoi.call('POST', '/api/live-ticket', { centre: '79' })).status).toBe(403);
  const [here, there, above] = [
    await connected(hanoi),
    await connected(south),
    await connected(desk, { centre: '01' }),
  ];
  const phone = newNumber();
  await post(system, sms(system, phone, 'toi o Ha Noi, bi danh, can luat su gap'));
  const { id } = await hanoi.awaited(({ citizen }) => citizen.phone === phone);
  for (const console of [here, above]) {
    const routed = await eventually(
      async () => console.heard.find(({ type, requestId }) => type === 'request.routed' && requestId === id),
      'the push',
      5000,
    );
    expect(routed).toMatchObject({ urgency: 'urgent', state: 'routed' });
  }

  // A transfer is told to both: the one it leaves and the one it comes to.
  const { version } = await hanoi.read(id);
  await hanoi.act(id, 'transfer', { version, centre: '79', reason: 'Việc ở TP. Hồ Chí Minh' });
  const types = (console: Console) =>
    console.heard.filter(({ requestId }) => requestId === id).map(({ type }) => type);
  await eventually(async () => types(there).includes('request.routed'), 'the push to the other centre', 5000);
  await eventually(
    async () => types(here).includes('request.changed'),
    'the push to the centre it left',
    5000,
  );
  expect(types(there)).not.toContain('contact.received');

  // Whoever lost the connection takes a new ticket and hears again.
  here.socket.terminate();
  const again = await connected(hanoi);
  const made = requestOf(await hanoi.call('POST', '/api/requests', { text: 'Hỏi về đất đai' }));
  await eventually(async () => again.heard.some(({ requestId }) => requestId === made.id), 'the push', 5000);
});

test('a console that says it is still there is answered nothing and stays', async () => {
  const quiet = await connected(await deskOf(system, 'handler.01'));
  quiet.socket.send('{"action":"ping"}');
  const desk = await deskOf(system, 'handler.01');
  const made = requestOf(await desk.call('POST', '/api/requests', { text: 'Hỏi về đất đai' }));
  await eventually(async () => quiet.heard.some(({ requestId }) => requestId === made.id), 'the push', 5000);
  expect(quiet.ended()).toBe(false);
});

test('whoever is disabled is shown out at the next push', async () => {
  const [lead, username] = [await deskOf(system, 'lead.01'), 'live.guest'];
  await lead.call('POST', '/api/handlers', { username, name: 'Người mới', role: 'handler' });
  const guest = await connected(await deskOf(system, username));
  await lead.call('PUT', `/api/handlers/${username}`, { disabled: true });
  const made = requestOf(await lead.call('POST', '/api/requests', { text: 'Hỏi về đất đai' }));
  await eventually(async () => guest.ended(), 'the end of the connection', 5000);
  expect(guest.heard.some(({ requestId }) => requestId === made.id)).toBe(false);
});
