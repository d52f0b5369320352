import { z } from 'zod';

export interface StreamMapping {
  readonly id: string;
  readonly table: string;
  /** The stream's ARN in the template, as the function sees it. */
  readonly streamArn: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly bisects: boolean;
  readonly reportsItemFailures: boolean;
  /** Undefined: as long as the record is in the stream. */
  readonly maximumRetries: number | undefined;
  readonly maximumAgeMilliseconds: number | undefined;
  readonly failureQueue: string | undefined;
  readonly accepts: (record: unknown) => boolean;
}

export const streamRecord = z.looseObject({
  eventID: z.string(),
  dynamodb: z.looseObject({ SequenceNumber: z.string(), ApproximateCreationDateTime: z.number() }),
});

export type StreamRecord = z.infer<typeof streamRecord>;

const batch = z.object({ Records: z.array(streamRecord) });

/** Milliseconds since the first record of a batch was written; the engine dates it to the second, by the machine's time. */
export function ageOf(event: unknown): number {
  const [first] = batch.safeParse(event).data?.Records ?? [];
  return first ? Date.now() - first.dynamodb.ApproximateCreationDateTime * 1000 : 0;
}
