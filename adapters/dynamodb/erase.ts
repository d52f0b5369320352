import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { personLimit } from '../../domain/outbound/limits.ts';
import type { Person } from '../../domain/person/person.ts';
import {
  anonymous,
  closedBooks,
  redacted,
  type UNLOCKINGS,
  unlocked,
  withoutRequests,
} from '../../domain/request/erasing.ts';
import type { Erasure } from '../../domain/request/erasure.ts';
import type { LegalAidRequest, RequestEvent } from '../../domain/request/request.ts';
import {
  codeKey,
  EVENTS_OF,
  eventKey,
  inboundKey,
  type Key,
  personKey,
  rateKey,
  requestKey,
} from './keys.ts';
import { everyItem } from './person-data.ts';
import { eventRecord, personRecord } from './records.ts';
import { changeRequest } from './requests.ts';
import { getItem, type Table, toItem, transact, updateItem } from './table.ts';
import { putAbsent, putPerson } from './write-parts.ts';

const remove = (table: Table, key: Key) =>
  table.client.send(new DeleteItemCommand({ TableName: table.name, Key: toItem({ ...key }) }));

/** First step for a request; nothing where it was taken before. */
export const closeBooks = (
  table: Table,
  id: string,
  kind: Exclude<Erasure['kind'], 'erased'>,
  by: string,
  at: string,
) =>
  changeRequest(
    table,
    id,
    (request) =>
      request === null || request.erasure ? { refusal: 'done' as const } : closedBooks(request, kind, by, at),
    { closedBooks: true },
  );

/**
 * Ends the lock of a case, with its code leading to it again where it is restored.
 * @returns false where it is not locked
 */
export async function unlock(
  table: Table,
  request: LegalAidRequest,
  then: (typeof UNLOCKINGS)[number],
  { by, at, reason }: { readonly by: string; readonly at: string; readonly reason?: string },
): Promise<boolean> {
  const code = { ...codeKey(request.code), requestId: request.id, scope: 'request' };
  const done = await changeRequest(
    table,
    request.id,
    (now) => (now && unlocked(now, then, by, at, reason)) ?? { refusal: 'not-locked' as const },
    { closedBooks: true, parts: then === 'restore' ? [putAbsent(table, code)] : [] },
  );
  return done.kind === 'changed';
}

/** Last step: the request itself, and with it the entries it is found by. */
export const makeAnonymous = (table: Table, id: string, by: string, at: string) =>
  changeRequest(
    table,
    id,
    (request) =>
      request?.erasure?.kind === 'erasing' ? anonymous(request, by, at) : { refusal: 'done' as const },
    { closedBooks: true },
  );

/** Items of a request that go away whole: timers and sendings hold words, files and shared numbers speak for themselves. */
const GOES = /^(TIMER|SENDING|FILE|PHONE)#/;
/** Items worked on at once. */
const AT_ONCE = 10;

/**
 * Everything of a request but the request itself: codes and duplicate checks first, since only the timeline knows them.
 * Who looked, what was counted and what reached the centre stays: it names nobody outside.
 */
export async function eraseParts(table: Table, request: LegalAidRequest): Promise<void> {
  await remove(table, codeKey(request.code));
  const items = await everyItem(table, requestKey(request.id).pk);
  const going = items.filter(({ sk }) => GOES.test(String(sk)));
  await inGroups(going, ({ pk, sk }) => remove(table, { pk: String(pk), sk: String(sk) }));
  const events = items.flatMap((item) =>
    String(item.sk).startsWith(EVENTS_OF) ? [eventRecord.parse(item.event)] : [],
  );
  await inGroups(events, (event) => eraseEvent(table, event));
}

/** One after the other a request with thousands of entries would take longer than its caller waits. */
async function inGroups<T>(all: readonly T[], act: (each: T) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < all.length; start += AT_ONCE)
    await Promise.all(all.slice(start, start + AT_ONCE).map(act));
}

/** The codes of a request whose books are kept lead nowhere any more. */
export async function eraseCodes(table: Table, request: LegalAidRequest, timeline: readonly RequestEvent[]) {
  const codes = [request.code, ...timeline.flatMap(({ contactCode }) => contactCode ?? [])];
  await inGroups(codes, (code) => remove(table, codeKey(code)));
}

async function eraseEvent(table: Table, event: RequestEvent): Promise<void> {
  const { providerEventId, contactCode, channel, requestId, sequence } = event;
  if (contactCode !== undefined) await remove(table, codeKey(contactCode));
  if (providerEventId !== undefined) await eraseCheck(table, providerEventId, channel);
  // The outbox mark is not touched: what the bus has not heard yet it still hears, ids only.
  await updateItem(table, {
    Key: toItem(eventKey(requestId, sequence)),
    UpdateExpression: 'SET #e = :e',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#e': 'event' },
    ExpressionAttributeValues: toItem({ ':e': redacted(event) }),
  });
}

/** Zalo's event ids name the user; the others stay as a duplicate check, without the answer that was given. */
async function eraseCheck(table: Table, providerEventId: string, channel: RequestEvent['channel']) {
  const key = inboundKey(providerEventId);
  if (channel === 'zalo') return void (await remove(table, key));
  if ((await getItem(table, key)) === null) return;
  await updateItem(table, {
    Key: toItem({ ...key }),
    UpdateExpression: 'SET #a = :none REMOVE #s',
    ExpressionAttributeNames: { '#a': 'answer', '#s': 'said' },
    ExpressionAttributeValues: toItem({ ':none': '' }),
  });
}

const TRIES = 8;

/**
 * Takes these requests out of what is kept of the user of an address, and the whole where nothing else is left.
 * @param now milliseconds since 1970
 */
export async function eraseFromPerson(
  table: Table,
  address: string,
  requests: ReadonlySet<string>,
  now: number,
): Promise<void> {
  const limit = personLimit(address);
  const stretch = Math.floor(now / limit.within);
  for (const each of [stretch - 1, stretch]) await remove(table, rateKey(limit.name, each));
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const item = await getItem(table, personKey(address));
    if (item === null) return;
    const person = personRecord.parse(item.person);
    const left = withoutRequests(person, requests);
    if ((await transact(table, [left ? putPerson(table, left) : deletePerson(table, person)])).done) return;
  }
  throw new Error('a person wrote too often while their data were erased');
}

const deletePerson = (table: Table, { address, version }: Person) => ({
  Delete: {
    TableName: table.name,
    Key: toItem({ ...personKey(address) }),
    ConditionExpression: '#p.#v = :v',
    ExpressionAttributeNames: { '#p': 'person', '#v': 'version' },
    ExpressionAttributeValues: toItem({ ':v': version }),
  },
});
