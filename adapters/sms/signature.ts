import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedByAggregator {
  /** Current and, for a while after a change, the former secret. */
  readonly secrets: readonly string[];
  /** Header X-Timestamp, seconds or milliseconds since 1970 as sent. */
  readonly timestamp: string | undefined;
  /** The body exactly as received. */
  readonly rawBody: string | Uint8Array;
  /** Header X-Signature: `sha256=` and 64 hexadecimal digits. */
  readonly signature: string | undefined;
}

/** Whether the aggregator signed this message: HMAC-SHA256 over timestamp, a dot and the raw body. Never throws. */
export function isFromAggregator({ secrets, timestamp, rawBody, signature }: SignedByAggregator): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(signature?.trim() ?? '')?.[1];
  if (given === undefined || timestamp === undefined || !/^[0-9A-Za-z.:+-]{1,40}$/.test(timestamp))
    return false;
  return secrets.some(
    (secret) =>
      secret !== '' &&
      timingSafeEqual(
        createHmac('sha256', secret).update(`${timestamp}.`).update(rawBody).digest(),
        Buffer.from(given, 'hex'),
      ),
  );
}
