import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { hasName, narrowest, type Sought, termsOf } from '../../domain/search/terms.ts';
import { addressEntryKey, codeKey, type Key, nameEntryKey, phoneEntryKey, requestKey } from './keys.ts';
import { codeRecord, requestRecord } from './records.ts';
import { getItem, getItems, type Item, query, type Table, toItem } from './table.ts';

interface Entry {
  readonly key: Key;
  readonly item: Item;
}

/** The entries under which a request is found: by its address at once, in its centre when it has one. */
function entriesOf(request: LegalAidRequest | null): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  if (request === null || request.erasure?.kind === 'erased' || request.synthetic) return entries;
  const { id, centre, createdAt, address } = request;
  const add = (key: Key, item: Item) =>
    entries.set(`${key.pk}\n${key.sk}\n${JSON.stringify(item)}`, { key, item });
  if (/^(tel|zalo):/.test(address)) add(addressEntryKey(address, id), { requestId: id });
  if (centre === null || request.erasure?.kind === 'locked') return entries;
  const { phones, names } = termsOf(request);
  for (const phone of phones) add(phoneEntryKey(centre, phone, id), { requestId: id });
  // The whole name stands in each entry, so that several words narrow without another read.
  const words = [...new Set(names.flat())];
  for (const word of words) add(nameEntryKey(centre, word, createdAt, id), { requestId: id, words });
  return entries;
}

/**
 * What a change of a request writes for the search: nothing while address, names, numbers and centre stay.
 * @param before null for a request that was not there; @param after null for one that goes away
 */
export function searchParts(
  table: Table,
  before: LegalAidRequest | null,
  after: LegalAidRequest | null,
): TransactWriteItem[] {
  const old = entriesOf(before);
  const next = entriesOf(after);
  const puts = [...next].filter(([id]) => !old.has(id)).map(([, entry]) => entry);
  const kept = new Set([...next.values()].map(({ key }) => `${key.pk}\n${key.sk}`));
  const gone = [...old.values()].filter(({ key }) => !kept.has(`${key.pk}\n${key.sk}`));
  return [
    ...puts.map(({ key, item }) => ({ Put: { TableName: table.name, Item: toItem({ ...key, ...item }) } })),
    ...gone.map(({ key }) => ({ Delete: { TableName: table.name, Key: toItem(key) } })),
  ];
}

/** Requests shown of one search. */
export const MOST_FOUND = 50;
/** Entries of one name that are looked through, the latest first; who has more is looked for by number or code. */
const LOOKED_THROUGH = 500;

/** The requests of these centres that are looked for, the latest first. */
export async function findRequests(
  table: Table,
  centres: readonly string[],
  looking: readonly Sought[],
): Promise<LegalAidRequest[]> {
  const ids = new Set<string>();
  for (const one of looking) for (const id of await idsOf(table, centres, one)) ids.add(id);
  const items = await getItems(
    table,
    [...ids].slice(0, MOST_FOUND).map((id) => requestKey(id)),
  );
  return items
    .flatMap((item) => (item ? [requestRecord.parse(item.request)] : []))
    .filter((request) => looking.some((one) => isSought(request, one)))
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** The entry may be of a moment ago: what counts is how the request is now. */
function isSought(request: LegalAidRequest, looking: Sought): boolean {
  if (looking.kind === 'code') return true;
  const terms = termsOf(request);
  return looking.kind === 'phone' ? terms.phones.includes(looking.phone) : hasName(terms, looking.tokens);
}

async function idsOf(table: Table, centres: readonly string[], looking: Sought): Promise<string[]> {
  if (looking.kind === 'code') {
    const item = await getItem(table, codeKey(looking.code));
    return item ? [codeRecord.parse(item).requestId] : [];
  }
  const found = await Promise.all(
    centres.map((centre) =>
      looking.kind === 'phone'
        ? latest(table, phoneEntryKey(centre, looking.phone, '').pk, () => true)
        : latest(table, nameEntryKey(centre, narrowest(looking.tokens), '', '').pk, ({ words }) =>
            looking.tokens.every((token) => Array.isArray(words) && words.includes(token)),
          ),
    ),
  );
  return found.flat();
}

/** Request ids of one partition, the latest first. */
async function latest(table: Table, pk: string, fits: (item: Item) => boolean): Promise<string[]> {
  const { items } = await query(table, { partition: ['pk', pk], limit: LOOKED_THROUGH, backwards: true });
  return items
    .filter(fits)
    .map(({ requestId }) => String(requestId))
    .slice(0, MOST_FOUND);
}
