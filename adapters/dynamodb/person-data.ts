import type { Person } from '../../domain/person/person.ts';
import type { SharedPhone } from '../../domain/person/shared-phone.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { addressEntryKey, type Key, personKey, phoneEntryKey, requestKey, SHARED_PHONES_OF } from './keys.ts';
import { personRecord, requestRecord, sharedPhoneRecord } from './records.ts';
import { getItem, getItems, type Item, query, type Table } from './table.ts';

/** Whose data are asked for: of a request, of a number (E.164) or of a Zalo user. */
export type Asked =
  | { readonly requestId: string }
  | { readonly phone: string }
  | { readonly zaloUserId: string };

export interface Found {
  readonly requests: readonly LegalAidRequest[];
  /** Addresses that lead to them, and the one that was asked for. */
  readonly addresses: readonly string[];
  readonly shared: readonly SharedPhone[];
  /** Requests that only mention the number, or were joined by hand: whose they are is for a person to say. */
  readonly related: readonly string[];
}

/** Every item of one partition, page by page. */
export async function everyItem(table: Table, pk: string, beginsWith?: string): Promise<Item[]> {
  const items: Item[] = [];
  let after: Item | null = null;
  do {
    const page: Awaited<ReturnType<typeof query>> = await query(table, {
      partition: ['pk', pk],
      ...(beginsWith === undefined ? {} : { sort: { name: 'sk', beginsWith } }),
      ...(after ? { after } : {}),
    });
    items.push(...page.items);
    after = page.next;
  } while (after);
  return items;
}

/**
 * Everything that belongs to one person, as far as addresses tell: all requests that began at the address of the one
 * asked for. A number also finds the requests of those who named it as their own.
 * @param centres codes of all centres, closed ones too
 */
export async function findPerson(table: Table, centres: readonly string[], asked: Asked): Promise<Found> {
  const requests = new Map<string, LegalAidRequest>();
  const related = new Set<string>();
  const addresses = new Set<string>();
  const waiting: string[] = [];
  const reach = (address: string) => {
    if (!/^(tel|zalo|call):/.test(address) || addresses.has(address)) return;
    addresses.add(address);
    waiting.push(address);
  };
  const take = (request: LegalAidRequest) => {
    if (requests.has(request.id)) return;
    requests.set(request.id, request);
    for (const { id } of request.links) related.add(id);
    reach(request.address);
  };
  if ('requestId' in asked) {
    const item = await getItem(table, requestKey(asked.requestId));
    if (item) take(requestRecord.parse(item.request));
  } else if ('phone' in asked) {
    reach(`tel:${asked.phone}`);
    for (const request of await naming(table, centres, asked.phone)) {
      if (request.facts.phone === asked.phone) take(request);
      else if (request.address !== `tel:${asked.phone}`) related.add(request.id);
    }
  } else reach(`zalo:${asked.zaloUserId}`);
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const entries = await everyItem(table, addressEntryKey(address, '').pk);
    const ids = entries.map(({ sk }) => String(sk)).filter((id) => !requests.has(id));
    for (const request of await readAll(table, ids)) take(request);
  }
  const shared: SharedPhone[] = [];
  for (const { id } of requests.values()) {
    const items = await everyItem(table, requestKey(id).pk, SHARED_PHONES_OF);
    shared.push(...items.map((item) => sharedPhoneRecord.parse(item.shared)));
  }
  for (const { phone } of shared) addresses.add(phone);
  return {
    requests: [...requests.values()],
    addresses: [...addresses],
    shared,
    related: [...related].filter((id) => !requests.has(id)),
  };
}

/** Requests of any centre that are found by a number. */
async function naming(table: Table, centres: readonly string[], phone: string): Promise<LegalAidRequest[]> {
  const entries = await Promise.all(
    centres.map((centre) => everyItem(table, phoneEntryKey(centre, phone, '').pk)),
  );
  return readAll(table, [...new Set(entries.flat().map(({ requestId }) => String(requestId)))]);
}

/** Keys of one read. */
const BATCH = 100;

async function readAll(table: Table, ids: readonly string[]): Promise<LegalAidRequest[]> {
  const requests: LegalAidRequest[] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    const keys: Key[] = ids.slice(start, start + BATCH).map((id) => requestKey(id));
    for (const item of await getItems(table, keys))
      if (item) requests.push(requestRecord.parse(item.request));
  }
  return requests;
}

/** What is kept of the users of these addresses. */
export async function readPersons(table: Table, addresses: readonly string[]): Promise<Person[]> {
  const persons = await Promise.all(addresses.map((address) => getItem(table, personKey(address))));
  return persons.flatMap((item) => (item ? [personRecord.parse(item.person)] : []));
}
