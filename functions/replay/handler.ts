import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { setting } from '../../adapters/configuration.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { parseForm } from '../../adapters/http/form.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { readSecret, zaloSecret } from '../../adapters/secrets/secrets.ts';
import { aggregatorContact } from '../../adapters/sms/inbound.ts';
import { type SpilledWebhook, spilledWebhook } from '../../adapters/sqs/spill.ts';
import { smsContact, smsReceipt } from '../../adapters/twilio/sms.ts';
import { twiml } from '../../adapters/twilio/twiml.ts';
import { voiceContact, voiceStep } from '../../adapters/twilio/voice.ts';
import { readZaloEvent, zaloIncoming } from '../../adapters/zalo/events.ts';
import { type Incoming, receive } from '../intake/receive.ts';

const table = openTable(setting('TABLE_NAME'));
const zaloSecretId = setting('ZALO_SECRET_ID');

/** Nobody waits on the line any more: milliseconds for one webhook. */
const PATIENCE = 10_000;

/**
 * Takes in the webhooks that were spilled while the table was away, in order for one person.
 * The signature was checked before they were put aside. After the first failure the rest of the batch stays, so that
 * nothing overtakes (FIFO with partial failures).
 */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  for (const [index, record] of Records.entries()) {
    try {
      const incoming = await incomingOf(spilledWebhook.parse(JSON.parse(record.body)));
      if (incoming !== null)
        await receive(table, incoming, incoming.channel === 'voice' ? twiml : () => '', PATIENCE);
    } catch (error) {
      log('error', 'replay.failed', { messageId: record.messageId, error: errorKind(error) });
      return {
        batchItemFailures: Records.slice(index).map(({ messageId }) => ({ itemIdentifier: messageId })),
      };
    }
  }
  return { batchItemFailures: [] };
};

async function incomingOf(spilled: SpilledWebhook): Promise<Incoming | null> {
  const incoming = await read(spilled);
  return incoming && { ...incoming, sentAt: incoming.sentAt ?? spilled.receivedAt };
}

async function read({ channel, path, turn, body }: SpilledWebhook): Promise<Incoming | null> {
  switch (channel) {
    case 'twilio-sms':
      return path.endsWith('/status') ? smsReceipt(parseForm(body)) : smsContact(parseForm(body));
    case 'twilio-voice': {
      const step = voiceStep(path.split('/')[3]);
      return step && voiceContact(step, parseForm(body), turn);
    }
    case 'sms-inbound':
      return aggregatorContact(body);
    case 'zalo': {
      const { oaId } = await readSecret(zaloSecretId, zaloSecret);
      return zaloIncoming(readZaloEvent(body, oaId));
    }
  }
}
