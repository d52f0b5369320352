import type { SQSEvent } from 'aws-lambda';

/** What Lambda hands a function from a queue. */
export const batch = (
  records: readonly { messageId: string; body: string; attributes?: { MessageGroupId: string } }[],
): SQSEvent => ({
  Records: records.map((record) => ({
    ...record,
    receiptHandle: '',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '',
      ...record.attributes,
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: '',
  })),
});

/** The same of events that a bus rule put into the queue; each record is named by its place. */
export const busBatch = (type: string, ...details: readonly object[]): SQSEvent =>
  batch(
    details.map((detail, index) => ({
      messageId: `${index}`,
      body: JSON.stringify({
        id: 'x',
        source: 'hotline',
        'detail-type': type,
        time: '2026-11-23T02:00:00Z',
        detail,
      }),
    })),
  );
