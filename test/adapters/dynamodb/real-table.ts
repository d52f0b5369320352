import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openTable, type Table } from '../../../adapters/dynamodb/table.ts';
import { connectDynamo } from '../../../local/engine/dynamo.ts';
import { startDynoxide } from '../../../local/engine/dynoxide.ts';
import { ensureTable, readTables } from '../../../local/engine/table.ts';
import { readAssembly } from '../../../local/template/assembly.ts';
import { resolveResources } from '../../../local/template/resolve.ts';

/** What happens to calls on their way to the engine. */
export type Trouble =
  | 'none'
  /** Refused as DynamoDB refuses under too much load. */
  | 'throttled'
  /** Never answered. */
  | 'silent'
  /** Carried out, and the answer lost. */
  | 'answer-lost';

export interface RealTable {
  readonly table: Table;
  /** Operations that reached the wire, in order: `TransactWriteItems`. */
  readonly calls: string[];
  /** Lets all calls, or those of one operation, run into trouble; for `times` calls where given. */
  trouble(kind: Trouble, operation?: string, times?: number): void;
  stop(): Promise<void>;
}

/**
 * The table of the synthesized template on the embedded engine, through a proxy that counts calls and can fail them.
 * Sets the environment that the SDK's clients read, so that functions imported afterwards use it too.
 */
export async function realTable(): Promise<RealTable> {
  const folder = mkdtempSync(join(tmpdir(), 'hotline-table-'));
  const engine = await startDynoxide(folder, () => undefined);
  const places = {
    account: '000000000000',
    region: 'ap-southeast-1',
    awsUrl: 'http://127.0.0.1',
    publicUrl: 'http://127.0.0.1',
    issuer: 'http://127.0.0.1',
  };
  const [definition] = readTables(resolveResources(readAssembly(inject('assembly')), places));
  if (!definition) throw new Error('the template has no table');
  const dynamo = connectDynamo(engine.url, places.region);
  await ensureTable(dynamo, definition);

  const calls: string[] = [];
  let trouble: { kind: Trouble; operation: string | undefined; left: number } | undefined;
  const proxy = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    calls.push(operation);
    const hit = trouble && trouble.left > 0 && (trouble.operation ?? operation) === operation;
    if (trouble && hit) trouble.left -= 1;
    const kind = hit ? trouble?.kind : 'none';
    if (kind === 'silent') return;
    if (kind === 'throttled') {
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
      const type = 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException';
      response.end(JSON.stringify({ __type: type, message: 'too much' }));
      return;
    }
    const answer = await dynamo.forward(operation, Buffer.concat(chunks));
    if (kind === 'answer-lost') {
      request.socket.destroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${address.port}`,
    AWS_REGION: places.region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    TABLE_NAME: definition.name,
  });
  return {
    table: openTable(definition.name),
    calls,
    trouble: (kind, operation, times = Number.POSITIVE_INFINITY) => {
      trouble = kind === 'none' ? undefined : { kind, operation, left: times };
    },
    async stop() {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
      await engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
