import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { isFromAggregator } from '../../adapters/sms/signature.ts';
import { type System, startedSystem } from '../system.ts';
import { eventually, outbox } from './backstage.ts';
import { newNumber, post, sms } from './clients.ts';
import { deskOf } from './desk.ts';

let system: System;
const heard: { headers: Record<string, unknown>; body: string }[] = [];
const centre = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  heard.push({ headers: request.headers, body });
  response.writeHead(204).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => centre.listen(0, '127.0.0.1', resolve));
  system = await startedSystem({ env: { WEBHOOK_REACH: 'anywhere' } });
});
afterAll(async () => {
  await system.stop();
  centre.close();
});

const view = z.object({
  settings: z.looseObject({
    version: z.number(),
    notify: z.object({ webhook: z.object({ url: z.string(), secret: z.string() }).optional() }),
  }),
  lastNotices: z.record(z.string(), z.object({ outcome: z.string() })).optional(),
});

test('a centre that has entered how is told of an arrival by mail and by its own server', async () => {
  const lead = await deskOf(system, 'lead.01');
  const address = centre.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const entered = {
    hours: null,
    exceptions: [],
    roster: [],
    cannedAnswers: [],
    notify: { mail: 'trung-tam@centre.example.org', webhook: { url: `http://127.0.0.1:${port}/hook` } },
  };
  const path = '/api/centres/01';
  const { version } = view.parse((await lead.call('GET', path)).json).settings;
  // Of two leads who save at once, one is told how it is now.
  const both = await Promise.all([1, 2].map(() => lead.call('PUT', path, { version, ...entered })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  const stale = both.find(({ status }) => status === 409)?.json;
  const { settings } = z.object({ centre: view }).parse(stale).centre;
  expect(settings.version).toBe(version + 1);

  const phone = newNumber();
  await post(system, sms(system, phone, 'toi o Ha Noi, bi danh, can luat su gap'));
  const { code } = await lead.awaited(({ citizen }) => citizen.phone === phone);
  const told = await eventually(async () => heard[0], 'the webhook');
  const secrets = [settings.notify.webhook?.secret ?? ''];
  const [timestamp, signature] = [String(told.headers['x-timestamp']), String(told.headers['x-signature'])];
  expect(isFromAggregator({ secrets, timestamp, signature, rawBody: told.body })).toBe(true);
  expect(JSON.parse(told.body)).toMatchObject({ centre: '01', what: 'request.routed', urgency: 'urgent' });
  const mail = await eventually(
    async () => (await outbox(system)).find(({ channel }) => channel === 'mail'),
    'the mail',
  );
  expect(mail).toMatchObject({ provider: 'ses', to: 'trung-tam@centre.example.org' });
  for (const words of [mail.text, told.body])
    for (const word of [phone.slice(3), code, 'http']) expect(words).not.toContain(word);
  // The mail is out a moment before it is written down.
  const notices = await eventually(async () => {
    const { lastNotices } = view.parse((await lead.call('GET', path)).json);
    return lastNotices?.mail && lastNotices.webhook ? lastNotices : undefined;
  }, 'what was written down of both');
  expect(notices).toMatchObject({ mail: { outcome: 'sent' }, webhook: { outcome: 'sent' } });
  const handler = view.parse((await (await deskOf(system, 'handler.01')).call('GET', path)).json);
  expect(handler.lastNotices).toBeUndefined();
});
