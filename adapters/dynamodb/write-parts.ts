import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Timer } from '../../domain/intake/routing.ts';
import type { Person } from '../../domain/person/person.ts';
import type { SharedPhone } from '../../domain/person/shared-phone.ts';
import { isHidden } from '../../domain/request/erasure.ts';
import { hasEnded } from '../../domain/request/lifecycle.ts';
import type { LegalAidRequest, RequestEvent } from '../../domain/request/request.ts';
import { timeToLive } from '../../domain/retention/retention.ts';
import {
  assigneePartition,
  centrePartition,
  eventKey,
  HIDDEN_PARTITION,
  type Key,
  outboxShard,
  personKey,
  requestKey,
  sharedPhoneKey,
  statePartition,
  timerKey,
  timerShard,
  worklistSort,
} from './keys.ts';
import { type Table, toItem } from './table.ts';

/** The parts a transaction is made of, one item each. */

/** Puts an item that must not exist yet; one that has expired and was not deleted so far is not there. */
export const putAbsent = (table: Table, item: Key & Record<string, unknown>): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: toItem(item),
    ConditionExpression: 'attribute_not_exists(pk) OR #ttl <= :now',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: toItem({ ':now': Math.floor(Date.now() / 1000) }),
  },
});

/** What belongs to the synthetic citizen goes away by itself. */
export function withTimeToLive(
  parts: readonly TransactWriteItem[],
  { synthetic }: Pick<LegalAidRequest, 'synthetic'>,
): TransactWriteItem[] {
  if (!synthetic) return [...parts];
  const ttl = toItem(timeToLive('synthetic', Date.now()));
  return parts.map((part) =>
    part.Put ? { Put: { ...part.Put, Item: { ...part.Put.Item, ...ttl } } } : part,
  );
}

/** The request after its next events, which are one as a rule; a new one may begin with several. */
export function putRequest(table: Table, request: LegalAidRequest, events = 1): TransactWriteItem {
  const item = { ...requestKey(request.id), request, ...worklistKeys(request) };
  return request.sequence === events
    ? putAbsent(table, item)
    : {
        Put: {
          TableName: table.name,
          Item: toItem(item),
          ConditionExpression: '#r.#s = :before',
          ExpressionAttributeNames: { '#r': 'request', '#s': 'sequence' },
          ExpressionAttributeValues: toItem({ ':before': request.sequence - events }),
        },
      };
}

function worklistKeys(request: LegalAidRequest): Record<string, string> {
  const { centre, state, assignee, synthetic } = request;
  if (isHidden(request))
    return { centrePk: HIDDEN_PARTITION, worklistSk: `${request.updatedAt}#${request.id}` };
  if (centre === null || synthetic || request.erasure !== undefined) return {};
  return {
    centrePk: centrePartition(centre),
    statePk: statePartition(centre, state),
    ...(assignee === null ? {} : { assigneePk: assigneePartition(centre, assignee) }),
    worklistSk: worklistSort({
      id: request.id,
      ended: hasEnded(state),
      urgent: request.urgency === 'urgent',
      dueAt: request.dueAt,
      createdAt: request.createdAt,
      updatedAt: request.updatedAt,
    }),
  };
}

/** A timeline event; the mark `outbox` stays until the relay has told the bus. */
export const putEvent = (table: Table, event: RequestEvent): TransactWriteItem =>
  putAbsent(table, {
    ...eventKey(event.requestId, event.sequence),
    event,
    ...(event.publish.length > 0 ? { outbox: outboxShard(event.requestId), outboxAt: event.at } : {}),
  });

export function putPerson(table: Table, person: Person): TransactWriteItem {
  const item = { ...personKey(person.address), person: { ...person, version: person.version + 1 } };
  return person.version === 0
    ? putAbsent(table, item)
    : {
        Put: {
          TableName: table.name,
          Item: toItem(item),
          ConditionExpression: '#p.#v = :before',
          ExpressionAttributeNames: { '#p': 'person', '#v': 'version' },
          ExpressionAttributeValues: toItem({ ':before': person.version }),
        },
      };
}

/** One of a kind for a request; of messages, of the law's clocks and of calls that have left it one each. */
const keyOf = ({ requestId, kind, message, clock, entries }: Timer): Key =>
  timerKey(requestId, kind, message?.id ?? clock ?? entries?.[0]);

/** The evidence of a shared number; a later sharing of the same number for the same request takes its place. */
export const putSharedPhone = (table: Table, evidence: SharedPhone): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: toItem({ ...sharedPhoneKey(evidence.requestId, evidence.phone), shared: evidence }),
  },
});

/** A newer timer of the same kind takes the older one's place; where `fired` is given, only that one's. */
export const putTimer = (table: Table, timer: Timer, fired?: Timer): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: toItem({
      ...keyOf(timer),
      timerShard: timerShard(timer.requestId),
      dueAt: timer.dueAt,
      timer,
    }),
    ...(fired ? stillDue(fired) : {}),
  },
});

/** Takes a timer away; refused where it was fired or replaced meanwhile. */
export const deleteTimer = (table: Table, timer: Timer): TransactWriteItem => ({
  Delete: {
    TableName: table.name,
    Key: toItem({ ...keyOf(timer) }),
    ...stillDue(timer),
  },
});

const stillDue = ({ dueAt }: Timer) => ({
  ConditionExpression: '#d = :d',
  ExpressionAttributeNames: { '#d': 'dueAt' },
  ExpressionAttributeValues: toItem({ ':d': dueAt }),
});
