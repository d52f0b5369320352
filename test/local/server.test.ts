import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodyOf } from '../../local/http/body.ts';
import { openServer, type Server } from '../../local/http/server.ts';

let server: Server;
beforeAll(async () => {
  server = await openServer(0, 400);
  server.serve(async (request, response) => {
    await bodyOf(request, 100);
    response.end();
  });
});
afterAll(() => server.close(0));

/** Everything that is answered until the connection ends. */
const answerTo = (sent: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(sent));
    socket.on('data', (bytes) => {
      answer += bytes.toString();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });

it.each([
  ['a body shorter than it says', 'content-length: 9\r\n\r\nfour'],
  ['a chunk that never ends', 'transfer-encoding: chunked\r\n\r\nffff\r\nfour'],
  ['headers that never end', 'x-a: b\r\n'],
])('%s is answered 408, not waited for', async (_, rest) => {
  expect(await answerTo(`POST / HTTP/1.1\r\nhost: localhost\r\n${rest}`)).toMatch(
    /^HTTP\/1\.1 408 Request Timeout/,
  );
});
