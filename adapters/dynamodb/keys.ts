import { createHash } from 'node:crypto';

/** Every key shape of the table; nothing else in the code spells one. */

export const TABLE_INDEXES = {
  byCentre: 'by-centre',
  byState: 'by-state',
  byAssignee: 'by-assignee',
  timers: 'timers',
  outbox: 'outbox',
} as const;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const single = (kind: string, id: string): Key => ({ pk: `${kind}#${id}`, sk: kind });

export const requestKey = (id: string): Key => single('REQUEST', id);
export const personKey = (address: string): Key => single('PERSON', address);
export const inboundKey = (providerEventId: string): Key => single('INBOUND', providerEventId);
/**
 * A message by its name in the provider's own lists, beside the duplicate check of the event that brought it; a hash, for
 * the name holds the user and the check outlives an erasure: what was erased is not taken in from the list again.
 */
export const listedKey = (listedAs: string): Key =>
  single('LISTED', createHash('sha256').update(listedAs).digest('base64url'));
export const codeKey = (code: string): Key => single('CODE', code);
/** Whether a centre was told of an event in one way; goes away by itself. */
export const noticeKey = (eventId: string, way: string): Key => ({ pk: `NOTICE#${eventId}`, sk: way });
/** How the last telling of a centre went, way by way. */
export const noticesKey = (centre: string): Key => single('NOTICES', centre);
/** What a centre has entered about itself. */
export const centreKey = (code: string): Key => single('CENTRE', code);
/** The working time of every centre that has entered its own, in one item: one read serves all. */
export const calendarsKey: Key = single('CALENDARS', 'all');
/** The names of a centre's handlers; each change of the team takes its turn here. */
export const teamKey = (centre: string): Key => single('TEAM', centre);
/** What was done about a centre or its people, by whom: beside the requests' own trail. */
export const auditKey = (centre: string, at: string, id: string): Key => ({
  pk: `AUDIT#${centre}`,
  sk: `${at}#${id}`,
});
export const handlerKey = (username: string): Key => single('HANDLER', username);
export const tokenKey = (name: string): Key => single('TOKEN', name);
/** Which message of ours a provider's message id means. */
export const sentKey = (provider: string, providerMessageId: string): Key =>
  single('SENT', `${provider}:${providerMessageId}`);
/** A counter of one stretch of time; its items go away by themselves. */
export const rateKey = (name: string, stretch: number): Key => single('RATE', `${name}:${stretch}`);

const padded = (sequence: number): string => String(sequence).padStart(6, '0');
export const eventKey = (requestId: string, sequence: number): Key => ({
  pk: `REQUEST#${requestId}`,
  sk: `EVENT#${padded(sequence)}`,
});
export const EVENTS_OF = 'EVENT#';
/** One timer of a kind for a request; of postponed messages and of the law's clocks (`which`) one each. */
export const timerKey = (requestId: string, kind: string, which?: string): Key => ({
  pk: `REQUEST#${requestId}`,
  sk: which === undefined ? `TIMER#${kind}` : `TIMER#${kind}#${which}`,
});
export const sendingKey = (requestId: string, messageId: string): Key => ({
  pk: `REQUEST#${requestId}`,
  sk: `SENDING#${messageId}`,
});
/** How far the file of an attachment has come. */
export const fileItemKey = (requestId: string, attachmentId: string): Key => ({
  pk: `REQUEST#${requestId}`,
  sk: `FILE#${attachmentId}`,
});
/** The evidence of a number shared on Zalo. */
export const sharedPhoneKey = (requestId: string, phone: string): Key => ({
  pk: `REQUEST#${requestId}`,
  sk: `${SHARED_PHONES_OF}${phone}`,
});
export const SHARED_PHONES_OF = 'PHONE#';
/** A centre's receipt of a request in its inbox. */
export const deliveredKey = (requestId: string, centre: string): Key => ({
  pk: `REQUEST#${requestId}`,
  sk: `DELIVERED#${centre}`,
});
/** Where a request is found by a telephone number, and by a part of a name, within a centre. */
export const phoneEntryKey = (centre: string, phone: string, requestId: string): Key => ({
  pk: `PHONE#${centre}#${phone}`,
  sk: requestId,
});
export const nameEntryKey = (centre: string, token: string, createdAt: string, requestId: string): Key => ({
  pk: `NAME#${centre}#${token}`,
  sk: `${createdAt}#${requestId}`,
});
/** Every request that began at an address (`tel:+84…`, `zalo:…`), in whatever centre: for the rights of the person. */
export const addressEntryKey = (address: string, requestId: string): Key => ({
  pk: `ADDRESS#${address}`,
  sk: requestId,
});
/** Until when somebody of the national desk may read a centre's request, having said why. */
export const openedKey = (requestId: string, username: string): Key => ({
  pk: `REQUEST#${requestId}`,
  sk: `OPENED#${username}`,
});
export const LOOKS_OF = 'LOOK#';
/** A ticket that lets one console open one live connection, by its hash. */
export const ticketKey = (hash: string): Key => single('TICKET', hash);
/** Counters of a day (`YYYY-MM-DD`, Vietnam's) of a centre, and of all under `all`. */
export const figureKey = (centre: string, day: string): Key => ({ pk: `FIGURE#${centre}`, sk: day });
/** What a request counts for, so that it can be taken back. */
export const countedKey = (requestId: string): Key => ({ pk: `REQUEST#${requestId}`, sk: 'COUNTED' });
/** Who looked at a request in which minute. */
export const lookKey = (requestId: string, minute: string, username: string): Key => ({
  pk: `REQUEST#${requestId}`,
  sk: `LOOK#${minute}#${username}`,
});

/** Spread over a few partitions, since every message passes through these two indexes. */
export const SHARDS = 4;
const shardOf = (id: string): number => {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  return sum % SHARDS;
};
export const timerShard = (requestId: string): string => `TIMER#${shardOf(requestId)}`;
export const outboxShard = (requestId: string): string => `OUTBOX#${shardOf(requestId)}`;
export const shards = (prefix: 'TIMER' | 'OUTBOX'): string[] =>
  Array.from({ length: SHARDS }, (_, shard) => `${prefix}#${shard}`);

export const centrePartition = (centre: string): string => `CENTRE#${centre}`;
export const statePartition = (centre: string, state: string): string => `CENTRE#${centre}#STATE#${state}`;
export const assigneePartition = (centre: string, assignee: string): string =>
  `CENTRE#${centre}#ASSIGNEE#${assignee}`;

/**
 * Order of a worklist: open before ended; the open by urgency, then by time left to act, then the oldest; of the ended
 * those first of which something is still owed (a file, an answer to a complaint), then the latest.
 */
export const worklistSort = (request: {
  readonly id: string;
  readonly ended: boolean;
  readonly urgent: boolean;
  readonly dueAt: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}): string =>
  request.ended && request.dueAt !== null
    ? `${OWING_ONES}${request.dueAt}#${request.createdAt}#${request.id}`
    : request.ended
      ? `${endedSort(Date.parse(request.updatedAt))}#${request.id}`
      : `${openOnes(request.urgent)}${request.dueAt ?? NEVER}#${request.createdAt}#${request.id}`;

/** Where the ended ones of a moment (ms) begin; earlier ones come behind. */
export const endedSort = (at: number): string => `${ENDED_ONES}${LAST_MOMENT - at}`;

/** A moment of thirteen digits (November 2286): what is taken from it sorts backwards in time. */
const LAST_MOMENT = 9_999_999_999_999;
const NEVER = '9999';
/** Beginnings of the worklist's sort key. */
export const ENDED_ONES = '1#';
/** Ended, and something is owed: before the thirteen digits of the others, none of which begins with 0. */
export const OWING_ONES = `${ENDED_ONES}0#`;
export const OPEN_ONES = '0#';
export const openOnes = (urgent: boolean): string => `${OPEN_ONES}${urgent ? 0 : 1}#`;
export const connectionKey = (id: string): Key => single('CONNECTION', id);
/** Hidden requests (locked cases, erasures that are not done yet) in the index by centre, the longest untouched first. */
export const HIDDEN_PARTITION = 'HIDDEN';
/** The live connections of a centre, in the index by centre. */
export const livePartition = (centre: string): string => `LIVE#${centre}`;
