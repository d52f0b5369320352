import { setting } from '../../adapters/configuration.ts';
import { type SpilledWebhook, setAside } from '../../adapters/sqs/spill.ts';
import type { Signed } from './signed.ts';

const queueUrl = setting('SET_ASIDE_QUEUE_URL');

/** Bytes that fit a queue's message of 256 KB in base64. */
const MOST = 170_000;

/**
 * Keeps a signed webhook that could not be read, or not all of it, under an alarm; nothing that is signed is thrown away.
 * What is no text is kept by its bytes.
 */
export function putAside(
  webhook: Pick<SpilledWebhook, 'channel' | 'path' | 'turn'>,
  { body, bytes, damaged }: Signed,
): Promise<void> {
  const kept =
    damaged || body === ''
      ? { body: bytes.subarray(0, MOST).toString('base64'), base64: true as const }
      : { body };
  return setAside(queueUrl, { ...webhook, ...kept, receivedAt: new Date().toISOString() });
}
