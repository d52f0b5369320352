import type { ServerResponse } from 'node:http';
import { z } from 'zod';

const structured = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Turns what a function returned into the response, as an HTTP API does. */
export function respond(response: ServerResponse, returned: unknown): void {
  const isObject = typeof returned === 'object' && returned !== null;
  if (!isObject || !('statusCode' in returned)) {
    const body = typeof returned === 'string' ? returned : JSON.stringify(returned ?? null);
    finish(response, 200, { 'content-type': 'application/json' }, Buffer.from(body));
    return;
  }
  const read = structured.safeParse(returned);
  if (!read.success) {
    refuse(response, 500, 'Internal Server Error');
    return;
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = read.data;
  const named: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers ?? {})) named[name.toLowerCase()] = String(value);
  if (cookies && cookies.length > 0) named['set-cookie'] = cookies;
  if (body) named['content-type'] ??= 'text/plain; charset=utf-8';
  finish(response, statusCode, named, Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'));
}

/** The gateway's own refusals. */
export function refuse(response: ServerResponse, status: number, message: string): void {
  finish(response, status, { 'content-type': 'application/json' }, Buffer.from(JSON.stringify({ message })));
}

function finish(
  response: ServerResponse,
  status: number,
  headers: Record<string, string | string[]>,
  body: Buffer,
): void {
  const bodiless = status === 204 || status === 304;
  delete headers['content-length'];
  response.writeHead(status, bodiless ? headers : { ...headers, 'content-length': String(body.length) });
  response.end(bodiless ? undefined : body);
}
