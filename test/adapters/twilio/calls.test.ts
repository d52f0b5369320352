import { afterAll, beforeAll, expect, it } from 'vitest';
import { ringTelephone } from '../../../adapters/twilio/calls.ts';
import { FAULTS } from '../../../domain/errors.ts';
import { provider, type Reply } from '../../functions/provider.ts';

let twilio: Awaited<ReturnType<typeof provider>>;
beforeAll(async () => {
  twilio = await provider();
});
afterAll(() => twilio.stop());

const ring = {
  to: '+84912345678',
  from: '+842400000000',
  url: 'https://hotline.example/twilio/voice/outgoing',
  statusUrl: 'https://hotline.example/twilio/voice/outgoing-status',
};

it.each<[name: string, reply: Reply, ends: object]>([
  ['made', { status: 201, json: { sid: 'CA1' } }, { kind: 'sent', providerMessageId: 'CA1' }],
  ['an answer without a name', { status: 201, json: {} }, { kind: 'unknown', fault: FAULTS.providerSetUp }],
  ['an answer that is none', { status: 200, json: [] }, { kind: 'unknown', fault: FAULTS.providerSetUp }],
  ['dropped', 'drop', { kind: 'unknown', fault: FAULTS.providerUnreachable }],
  [
    'an error inside Twilio',
    { status: 503, json: {} },
    { kind: 'unknown', fault: FAULTS.providerUnreachable },
  ],
  [
    'refused',
    { status: 400, json: { code: 21211 } },
    { kind: 'refused', fault: FAULTS.providerSetUp, providerCode: '21211' },
  ],
])('how ringing a telephone may end: %s', async (_, reply, ends) => {
  twilio.answers(() => reply);
  const account = { apiUrl: twilio.url, accountSid: 'AC1', authToken: 'token' };
  expect(await ringTelephone(account, ring)).toEqual(ends);
  expect(twilio.asked).toHaveLength(1);
});
