import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventRecord } from '../../adapters/dynamodb/records.ts';
import { EVENTS, envelope } from '../../events/registry.ts';

const folder = new URL('../../events/samples/', import.meta.url);
const sample = (type: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`${type}.json`, folder), 'utf8'));

it('there is one sample of each event, and no other', () => {
  expect(readdirSync(folder).sort()).toEqual(
    Object.keys(EVENTS)
      .map((type) => `${type}.json`)
      .sort(),
  );
});

describe.each(Object.entries(EVENTS))('%s', (type, schema) => {
  it('its sample fits', () => {
    expect(schema.safeParse(sample(type)).error).toBeUndefined();
  });

  it.each([
    'name',
    'phone',
    'text',
    'address',
    'code',
    'facts',
    'matter',
    'signals',
    'zaloUserId',
    'citizen',
  ])('takes no %s: nothing personal travels', (member) => {
    expect(schema.safeParse({ ...sample(type), [member]: 'x' }).success).toBe(false);
  });

  it('demands every member of its sample', () => {
    for (const member of Object.keys(sample(type))) {
      const { [member]: _, ...rest } = sample(type);
      expect(schema.safeParse(rest).success, member).toBe(false);
    }
  });

  it('has an id that is made of request and sequence', () => {
    const { eventId, requestId, sequence } = sample(type);
    expect(eventId).toBe(`${requestId}-${String(sequence).padStart(6, '0')}`);
  });

  it('reads from EventBridge’s envelope', () => {
    const event = {
      version: '0',
      id: 'x',
      source: 'hotline',
      'detail-type': type,
      time: '2026-11-23T02:00:00Z',
      account: '0',
      detail: sample(type),
    };
    expect(envelope(schema).safeParse(event).success).toBe(true);
    expect(envelope(schema).safeParse({ ...event, source: 'somebody' }).success).toBe(false);
  });
});

it('every notice that a timeline event can hold is an event of the registry', () => {
  const event = { requestId: 'r', sequence: 1, at: 'a', by: 'b', type: 'contact', changes: {} };
  const notice = { centre: '92', urgency: 'normal', state: 'routed', channel: 'sms' };
  for (const type of Object.keys(EVENTS))
    expect(eventRecord.safeParse({ ...event, publish: [{ ...notice, type }] }).success, type).toBe(true);
  expect(eventRecord.safeParse({ ...event, publish: [{ ...notice, type: 'unheard.of' }] }).success).toBe(
    false,
  );
});
