import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cutInTwo, refusal } from '../../prove/answers.ts';
import { diceOf } from '../../prove/dice.ts';
import { faultFor } from '../../prove/faults.ts';
import { describedCases } from '../../prove/schema-cases.ts';

describe('the campaign’s dice', () => {
  const called = { service: 'dynamodb', operation: 'Query', caller: 'api' };
  const decisions = (seed: string) => {
    const dice = diceOf(seed);
    return Array.from({ length: 500 }, () => faultFor(dice, called));
  };

  it('decide the same for the same seed, whatever happens elsewhere, and other things for another', () => {
    const disturbed = diceOf('lotus');
    const beside = Array.from({ length: 500 }, () => {
      disturbed.next('elsewhere');
      return faultFor(disturbed, called);
    });
    expect(beside).toEqual(decisions('lotus'));
    expect(decisions('bamboo')).not.toEqual(decisions('lotus'));
  });

  it('disturb some calls of a kind and leave most alone', () => {
    const faults = decisions('lotus').filter((fault) => fault !== null);
    expect(faults.length).toBeGreaterThan(10);
    expect(faults.length).toBeLessThan(80);
    expect(faults).toContain('stale');
  });

  it('disturb the first calls of each kind more often, so that rare ones are not left out', () => {
    const places = Array.from({ length: 200 }, (_, index) => ({ ...called, caller: `f${index}` }));
    const dice = diceOf('lotus');
    expect(places.filter((place) => faultFor(dice, place) !== null).length).toBeGreaterThan(30);
  });

  it('leave the bytes of a file as they are: nobody could tell', () => {
    const dice = diceOf('lotus');
    const file = { service: 'zalo', operation: 'GET file', caller: 'media' };
    const faults = Array.from({ length: 1000 }, () => faultFor(dice, file));
    expect(faults).toContain('cut-after');
    expect(faults).not.toContain('garbage-after');
  });
});

describe('a batch done in part', () => {
  const body = (value: unknown) => Buffer.from(JSON.stringify(value));
  const called = (operation: string) => ({ service: 'x', operation, caller: 'relay' });
  const answered = (value: unknown) => ({ status: 200, headers: {}, body: body(value) });
  const read = (buffer: Buffer | undefined): unknown => JSON.parse(buffer?.toString() ?? 'null');

  it('PutEvents: all entries but the last are passed on, the last failed with status 200', () => {
    const cut = cutInTwo(called('PutEvents'), body({ Entries: [{ Detail: '1' }, { Detail: '2' }] }));
    expect(read(cut?.body)).toEqual({ Entries: [{ Detail: '1' }] });
    expect(read(cut?.whole(answered({ FailedEntryCount: 0, Entries: [{ EventId: 'a' }] })).body)).toEqual({
      FailedEntryCount: 1,
      Entries: [{ EventId: 'a' }, expect.objectContaining({ ErrorCode: 'ThrottlingException' })],
    });
  });

  it('BatchGetItem and BatchWriteItem: the last is named as not done', () => {
    const keys = cutInTwo(called('BatchGetItem'), body({ RequestItems: { t: { Keys: [1, 2] } } }));
    expect(read(keys?.whole(answered({ Responses: {} })).body)).toMatchObject({
      UnprocessedKeys: { t: { Keys: [2] } },
    });
    const writes = cutInTwo(called('BatchWriteItem'), body({ RequestItems: { t: [1, 2] } }));
    expect(read(writes?.whole(answered({})).body)).toMatchObject({ UnprocessedItems: { t: [2] } });
  });

  it('one entry cannot be cut', () => {
    expect(cutInTwo(called('PutEvents'), body({ Entries: [{}] }))).toBeNull();
  });
});

describe('bodies made from the API’s own description', () => {
  const schema = {
    type: 'object',
    properties: { version: { type: 'integer' }, outcome: { enum: ['answered'] }, papers: { type: 'array' } },
    required: ['version', 'outcome'],
  };
  const openApi = {
    paths: {
      '/api/requests/{id}/decision': {
        post: { requestBody: { content: { 'application/json': { schema } } } },
      },
      '/api/figures': { get: { parameters: [{ name: 'from', in: 'query', schema: { type: 'string' } }] } },
    },
  };
  const cases = fc.sample(describedCases(openApi, fc.constant(null), fc.constant('r1')), {
    seed: 1,
    numRuns: 300,
  });

  it('cover each operation, with and without what is asked in the address', () => {
    const figures = cases.filter(({ method, path }) => method === 'GET' && path === '/api/figures');
    expect(new Set(figures.map(({ query }) => 'from' in query))).toEqual(new Set([true, false]));
    expect(cases.some(({ path }) => path === '/api/requests/r1/decision')).toBe(true);
  });

  it('mostly fit, and are now and then spoiled by one member', () => {
    const fit = z.object({ version: z.number(), outcome: z.literal('answered') });
    const bodies = cases.flatMap(({ method, body }) =>
      method === 'POST' ? [fit.safeParse(body).success] : [],
    );
    expect(bodies.filter(Boolean).length).toBeGreaterThan(bodies.length / 2);
    expect(bodies).toContain(false);
  });
});

it('a refusal is said in the words of each service', () => {
  const said = (service: string) =>
    refusal({ service, operation: 'PutItem', caller: 'y' }, 'throttle', Buffer.from('{}')).body.toString();
  expect(said('dynamodb')).toContain('ProvisionedThroughputExceededException');
  expect(said('sqs')).toContain('RequestThrottled');
  expect(said('twilio')).toContain('20429');
  expect(said('zalo')).toContain('-32');
  expect(said('s3')).toContain('<Code>SlowDown</Code>');
});
