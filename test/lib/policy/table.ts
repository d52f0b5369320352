import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { KEY_ARN, only, templates } from '../deployment.ts';

describe('the table', () => {
  it('is on demand, recoverable, protected, under the customer key, with TTL and stream', () => {
    const table = templates().HotlineData?.Resources[only('AWS::DynamoDB::Table').id];
    expect(table?.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(only('AWS::DynamoDB::Table').properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY_ARN },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    });
  });

  it('has these indexes, of keys only', () => {
    const indexes = z
      .array(
        z.object({
          IndexName: z.string(),
          KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
          Projection: z.object({ ProjectionType: z.literal('KEYS_ONLY') }),
        }),
      )
      .parse(only('AWS::DynamoDB::Table').properties.GlobalSecondaryIndexes);
    expect(
      Object.fromEntries(
        indexes.map((one) => [one.IndexName, one.KeySchema.map((key) => key.AttributeName).join(' ')]),
      ),
    ).toEqual({
      'by-centre': 'centrePk worklistSk',
      'by-state': 'statePk worklistSk',
      'by-assignee': 'assigneePk worklistSk',
      timers: 'timerShard dueAt',
      outbox: 'outbox outboxAt',
    });
  });
});
