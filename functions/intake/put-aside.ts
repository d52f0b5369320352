import { setting } from '../../adapters/configuration.ts';
import { type SpilledWebhook, setAside } from '../../adapters/sqs/spill.ts';

const queueUrl = setting('SET_ASIDE_QUEUE_URL');

/** Keeps a signed webhook that could not be taken in, under an alarm; nothing that is signed is thrown away. */
export const putAside = (webhook: Omit<SpilledWebhook, 'receivedAt'>): Promise<void> =>
  setAside(queueUrl, { ...webhook, receivedAt: new Date().toISOString() });
