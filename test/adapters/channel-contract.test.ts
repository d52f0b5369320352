import { describe, expect, it } from 'vitest';
import { aggregatorContact } from '../../adapters/sms/inbound.ts';
import { smsContact } from '../../adapters/twilio/sms.ts';
import { voiceContact } from '../../adapters/twilio/voice.ts';
import { readZaloEvent } from '../../adapters/zalo/events.ts';
import type { Contact } from '../../domain/contact/contact.ts';

interface Said {
  readonly from: string;
  readonly text: string;
  readonly id: string;
}

/** Every channel's adapter, fed with what its provider sends when a person says something. */
const CHANNELS: Record<string, (said: Said) => Contact | null> = {
  'twilio sms': ({ from, text, id }) => smsContact({ MessageSid: id, From: from, Body: text, NumMedia: '0' }),
  'domestic sms': ({ from, text, id }) =>
    aggregatorContact(
      JSON.stringify({ id, from, to: '8198', text, receivedAt: '2026-11-23T09:00:00+07:00' }),
    ),
  voice: ({ from, text, id }) => voiceContact('answer', { CallSid: id, From: from, SpeechResult: text }, '1'),
  zalo: ({ from, text, id }) => {
    const reading = readZaloEvent(
      JSON.stringify({
        app_id: 'app',
        event_name: 'user_send_text',
        sender: { id: from },
        recipient: { id: 'oa' },
        message: { text, msg_id: id },
        timestamp: '1795399200000',
      }),
      'oa',
    );
    return reading.kind === 'contact' ? reading.contact : null;
  },
};
const said = (more: Partial<Said> = {}): Said => ({
  from: '+84912345678',
  text: 'tôi ở Cà Mau',
  id: 'id-1',
  ...more,
});

describe.each(Object.entries(CHANNELS))('%s', (name, read) => {
  const words = (contact: Contact | null) =>
    contact && 'text' in contact.input ? contact.input.text : undefined;

  it('gives the words as they were said, in NFC', () => {
    const text = 'Tôi bị lừa bán đất ở Cà Mau 😢';
    expect(words(read(said({ text: text.normalize('NFD') })))).toBe(text);
  });

  it('gives what is said twice the same id, and what is said anew another', () => {
    const id = (more: Partial<Said> = {}) => read(said(more))?.providerEventId;
    expect(id()).toBe(id());
    expect(id({ id: 'id-2' })).not.toBe(id());
  });

  it('names the person by an address with its kind, the same however often they come', () => {
    const address = read(said())?.address;
    expect(address).toMatch(/^(tel:\+84912345678|zalo:.+)$/);
    expect(read(said({ id: 'id-2', text: 'nữa' }))?.address).toBe(address);
  });

  it('keeps a message without words: it is a contact too', () => {
    expect(read(said({ text: '' }))).not.toBeNull();
  });

  it('keeps a long message whole', () => {
    const text = 'Tôi kể lại đầu đuôi. '.repeat(70).trim();
    expect(words(read(said({ text })))).toBe(text);
  });

  it('names its channel and its talk', () => {
    const contact = read(said());
    expect(contact?.channel).toBe(name.includes('sms') ? 'sms' : name);
    expect(contact?.conversation).toBe(name === 'voice' ? 'id-1' : contact?.channel);
  });

  it('gives the time as ISO 8601 or says that there is none', () => {
    const { sentAt } = read(said()) ?? {};
    if (sentAt !== null) expect(new Date(String(sentAt)).toISOString()).toBe(sentAt);
  });
});

it.each(['0912345678', '84912345678', '+84912345678', '0084912345678'])(
  'a number written %s is one person on both SMS channels and on the phone',
  (from) => {
    for (const name of ['twilio sms', 'domestic sms', 'voice'])
      expect(CHANNELS[name]?.(said({ from }))?.address, name).toBe('tel:+84912345678');
  },
);

it.each([
  ['STOP', 'stop'],
  ['START', 'start'],
  ['HELP', 'help'],
])('Twilio’s own %s is told as such', (OptOutType, optOut) => {
  const contact = smsContact({ MessageSid: 'SM1', From: '+84912345678', Body: 'THOI', OptOutType });
  expect(contact?.input).toEqual({ kind: 'text', text: 'THOI', optOut });
});
