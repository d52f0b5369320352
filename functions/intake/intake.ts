import { setting } from '../../adapters/configuration.ts';
import { inboundKey } from '../../adapters/dynamodb/keys.ts';
import { getItem, openTable } from '../../adapters/dynamodb/table.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { addressKeySecret, readSecret } from '../../adapters/secrets/secrets.ts';
import { type SpilledWebhook, spill } from '../../adapters/sqs/spill.ts';
import type { Answer } from '../../domain/intake/answer.ts';
import { type Incoming, receive } from './receive.ts';

const table = openTable(setting('TABLE_NAME'));
const spillQueue = setting('SPILL_QUEUE_URL');
const addressKeyId = setting('ADDRESS_KEY_SECRET_ID');

// The connection and its TLS handshake are made while Lambda still counts INIT.
getItem(table, inboundKey('warm')).catch(() => undefined);
const addressKey = () => readSecret(addressKeyId, addressKeySecret);
addressKey().catch(() => undefined);

/**
 * Takes in what a provider's webhook tells, into the table or, where that does not answer in time, into the spill queue.
 * @returns the answer for the provider; null when the webhook was spilled and there is none yet
 * @throws when the queue did not take it either: the answer must then make the provider try again
 */
export async function takeIn(
  incoming: Incoming,
  webhook: Omit<SpilledWebhook, 'receivedAt'>,
  shape: (answer: Answer) => string,
): Promise<string | null> {
  try {
    return await receive(table, incoming, shape);
  } catch (error) {
    const { key } = await addressKey();
    await spill(spillQueue, key, incoming, { ...webhook, receivedAt: new Date().toISOString() });
    log('warn', 'intake.spilled', { channel: incoming.channel, error: errorKind(error) });
    return null;
  }
}
