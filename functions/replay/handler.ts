import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { setting } from '../../adapters/configuration.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { parseForm } from '../../adapters/http/form.ts';
import { legible } from '../../adapters/http/legible.ts';
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
 * The signature was checked before they were put aside. What could not be taken in yet holds up what the same person
 * sent after it, and nobody else's; what nobody can read holds up nothing and ends in the dead letters by itself.
 */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const failed: string[] = [];
  const heldUp = new Set<string>();
  for (const record of Records) {
    const { messageId } = record;
    const person = record.attributes.MessageGroupId ?? messageId;
    const incoming = heldUp.has(person) ? 'held-up' : await readable(record);
    if (incoming === 'held-up' || incoming === 'unreadable') {
      failed.push(messageId);
      continue;
    }
    try {
      if (incoming !== null)
        await receive(table, incoming, incoming.channel === 'voice' ? twiml : () => '', PATIENCE);
    } catch (error) {
      log('error', 'replay.failed', { messageId, error: errorKind(error) });
      failed.push(messageId);
      heldUp.add(person);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};

/** What a spilled webhook tells; null where it tells nothing that concerns a request. */
async function readable({ body, messageId }: SQSRecord): Promise<Incoming | null | 'unreadable'> {
  // Whether a secret can be read is no property of the webhook: that failure is everybody's.
  const { oaId } = await readSecret(zaloSecretId, zaloSecret);
  try {
    return incomingOf(spilledWebhook.parse(JSON.parse(body)), oaId);
  } catch (error) {
    log('error', 'replay.failed', { messageId, error: errorKind(error) });
    return 'unreadable';
  }
}

function incomingOf(spilled: SpilledWebhook, oaId: string): Incoming | null {
  const incoming = read(spilled, oaId);
  return incoming && { ...incoming, sentAt: incoming.sentAt ?? spilled.receivedAt };
}

/** @throws where it is signed but not to be taken in: sent back too early, it goes to the dead letters again */
function read({ channel, path, turn, body: kept, base64 }: SpilledWebhook, oaId: string): Incoming | null {
  const body = base64 ? legible(Buffer.from(kept, 'base64')).text : kept;
  switch (channel) {
    case 'twilio-sms':
      return path.endsWith('/status') ? smsReceipt(parseForm(body)) : understood(smsContact(parseForm(body)));
    case 'twilio-voice': {
      const step = voiceStep(path.split('/')[3]);
      return step && voiceContact(step, parseForm(body), turn);
    }
    case 'sms-inbound':
      return understood(aggregatorContact(body));
    case 'zalo': {
      const reading = readZaloEvent(body, oaId);
      return reading.kind === 'ignored' ? null : understood(zaloIncoming(reading));
    }
  }
}

function understood(incoming: Incoming | null): Incoming {
  if (incoming === null) throw new TypeError('a webhook that cannot be read');
  return incoming;
}
