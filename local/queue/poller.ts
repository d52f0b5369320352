import { createHash } from 'node:crypto';
import { z } from 'zod';
import { reasonOf } from '../failure.ts';
import type { Message, Queues } from './queues.ts';

export interface QueueMapping {
  readonly queue: string;
  readonly functionName: string;
  readonly batchSize: number;
  /** How long a batch that is not full waits for more. */
  readonly windowMilliseconds: number;
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency: number;
  /** Whether a message is for the function; the others are deleted, as Lambda does. */
  readonly accepts: (record: unknown) => boolean;
}

export interface Poller {
  /** Looks again: a message has come, or the clock has moved. */
  wake(): void;
  busy(): boolean;
  /** Takes nothing more; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

interface Surroundings {
  readonly queues: Queues;
  readonly region: string;
  invoke(functionName: string, event: unknown): Promise<unknown>;
  log(line: string): void;
}

const longestTimer = 60 * 60_000;

/** Feeds a function from a queue as Lambda's event source mapping does. */
export function pollQueue(mapping: QueueMapping, { queues, region, invoke, log }: Surroundings): Poller {
  const { queue, functionName, batchSize } = mapping;
  const definition = queues.definitions.get(queue);
  if (!definition) throw new Error(`There is no queue ${queue}`);
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let windowEnds: number | undefined;

  function wake(): void {
    if (stopped) return;
    clearTimeout(timer);
    const ready = queues.ready(queue, batchSize);
    if (ready > 0 && ready < batchSize && mapping.windowMilliseconds > 0) {
      windowEnds ??= performance.now() + mapping.windowMilliseconds;
      const left = windowEnds - performance.now();
      if (left > 0) {
        timer = setTimeout(wake, left);
        return;
      }
    }
    windowEnds = undefined;
    if (ready > 0 && underWay.size < mapping.maximumConcurrency) {
      const batch = takeBatch().catch((error) => log(`${queue}: ${reasonOf(error)}`));
      underWay.add(batch);
      batch.finally(() => {
        underWay.delete(batch);
        wake();
      });
      return;
    }
    const next = queues.nextIn(queue);
    if (next !== undefined) timer = setTimeout(wake, Math.min(next, longestTimer)).unref();
  }

  async function takeBatch(): Promise<void> {
    const receiving = queues.receive(queue, batchSize);
    // What was received is held already: others may take the next ones meanwhile.
    queueMicrotask(wake);
    const received = await receiving;
    const startedAt = performance.now();
    const records = received.map((message) => ({ message, record: recordOf(message) }));
    const refused = records.filter(({ record }) => !mapping.accepts(record)).map(({ message }) => message);
    if (refused.length > 0) await queues.remove(queue, refused);
    const batch = records.filter(({ message }) => !refused.includes(message));
    if (batch.length === 0) return;
    const failed = new Set<Message>();
    try {
      const answer = await invoke(functionName, { Records: batch.map(({ record }) => record) });
      const failedIds = mapping.reportsItemFailures ? failedItems(answer) : [];
      const unknown = failedIds.some((id) => !batch.some(({ message }) => message.id === id));
      for (const { message } of batch) if (unknown || failedIds.includes(message.id)) failed.add(message);
    } catch (error) {
      log(`${functionName} failed on ${batch.length} of ${queue}: ${reasonOf(error)}`);
      for (const { message } of batch) failed.add(message);
    }
    const done = batch.map(({ message }) => message).filter((message) => !failed.has(message));
    if (done.length > 0) await queues.remove(queue, done);
    if (failed.size > 0) {
      const passed = performance.now() - startedAt;
      await queues.release(queue, [...failed], (definition?.visibilityMilliseconds ?? 0) - passed);
    }
  }

  function recordOf(message: Message) {
    return {
      messageId: message.id,
      receiptHandle: message.id,
      body: message.body,
      attributes: {
        ApproximateReceiveCount: String(message.receiveCount),
        SentTimestamp: String(message.sentAt),
        SenderId: 'local',
        ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
        ...(message.group !== undefined && { MessageGroupId: message.group }),
        ...(definition?.fifo && {
          MessageDeduplicationId: message.deduplication,
          SequenceNumber: String(message.sequence).padStart(20, '0'),
        }),
      },
      messageAttributes: message.attributes,
      md5OfBody: createHash('md5').update(message.body).digest('hex'),
      eventSource: 'aws:sqs',
      eventSourceARN: definition?.arn,
      awsRegion: region,
    };
  }

  queues.onArrival(queue, wake);
  wake();
  return {
    wake,
    busy: () => underWay.size > 0 || queues.ready(queue, 1) > 0,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all(underWay);
    },
  };
}

const answerSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().nullish() })).nullish(),
});

/** An answer that says nothing of failures is a success; one that names nothing understandable fails the batch. */
function failedItems(answer: unknown): string[] {
  if (answer === null || answer === undefined) return [];
  const read = answerSchema.safeParse(answer);
  return read.success
    ? (read.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? '')
    : [''];
}
