import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { reasonOf } from '../failure.ts';
import type { Queues } from '../queue/queues.ts';
import type { StreamMapping, StreamRecord } from './mapping.ts';

export interface HandOnSettings {
  readonly mapping: StreamMapping;
  readonly queues: Queues;
  readonly region: string;
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Called when everything up to a record has been dealt with. */
  done(last: StreamRecord): Promise<void>;
  stopped(): boolean;
  log(line: string): void;
}

type Reason = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

const answerSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().nullish() })).nullish(),
});

const longestPause = 10_000;

/**
 * Hands records to the function until it has taken all of them, or they are too old, or were refused too often; what
 * is given up is told to the failure queue. Returns early only when the run is stopped.
 */
export async function handOn(records: StreamRecord[], settings: HandOnSettings, retries = 0): Promise<void> {
  const { mapping, done, stopped } = settings;
  let left = records;
  for (let attempt = retries; left.length > 0 && !stopped(); ) {
    const tooOld = left.filter((record) => isTooOld(record, mapping));
    if (tooOld.length > 0) {
      await giveUp(tooOld, 'RecordAgeExceeded', attempt, settings);
      left = left.filter((record) => !tooOld.includes(record));
      continue;
    }
    const failedFrom = await invokeOnce(left, settings);
    if (failedFrom === undefined) return;
    const taken = left[failedFrom - 1];
    if (taken) await done(taken);
    left = left.slice(failedFrom);
    const splits = mapping.bisects && failedFrom === 0 && left.length > 1;
    if (!splits && mapping.maximumRetries !== undefined && attempt >= mapping.maximumRetries)
      return giveUp(left, 'RetryAttemptsExhausted', attempt, settings);
    await pause(Math.min(longestPause, 100 * 2 ** attempt), stopped);
    if (splits) {
      // Splitting does not count as a retry.
      const middle = Math.ceil(left.length / 2);
      await handOn(left.slice(0, middle), settings, attempt);
      left = left.slice(middle);
    } else attempt++;
  }
}

/** The index of the first record that failed, or undefined when none did. */
async function invokeOnce(records: StreamRecord[], settings: HandOnSettings): Promise<number | undefined> {
  const { mapping, region, invoke, log } = settings;
  const about = { eventSource: 'aws:dynamodb', awsRegion: region, eventSourceARN: mapping.streamArn };
  try {
    const answer = await invoke(mapping.functionName, {
      Records: records.map((record) => ({ ...record, ...about })),
    });
    if (!mapping.reportsItemFailures || answer === null || answer === undefined) return undefined;
    const read = answerSchema.safeParse(answer);
    if (!read.success) return 0;
    const failed = (read.data.batchItemFailures ?? []).map(({ itemIdentifier }) =>
      records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
    );
    return failed.length === 0 ? undefined : Math.max(0, Math.min(...failed));
  } catch (error) {
    log(`${mapping.functionName} failed on ${records.length} records of the stream: ${reasonOf(error)}`);
    return 0;
  }
}

/** By the machine's time, in which the engine dates its records. */
function isTooOld({ dynamodb }: StreamRecord, { maximumAgeMilliseconds }: StreamMapping): boolean {
  if (maximumAgeMilliseconds === undefined) return false;
  return Date.now() - dynamodb.ApproximateCreationDateTime * 1000 > maximumAgeMilliseconds;
}

/** Lambda tells where the records stood, not what they said. */
async function giveUp(
  records: StreamRecord[],
  condition: Reason,
  attempt: number,
  { mapping, queues, log }: HandOnSettings,
): Promise<void> {
  const [first] = records;
  const last = records.at(-1);
  log(`${mapping.functionName} gave up ${records.length} records of the stream (${condition}).`);
  if (!first || !last || mapping.failureQueue === undefined) return;
  await queues.send(mapping.failureQueue, {
    body: JSON.stringify({
      requestContext: {
        requestId: randomUUID(),
        functionArn: mapping.functionArn,
        condition,
        approximateInvokeCount: attempt + 1,
      },
      version: '1.0',
      timestamp: new Date().toISOString(),
      DDBStreamBatchInfo: {
        startSequenceNumber: first.dynamodb.SequenceNumber,
        endSequenceNumber: last.dynamodb.SequenceNumber,
        batchSize: records.length,
        streamArn: mapping.streamArn,
      },
    }),
  });
}

async function pause(milliseconds: number, stopped: () => boolean): Promise<void> {
  const ends = performance.now() + milliseconds;
  while (!stopped() && performance.now() < ends)
    await new Promise((resolve) => setTimeout(resolve, Math.min(100, Math.max(1, ends - performance.now()))));
}
