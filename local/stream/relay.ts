import { z } from 'zod';
import { type Dynamo, DynamoCallError } from '../engine/dynamo.ts';
import { reasonOf } from '../failure.ts';
import type { Queues } from '../queue/queues.ts';
import type { Store } from '../store.ts';
import { batchesOf } from './batches.ts';
import { handOn } from './hand-on.ts';
import { type StreamMapping, type StreamRecord, streamRecord } from './mapping.ts';

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

const recordsSchema = z.object({
  Records: z.array(streamRecord).default([]),
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
interface Checkpoint {
  readonly stream: string;
  /** The last record of each shard that was handed on. */
  readonly shards: Record<string, string>;
}

/** Writes wake the relay at once; what other programs write to the same engine is found this much later. */
const idleMilliseconds = 500;

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
    const remember = async (shard: string, { dynamodb }: StreamRecord) => {
      shards[shard] = dynamodb.SequenceNumber;
      await store.commit(() => checkpoints.put([mapping.id], { stream, shards }));
    };
    for (const shard of await shardsOf(stream)) {
      while (!stopped && !closed.has(shard)) {
        const iterator = iterators.get(shard) ?? (await iteratorOf(stream, shard, shards[shard]));
        const { Records, NextShardIterator } = recordsSchema.parse(
          await dynamo.call('GetRecords', { ShardIterator: iterator, Limit: 1000 }),
        );
        for (const { wanted, last } of batchesOf(Records, mapping)) {
          if (stopped) return;
          await handOnBatch(shard, wanted, last, remember);
        }
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

  async function handOnBatch(
    shard: string,
    records: StreamRecord[],
    last: StreamRecord,
    remember: (shard: string, record: StreamRecord) => Promise<void>,
  ): Promise<void> {
    const done = (record: StreamRecord) => remember(shard, record);
    await handOn(records, { mapping, queues, region, invoke, done, stopped: () => stopped, log });
    if (!stopped) await done(last);
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
