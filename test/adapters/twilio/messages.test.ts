import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendSms } from '../../../adapters/twilio/messages.ts';
import { FAULTS } from '../../../domain/errors.ts';
import type { OutgoingText } from '../../../domain/request/request.ts';
import { provider, type Reply } from '../../functions/provider.ts';

let twilio: Awaited<ReturnType<typeof provider>>;
beforeAll(async () => {
  twilio = await provider();
});
afterAll(() => twilio.stop());

const message: OutgoingText = {
  id: 'm1',
  channel: 'sms',
  address: 'tel:+84912345678',
  text: 'TGPL: da ghi nhan, ma so 4821-7735.',
  purpose: 'reply',
};
const account = (apiUrl: string) => ({
  apiUrl,
  accountSid: 'AC1',
  authToken: 'token',
  from: 'TGPL',
  statusUrl: 'https://hotline.example/twilio/sms/status',
});

const away = FAULTS.providerUnreachable;

describe('how an SMS may end', () => {
  it.each<[name: string, reply: Reply, ends: object]>([
    ['taken', { status: 201, json: { sid: 'SM1' } }, { kind: 'sent', providerMessageId: 'SM1' }],
    ['an answer without a name', { status: 201, json: {} }, { kind: 'unknown', fault: FAULTS.providerSetUp }],
    ['an empty name', { status: 200, json: { sid: '' } }, { kind: 'unknown', fault: FAULTS.providerSetUp }],
    ['dropped by Twilio before or after it took the message', 'drop', { kind: 'unknown', fault: away }],
    ['an error inside Twilio', { status: 503, json: {} }, { kind: 'unknown', fault: away }],
    ['an answer that is none', { status: 201, json: [] }, { kind: 'unknown', fault: away }],
    [
      'too many at once',
      { status: 429, json: { code: 20429 } },
      { kind: 'refused', fault: FAULTS.providerBusy, providerCode: '429' },
    ],
    [
      'a person who said STOP',
      { status: 400, json: { code: 21610 } },
      { kind: 'refused', fault: FAULTS.optedOut, providerCode: '21610' },
    ],
    [
      'a code that nobody knows',
      { status: 400, json: { code: 99999 } },
      { kind: 'refused', fault: FAULTS.providerSetUp, providerCode: '99999' },
    ],
    [
      'a refusal without a code',
      { status: 401, json: {} },
      { kind: 'refused', fault: FAULTS.providerSetUp, providerCode: '401' },
    ],
  ])('%s', async (_, reply, ends) => {
    twilio.answers(() => reply);
    expect(await sendSms(account(twilio.url), message)).toEqual(ends);
    expect(twilio.asked).toHaveLength(1);
    expect(Object.fromEntries(new URLSearchParams(twilio.asked[0]?.body))).toEqual({
      To: '+84912345678',
      From: 'TGPL',
      Body: message.text,
      StatusCallback: 'https://hotline.example/twilio/sms/status',
    });
  });

  it.each(['nobody listens', 'the name is unknown'])(
    'no connection, %s: it was certainly not sent, and may be tried again',
    async (why) => {
      const gone = await provider();
      await gone.stop();
      const url = why === 'nobody listens' ? gone.url : 'http://twilio.invalid';
      expect(await sendSms(account(url), message)).toEqual({
        kind: 'refused',
        fault: away,
        providerCode: 'no connection',
      });
    },
  );
});
