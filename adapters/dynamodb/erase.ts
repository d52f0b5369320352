import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { personLimit } from '../../domain/outbound/limits.ts';
import type { Person } from '../../domain/person/person.ts';
import {
  anonymous,
  closedBooks,
  isRedacted,
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
import { eventRecord, personRecord } from './records.ts';
import { changeRequest } from './requests.ts';
import { getItem, type Item, query, type Table, toItem, transact, updateItem } from './table.ts';
import { putPerson } from './write-parts.ts';

const remove = (table: Table, key: Key) =>
  table.client.send(new DeleteItemCommand({ TableName: table.name, Key: toItem({ ...key }) }));

/**
 * First step for a request; nothing where it was taken before.
 * @param kindOf decides on the request as it is in the moment of the writing; null leaves it as it is
 * @returns how its books are closed; null where it stays as it is
 */
export async function closeBooks(
  table: Table,
  id: string,
  kindOf: (request: LegalAidRequest) => ClosedBooks | null,
  by: string,
  at: string,
): Promise<ClosedBooks | null> {
  const closed = await changeRequest(
    table,
    id,
    (request) => {
      if (request === null || request.erasure) return { refusal: 'done' as const, kind: kindIn(request) };
      const kind = kindOf(request);
      return kind === null ? { refusal: 'kept' as const, kind } : closedBooks(request, kind, by, at);
    },
    { closedBooks: true },
  );
  if (closed.kind === 'barred') throw new Error('the books of a request could not be closed');
  return closed.kind === 'refused' ? closed.refusal.kind : kindIn(closed.request);
}

type ClosedBooks = Exclude<Erasure['kind'], 'erased'>;

/** What is erased is gone through once more, and nothing is found. */
const kindIn = (request: LegalAidRequest | null): ClosedBooks | null =>
  request && (request.erasure?.kind === 'locked' ? 'locked' : 'erasing');

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
  const done = await changeRequest(
    table,
    request.id,
    (now) => (now && unlocked(now, then, by, at, reason)) ?? { refusal: 'not-locked' as const },
    { closedBooks: true, parts: then === 'restore' ? [codeAgain(table, request)] : [] },
  );
  return done.kind === 'changed';
}

/** Absent, or still there where the lock was not quite done: nobody else's is taken. */
const codeAgain = (table: Table, { id, code }: LegalAidRequest) => ({
  Put: {
    TableName: table.name,
    Item: toItem({ ...codeKey(code), requestId: id, scope: 'request' }),
    ConditionExpression: 'attribute_not_exists(pk) OR #r = :r',
    ExpressionAttributeNames: { '#r': 'requestId' },
    ExpressionAttributeValues: toItem({ ':r': id }),
  },
});

/** Last step: the request itself, and with it the entries it is found by. */
export const makeAnonymous = (table: Table, id: string, by: string, at: string) =>
  changeRequest(
    table,
    id,
    (request) =>
      request?.erasure?.kind === 'erasing' ? anonymous(request, by, at) : { refusal: 'done' as const },
    { closedBooks: true },
  );

/**
 * Items of a request that go away whole: timers and sendings hold words, files and shared numbers speak for themselves.
 * The terms of the erasure itself run on until it is done.
 */
const GOES = /^(TIMER(?!#(clock|national)#data-)|SENDING|FILE|PHONE)#/;
/** Items worked on at once: one after the other a request with thousands of entries would take too long. */
const AT_ONCE = 10;
/** Items read at once. */
const PAGE = 200;

/**
 * Everything of a request but the request itself: codes and duplicate checks first, since only the timeline knows them.
 * Who looked, what was counted and what reached the centre stays: it names nobody outside.
 * @param until milliseconds since 1970: after it nothing more is begun
 * @returns whether nothing is left; again goes on where it stopped
 */
export async function eraseParts(table: Table, request: LegalAidRequest, until: number): Promise<boolean> {
  await remove(table, codeKey(request.code));
  let after: Item | null = null;
  do {
    const page: Awaited<ReturnType<typeof query>> = await query(table, {
      partition: ['pk', requestKey(request.id).pk],
      limit: PAGE,
      ...(after ? { after } : {}),
    });
    const steps = page.items.flatMap((item) => stepsFor(table, item));
    if (!(await inGroups(steps, until))) return false;
    after = page.next;
    // A page that was done before costs one read only: the next one is looked at all the same, so that each run gets on.
    if (after && steps.length > 0 && Date.now() > until) return false;
  } while (after);
  return true;
}

type Step = () => Promise<unknown>;

function stepsFor(table: Table, item: Item): Step[] {
  const [pk, sk] = [String(item.pk), String(item.sk)];
  if (GOES.test(sk)) return [() => remove(table, { pk, sk })];
  if (!sk.startsWith(EVENTS_OF)) return [];
  const event = eventRecord.parse(item.event);
  return isRedacted(event) ? [] : [() => eraseEvent(table, event)];
}

/** Whether all steps were taken before the time was over. */
async function inGroups(steps: readonly Step[], until: number): Promise<boolean> {
  for (let start = 0; start < steps.length; start += AT_ONCE) {
    if (start > 0 && Date.now() > until) return false;
    await Promise.all(steps.slice(start, start + AT_ONCE).map((step) => step()));
  }
  return true;
}

/** The codes of a request whose books are kept lead nowhere any more. */
export async function eraseCodes(table: Table, request: LegalAidRequest, timeline: readonly RequestEvent[]) {
  const codes = [request.code, ...timeline.flatMap(({ contactCode }) => contactCode ?? [])];
  await inGroups(
    codes.map((code) => () => remove(table, codeKey(code))),
    Number.POSITIVE_INFINITY,
  );
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
