import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseForm } from '../../../adapters/http/form.ts';
import { smsContact } from '../../../adapters/twilio/sms.ts';
import { voiceContact, voiceStep } from '../../../adapters/twilio/voice.ts';

const sample = (name: string) =>
  parseForm(
    new URLSearchParams(
      JSON.parse(readFileSync(new URL(`../../fixtures/twilio/${name}.json`, import.meta.url), 'utf8')),
    ).toString(),
  );
const CALL = 'CA1342fe1b2c904d1ab04f0fc7a58abca9';
const MESSAGE = 'SM1342fe1b2c904d1ab04f0fc7a58abca9';
const caller = { channel: 'voice', address: 'tel:+84912345678', conversation: CALL };
const RECORDING_SID = 'RE557ce644e5ab84fa21cc21112e22c485';
const RECORDING =
  'https://api.twilio.com/2010-04-01/Accounts/AC0123456789abcdef0123456789abcdef/Recordings/RE557ce644e5ab84fa21cc21112e22c485';

describe('a voice webhook', () => {
  it.each([
    ['voice.inbound', 'arrival', '', { ...caller, providerEventId: `${CALL}:0`, input: { kind: 'arrival' } }],
    ['voice.inbound.forwarded', 'arrival', '', { ...caller, input: { kind: 'arrival' } }],
    [
      'voice.gather.digits',
      'answer',
      '1',
      { ...caller, providerEventId: `${CALL}:1`, input: { kind: 'keys', keys: '1' } },
    ],
    [
      'voice.gather.speech',
      'answer',
      '2',
      {
        ...caller,
        providerEventId: `${CALL}:2`,
        input: { kind: 'speech', text: 'tôi cần tư vấn về đất đai' },
      },
    ],
    [
      'voice.record.action',
      'voicemail',
      '3',
      {
        ...caller,
        providerEventId: `${CALL}:3`,
        input: { kind: 'voicemail', recording: { kind: 'recording', url: RECORDING, seconds: 37 } },
      },
    ],
    [
      'voice.status_callback.completed',
      'status',
      '',
      {
        ...caller,
        providerEventId: `${CALL}:completed`,
        input: { kind: 'hangup', reason: 'completed' },
        sentAt: '2026-11-22T20:05:00.000Z',
      },
    ],
    // Names no caller: the call leads to its request (adapters/dynamodb/recordings.ts).
    [
      'voice.recording.status_callback',
      'recording',
      '',
      {
        providerEventId: `${RECORDING_SID}:completed`,
        address: `call:${CALL}`,
        nameless: true,
        input: {
          kind: 'recording',
          recording: { url: RECORDING, seconds: 37, recordingSid: RECORDING_SID, callSid: CALL },
        },
      },
    ],
    // The leg to a centre, dialled by us from our own number.
    ['voice.number.status_callback', 'status', '', null],
  ] as const)('%s', (name, step, turn, expected) => {
    const contact = voiceContact(step, sample(name), turn);
    if (expected === null) expect(contact).toBeNull();
    else expect(contact).toMatchObject(expected);
  });

  it.each([
    ['an empty gather', { Digits: '', SpeechResult: '' }, { kind: 'silence' }],
    ['keys and speech', { Digits: '2', SpeechResult: 'hai' }, { kind: 'keys', keys: '2', speech: 'hai' }],
    ['the star', { Digits: '*' }, { kind: 'keys', keys: '*' }],
    ['the key that ends a number', { Digits: '43', FinishedOnKey: '#' }, { kind: 'keys', keys: '43' }],
    ['that key alone', { Digits: '', FinishedOnKey: '#' }, { kind: 'keys', keys: '#' }],
    ['letters for keys', { Digits: 'hangup', SpeechResult: '' }, { kind: 'silence' }],
  ])('%s', (_, fields, input) => {
    expect(voiceContact('answer', { CallSid: CALL, From: '+84912345678', ...fields }, '1')?.input).toEqual(
      input,
    );
  });

  it.each([
    ['anonymous', `call:${CALL}`],
    ['', `call:${CALL}`],
    ['sip:a@b', `call:${CALL}`],
    ['+84912345678', 'tel:+84912345678'],
  ])('from %j is of %s', (From, address) => {
    expect(voiceContact('arrival', { CallSid: CALL, From }, '')?.address).toBe(address);
  });

  it.each(['queued', 'initiated', 'ringing', 'in-progress', '', 'unknown'])(
    'on the way (%s) is nothing',
    (CallStatus) => {
      expect(voiceContact('status', { CallSid: CALL, From: '+84912345678', CallStatus }, '')).toBeNull();
    },
  );

  it.each(['completed', 'busy', 'failed', 'no-answer', 'canceled'])(
    'at its end (%s) is a hang-up',
    (CallStatus) => {
      expect(voiceContact('status', { CallSid: CALL, From: '+84912345678', CallStatus }, '')).toMatchObject({
        providerEventId: `${CALL}:${CallStatus}`,
        input: { kind: 'hangup', reason: CallStatus },
      });
    },
  );

  it.each([
    [undefined, 'arrival'],
    ['', 'arrival'],
    ['answer', 'answer'],
    ['status', 'status'],
    ['recording', 'recording'],
    ['elsewhere', null],
    ['__proto__', null],
  ])('its path’s step %j is %s', (segment, step) => {
    expect(voiceStep(segment)).toBe(step);
  });
});

describe('an SMS webhook', () => {
  it.each(['sms.inbound', 'sms.inbound.messaging_service'])('%s', (name) => {
    expect(smsContact(sample(name))).toMatchObject({
      providerEventId: MESSAGE,
      channel: 'sms',
      address: 'tel:+84912345678',
      conversation: 'sms',
      input: { kind: 'text', text: 'Toi can tro giup phap ly ve dat dai' },
    });
  });

  it('with a picture keeps both', () => {
    expect(smsContact(sample('mms.inbound'))?.input).toMatchObject({
      kind: 'text',
      text: 'Toi can tro giup phap ly ve dat dai',
      attachments: [{ kind: 'image', url: expect.stringContaining('/Media/ME') }],
    });
  });

  it.each([
    ['without an id', { From: '+84912345678', Body: 'x' }],
    ['with nothing', {}],
  ])('%s is nothing', (_, fields) => {
    expect(smsContact(fields)).toBeNull();
  });

  it.each(['-5', 'NaN', '1e9', 'x', ''])('of %j files does not run away', (NumMedia) => {
    const contact = smsContact({ MessageSid: MESSAGE, From: '+84912345678', Body: 'x', NumMedia });
    expect(contact?.input).toMatchObject({ kind: 'text', text: 'x' });
  });
});

it('no form makes them throw', () => {
  const names = [
    'CallSid',
    'From',
    'Digits',
    'SpeechResult',
    'RecordingUrl',
    'CallStatus',
    'MessageSid',
    'Body',
  ];
  const fields = fc.array(
    fc.tuple(
      fc.constantFrom(...names, 'NumMedia', 'Timestamp', '__proto__', 'RecordingDuration'),
      fc.string(),
    ),
  );
  fc.assert(
    fc.property(fields, fc.string(), (pairs, turn) => {
      const form = parseForm(new URLSearchParams(pairs).toString());
      smsContact(form);
      for (const step of ['arrival', 'answer', 'voicemail', 'status', 'recording'] as const)
        voiceContact(step, form, turn);
    }),
  );
});

describe('an id that is none of Twilio’s', () => {
  const form = (CallSid: string) =>
    parseForm(new URLSearchParams({ CallSid, From: '+84912345678' }).toString());
  it.each([
    ['too long', 'C'.repeat(5000)],
    ['one sign too long', 'C'.repeat(65)],
    ['with a colon', 'CA1:0'],
    ['with other signs', 'CA1 💥#REQUEST'],
  ])('%s: its hash stands for it, each time the same', (_, sid) => {
    const one = voiceContact('arrival', form(sid), '');
    expect(one?.conversation).toMatch(/^malformed-[0-9a-f]{32}$/);
    expect(one?.providerEventId).toBe(`${one?.conversation}:0`);
    expect(voiceContact('answer', form(sid), '1')?.conversation).toBe(one?.conversation);
    expect(voiceContact('arrival', form(`${sid}x`), '')?.conversation).not.toBe(one?.conversation);
  });

  it('stays as it is where a key can hold it', () => {
    expect(voiceContact('arrival', form('C'.repeat(64)), '')?.conversation).toBe('C'.repeat(64));
  });

  it('as a turn of ours is no way out of the key either', () => {
    expect(voiceContact('answer', form(CALL), 't'.repeat(3000))?.providerEventId.length).toBeLessThan(100);
  });
});
