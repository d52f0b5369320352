import { createHmac } from 'node:crypto';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { PrivateAddress, publicLookup } from '../public-lookup.ts';

/** Whether something outside was told; `cause` is a status or a kind of failure, never an address. */
export type Told = { readonly done: true } | { readonly done: false; readonly cause: string };

/** Milliseconds for everything: the name, the connection and the answer. */
const PATIENCE = 5000;

/**
 * Posts JSON to a centre's own server, signed as the messages of our aggregator are: `X-Timestamp` (milliseconds since
 * 1970) and `X-Signature: sha256=` + hex HMAC-SHA256(secret, timestamp + "." + body). Redirects are not followed, and
 * the name must not lead into a private network; any status of 2xx is a yes.
 * @param reach `anywhere` only on a machine of one's own: plain http and private addresses too
 */
export async function postSigned(
  url: string,
  body: object,
  { secret, now, reach }: { secret: string; now: number; reach: 'public' | 'anywhere' },
): Promise<Told> {
  const address = URL.canParse(url) ? new URL(url) : null;
  const open = reach === 'public';
  // A number is never looked up, so nothing would judge it.
  const isNumber = address !== null && isIP(address.hostname.replace(/^\[|\]$/g, '')) !== 0;
  if (address === null || (open && (address.protocol !== 'https:' || isNumber)))
    return { done: false, cause: 'address-not-allowed' };
  const bytes = Buffer.from(JSON.stringify(body));
  const timestamp = String(now);
  const mark = createHmac('sha256', secret).update(`${timestamp}.`).update(bytes).digest('hex');
  const begin = address.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve) => {
    const failed = (error: unknown): void =>
      resolve({
        done: false,
        cause: error instanceof PrivateAddress ? 'address-not-allowed' : causeOf(error),
      });
    begin(
      address,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': bytes.length,
          'x-timestamp': timestamp,
          'x-signature': `sha256=${mark}`,
        },
        signal: AbortSignal.timeout(PATIENCE),
        ...(open ? { lookup: publicLookup } : {}),
      },
      (response) => {
        const { statusCode = 0 } = response;
        response.on('error', () => undefined).destroy();
        resolve(
          statusCode >= 200 && statusCode < 300 ? { done: true } : { done: false, cause: String(statusCode) },
        );
      },
    )
      .on('error', failed)
      .end(bytes);
  });
}

const causeOf = (error: unknown): string => {
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout';
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'no answer';
};
