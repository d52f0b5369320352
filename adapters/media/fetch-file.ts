import type { IncomingMessage } from 'node:http';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { FileRefusal } from '../../domain/media/verdict.ts';
import { PrivateAddress, publicLookup } from '../public-lookup.ts';

/** Where files of one provider may be fetched from, and what is shown at the door. */
export interface Source {
  /** How an address is asked, the first as well as each it leads on to; null where it is not asked at all. */
  admit(url: URL): Admission | null;
}

export interface Admission {
  readonly headers: Readonly<Record<string, string>>;
  /** The name must not lead into a private network. */
  readonly publicOnly: boolean;
}

export interface Limits {
  readonly bytes: number;
  /** For everything: names, redirects and the last byte. */
  readonly milliseconds: number;
}

export type Fetched =
  | { readonly kind: 'fetched'; readonly bytes: Buffer; readonly declared: string }
  /** For good: the same address would be refused again. */
  | { readonly kind: 'refused'; readonly reason: FileRefusal }
  /** For now: `cause` is a status or a kind of failure, never an address. */
  | { readonly kind: 'failed'; readonly cause: string };

const MOST_REDIRECTS = 3;

/**
 * Fetches a file that somebody else named. Nothing is believed but the bytes that came: the size is counted while they
 * come, redirects are judged like the first address, and nothing is decompressed.
 */
export async function fetchFile(address: URL, source: Source, limits: Limits): Promise<Fetched> {
  const signal = AbortSignal.timeout(limits.milliseconds);
  let url = address;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const admission = source.admit(url);
    if (admission === null) return { kind: 'refused', reason: 'address-not-allowed' };
    try {
      const response = await ask(url, admission, signal);
      const { statusCode = 0, headers } = response;
      if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined) {
        response.destroy();
        if (!URL.canParse(headers.location, url.href))
          return { kind: 'refused', reason: 'address-not-allowed' };
        url = new URL(headers.location, url);
        continue;
      }
      if (statusCode !== 200) {
        response.destroy();
        return { kind: 'failed', cause: String(statusCode) };
      }
      if (!['', 'identity'].includes(headers['content-encoding'] ?? '')) {
        response.destroy();
        return { kind: 'refused', reason: 'type-not-allowed' };
      }
      const bytes = await bodyWithin(response, limits.bytes);
      if (bytes === null) return { kind: 'refused', reason: 'too-large' };
      return { kind: 'fetched', bytes, declared: headers['content-type'] ?? '' };
    } catch (error) {
      if (error instanceof PrivateAddress) return { kind: 'refused', reason: 'address-not-allowed' };
      return { kind: 'failed', cause: signal.aborted ? 'timeout' : causeOf(error) };
    }
  }
  return { kind: 'refused', reason: 'address-not-allowed' };
}

function ask(url: URL, { headers, publicOnly }: Admission, signal: AbortSignal): Promise<IncomingMessage> {
  const begin = url.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    begin(
      url,
      {
        headers: { ...headers, 'accept-encoding': 'identity' },
        signal,
        ...(publicOnly ? { lookup: publicLookup } : {}),
      },
      resolve,
    )
      .on('error', reject)
      .end();
  });
}

/** The body, or null where it is longer: what its length is said to be saves the reading, and proves nothing. */
async function bodyWithin(response: IncomingMessage, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  if (Number(response.headers['content-length'] ?? 0) > most) {
    response.destroy();
    return null;
  }
  for await (const chunk of response) {
    length += chunk.length;
    if (length > most) {
      response.destroy();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const causeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no answer';
