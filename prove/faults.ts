import type { Dice } from './dice.ts';

/** What may go wrong with any call of a function to AWS or to a provider. */
const OF_ANY_CALL = [
  /** Refused before anything was done, in the service's own words. */
  'throttle',
  'server-error',
  /** The connection ends before the call arrived. */
  'reset-before',
  /** Done, and then nobody hears of it: the connection ends, or hangs until the caller gives up. */
  'reset-after',
  'hang-after',
  /** Done, and the answer ends in its middle, or is no answer at all. */
  'cut-after',
  'garbage-after',
  'slow',
] as const;
/** With what may go wrong with some kinds of calls only. */
export const FAULTS = [
  ...OF_ANY_CALL,
  /** Done in part, with status 200. */
  'partial',
  /** An index answers as it stood a while ago. */
  'stale',
  /** A transaction is told that another one was in its way. */
  'conflict',
  /** The service is away for a while. */
  'away',
] as const;
export type Fault = (typeof FAULTS)[number];

/** A call as the proxy sees it. */
export interface Called {
  /** `dynamodb`, `sqs`, `events`, `s3`, `execute-api`, `twilio`, `zalo` or another name of a service. */
  readonly service: string;
  readonly operation: string;
  /** The function that calls. */
  readonly caller: string;
}

/** How often a call is disturbed, from 0 to 1: the first ones of a kind more often, so that rare ones have their share. */
const RATE = 0.06;
const FIRST_RATE = 0.25;
const FIRST = 8;

/** The fault for the next call of its kind, null for none. */
export function faultFor(dice: Dice, { service, operation, caller }: Called): Fault | null {
  const place = `${caller} ${service}:${operation}`;
  const rate = (dice.turns().get(place) ?? 0) < FIRST ? FIRST_RATE : RATE;
  if (dice.next(place) >= rate) return null;
  return dice.pick(`${place} kind`, kindsFor(service, operation));
}

function kindsFor(service: string, operation: string): readonly Fault[] {
  // A file of other bytes than its own is no fault of the wire: nobody could tell.
  if (/^(GET|DELETE) file$|^GET$/.test(operation))
    return OF_ANY_CALL.filter((kind) => kind !== 'garbage-after');
  if (service === 'dynamodb' && operation === 'Query') return [...OF_ANY_CALL, 'stale', 'stale', 'stale'];
  if (service === 'dynamodb' && operation === 'TransactWriteItems') return [...OF_ANY_CALL, 'conflict'];
  if (/^(BatchGetItem|BatchWriteItem|PutEvents|SendMessageBatch)$/.test(operation))
    return [...OF_ANY_CALL, 'partial', 'partial'];
  return OF_ANY_CALL;
}
