import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { StartFailure } from '../failure.ts';

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A request that wants to become something else than HTTP. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export interface Server {
  readonly port: number;
  /** From now on requests are handled by this; before, everything is 503. */
  serve(handle: Handle, upgrade?: Upgrade): void;
  /** Takes no new connection; resolves when the requests under way are answered, or when `patience` ms are over. */
  close(patience: number): Promise<void>;
}

/**
 * Binds a server to 127.0.0.1 before there is anything to serve, so that its port is known; port 0 takes a free one.
 *
 * @param whole milliseconds within which a request has come whole: one that never ends is answered 408 instead of being held
 * @throws StartFailure when the port is taken or may not be used
 */
export function openServer(port: number, whole = 8000): Promise<Server> {
  const limits = { requestTimeout: whole, headersTimeout: whole, connectionsCheckingInterval: whole / 8 };
  let handle: Handle = async (_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
    response.end('{"message":"Service Unavailable"}');
  };
  let closing = false;
  const server = createServer(limits, (request, response) => {
    // A connection kept alive would hold the server open for seconds after its last answer.
    response.once('finish', () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
    handle(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"message":"Internal Server Error"}');
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new StartFailure(`Port ${port} is in use by another program; stop it, or set PORT to a free one.`)
          : new StartFailure(
              `Port ${port} cannot be used (${error.code ?? error.message}); set PORT to another one.`,
            ),
      );
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : port,
        serve(next, upgrade) {
          handle = next;
          if (upgrade) server.on('upgrade', upgrade);
        },
        close: (patience) =>
          new Promise((closed) => {
            closing = true;
            const impatient = setTimeout(() => server.closeAllConnections(), patience);
            server.close(() => {
              clearTimeout(impatient);
              closed();
            });
            server.closeIdleConnections();
          }),
      });
    });
  });
}
