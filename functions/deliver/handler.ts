import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { setting } from '../../adapters/configuration.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { recordReceipt } from '../../adapters/dynamodb/timers.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { envelope, requestRouted } from '../../events/registry.ts';

const table = openTable(setting('TABLE_NAME'));
const delivery = envelope(requestRouted);

/**
 * Behind every centre's inbox: records that the centre has the request. A receipt only moves forward, so the same
 * event may come as often as it likes. Outward notices need a confirmed contact of the centre; none is known yet.
 */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const failed = await Promise.all(Records.map(deliver));
  return { batchItemFailures: failed.flatMap((id) => (id === null ? [] : [{ itemIdentifier: id }])) };
};

/** The message's id where it has to come again. */
async function deliver({ body, messageId }: SQSRecord): Promise<string | null> {
  try {
    const { detail } = delivery.parse(JSON.parse(body));
    const { requestId, centre, sequence } = detail;
    const first = await recordReceipt(table, { requestId, centre, sequence, at: new Date().toISOString() });
    log('info', 'deliver.received', { requestId, centre, sequence, first });
    return null;
  } catch (error) {
    log('error', 'deliver.failed', { messageId, error: errorKind(error) });
    return messageId;
  }
}
