import type { IncomingMessage, ServerResponse } from 'node:http';
import { isLocalRequest } from './local-only.ts';
import type { Handle } from './server.ts';

export interface OneOrigin {
  /** Static files by path. */
  readonly files: ReadonlyMap<
    string,
    { readonly body: Uint8Array; readonly headers: Record<string, string> }
  >;
  /** Handlers by the first part of the path. */
  readonly own: ReadonlyMap<string, Handle>;
  /** Everything else: the routes of the template. */
  readonly api: Handle;
}

/** Puts the lobby, the tools and the sign-in, which this machine alone may use, before the public API. */
export function oneOrigin({ files, own, api }: OneOrigin): Handle {
  return async (request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    const file = request.method === 'GET' || request.method === 'HEAD' ? files.get(path) : undefined;
    const handle = own.get(path.split('/')[1] ?? '');
    if (!file && !handle) return api(request, response);
    if (!isLocalRequest(request)) return refuse(response);
    if (file) return sendFile(request, response, file);
    return handle?.(request, response);
  };
}

function refuse(response: ServerResponse): void {
  response.writeHead(403, { 'content-type': 'application/problem+json' });
  response.end('{"status":403,"title":"This address is for pages and tools of this machine only."}');
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { headers, body }: { headers: Record<string, string>; body: Uint8Array },
): void {
  response.writeHead(200, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}
