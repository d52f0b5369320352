import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { refreshCalendars } from '../../adapters/dynamodb/calendars.ts';
import type { Key } from '../../adapters/dynamodb/keys.ts';
import { changeRequest } from '../../adapters/dynamodb/requests.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { dropTimer, dueTimers, readTimer, receivedSequence } from '../../adapters/dynamodb/timers.ts';
import { inLanes } from '../../adapters/lanes.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import type { Timer } from '../../domain/intake/routing.ts';
import { fire } from '../../domain/request/fire.ts';
import { handOver } from './succeed.ts';

const table = openTable(setting('TABLE_NAME'));

/** Rounds of one run; what is left is due again in a minute. */
const ROUNDS = 20;
/** Requests whose timers are fired at once: a rush of calls is due together, one by one it would outlast the run. */
const AT_ONCE = 8;
/** Milliseconds after which nothing more is begun: the function has 50 seconds. */
const ENOUGH = 40_000;

/**
 * First lets successors have what closed centres had. Then fires what is due, each timer once: it goes away in the
 * transaction that does its work.
 * @throws when a timer could not be fired, so that the function's error alarm rings; it stays due
 */
export const handler = async (): Promise<void> => {
  const ends = performance.now() + ENOUGH;
  await refreshCalendars(table, Date.now());
  // Half of the time: a centre with thousands of requests keeps nobody's timer from firing.
  let failures = await handOver(table, directory, () => performance.now() <= ends - ENOUGH / 2);
  const tried = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const due = (await dueTimers(table, new Date().toISOString())).filter(
      ({ pk, sk }) => !tried.has(`${pk} ${sk}`),
    );
    if (due.length === 0 || performance.now() > ends) break;
    for (const { pk, sk } of due) tried.add(`${pk} ${sk}`);
    failures += await fireAll(due, ends);
  }
  if (failures > 0)
    throw new Error(`${failures} timers could not be fired, or requests of a closed centre not handed over`);
};

/** How many failed. Those of one request are fired in their order. */
async function fireAll(due: readonly Key[], ends: number): Promise<number> {
  const requests = [...new Set(due.map(({ pk }) => pk))];
  let failures = 0;
  await inLanes(requests, AT_ONCE, async (request) => {
    if (performance.now() >= ends) return;
    for (const key of due) {
      if (key.pk !== request) continue;
      const failed = await fireOne(key);
      failures += failed;
    }
  });
  return failures;
}

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
    // The terms of an erasure that has begun still ring; of all else nothing is owed on closed books.
    { fired: timer, closedBooks: timer.kind === 'clock' || timer.kind === 'national' },
  );
  if (changed.kind === 'refused') await dropTimer(table, timer);
  if (changed.kind !== 'changed') return;
  const { requestId, kind } = timer;
  log('info', 'timer.fired', { kind, requestId });
  // After two minutes the bus may only have been slow; after half an hour more the centre's inbox is not read.
  if (timer.again) log('error', 'delivery.missing', { requestId, centre: changed.request.centre ?? '' });
}
