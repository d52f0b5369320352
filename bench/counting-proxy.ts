import { createServer, type Server } from 'node:http';
import { z } from 'zod';
import { itemsOf, type WrittenItem } from './item-size.ts';

export interface Counted {
  readonly operation: string;
  /** As the engine reports them; 0 where it reports none. */
  readonly readUnits: number;
  readonly writeUnits: number;
  /** What a transaction puts. */
  readonly items: readonly WrittenItem[];
}

export interface CountingProxy {
  readonly url: string;
  /** What was called since the last time, oldest first. */
  take(): Counted[];
  stop(): Promise<void>;
}

const capacity = z.looseObject({
  CapacityUnits: z.number().optional(),
  ReadCapacityUnits: z.number().optional(),
  WriteCapacityUnits: z.number().optional(),
});
const answer = z.looseObject({ ConsumedCapacity: z.union([capacity, z.array(capacity)]).optional() });
const READS = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems'];
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems', 'BatchWriteItem'];

/** Stands between the local run and its DynamoDB engine, asks each call for its consumed capacity and counts. */
export async function countingProxy(engine: string): Promise<CountingProxy> {
  let calls: Counted[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const [service = '', operation = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    const counted =
      service === 'DynamoDB_20120810' && (READS.includes(operation) || WRITES.includes(operation));
    const body = Buffer.concat(chunks).toString('utf8');
    const sent = counted ? JSON.stringify({ ...JSON.parse(body), ReturnConsumedCapacity: 'TOTAL' }) : body;
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
    try {
      const reply = await fetch(engine, {
        method: request.method ?? 'POST',
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
        ...(sent === '' ? {} : { body: sent }),
      });
      const text = await reply.text();
      if (counted) calls.push(countedOf(operation, text, body));
      response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? '' });
      response.end(text);
    } catch {
      response.writeHead(502).end();
    }
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    take() {
      const taken = calls;
      calls = [];
      return taken;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function countedOf(operation: string, text: string, body: string): Counted {
  const read = answer.safeParse(JSON.parse(text || '{}'));
  const reported = read.success ? [read.data.ConsumedCapacity ?? []].flat() : [];
  const units = reported.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  const reads = READS.includes(operation);
  return { operation, readUnits: reads ? units : 0, writeUnits: reads ? 0 : units, items: itemsOf(body) };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
