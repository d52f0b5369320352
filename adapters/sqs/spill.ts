import { createHash, createHmac } from 'node:crypto';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';

/** A webhook as it came, kept until the table can be reached again. */
export const spilledWebhook = z.object({
  channel: z.enum(['twilio-sms', 'twilio-voice', 'sms-inbound', 'zalo']),
  /** Path under which it came, for voice. */
  path: z.string(),
  turn: z.string(),
  body: z.string(),
  /** The body is no text: its bytes stand there in base64. */
  base64: z.exactOptional(z.literal(true)),
  receivedAt: z.string(),
});
export type SpilledWebhook = z.infer<typeof spilledWebhook>;

let client: SQSClient | undefined;

/**
 * Milliseconds after the table had its second. Zalo waits two seconds in all and only tells its administrator of a later
 * answer, but what is refused it may not send again: late and kept is better than refused in time.
 * Twilio waits fifteen.
 */
const PATIENCE = 2000;

/**
 * Puts a webhook into the spill queue, in order for one person.
 * The group is a keyed hash of the address, so that no number stands in the queue's attributes. What the queue takes for
 * the same is the same event in the same words: another key under a turn that was answered is no repetition.
 * @throws where the queue cannot be reached either: the answer then makes the provider try again
 */
export async function spill(
  queueUrl: string,
  addressKey: string,
  { address, providerEventId }: { readonly address: string; readonly providerEventId: string },
  webhook: SpilledWebhook,
): Promise<void> {
  const keyed = (text: string) => createHmac('sha256', addressKey).update(text).digest('hex');
  await put(queueUrl, webhook, keyed(address), keyed(`${providerEventId}\n${webhook.body}`));
}

/**
 * Puts a signed webhook that cannot be read, or is not for us, where an alarm rings until somebody has looked at it: the
 * spill queue's dead letters. Once the cause is mended a redrive replays it.
 * @throws where the queue cannot be reached: the answer then makes the provider try again
 */
export async function setAside(queueUrl: string, webhook: SpilledWebhook): Promise<void> {
  const body = createHash('sha256').update(webhook.body).digest('hex');
  await put(queueUrl, webhook, body, body);
}

async function put(
  queueUrl: string,
  webhook: SpilledWebhook,
  group: string,
  deduplication: string,
): Promise<void> {
  client ??= new SQSClient({
    maxAttempts: 1,
    // A webhook that comes again is answered as the first one, whose time and so whose checksum are others: no failure.
    md5: false,
    // Without the last one a timeout is only a line in the log (@smithy/node-http-handler 4).
    requestHandler: { connectionTimeout: 1000, requestTimeout: PATIENCE, throwOnRequestTimeout: true },
  });
  await client.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify(webhook),
      MessageGroupId: group,
      MessageDeduplicationId: deduplication,
    }),
  );
}
