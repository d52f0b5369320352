import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Dynamo } from '../engine/dynamo.ts';
import { DynamoCallError } from '../engine/dynamo.ts';
import { reasonOf } from '../failure.ts';
import type { Queues } from '../queue/queues.ts';
import type { Store } from '../store.ts';

export interface StreamMapping {
  readonly id: string;
  readonly table: string;
  /** The stream's ARN in the template, as the function sees it. */
  readonly streamArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly windowMilliseconds: number;
  readonly bisects: boolean;
  readonly reportsItemFailures: boolean;
  /** Undefined: as long as the record is in the stream. */
  readonly maximumRetries: number | undefined;
  readonly maximumAgeMilliseconds: number | undefined;
  readonly failureQueue: string | undefined;
  readonly accepts: (record: unknown) => boolean;
}

export interface StreamRelay {
  /** The table was written to. */
  wake(): void;
  /** Resolves when everything written before the call has been handed on, or given up. */
  drained(): Promise<void>;
  stop(): Promise<void>;
}

interface Surroundings {
  readonly dynamo: Dynamo;
  readonly store: Store;
  readonly queues: Queues;
  readonly region: string;
  invoke(functionName: string, event: unknown): Promise<unknown>;
  log(line: string): void;
}

const recordSchema = z.looseObject({
  eventID: z.string(),
  dynamodb: z.looseObject({ SequenceNumber: z.string(), ApproximateCreationDateTime: z.number() }),
});
type StreamRecord = z.infer<typeof recordSchema>;

const recordsSchema = z.object({
  Records: z.array(recordSchema).default([]),
  NextShardIterator: z.string().nullish(),
});
const tableSchema = z.object({ Table: z.object({ LatestStreamArn: z.string() }) });
const streamSchema = z.object({
  StreamDescription: z.object({
    Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.string().nullish() })),
    LastEvaluatedShardId: z.string().nullish(),
  }),
});
const iteratorSchema = z.object({ ShardIterator: z.string() });
const answerSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().nullish() })).nullish(),
});

interface Checkpoint {
  readonly stream: string;
  /** The last record of each shard that was handed on. */
  readonly shards: Record<string, string>;
}

/** Writes wake the relay at once; what other programs write to the same engine is found this much later. */
const idleMilliseconds = 500;
const longestPause = 10_000;

/**
 * Feeds a function from a table's stream as Lambda's event source mapping does, one batch at a time in each shard, and
 * remembers on the disk how far it has come.
 */
export function relayStream(mapping: StreamMapping, surroundings: Surroundings): StreamRelay {
  const { dynamo, store, queues, region, invoke, log } = surroundings;
  const checkpoints = store.records<Checkpoint>('checkpoints');
  const iterators = new Map<string, string>();
  const closed = new Set<string>();
  let stopped = false;
  let wanted = true;
  let nudge: (() => void) | undefined;
  let rounds = 0;
  let roundEnded: (() => void)[] = [];

  function wake(): void {
    wanted = true;
    nudge?.();
  }

  async function pause(milliseconds: number): Promise<void> {
    if (wanted || stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      nudge = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    nudge = undefined;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      wanted = false;
      try {
        await readToTheEnd();
        rounds++;
      } catch (error) {
        iterators.clear();
        log(`The stream of ${mapping.table} cannot be read at the moment: ${reasonOf(error)}`);
        await new Promise((resolve) => setTimeout(resolve, 200));
        continue;
      } finally {
        const ended = roundEnded;
        roundEnded = [];
        for (const resolve of ended) resolve();
      }
      await pause(idleMilliseconds);
    }
  }

  async function readToTheEnd(): Promise<void> {
    const { Table } = tableSchema.parse(await dynamo.call('DescribeTable', { TableName: mapping.table }));
    const stream = Table.LatestStreamArn;
    const saved = checkpoints.get([mapping.id]);
    const shards: Record<string, string> = saved?.stream === stream ? { ...saved.shards } : {};
    const done = async (shard: string, sequence: string) => {
      shards[shard] = sequence;
      await store.commit(() => checkpoints.put([mapping.id], { stream, shards }));
    };
    for (const shard of await shardsOf(stream)) {
      while (!stopped && !closed.has(shard)) {
        const iterator = iterators.get(shard) ?? (await iteratorOf(stream, shard, shards[shard]));
        const { Records, NextShardIterator } = recordsSchema.parse(
          await dynamo.call('GetRecords', { ShardIterator: iterator, Limit: 1000 }),
        );
        for (let from = 0; from < Records.length && !stopped; from += mapping.batchSize)
          await handOn(shard, Records.slice(from, from + mapping.batchSize), done);
        if (stopped) return;
        if (NextShardIterator) iterators.set(shard, NextShardIterator);
        else closed.add(shard);
        if (Records.length === 0) break;
      }
    }
  }

  /** Parents come before their children: within a key the order is kept. */
  async function shardsOf(stream: string): Promise<string[]> {
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const { StreamDescription } = streamSchema.parse(
        await dynamo.call('DescribeStream', {
          StreamArn: stream,
          ...(after && { ExclusiveStartShardId: after }),
        }),
      );
      ids.push(...StreamDescription.Shards.map(({ ShardId }) => ShardId));
      after = StreamDescription.LastEvaluatedShardId ?? undefined;
    } while (after);
    return ids.sort();
  }

  async function iteratorOf(stream: string, shard: string, after: string | undefined): Promise<string> {
    const at = { StreamArn: stream, ShardId: shard };
    if (after !== undefined) {
      try {
        const position = { ...at, ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
        return iteratorSchema.parse(await dynamo.call('GetShardIterator', position)).ShardIterator;
      } catch (error) {
        if (!(error instanceof DynamoCallError) || error.code !== 'TrimmedDataAccessException') throw error;
      }
    }
    // Also for a mapping that starts at LATEST: in the cloud it is made together with the table.
    const position = { ...at, ShardIteratorType: 'TRIM_HORIZON' };
    return iteratorSchema.parse(await dynamo.call('GetShardIterator', position)).ShardIterator;
  }

  type Done = (shard: string, sequence: string) => Promise<void>;

  async function handOn(shard: string, records: StreamRecord[], done: Done): Promise<void> {
    const last = records.at(-1);
    const accepted = records.filter((record) => mapping.accepts(record));
    if (accepted.length > 0) await invokeUntilDone(shard, accepted, done, 0);
    if (last && !stopped) await done(shard, last.dynamodb.SequenceNumber);
  }

  async function invokeUntilDone(
    shard: string,
    batch: StreamRecord[],
    done: Done,
    retries: number,
  ): Promise<void> {
    let left = batch;
    for (let attempt = retries; left.length > 0; attempt++) {
      if (stopped) return;
      const overAge = left.filter((record) => olderThanAllowed(record));
      if (overAge.length > 0) {
        await giveUp(shard, overAge, attempt);
        left = left.filter((record) => !overAge.includes(record));
        continue;
      }
      const failedFrom = await invokeOnce(left);
      if (failedFrom === undefined) return;
      const handed = left[failedFrom - 1];
      if (handed) await done(shard, handed.dynamodb.SequenceNumber);
      left = left.slice(failedFrom);
      if (mapping.maximumRetries !== undefined && attempt >= mapping.maximumRetries) {
        await giveUp(shard, left, attempt);
        return;
      }
      await pauseBetweenAttempts(attempt);
      if (mapping.bisects && left.length > 1 && failedFrom === 0) {
        const middle = Math.ceil(left.length / 2);
        await invokeUntilDone(shard, left.slice(0, middle), done, attempt + 1);
        left = left.slice(middle);
      }
    }
  }

  /** The index of the first record that failed, or undefined when none did. */
  async function invokeOnce(records: StreamRecord[]): Promise<number | undefined> {
    try {
      const event = {
        Records: records.map((record) => ({
          ...record,
          eventSource: 'aws:dynamodb',
          awsRegion: region,
          eventSourceARN: mapping.streamArn,
        })),
      };
      const answer = await invoke(mapping.functionName, event);
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

  function olderThanAllowed({ dynamodb }: StreamRecord): boolean {
    if (mapping.maximumAgeMilliseconds === undefined) return false;
    return Date.now() - dynamodb.ApproximateCreationDateTime * 1000 > mapping.maximumAgeMilliseconds;
  }

  /** What Lambda leaves of records it gives up: where they stood, not what they said. */
  async function giveUp(shard: string, records: StreamRecord[], attempts: number): Promise<void> {
    const [first] = records;
    const last = records.at(-1);
    log(`${mapping.functionName} gave up ${records.length} records of the stream.`);
    if (!first || !last || mapping.failureQueue === undefined) return;
    await queues.send(mapping.failureQueue, {
      body: JSON.stringify({
        requestContext: {
          requestId: randomUUID(),
          functionArn: mapping.functionName,
          condition:
            attempts >= (mapping.maximumRetries ?? attempts) ? 'RetryAttemptsExhausted' : 'RecordAgeExceeded',
          approximateInvokeCount: attempts + 1,
        },
        version: '1.0',
        timestamp: new Date().toISOString(),
        DDBStreamBatchInfo: {
          shardId: shard,
          startSequenceNumber: first.dynamodb.SequenceNumber,
          endSequenceNumber: last.dynamodb.SequenceNumber,
          batchSize: records.length,
          streamArn: mapping.streamArn,
        },
      }),
    });
  }

  async function pauseBetweenAttempts(attempt: number): Promise<void> {
    const ends = Date.now() + Math.min(longestPause, 100 * 2 ** attempt);
    while (!stopped && Date.now() < ends)
      await new Promise((resolve) => setTimeout(resolve, Math.min(100, ends - Date.now())));
  }

  const running = run();
  return {
    wake,
    async drained() {
      // The round under way may have read before the last write; the one after it has not.
      const goal = rounds + 2;
      while (!stopped && rounds < goal) {
        wake();
        await new Promise<void>((resolve) => roundEnded.push(resolve));
      }
    },
    async stop() {
      stopped = true;
      nudge?.();
      await running;
    },
  };
}
