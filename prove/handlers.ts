import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { Origin } from '../test/journeys/clients.ts';
import { type Desk, deskOf } from '../test/journeys/desk.ts';
import type { Dice } from './dice.ts';
import { MARKED_NAME, MARKED_WORD, type Model } from './model.ts';

const CENTRES = ['01', '48', '92', '96'] as const;

/** Handlers who work while all this happens: they look, claim, write, open files, give back and pass on. */
export async function work(origin: Origin, dice: Dice, model: Model, enough: () => boolean): Promise<void> {
  for (const centre of CENTRES)
    await deskOf(origin, `lead.${centre}`)
      .then(wantsMail)
      .catch(() => undefined);
  while (!enough()) {
    await new Promise((resume) => setTimeout(resume, 250));
    try {
      const centre = dice.pick('desk', CENTRES);
      const desk = await deskOf(origin, `handler.${centre}`);
      if (dice.next('listens') < 0.2) await listen(origin, desk);
      if (dice.next('invites') < 0.1) await invite(await deskOf(origin, `lead.${centre}`));
      const { items } = await desk.worklist();
      const request = items[Math.floor(dice.next('row') * items.length)];
      if (request) await act(desk, request, dice.pick('act', ACTS));
      if (request) model.counts.acts += 1;
    } catch {
      // The system is away, or a click came too late: the person tries the next one.
    }
  }
}

const ACTS = [
  'claim',
  'release',
  'notes',
  'transfer',
  'messages',
  'facts',
  'close',
  'search',
  'files',
  'papers',
] as const;

async function act(
  desk: Desk,
  { id, version }: { id: string; version: number },
  what: (typeof ACTS)[number],
): Promise<void> {
  const text = `gọi lại cho ${MARKED_NAME} ${MARKED_WORD}`;
  const once = { 'idempotency-key': randomUUID() };
  switch (what) {
    case 'claim':
    case 'release':
      return void (await desk.call('POST', `/api/requests/${id}/${what}`, { version }));
    case 'notes':
      return void (await desk.call('POST', `/api/requests/${id}/notes`, { text }, once));
    case 'transfer': {
      const body = { version, centre: '79', reason: `nơi cư trú ${MARKED_WORD}` };
      return void (await desk.call('POST', `/api/requests/${id}/transfer`, body));
    }
    case 'messages': {
      const body = { channel: 'sms', text: `Xin nhắn lại khi thuận tiện ${MARKED_WORD}` };
      return void (await desk.call('POST', `/api/requests/${id}/messages`, body, once));
    }
    case 'facts':
      return void (await desk.call('POST', `/api/requests/${id}/facts`, {
        version,
        inNeed: { name: MARKED_NAME },
      }));
    case 'close':
      return void (await desk.call('POST', `/api/requests/${id}/close`, { version, reason: text }));
    case 'search':
      return void (await desk.call('POST', '/api/requests/search', { q: MARKED_NAME }));
    case 'papers':
      return void (await desk.call('POST', `/api/requests/${id}/papers`, {
        paper: 'application',
        as: 'print',
      }));
    case 'files':
      return open(desk, id);
  }
}

async function invite(lead: Desk): Promise<void> {
  const body = { username: `moi.${randomUUID().slice(0, 8)}`, name: 'Người mới', role: 'handler' };
  await lead.call('POST', '/api/handlers', body);
}

/** The centre is told of arrivals by mail. */
async function wantsMail(lead: Desk): Promise<void> {
  const path = `/api/centres/${lead.user.replace('lead.', '')}`;
  const { version } = view.parse((await lead.call('GET', path)).json).settings;
  const notify = { mail: 'trung-tam@centre.example.org' };
  await lead.call('PUT', path, {
    version,
    hours: null,
    exceptions: [],
    roster: [],
    cannedAnswers: [],
    notify,
  });
}
const view = z.object({ settings: z.object({ version: z.number() }) });

/** Opens each file of a request by a link of its own. */
async function open(desk: Desk, id: string): Promise<void> {
  const { timeline } = await desk.read(id);
  for (const { id: attachment, status } of timeline.flatMap(({ attachments }) => attachments ?? [])) {
    if (status !== 'stored') continue;
    await desk.call('POST', `/api/requests/${id}/attachments/${attachment}/link`, {});
  }
}

/** A console that listens for a while and then is gone without a word. */
async function listen({ url }: Origin, desk: Desk): Promise<void> {
  const { ticket } = ticketed.parse((await desk.call('POST', '/api/live-ticket', {})).json);
  const socket = new WebSocket(`${url.replace('http', 'ws')}/live?ticket=${ticket}`);
  socket.on('error', () => undefined);
  setTimeout(() => socket.terminate(), LISTENS).unref();
}

/** Milliseconds. */
const LISTENS = 20_000;
const ticketed = z.object({ ticket: z.string() });
