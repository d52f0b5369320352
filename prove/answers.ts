import type { Called, Fault } from './faults.ts';

/** An answer as it goes over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const json = (status: number, body: unknown, type = 'application/x-amz-json-1.0'): Answer => ({
  status,
  headers: { 'content-type': type },
  body: Buffer.from(JSON.stringify(body)),
});

/** How each service says that it did not do a thing. */
export function refusal({ service, operation }: Called, fault: Fault, body: Buffer): Answer {
  if (operation.endsWith(' file'))
    return { status: fault === 'throttle' ? 429 : 503, headers: {}, body: Buffer.from('Try again later') };
  if (service === 'twilio')
    return fault === 'throttle'
      ? json(429, { code: 20429, message: 'Too Many Requests', status: 429 }, 'application/json')
      : json(503, { code: 20503, message: 'Service unavailable', status: 503 }, 'application/json');
  if (service === 's3')
    return {
      status: 503,
      headers: { 'content-type': 'application/xml' },
      body: Buffer.from(
        `<Error><Code>${fault === 'throttle' ? 'SlowDown' : 'ServiceUnavailable'}</Code><Message>Please reduce your request rate.</Message></Error>`,
      ),
    };
  if (service === 'zalo')
    return fault === 'throttle'
      ? json(200, { error: -32, message: 'Your application reached limit' }, 'application/json')
      : json(500, { message: 'Internal error' }, 'application/json');
  if (fault === 'conflict')
    return json(400, {
      __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
      message: 'Transaction cancelled',
      CancellationReasons: partsOf(body).map((_, index) =>
        index === 1
          ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' }
          : { Code: 'None' },
      ),
    });
  if (fault !== 'throttle') return json(500, { __type: 'InternalServerError', message: 'Internal error' });
  const name: Readonly<Record<string, string>> = {
    // The table says it in two ways: too much for a partition, and too many calls in all.
    dynamodb: /^(Query|TransactWriteItems)$/.test(operation)
      ? 'com.amazon.coral.availability#ThrottlingException'
      : 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
    sqs: 'com.amazonaws.sqs#RequestThrottled',
  };
  return json(400, { __type: name[service] ?? 'ThrottlingException', message: `${operation} throttled` });
}

function partsOf(body: Buffer): unknown[] {
  const { TransactItems }: { TransactItems?: unknown[] } = JSON.parse(body.toString('utf8'));
  return TransactItems ?? [];
}

/** A batch cut in two: what is passed on, and how the answer to it becomes the answer to the whole. */
export interface Cut {
  readonly body: Buffer;
  whole(answer: Answer): Answer;
}

const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const read = (body: Buffer): Record<string, unknown> => JSON.parse(body.toString('utf8'));
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const recordOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** Leaves the last part of a batch undone; null where there is nothing to cut. */
export function cutInTwo({ operation }: Called, body: Buffer): Cut | null {
  const input = read(body);
  const rewritten = (answer: Answer, change: (output: Record<string, unknown>) => object): Answer =>
    answer.status === 200 ? { ...answer, body: bytes(change(read(answer.body))) } : answer;
  if (operation === 'PutEvents') {
    const entries = listOf(input.Entries);
    if (entries.length < 2) return null;
    const passed = entries.slice(0, -1);
    return {
      body: bytes({ ...input, Entries: passed }),
      whole: (answer) =>
        rewritten(answer, (output) => ({
          FailedEntryCount: Number(output.FailedEntryCount ?? 0) + 1,
          Entries: [
            ...listOf(output.Entries),
            { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' },
          ],
        })),
    };
  }
  const [[table = '', wanted] = []] = Object.entries(recordOf(input.RequestItems));
  if (operation === 'BatchGetItem') {
    const asked = recordOf(wanted);
    const keys = listOf(asked.Keys);
    if (keys.length < 2) return null;
    return {
      body: bytes({ ...input, RequestItems: { [table]: { ...asked, Keys: keys.slice(0, -1) } } }),
      whole: (answer) =>
        rewritten(answer, (output) => ({
          ...output,
          UnprocessedKeys: { [table]: { ...asked, Keys: keys.slice(-1) } },
        })),
    };
  }
  if (operation === 'BatchWriteItem') {
    const writes = listOf(wanted);
    if (writes.length < 2) return null;
    return {
      body: bytes({ ...input, RequestItems: { [table]: writes.slice(0, -1) } }),
      whole: (answer) =>
        rewritten(answer, (output) => ({ ...output, UnprocessedItems: { [table]: writes.slice(-1) } })),
    };
  }
  return null;
}
