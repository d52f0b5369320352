import { setting } from '../../adapters/configuration.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { openBus } from '../../adapters/eventbridge/publish.ts';
import { log } from '../../adapters/log/log.ts';
import { publishAndClear, unpublished } from '../../adapters/outbox.ts';

const table = openTable(setting('TABLE_NAME'));
const bus = openBus(setting('BUS_NAME'));

/** Milliseconds after which the stream has had its chance. */
const STALE = 2 * 60_000;

/**
 * Stands behind the relay: publishes again what still bears its outbox mark after two minutes.
 * @throws when something could not be published, so that the function's error alarm rings
 */
export const handler = async (): Promise<void> => {
  const events = await unpublished(table, new Date(Date.now() - STALE).toISOString());
  if (events.length === 0) return;
  const done = await publishAndClear(table, bus, events);
  log('warn', 'sweep.republished', { found: events.length, published: done.size });
  if (done.size < events.length)
    throw new Error(`${events.length - done.size} events could not be published`);
};
