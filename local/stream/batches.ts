import type { StreamMapping, StreamRecord } from './mapping.ts';

interface Batch {
  readonly wanted: StreamRecord[];
  /** How far the stream has been read with it. */
  last: StreamRecord;
}

/**
 * As Lambda fills a batch: only with what the mapping's filter lets through. One contact is five writes, of which the
 * bus is told of one.
 */
export function batchesOf(
  records: readonly StreamRecord[],
  { accepts, batchSize }: Pick<StreamMapping, 'accepts' | 'batchSize'>,
): Batch[] {
  const batches: Batch[] = [];
  for (const record of records) {
    const filling = batches.at(-1);
    const batch: Batch =
      filling && filling.wanted.length < batchSize ? filling : { wanted: [], last: record };
    if (batch !== filling) batches.push(batch);
    if (accepts(record)) batch.wanted.push(record);
    batch.last = record;
  }
  return batches;
}
