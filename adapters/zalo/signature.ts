import { createHash, timingSafeEqual } from 'node:crypto';
import { parseWithLongIds } from '../http/long-ids.ts';

export interface SignedByZalo {
  readonly appId: string;
  /** The OA secret key of the app's webhook page; a second one while it is being changed. */
  readonly secretKeys: readonly string[];
  /** The body exactly as received: white space and key order are signed too. */
  readonly rawBody: string | Uint8Array;
  /** Header X-ZEvent-Signature: `mac=` and 64 hexadecimal digits. */
  readonly signature: string | undefined;
}

/**
 * Whether Zalo signed this event: SHA-256 of app id, raw body, the body's own timestamp and the OA secret key.
 * Never throws; what cannot be checked is not from Zalo.
 * Source: https://developers.zalo.me/docs/official-account/webhook/tong-quan
 */
export function isFromZalo({ appId, secretKeys, rawBody, signature }: SignedByZalo): boolean {
  const mac = /^(?:mac\s*=\s*)?([0-9a-f]{64})$/i.exec((signature ?? '').trim())?.[1];
  if (mac === undefined) return false;
  const raw = typeof rawBody === 'string' ? Buffer.from(rawBody, 'utf8') : Buffer.from(rawBody);
  const timestamp = timestampOf(raw, appId);
  if (timestamp === null) return false;
  const given = Buffer.from(mac, 'hex');
  return secretKeys.some((key) => key !== '' && timingSafeEqual(zaloMac(appId, raw, timestamp, key), given));
}

/** The signature's primitive, as 32 bytes. */
export const zaloMac = (
  appId: string,
  data: string | Uint8Array,
  timestamp: string,
  secretKey: string,
): Buffer => createHash('sha256').update(appId).update(data).update(timestamp).update(secretKey).digest();

/** Reads the two fields that the signature needs; null unless the body is an event of this app. */
function timestampOf(raw: Buffer, appId: string): string | null {
  try {
    const body = parseWithLongIds(raw.toString('utf8'));
    if (typeof body !== 'object' || body === null) return null;
    const timestamp = written(Reflect.get(body, 'timestamp'));
    return timestamp !== null && written(Reflect.get(body, 'app_id')) === appId ? timestamp : null;
  } catch {
    return null;
  }
}

/** Documented as strings; a number is signed by its digits all the same. */
const written = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
