import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { QueueDefinition } from '../queue/definition.ts';
import type { Message, Outgoing, Queues } from '../queue/queues.ts';
import type { Call, Service } from './endpoint.ts';
import { AwsError } from './error.ts';
import { inputOf } from './input.ts';

const entry = z.object({
  MessageBody: z.string().min(1),
  DelaySeconds: z.number().min(0).max(900).optional(),
  MessageAttributes: z.record(z.string(), z.unknown()).optional(),
  MessageGroupId: z.string().min(1).max(128).optional(),
  MessageDeduplicationId: z.string().min(1).max(128).optional(),
});
const queueInput = z.object({ QueueUrl: z.string() });
const batchInput = queueInput.extend({
  Entries: z
    .array(entry.extend({ Id: z.string() }))
    .min(1)
    .max(10),
});
const receiveInput = queueInput.extend({
  MaxNumberOfMessages: z.number().min(1).max(10).default(1),
  VisibilityTimeout: z.number().min(0).max(43_200).optional(),
});
const receiptInput = queueInput.extend({ ReceiptHandle: z.string() });
const visibilityInput = receiptInput.extend({ VisibilityTimeout: z.number().min(0).max(43_200) });

/** SQS takes 1 MiB a message since August 2025. */
const longestMessage = 1024 * 1024;

/** SQS: what functions and a person's tools use of it. */
export function sqsService(queues: Queues): Service {
  const operations: Record<string, (call: Call, queue: QueueDefinition) => Promise<unknown>> = {
    async SendMessage({ input }, queue) {
      return sent(await queues.send(queue.name, outgoing(inputOf(entry, input), queue)), queue);
    },
    async SendMessageBatch({ input }, queue) {
      const { Entries } = inputOf(batchInput, input);
      const Successful = await Promise.all(
        Entries.map(async (one) => ({
          Id: one.Id,
          ...sent(await queues.send(queue.name, outgoing(one, queue)), queue),
        })),
      );
      return { Successful, Failed: [] };
    },
    async ReceiveMessage({ input }, queue) {
      const { MaxNumberOfMessages, VisibilityTimeout } = inputOf(receiveInput, input);
      const hold = VisibilityTimeout === undefined ? queue.visibilityMilliseconds : VisibilityTimeout * 1000;
      const received = await queues.receive(queue.name, MaxNumberOfMessages, hold);
      return {
        Messages: received.map((message) => ({
          MessageId: message.id,
          ReceiptHandle: message.id,
          Body: message.body,
          MD5OfBody: md5(message.body),
          MessageAttributes: message.attributes,
          Attributes: {
            ApproximateReceiveCount: String(message.receiveCount),
            SentTimestamp: String(message.sentAt),
            ...(message.group !== undefined && { MessageGroupId: message.group }),
            ...(message.from !== undefined && { DeadLetterQueueSourceArn: message.from }),
          },
        })),
      };
    },
    async DeleteMessage({ input }, queue) {
      const held = queues.held(queue.name, inputOf(receiptInput, input).ReceiptHandle);
      if (held) await queues.remove(queue.name, [held]);
    },
    async ChangeMessageVisibility({ input }, queue) {
      const { ReceiptHandle, VisibilityTimeout } = inputOf(visibilityInput, input);
      const held = queues.held(queue.name, ReceiptHandle);
      if (held) await queues.release(queue.name, [held], VisibilityTimeout * 1000);
    },
    async GetQueueAttributes(_call, queue) {
      const { visible, held, waiting } = queues.counts(queue.name);
      return {
        Attributes: {
          QueueArn: queue.arn,
          ApproximateNumberOfMessages: String(visible),
          ApproximateNumberOfMessagesNotVisible: String(held),
          ApproximateNumberOfMessagesDelayed: String(waiting),
          ...(queue.deadLetter && {
            RedrivePolicy: JSON.stringify({
              deadLetterTargetArn: queue.deadLetter.arn,
              maxReceiveCount: queue.deadLetter.maxReceiveCount,
            }),
          }),
        },
      };
    },
  };
  return async (call) => {
    if (call.operation === 'ListQueues') return { json: listed(call, queues) };
    const operation = Object.hasOwn(operations, call.operation) ? operations[call.operation] : undefined;
    if (!operation)
      throw new AwsError('UnknownOperationException', `The local run does not serve sqs:${call.operation}`);
    const { QueueUrl } = inputOf(queueInput, call.input);
    const queue = queues.definitions.get(QueueUrl.split('/').at(-1) ?? '');
    // The right is asked for first: whether a queue exists is nobody's business who may not use it.
    call.require(
      actionOf(call.operation),
      queue?.arn ?? `arn:aws:sqs:local:unknown:${QueueUrl.split('/').at(-1)}`,
    );
    if (!queue)
      throw new AwsError('AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist.');
    return { json: await operation(call, queue) };
  };
}

const listInput = z.object({ QueueNamePrefix: z.string().default('') });

/** All of them on one page: SQS gives up to 1,000. */
function listed({ input, require }: Call, queues: Queues): object {
  const { QueueNamePrefix } = inputOf(listInput, input);
  require('sqs:ListQueues', '*');
  const found = [...queues.definitions.values()].filter(({ name }) => name.startsWith(QueueNamePrefix));
  return { QueueUrls: found.map(({ url }) => url) };
}

/** A batch is authorised as its single operation. */
function actionOf(operation: string): string {
  return `sqs:${operation.replace(/Batch$/, '')}`;
}

function outgoing(message: z.infer<typeof entry>, queue: QueueDefinition): Outgoing {
  if (Buffer.byteLength(message.MessageBody) > longestMessage)
    throw new AwsError(
      'InvalidParameterValue',
      'One or more parameters are invalid. Reason: Message is too long.',
    );
  if (queue.fifo && message.MessageGroupId === undefined)
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  if (queue.fifo && message.MessageDeduplicationId === undefined && !queue.contentBasedDeduplication)
    throw new AwsError(
      'InvalidParameterValue',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  if (queue.fifo && message.DelaySeconds)
    throw new AwsError('InvalidParameterValue', 'DelaySeconds is not valid for this queue type.');
  return {
    body: message.MessageBody,
    attributes: message.MessageAttributes ?? {},
    ...(message.DelaySeconds !== undefined && { delayMilliseconds: message.DelaySeconds * 1000 }),
    ...(message.MessageGroupId !== undefined && { group: message.MessageGroupId }),
    ...(message.MessageDeduplicationId !== undefined && { deduplication: message.MessageDeduplicationId }),
  };
}

function sent(message: Message, queue: QueueDefinition) {
  return {
    MessageId: message.id,
    MD5OfMessageBody: md5(message.body),
    ...(queue.fifo && { SequenceNumber: String(message.sequence).padStart(20, '0') }),
  };
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
