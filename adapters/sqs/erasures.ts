import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';

/** Requests whose erasure goes on behind the answer: ids only. */
export const erasureToGoOn = z.object({
  requests: z.readonly(z.array(z.string()).check(z.minLength(1))),
  /** The user name of who asked for it, and when (ISO 8601). */
  by: z.string(),
  at: z.string(),
});
type ErasureToGoOn = Readonly<z.infer<typeof erasureToGoOn>>;

/** Requests of one message: two runs share thousands of them. */
const PORTION = 100;

let client: SQSClient | undefined;

/**
 * Hands an erasure on to the queue.
 * @throws where the queue cannot be reached: what was begun is then finished in the next night
 */
export async function handOn(queueUrl: string, { requests, by, at }: ErasureToGoOn): Promise<void> {
  client ??= new SQSClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
  });
  for (let start = 0; start < requests.length; start += PORTION) {
    const body = { requests: requests.slice(start, start + PORTION), by, at };
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(body) }));
  }
}
