import { steppedBack } from '../../domain/intake/happened.ts';
import type { Person } from '../../domain/person/person.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { codeKey, personKey } from './keys.ts';
import { codeRecord, personRecord } from './records.ts';
import { readRequest } from './requests.ts';
import { getItem, type Table, transact } from './table.ts';
import { putPerson } from './write-parts.ts';

/** A request by its id or its code, with or without hyphen; null where there is none. */
export async function findRequest(table: Table, named: string): Promise<LegalAidRequest | null> {
  const code = named.replace(/\D/g, '');
  if (!/^\d{4}[\s-]?\d{4}$/.test(named.trim())) return readRequest(table, named);
  const item = await getItem(table, codeKey(code));
  return item ? readRequest(table, codeRecord.parse(item).requestId) : null;
}

export async function readPerson(table: Table, address: string): Promise<Person | null> {
  const item = await getItem(table, personKey(address));
  return item ? personRecord.parse(item.person) : null;
}

const TRIES = 3;

/** A human writes: the automatic part steps back in that chat. Lost races are tried again; the text has left anyway. */
export async function stepBack(
  table: Table,
  address: string,
  conversation: string,
  request: LegalAidRequest,
  at: string,
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const person = await readPerson(table, address);
    if (person === null) return;
    const talks = steppedBack(conversation, person, request, at);
    if ((await transact(table, [putPerson(table, { ...person, talks })])).done) return;
  }
}
