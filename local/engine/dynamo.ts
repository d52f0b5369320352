import { Agent, request } from 'node:http';

export interface Dynamo {
  /** Passes a request on as it came. */
  forward(operation: string, body: Buffer): Promise<{ status: number; body: Buffer }>;
  /**
   * Calls an operation of DynamoDB or its streams.
   *
   * @throws DynamoCallError when it is refused
   */
  call(operation: string, input: unknown): Promise<unknown>;
}

export class DynamoCallError extends Error {
  override name = 'DynamoCallError';
  /** Without the namespace: `ResourceNotFoundException`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Milliseconds after which an engine that says nothing counts as not there: more than any caller's patience. */
const PATIENCE = 10_000;

const streamOperations = ['DescribeStream', 'GetShardIterator', 'GetRecords', 'ListStreams'];

/** A plain client of a DynamoDB-compatible server; its JSON is kept as it is, as Lambda hands stream records on. */
export function connectDynamo(url: string, region: string): Dynamo {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const address = new URL(url);

  function forward(operation: string, body: Buffer, again = true): Promise<{ status: number; body: Buffer }> {
    const service = streamOperations.includes(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
    return new Promise((resolve, reject) => {
      const outgoing = request(
        address,
        {
          agent,
          timeout: PATIENCE,
          method: 'POST',
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'content-length': body.length,
            'x-amz-date': '20250701T000000Z',
            'x-amz-target': `${service}.${operation}`,
            // DynamoDB Local reads the region from here and keeps one database per access key id.
            authorization: `AWS4-HMAC-SHA256 Credential=local/20250701/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=local`,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () =>
            resolve({ status: response.statusCode ?? 500, body: Buffer.concat(chunks) }),
          );
        },
      );
      outgoing.once('timeout', () => outgoing.destroy(new Error('The engine does not answer.')));
      outgoing.once('error', (error) => {
        // The server may close a kept connection at the moment it is used again; it has not seen the request then.
        if (again && outgoing.reusedSocket && 'code' in error)
          forward(operation, body, false).then(resolve, reject);
        else reject(error);
      });
      outgoing.end(body);
    });
  }

  return {
    forward: (operation, body) => forward(operation, body),
    async call(operation, input) {
      const answer = await forward(operation, Buffer.from(JSON.stringify(input)));
      const output = JSON.parse(answer.body.toString('utf8') || '{}');
      if (answer.status === 200) return output;
      throw new DynamoCallError(
        String(output.__type ?? '')
          .split('#')
          .at(-1) ?? '',
        String(output.message ?? answer.status),
      );
    },
  };
}
