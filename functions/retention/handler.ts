import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { endedBefore } from '../../adapters/dynamodb/worklist.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { openBucket } from '../../adapters/s3/files.ts';
import { endOf, type Periods } from './end-of.ts';

const means = { table: openTable(setting('TABLE_NAME')), bucket: openBucket(setting('MEDIA_BUCKET')) };

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Left out, what has ended is kept. */
const days = (name: string): number | null =>
  process.env[name] === undefined ? null : Number(process.env[name]) * DAY;
const periods: Periods = { request: days('REQUEST_DAYS'), case: days('CASE_DAYS') };

/** Milliseconds of one run, well before the function's end; what is left comes the next night. */
const WITHIN = 240_000;

/**
 * Erases what has been kept for as long as data/retention.json says, and goes on with erasures that stopped half-way.
 * @throws when one could not be erased, so that the function's error alarm rings; the next night tries it again
 */
export const handler = async (): Promise<void> => {
  const begun = Date.now();
  const until = begun + WITHIN;
  const shortest = Math.min(...Object.values(periods).filter((each) => each !== null));
  // An hour: whoever is at it now is not disturbed.
  const keys = await endedBefore(means.table, null, begun - HOUR);
  if (Number.isFinite(shortest))
    for (const { code } of directory.centres)
      keys.push(...(await endedBefore(means.table, code, begun - shortest)));
  let [erased, failures] = [0, 0];
  for (const { pk } of keys) {
    if (Date.now() > until) break;
    const requestId = pk.slice(pk.indexOf('#') + 1);
    try {
      if (await endOf(means, requestId, periods, begun, until)) erased += 1;
    } catch (error) {
      failures += 1;
      log('error', 'retention.failed', { requestId, error: errorKind(error) });
    }
  }
  log('info', 'retention.done', { erased, looked: keys.length });
  if (failures > 0) throw new Error(`${failures} requests could not be erased`);
};
