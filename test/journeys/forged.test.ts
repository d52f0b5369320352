import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import routesFile from '../../data/routes.json' with { type: 'json' };
import { type System, startedSystem } from '../system.ts';
import {
  newNumber,
  newSid,
  newZaloUser,
  post,
  type Signed,
  signedByAggregator,
  signedByTwilio,
  signedByZalo,
} from './clients.ts';
import { countItems } from './table.ts';

/** Nothing true happens in this system: whatever is written comes from a forgery. */
let system: System;
beforeAll(async () => {
  system = await startedSystem();
});
afterAll(() => system.stop());

const WORDS = 'toi o Ha Noi, bi cong ty no luong';

/** Every webhook of the route table with a body that would be taken in if it were signed. */
const WEBHOOKS = Object.entries(routesFile.routes)
  .filter(([, { auth }]) => auth === 'signature')
  .map(([route]) => {
    const [method = '', path = ''] = route.split(' ');
    return { method, path: path.replace('{step}', 'answer?turn=1') };
  });

const twilioParams = () => ({
  CallSid: newSid('CA'),
  MessageSid: newSid('SM'),
  From: newNumber(),
  To: '+842471088888',
  Body: WORDS,
  CallStatus: 'completed',
  SpeechResult: WORDS,
  MessageStatus: 'delivered',
  RecordingSid: newSid('RE'),
  RecordingUrl: 'https://api.twilio.com/recording',
});

function forgeries(path: string): readonly { how: string; webhook: Signed }[] {
  const aggregated = { id: randomUUID(), from: newNumber(), to: '1900', text: WORDS };
  const zalo = {
    event_name: 'user_send_text',
    sender: { id: newZaloUser() },
    message: { text: WORDS, msg_id: randomUUID() },
  };
  const [right, wrong, changed] =
    path === '/zalo/webhook'
      ? [signedByZalo(zalo), signedByZalo(zalo, '1790000000000', 'another-key'), WORDS]
      : path === '/sms/inbound'
        ? [signedByAggregator(aggregated), signedByAggregator(aggregated, 'another-secret'), WORDS]
        : [
            signedByTwilio(system, path, twilioParams()),
            signedByTwilio(system, path, twilioParams(), 'another-token'),
            'To=',
          ];
  const {
    'x-twilio-signature': _,
    'x-zevent-signature': __,
    'x-signature': ___,
    ...unsigned
  } = right.headers;
  const named = Object.keys(right.headers).find((name) => name.includes('signature')) ?? '';
  return [
    { how: 'no signature', webhook: { ...right, headers: unsigned } },
    { how: 'an empty signature', webhook: { ...right, headers: { ...unsigned, [named]: '' } } },
    { how: 'a foreign key', webhook: wrong },
    { how: 'a changed body', webhook: { ...right, body: right.body.replace(changed, `${changed}1`) } },
  ];
}

test('the route table holds every webhook of the design', () => {
  expect(WEBHOOKS.map(({ path }) => path).sort()).toEqual([
    '/sms/inbound',
    '/twilio/sms',
    '/twilio/sms/status',
    '/twilio/voice',
    '/twilio/voice/answer?turn=1',
    '/twilio/voice/fallback',
    '/twilio/voice/recording',
    '/twilio/voice/status',
    '/zalo/webhook',
  ]);
});

describe.each(WEBHOOKS)('$method $path', ({ path }) => {
  test('refuses what is not signed by the provider, and writes nothing', async () => {
    const before = await countItems(system);
    for (const { how, webhook } of forgeries(path)) {
      expect({ how, ...(await post(system, webhook)) }).toEqual({ how, status: 403, body: '' });
    }
    expect(await countItems(system)).toBe(before);
  });
});
