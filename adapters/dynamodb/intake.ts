import { createHash } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Contact } from '../../domain/contact/contact.ts';
import type { Happening } from '../../domain/contact/happening.ts';
import type { OnDuty } from '../../domain/conversation/talk.ts';
import {
  codeOf,
  codesAreBlocked,
  type Decision,
  hiddenAreBlocked,
  isHidden,
  type KnownCode,
  type Situation,
  subjectOf,
} from '../../domain/intake/decide.ts';
import type { Happened } from '../../domain/intake/happened.ts';
import { newPerson, type Person } from '../../domain/person/person.ts';
import { sharedNumber } from '../../domain/person/shared-phone.ts';
import type { LegalAidRequest, RequestEvent } from '../../domain/request/request.ts';
import { timeToLive } from '../../domain/retention/retention.ts';
import { calendarsAreStale, keepCalendars } from './calendars.ts';
import { settingsIn } from './centres.ts';
import {
  calendarsKey,
  centreKey,
  codeKey,
  eventKey,
  inboundKey,
  type Key,
  listedKey,
  personKey,
  rateKey,
  requestKey,
} from './keys.ts';
import { onDutyIn } from './on-duty.ts';
import { codeRecord, eventRecord, inboundRecord, personRecord, requestRecord } from './records.ts';
import { searchParts } from './search.ts';
import { getItem, getItems, type Item, type Table, toItem, transact } from './table.ts';
import {
  putAbsent,
  putEvent,
  putPerson,
  putRequest,
  putSharedPhone,
  putTimer,
  withTimeToLive,
} from './write-parts.ts';

/** What the table knows when a contact comes in, or the stored answer when it came before. */
export type Loaded =
  | {
      readonly kind: 'fresh';
      readonly situation: Situation;
      /** Who is on duty at the centres that were asked for. */
      readonly onDuty: ReadonlyMap<string, readonly OnDuty[]>;
    }
  | { readonly kind: 'repeated'; readonly answer: string; readonly said?: string };

const answerBefore = (item: Item): { answer: string; said?: string } => {
  const { answer, said } = inboundRecord.parse(item);
  return { answer, ...(said === undefined ? {} : { said }) };
};

/** Whose call this is, for a callback that names no caller: whoever its arrival came from; null where nobody knows it. */
export async function callersAddress(
  table: Table,
  callSid: string,
  signal: AbortSignal,
): Promise<string | null> {
  const arrival = await getItem(table, inboundKey(`${callSid}:0`), signal);
  if (typeof arrival?.requestId !== 'string') return null;
  const item = await getItem(table, requestKey(arrival.requestId), signal);
  return stillOpenTo(item)?.address ?? null;
}

/** What all hidden numbers together tried within this hour. */
const hiddenKey = (now: number): Key => rateKey('wrong-codes-hidden', Math.floor(now / 3_600_000));

/**
 * Two read calls at the most: the contact's own items in one, its request in the other. A call that keys in the code of
 * another request is the one that takes a third: what it has told so far goes there.
 * @param rings centres whose rosters may be asked for, by the person who calls: read with the request
 */
export async function loadSituation(
  table: Table,
  contact: Contact,
  now: number,
  signal: AbortSignal,
  rings: (person: Person) => readonly string[] = () => [],
): Promise<Loaded> {
  const code = codeOf(contact);
  const number = sharedNumber(contact);
  const keys = [
    inboundKey(contact.providerEventId),
    personKey(contact.address),
    ...(contact.listedAs === undefined ? [] : [listedKey(contact.listedAs)]),
    // Once a minute the centres' working time comes along: no call more.
    ...(calendarsAreStale(now) ? [calendarsKey] : []),
    ...(code ? [codeKey(code)] : []),
    ...(number ? [personKey(number)] : []),
    ...(isHidden(contact) && contact.input.kind === 'keys' ? [hiddenKey(now)] : []),
  ];
  const found = new Map(
    (await getItems(table, keys, signal)).map((item, index) => [keys[index]?.pk ?? '', item]),
  );
  const at = (key: Key): Item | null => found.get(key.pk) ?? null;
  const inbound = at(inboundKey(contact.providerEventId));
  if (found.has(calendarsKey.pk)) keepCalendars(at(calendarsKey), now);
  if (inbound) return { kind: 'repeated', ...answerBefore(inbound) };
  if (listedBefore(contact, at)) return { kind: 'repeated', answer: '' };
  const hiddenWrongCodes = hiddenCount.parse(at(hiddenKey(now)) ?? {}).count ?? 0;
  const known = personOf(at(personKey(contact.address)), contact.address);
  const blocked = codesAreBlocked(known, now) || (isHidden(contact) && hiddenAreBlocked(hiddenWrongCodes));
  const led = code === null ? undefined : knownCode(at(codeKey(code)), blocked);
  const subject = subjectOf(known, contact, led, now);
  const theirs = number === null ? null : personOf(at(personKey(number)), number);
  const open = theirs?.openRequest ?? null;
  const centres = rings(known);
  const leaves = led ? leftBy(known, contact, led.requestId) : null;
  const { requests, settings } = await readRequests(table, [subject, open, leaves], centres, signal);
  const [request, other, left] = requests;
  return {
    kind: 'fresh',
    situation: {
      person: known,
      request: request ?? null,
      code: led,
      ...(theirs ? { shared: { person: theirs, open: other ?? null } } : {}),
      ...(hiddenWrongCodes > 0 ? { hiddenWrongCodes } : {}),
      ...(left ? { left: { request: left, entries: await latestEntries(table, left, signal) } } : {}),
    },
    onDuty: new Map(
      centres.map((code, index) => [code, onDutyIn(settingsIn(settings[index] ?? null, code), now)]),
    ),
  };
}

/**
 * Whether the same message came in by its other name. Two webhooks with one message id are two events (the console's
 * test button gives each the same); a webhook and the nightly comparison are not.
 */
function listedBefore(contact: Contact, at: (key: Key) => Item | null): boolean {
  const { listedAs } = contact;
  const item = listedAs === undefined ? null : at(listedKey(listedAs));
  if (item === null) return false;
  return isFromList(contact) || listedRecord.parse(item).fromList;
}

const isFromList = ({ listedAs, providerEventId }: Pick<Contact, 'listedAs' | 'providerEventId'>): boolean =>
  listedAs !== undefined && providerEventId.startsWith(`${listedAs}:`);

const listedRecord = z.object({ fromList: z.boolean() });

/** Whether a contact of a provider's list was taken in, by its event or by its name in the list. */
export async function isKnown(table: Table, { providerEventId, listedAs }: Contact): Promise<boolean> {
  const keys = [inboundKey(providerEventId), ...(listedAs === undefined ? [] : [listedKey(listedAs)])];
  return (await getItems(table, keys)).some((item) => item !== null);
}

const listedPart = (table: Table, contact: Contact): TransactWriteItem[] =>
  contact.listedAs === undefined
    ? []
    : [
        {
          Put: {
            TableName: table.name,
            Item: toItem({
              ...listedKey(contact.listedAs),
              fromList: isFromList(contact),
              ...timeToLive('listed', Date.now()),
            }),
          },
        },
      ];

/** The request that a call leaves with a right code. */
function leftBy({ talks }: Person, { channel, conversation }: Contact, codesRequest: string): string | null {
  const running = channel === 'voice' ? talks[conversation] : undefined;
  return running && running.requestId !== codesRequest ? running.requestId : null;
}

/** The latest entries of a request, oldest first; a call has no more. */
async function latestEntries(
  table: Table,
  { id, sequence }: LegalAidRequest,
  signal: AbortSignal,
): Promise<RequestEvent[]> {
  const first = Math.max(1, sequence - MOST_BATCH + 1);
  const keys = Array.from({ length: sequence - first + 1 }, (_, index) => eventKey(id, first + index));
  const items = await getItems(table, keys, signal);
  return items.flatMap((item) => (item === null ? [] : [eventRecord.parse(item.event)]));
}

/** Items of one batch, DynamoDB's limit. */
const MOST_BATCH = 100;

const personOf = (item: Item | null, address: string): Person =>
  item ? personRecord.parse(item.person) : newPerson(address);

/** One or two requests in one call, in the order of their ids; none is read twice. The centres' settings come along. */
async function readRequests(
  table: Table,
  wanted: readonly (string | null)[],
  centres: readonly string[],
  signal: AbortSignal,
): Promise<{ requests: (LegalAidRequest | null)[]; settings: (Item | null)[] }> {
  const ids = [...new Set(wanted)].filter((id) => id !== null);
  const keys = [...ids.map(requestKey), ...centres.map(centreKey)];
  const items =
    keys.length === 1 && keys[0] !== undefined
      ? [await getItem(table, keys[0], signal)]
      : await getItems(table, keys, signal);
  const found = new Map(ids.map((id, index) => [id, items[index] ?? null]));
  const requests = wanted.map((id) => stillOpenTo(id === null ? null : (found.get(id) ?? null)));
  return { requests, settings: items.slice(ids.length) };
}

/** A request whose person had it erased takes nothing in any more: what comes now is new. */
function stillOpenTo(item: Item | null): LegalAidRequest | null {
  const request = item ? requestRecord.parse(item.request) : null;
  return request?.erasure ? null : request;
}
const hiddenCount = z.object({ count: z.exactOptional(z.number()) });

const knownCode = (item: Item | null, blocked: boolean): KnownCode | null =>
  item && !blocked ? codeRecord.parse(item) : null;

export type Committed =
  | { readonly kind: 'written' }
  /** The same provider event was written by another delivery of it. */
  | { readonly kind: 'repeated'; readonly answer: string; readonly said?: string }
  /** Somebody else moved the request or the person on: read again and decide again. */
  | { readonly kind: 'overtaken' };

/**
 * The one transaction of a contact: duplicate check, timeline event with its outbox mark, request, person, and what
 * came into the world with them (codes, timers).
 * @param answer stored with the duplicate check, given again to a repeated event
 */
export async function commitDecision(
  table: Table,
  contact: Contact,
  decision: Decision,
  answer: string,
  signal: AbortSignal,
  now = Date.now(),
): Promise<Committed> {
  const { person, before, request, brought, event, codes, timers, shared, hiddenWrongCodes } = decision;
  return commit(
    table,
    {
      ...inboundKey(contact.providerEventId),
      answer,
      requestId: request.id,
      ...(contact.channel === 'voice' ? { said: saidIn(contact) } : {}),
      ...timeToLive('inbound', now),
    },
    request,
    [
      ...requestParts(table, { request, brought, event, codes, timers }),
      putPerson(table, person),
      ...listedPart(table, contact),
      ...(shared ? [putPerson(table, shared.person), putSharedPhone(table, shared.evidence)] : []),
      // A new request is found by nothing yet, not even by its address.
      ...searchParts(table, decision.opened ? null : before, request),
      ...(hiddenWrongCodes === undefined ? [] : [hiddenPart(table, hiddenWrongCodes, now)]),
    ],
    signal,
  );
}

const digest = (text: string): string =>
  text === '' ? '' : createHash('sha256').update(text).digest('base64url').slice(0, 12);

/** What was pressed, and what was said, by their digests: so other keys under the same turn are seen to be others. */
export function saidIn({ input }: Contact): string {
  switch (input.kind) {
    case 'keys':
      return `${digest(input.keys)}.${digest(input.speech ?? '')}`;
    case 'speech':
      return `.${digest(input.text)}`;
    default:
      return `${digest(JSON.stringify(input))}.`;
  }
}

/** The count one higher than it was read; refused where another hidden caller was faster. */
const hiddenPart = (table: Table, count: number, now: number): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: toItem({ ...hiddenKey(now), count, ...timeToLive('count', now) }),
    ConditionExpression: 'attribute_not_exists(pk) OR #c = :before',
    ExpressionAttributeNames: { '#c': 'count' },
    ExpressionAttributeValues: toItem({ ':before': count - 1 }),
  },
});

const requestParts = (
  table: Table,
  {
    request,
    brought,
    event,
    codes,
    timers,
  }: Pick<Decision, 'request' | 'brought' | 'event' | 'codes' | 'timers'>,
): TransactWriteItem[] => [
  ...brought.map((each) => putEvent(table, each)),
  putEvent(table, event),
  putRequest(table, request, 1 + brought.length),
  ...codes.map(({ code, scope }) => putAbsent(table, { ...codeKey(code), requestId: request.id, scope })),
  ...timers.map((timer) => putTimer(table, timer)),
];

/** Everything that a provider's event changes, with its duplicate check first. */
async function commit(
  table: Table,
  check: Key & Item,
  request: Pick<LegalAidRequest, 'synthetic'>,
  parts: readonly TransactWriteItem[],
  signal: AbortSignal,
): Promise<Committed> {
  const all = withTimeToLive([putAbsent(table, check), ...parts], request);
  const written = await transact(table, all, signal);
  if (written.done) return { kind: 'written' };
  if (!written.refused.includes(0)) return { kind: 'overtaken' };
  const inbound = await getItem(table, { pk: check.pk, sk: check.sk }, signal);
  return inbound ? { kind: 'repeated', ...answerBefore(inbound) } : { kind: 'overtaken' };
}

/** The person a happening concerns and their open request; null when it was taken in before. */
export async function loadHappening(
  table: Table,
  { providerEventId, address, conversation }: Happening,
  signal: AbortSignal,
): Promise<{ person: Person; request: LegalAidRequest | null } | null> {
  const [inbound, item] = await getItems(table, [inboundKey(providerEventId), personKey(address)], signal);
  if (inbound) return null;
  const person = item ? personRecord.parse(item.person) : newPerson(address);
  const subject = person.talks[conversation]?.requestId ?? person.openRequest;
  const request = subject === null ? null : await getItem(table, requestKey(subject), signal);
  return { person, request: stillOpenTo(request) };
}

/** The one transaction of a happening. */
export const commitHappened = (
  table: Table,
  { providerEventId }: Happening,
  { person, written, codes, timers }: Happened,
  signal: AbortSignal,
): Promise<Committed> =>
  commit(
    table,
    {
      ...inboundKey(providerEventId),
      answer: '',
      ...(written ? { requestId: written.request.id } : {}),
      ...timeToLive('inbound', Date.now()),
    },
    written?.request ?? {},
    [
      ...(written ? requestParts(table, { ...written, brought: [], codes, timers }) : []),
      putPerson(table, person),
      // Of all happenings only one opens a request; the others change nothing it is found by.
      ...(written?.event.sequence === 1 ? searchParts(table, null, written.request) : []),
    ],
    signal,
  );
