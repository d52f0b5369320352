import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Handle } from '../http/server.ts';
import { builtConsole } from './build.ts';
import { consoleHeaders } from './headers.ts';

/** Where the console's page finds the sign-in and the live pushes; deployed, the distribution answers the same. */
export interface ConsoleConfiguration {
  /** The sign-in's issuer, as tokens name it. */
  readonly authority: string;
  readonly clientId: string;
  readonly authorizationEndpoint: string;
  readonly tokenEndpoint: string;
  readonly logoutUrl: string;
  /** The WebSocket's address; null where the template has none. */
  readonly liveUrl: string | null;
}

/** What `/config.json` says here. */
export const localConfiguration = (
  issuer: string,
  clientId: string,
  liveUrl: string | null,
): ConsoleConfiguration => ({
  authority: issuer,
  clientId,
  authorizationEndpoint: `${issuer}/oauth2/authorize`,
  tokenEndpoint: `${issuer}/oauth2/token`,
  logoutUrl: `${issuer}/logout`,
  liveUrl,
});

const MOUNT = '/console/';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
const zipped = promisify(gzip);

/**
 * Serves the handlers' console as CloudFront does: `/config.json`, files by their name, and the page itself for every
 * other path, so that the address of a request can be opened and reloaded. It is built at the first call.
 *
 * @param filesUrl where links to citizens' files lead
 */
export function localConsole(
  localUrl: string,
  configuration: ConsoleConfiguration,
  filesUrl: string,
): Handle {
  const here = new URL(localUrl);
  const { liveUrl } = configuration;
  const headers = consoleHeaders({ files: filesUrl, live: liveUrl });
  let building: Promise<string> | undefined;

  return async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', localUrl);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return end(response, 405, { allow: 'GET, HEAD' });
    // The sign-in leads back to one origin, so the console is opened under that name only.
    if (request.headers.host !== here.host || pathname === '/console') {
      const path = pathname === '/console' ? MOUNT : pathname;
      return end(response, 302, { location: `${localUrl}${path}${search}` });
    }
    if (pathname === '/config.json') {
      const json = { ...headers, 'content-type': 'application/json', 'cache-control': 'no-store' };
      return end(response, 200, json, Buffer.from(JSON.stringify(configuration)));
    }
    building ??= builtConsole();
    const folder = await building.catch((error: unknown) => {
      building = undefined;
      throw error;
    });
    const name = normalize(pathname.slice(MOUNT.length)) || 'index.html';
    const type = TYPES[extname(name)];
    const file =
      type === undefined || name.startsWith('..') || name.includes(`..${sep}`) ? 'index.html' : name;
    const body = await readFile(join(folder, file)).catch(() => undefined);
    if (body === undefined) return end(response, 404, headers);
    return send(request, response, body, {
      ...headers,
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': file.startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache',
    });
  };
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  headers: Record<string, string>,
): Promise<void> {
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) return end(response, 200, headers, body);
  end(response, 200, { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding' }, await zipped(body));
}

function end(response: ServerResponse, status: number, headers: Record<string, string>, body?: Buffer): void {
  response.writeHead(status, { ...headers, ...(body ? { 'content-length': String(body.length) } : {}) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
