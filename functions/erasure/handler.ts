import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { setting } from '../../adapters/configuration.ts';
import { auditPart } from '../../adapters/dynamodb/audit.ts';
import { readRequest } from '../../adapters/dynamodb/requests.ts';
import { openTable, transact } from '../../adapters/dynamodb/table.ts';
import { addressesOf, eraseRequests } from '../../adapters/erase-request.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { openBucket } from '../../adapters/s3/files.ts';
import { erasureToGoOn } from '../../adapters/sqs/erasures.ts';
import { isUnderWay } from '../../domain/request/erasing.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { NATIONAL } from '../../domain/routing/directory.ts';

const table = openTable(setting('TABLE_NAME'));
const bucket = openBucket(setting('MEDIA_BUCKET'));

/** Milliseconds of one run, well before the function's end; what is left comes again from the queue. */
const WITHIN = 90_000;

/**
 * Goes on with erasures that took longer than their caller waits. Each run goes on where the last one stopped, so a
 * message may come as often as it likes; how far it has come, and that it is done, stands on the national desk's trail.
 */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const until = Date.now() + WITHIN;
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const record of Records)
    if (!(await wentOn(record, until))) batchItemFailures.push({ itemIdentifier: record.messageId });
  return { batchItemFailures };
};

async function wentOn({ body, messageId }: SQSRecord, until: number): Promise<boolean> {
  try {
    const { requests: ids, by, at } = erasureToGoOn.parse(JSON.parse(body));
    const read = await Promise.all(ids.map((id) => readRequest(table, id)));
    const requests = read.flatMap((request) => (request !== null && owes(request) ? [request] : []));
    const addresses = new Set<string>();
    for (const request of requests)
      for (const address of await addressesOf(table, request)) addresses.add(address);
    const { erased, locked, left } = await eraseRequests({ table, bucket }, requests, [...addresses], {
      by,
      at,
      until,
    });
    await transact(table, [
      auditPart(table, NATIONAL, {
        at: new Date().toISOString(),
        by,
        act: left.length === 0 ? 'erasure-done' : 'erasure-under-way',
        requests: (left.length === 0 ? ids : left).join(' '),
      }),
    ]);
    log('info', 'erasure.went-on', { erased: erased.length, locked: locked.length, left: left.length });
    return left.length === 0;
  } catch (error) {
    log('error', 'erasure.failed', { messageId, error: errorKind(error) });
    return false;
  }
}

const owes = (request: LegalAidRequest): boolean =>
  request.erasure?.kind !== 'erased' && !isUnderWay(request);
