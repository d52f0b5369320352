import type { IncomingMessage } from 'node:http';

/** Whether a Host header names this machine; a name that merely resolves here (DNS rebinding) does not. */
export function isLocalHost(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? '');
}

/**
 * Whether a request comes from this machine's own pages or tools: not through a tunnel or proxy, not by way of a page
 * of another site, not under a foreign name.
 */
export function isLocalRequest({ headers }: IncomingMessage): boolean {
  if (!isLocalHost(headers.host)) return false;
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate') return false;
  return headers.origin === undefined || headers.origin === `http://${headers.host}`;
}
