import { describe, expect, it } from 'vitest';
import { cutInTwo, refusal } from '../../prove/answers.ts';
import { diceOf } from '../../prove/dice.ts';
import { faultFor } from '../../prove/faults.ts';

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

it('a refusal is said in the words of each service', () => {
  const said = (service: string) =>
    refusal({ service, operation: 'x', caller: 'y' }, 'throttle', Buffer.from('{}')).body.toString();
  expect(said('dynamodb')).toContain('ProvisionedThroughputExceededException');
  expect(said('sqs')).toContain('RequestThrottled');
  expect(said('twilio')).toContain('20429');
  expect(said('zalo')).toContain('-32');
});
