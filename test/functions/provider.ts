import { createServer } from 'node:http';

export interface Asked {
  readonly path: string;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}
export type Reply = { readonly status?: number; readonly json: unknown } | 'drop';

/** A provider under the test's command: keeps what it was asked, answers as told, or drops the connection. */
export async function provider() {
  const asked: Asked[] = [];
  let answer: (asked: Asked) => Reply | Promise<Reply> = () => ({ status: 404, json: {} });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const one = {
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    asked.push(one);
    const reply = await answer(one);
    if (reply === 'drop') return request.socket.destroy();
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(reply.json));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the provider has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    answers: (how: typeof answer) => {
      asked.length = 0;
      answer = how;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
