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
export const codeKey = (code: string): Key => single('CODE', code);
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

/** Order of a worklist: open before ended, urgent before normal, then by time left to act. */
export const worklistSort = (request: {
  readonly id: string;
  readonly ended: boolean;
  readonly urgent: boolean;
  readonly dueAt: string | null;
}): string => `${request.ended ? 1 : 0}#${request.urgent ? 0 : 1}#${request.dueAt ?? '9999'}#${request.id}`;
