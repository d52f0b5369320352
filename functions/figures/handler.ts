import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { count } from '../../adapters/dynamodb/figures.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { contactReceived, envelope, requestChanged } from '../../events/registry.ts';

const table = openTable(setting('TABLE_NAME'));
const happened = envelope(z.union([requestChanged, contactReceived]));

/**
 * Counts a request anew after each thing that happened to it. What it counted for before is taken back in the same
 * write, so an event may come twice, late or out of order.
 */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  // One after the other: all of them add to the same few counters of the day.
  for (const record of Records) {
    if (!(await counted(record))) batchItemFailures.push({ itemIdentifier: record.messageId });
  }
  return { batchItemFailures };
};

async function counted({ body, messageId }: SQSRecord): Promise<boolean> {
  try {
    const { requestId, sequence } = happened.parse(JSON.parse(body)).detail;
    if (await count(table, requestId, sequence)) log('info', 'figures.counted', { requestId, sequence });
    return true;
  } catch (error) {
    log('error', 'figures.failed', { messageId, error: errorKind(error) });
    return false;
  }
}
