import { requestKey } from '../../adapters/dynamodb/keys.ts';
import { readLooks } from '../../adapters/dynamodb/looks.ts';
import { everyItem, type Found, readPersons } from '../../adapters/dynamodb/person-data.ts';
import { changeRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { filesOf } from '../../domain/media/files.ts';
import { recorded } from '../../domain/request/act.ts';
import { met } from '../../domain/request/clocks.ts';
import { type Handler, withDue } from '../../domain/request/handling.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';

/** Everything that is held on a person; that it was handed out stands on each request's timeline before it is. */
export async function exportPerson(
  table: Table,
  found: Found,
  { username }: Handler,
  reason: string,
  at: string,
) {
  const requests = [];
  for (const { id } of found.requests) {
    const noted = await changeRequest(
      table,
      id,
      (request) =>
        request === null
          ? { refusal: 'gone' as const }
          : {
              ...recorded(request, handedOut(request, at), {
                type: 'exported',
                reason,
                at,
                by: username,
                publish: [],
              }),
              timers: [],
            },
      { closedBooks: true },
    );
    if (noted.kind === 'changed') requests.push(await heldOn(table, noted.request, at));
  }
  return {
    at,
    addresses: found.addresses,
    requests,
    sharedPhones: found.shared,
    persons: await readPersons(table, found.addresses),
    related: found.related,
  };
}

/** The copy is what the person was owed. */
const handedOut = (request: LegalAidRequest, at: string): LegalAidRequest => ({
  ...request,
  ...withDue({ clocks: met(request.clocks, at, ({ kind }) => kind === 'data-access') }),
});

async function heldOn(table: Table, request: LegalAidRequest, at: string) {
  const [timeline, looks, sendings] = await Promise.all([
    readTimeline(table, request.id),
    readLooks(table, request.id),
    everyItem(table, requestKey(request.id).pk, 'SENDING#'),
  ]);
  const files = [...filesOf(timeline, Date.parse(at))].map(([id, { attachment, state }]) => ({
    id,
    kind: attachment.kind,
    ...(attachment.name === undefined ? {} : { name: attachment.name }),
    ...state,
  }));
  return { request, timeline, messages: sendings.map(({ pk: _, sk: __, ...rest }) => rest), files, looks };
}
