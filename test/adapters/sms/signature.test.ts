import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregatorContact } from '../../../adapters/sms/inbound.ts';
import { isFromAggregator } from '../../../adapters/sms/signature.ts';

const SECRET = 'local-sms-secret';
const rawBody = JSON.stringify({ id: 'a1', from: '0912345678', to: '8079', text: 'Tôi bị lấy đất' });
const timestamp = '1795312800';
const sign = (stamp: string, body: string, secret = SECRET) =>
  `sha256=${createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex')}`;
const good = { secrets: [SECRET], timestamp, rawBody, signature: sign(timestamp, rawBody) };

describe('a message is the aggregator’s', () => {
  it.each([
    ['as agreed', {}],
    ['in capitals', { signature: good.signature.toUpperCase().replace('SHA256', 'sha256') }],
    ['under the former secret', { secrets: ['new', SECRET] }],
    ['with milliseconds', { timestamp: '1795312800000', signature: sign('1795312800000', rawBody) }],
  ])('%s', (_, other) => {
    expect(isFromAggregator({ ...good, ...other })).toBe(true);
  });

  it.each([
    ['without a signature', { signature: undefined }],
    ['without its name', { signature: good.signature.slice(7) }],
    ['without a time', { timestamp: undefined }],
    ['with another time', { timestamp: '1795312801' }],
    ['with an empty time', { timestamp: '', signature: sign('', rawBody) }],
    ['with another body', { rawBody: `${rawBody} ` }],
    ['under another secret', { secrets: ['other'] }],
    ['under an empty secret', { secrets: [''], signature: sign(timestamp, rawBody, '') }],
    ['with the dot moved', { timestamp: `${timestamp}.{`, rawBody: rawBody.slice(1) }],
  ])('not %s', (_, wrong) => {
    expect(isFromAggregator({ ...good, ...wrong })).toBe(false);
  });
});

describe('its content', () => {
  it('is a contact of the sender', () => {
    expect(aggregatorContact(rawBody)).toEqual({
      providerEventId: 'sms:a1',
      channel: 'sms',
      address: 'tel:+84912345678',
      conversation: 'sms',
      input: { kind: 'text', text: 'Tôi bị lấy đất' },
      sentAt: null,
    });
  });

  it.each([
    ['with the time', { receivedAt: '2026-11-23T09:00:00+07:00' }, { sentAt: '2026-11-23T02:00:00.000Z' }],
    ['with no readable time', { receivedAt: 'hôm qua' }, { sentAt: null }],
    ['with members we do not know', { operator: 'VIETTEL' }, { sentAt: null }],
    ['empty', { text: '' }, { input: { kind: 'text', text: '' } }],
    ['in NFD', { text: 'Huế'.normalize('NFD') }, { input: { kind: 'text', text: 'Huế'.normalize('NFC') } }],
    ['from a short code', { from: '8079' }, { address: 'tel:8079' }],
  ])('%s', (_, members, expected) => {
    expect(aggregatorContact(JSON.stringify({ ...JSON.parse(rawBody), ...members }))).toMatchObject(expected);
  });

  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"id":"a"}',
    '{"id":"","from":"1","to":"2","text":""}',
    '{"id":true,"from":"1","to":"2","text":""}',
  ])('%j is none', (body) => {
    expect(aggregatorContact(body)).toBeNull();
  });

  it('never makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        expect(() => aggregatorContact(body)).not.toThrow();
      }),
    );
  });
});
