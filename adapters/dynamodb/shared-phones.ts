import type { Person } from '../../domain/person/person.ts';
import { newPerson } from '../../domain/person/person.ts';
import type { SharedPhone } from '../../domain/person/shared-phone.ts';
import { personKey, requestKey, SHARED_PHONES_OF } from './keys.ts';
import { personRecord, sharedPhoneRecord } from './records.ts';
import { getItem, query, type Table } from './table.ts';

/** The number shared last for a request and not taken back, with who has it; null where there is none. */
export async function readSharedPhone(
  table: Table,
  requestId: string,
): Promise<{ shared: SharedPhone; person: Person } | null> {
  const { items } = await query(table, {
    partition: ['pk', requestKey(requestId).pk],
    sort: { name: 'sk', beginsWith: SHARED_PHONES_OF },
  });
  const shared = items
    .map((item) => sharedPhoneRecord.parse(item.shared))
    .filter(({ undone }) => undone === undefined)
    .sort((one, other) => one.at.localeCompare(other.at))
    .at(-1);
  if (shared === undefined) return null;
  const item = await getItem(table, personKey(shared.phone));
  return { shared, person: item ? personRecord.parse(item.person) : newPerson(shared.phone) };
}
