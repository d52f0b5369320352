import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Form, parseForm } from '../../../adapters/http/form.ts';
import { smsContact, smsReceipt } from '../../../adapters/twilio/sms.ts';

const sample = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../fixtures/twilio/${name}.json`, import.meta.url), 'utf8'));
const MMS = sample('mms.inbound');
const formOf = (params: Record<string, string>): Form => parseForm(new URLSearchParams(params).toString());
const without = (params: Record<string, string>, ...names: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !names.includes(name)));

describe('what Twilio may leave out, add or repeat in a message', () => {
  it.each<[name: string, form: Form, expected: object]>([
    [
      'only the old name of its id',
      formOf(without(MMS, 'MessageSid', 'SmsMessageSid')),
      { providerEventId: MMS.SmsSid },
    ],
    ['no text', formOf(without(MMS, 'Body')), { input: { kind: 'text', text: '' } }],
    ['an empty text', formOf({ ...MMS, Body: '' }), { input: { text: '' } }],
    ['a text in decomposed letters', formOf({ ...MMS, Body: 'đất' }), { input: { text: 'đất' } }],
    ['no sender', formOf(without(MMS, 'From')), { address: `sms:${MMS.MessageSid}` }],
    ['a sender without a number', formOf({ ...MMS, From: 'Viettel' }), { address: 'tel:Viettel' }],
    ['a member nobody knows', formOf({ ...MMS, ChannelMetadata: '{}' }), { input: { kind: 'text' } }],
    [
      'a repeated id: the first one',
      parseForm('MessageSid=SM1&MessageSid=SM2&Body=a&Body=b&From=%2B84912345678'),
      { providerEventId: 'SM1', input: { text: 'a' } },
    ],
    ['a picture', formOf(MMS), { input: { attachments: [{ kind: 'image', url: MMS.MediaUrl0 }] } }],
    [
      'a picture without an address',
      formOf(without(MMS, 'MediaUrl0')),
      { input: { attachments: [{ kind: 'image' }] } },
    ],
    [
      'a file whose type is not told',
      formOf(without(MMS, 'MediaContentType0')),
      { input: { attachments: [{ kind: 'file' }] } },
    ],
    ['an opt-out in small letters', formOf({ ...MMS, OptOutType: 'stop' }), { input: { optOut: 'stop' } }],
  ])('%s', (_, form, expected) => {
    expect(smsContact(form)).toMatchObject(expected);
  });

  it.each(['', 'none', '-3', 'Infinity', '99'])('%j files: at the most ten', (NumMedia) => {
    const input = smsContact(formOf({ ...MMS, NumMedia }))?.input;
    const attachments = input?.kind === 'text' ? (input.attachments ?? []) : [];
    expect(attachments.length).toBeLessThanOrEqual(10);
  });

  it.each(['', 'constructor', '__proto__', 'BLOCK'])('%j is no opt-out', (OptOutType) => {
    expect(smsContact(formOf({ ...MMS, OptOutType }))?.input).not.toHaveProperty('optOut');
  });

  it('no id at all: nothing to answer for', () => {
    expect(smsContact(formOf(without(MMS, 'MessageSid', 'SmsSid')))).toBeNull();
  });
});

describe('what Twilio may leave out of a status', () => {
  const status = sample('sms.status_callback.undelivered');
  it.each<[name: string, params: Record<string, string>, expected: object | null]>([
    ['no code: the person is away', without(status, 'ErrorCode'), { status: 'failed' }],
    ['a code nobody knows', { ...status, ErrorCode: '99999' }, { status: 'failed' }],
    ['only the old names', { SmsSid: 'SM1', SmsStatus: 'delivered' }, { messageIds: ['SM1'] }],
    ['a word nobody knows', { ...status, MessageStatus: 'constructor' }, null],
    ['only on its way', { ...status, MessageStatus: 'sending' }, null],
    ['no id', without(status, 'MessageSid', 'SmsSid'), null],
  ])('%s', (_, params, expected) => {
    const read = smsReceipt(formOf(params));
    if (expected === null) expect(read).toBeNull();
    else expect(read).toMatchObject(expected);
  });
});

it('whatever is dropped from, added to or changed in a message, it is read or has no id', () => {
  const names = Object.keys(MMS);
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })));
  const property = fc.property(
    fc.subarray(names),
    fc.dictionary(fc.oneof(fc.constantFrom(...names, 'OptOutType', 'MediaUrl1'), fc.string()), value),
    (kept, changes) => {
      const base = Object.fromEntries(kept.map((name) => [name, MMS[name] ?? '']));
      const form: Form = { ...base, ...changes };
      const contact = smsContact(form);
      smsReceipt(form);
      if (contact === null) return;
      expect(contact.providerEventId).not.toBe('');
      expect(contact.address).toMatch(/^(tel|sms):/);
      expect(contact.input.kind === 'text' && contact.input.text.isWellFormed()).toBe(true);
    },
  );
  fc.assert(property, { numRuns: 500 });
});
