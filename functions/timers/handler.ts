import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { refreshCalendars } from '../../adapters/dynamodb/calendars.ts';
import type { Key } from '../../adapters/dynamodb/keys.ts';
import { changeRequest } from '../../adapters/dynamodb/requests.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { dropTimer, dueTimers, readTimer, receivedSequence } from '../../adapters/dynamodb/timers.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import type { Timer } from '../../domain/intake/routing.ts';
import { fire } from '../../domain/request/fire.ts';

const table = openTable(setting('TABLE_NAME'));

/** Rounds of one run; what is left is due again in a minute. */
const ROUNDS = 20;

/**
 * Fires what is due, each timer once: it goes away in the transaction that does its work.
 * @throws when a timer could not be fired, so that the function's error alarm rings; it stays due
 */
export const handler = async (): Promise<void> => {
  await refreshCalendars(table, Date.now());
  let failures = 0;
  const tried = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const due = (await dueTimers(table, new Date().toISOString())).filter(
      ({ pk, sk }) => !tried.has(`${pk} ${sk}`),
    );
    if (due.length === 0) break;
    for (const key of due) {
      tried.add(`${key.pk} ${key.sk}`);
      failures += await fireOne(key);
    }
  }
  if (failures > 0) throw new Error(`${failures} timers could not be fired`);
};

/** How many failed: 0 or 1. */
async function fireOne(key: Key): Promise<number> {
  try {
    const timer = await readTimer(table, key);
    if (timer !== null && timer.dueAt <= new Date().toISOString()) await fireTimer(timer);
    return 0;
  } catch (error) {
    log('error', 'timer.failed', { error: errorKind(error) });
    return 1;
  }
}

async function fireTimer(timer: Timer): Promise<void> {
  const received = timer.kind === 'delivery' ? await receivedSequence(table, timer.requestId) : 0;
  const now = Date.now();
  const changed = await changeRequest(
    table,
    timer.requestId,
    (request) =>
      (request && fire(timer, request, { now, directory, received })) ?? { refusal: 'nothing-owed' },
    { fired: timer },
  );
  if (changed.kind === 'refused') await dropTimer(table, timer);
  if (changed.kind === 'changed')
    log('info', 'timer.fired', { kind: timer.kind, requestId: timer.requestId });
}
