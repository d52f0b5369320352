import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { alarmsOn, ofType, queueArn } from '../deployment.ts';

describe('the relay', () => {
  it('reads what has an outbox mark, gives up in time, and keeps what it gave up', () => {
    const mapping = ofType('AWS::Lambda::EventSourceMapping').find(
      ({ properties }) => properties.FunctionName === 'hotline-relay',
    );
    expect(mapping?.properties).toMatchObject({
      EventSourceArn: expect.stringContaining('/stream/'),
      BatchSize: 25,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 6 * 60 * 60,
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: queueArn('hotline-relay-failed') } },
    });
    const { Filters } = z
      .object({ Filters: z.array(z.object({ Pattern: z.string() })) })
      .parse(mapping?.properties.FilterCriteria);
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      { eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { outbox: { S: [{ exists: true }] } } } },
    ]);
  });

  it('rings when it falls behind', () => {
    const [alarm] = alarmsOn('FunctionName', 'hotline-relay', 'IteratorAge');
    expect(alarm?.properties).toMatchObject({
      Threshold: 300_000,
      ComparisonOperator: 'GreaterThanThreshold',
    });
  });
});
