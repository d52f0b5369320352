import { readPerson } from '../../adapters/dynamodb/lookups.ts';
import { readRequest } from '../../adapters/dynamodb/requests.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { type Handler, maySee } from '../../domain/request/handling.ts';
import { addressOn } from '../../domain/request/reply.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { listedView } from './view.ts';

/** Requests of one person that are looked at; more are a case for the search. */
const MOST = 10;

type Why = 'phone' | 'name' | 'earlier';

/**
 * Requests that may be the same case (Điều 9.4 Luật Trợ giúp pháp lý): a hint, never a ground for anything by itself.
 * Only within the reach of the one who asks.
 */
export async function duplicatesOf(table: Table, handler: Handler, request: LegalAidRequest, now: number) {
  const found = new Map<string, { request: LegalAidRequest; why: Set<Why> }>();
  const add = (other: LegalAidRequest | null, why: Why) => {
    if (other === null || other.id === request.id || !maySee(handler, other)) return;
    const known = found.get(other.id) ?? { request: other, why: new Set<Why>() };
    known.why.add(why);
    found.set(other.id, known);
  };
  for (const channel of ['sms', 'zalo'] as const) {
    const address = addressOn(channel, request);
    const open = address === null ? null : ((await readPerson(table, address))?.openRequest ?? null);
    for (const other of await chain(table, open)) add(other, 'phone');
  }
  for (const other of await chain(table, request.earlierRequest)) add(other, 'earlier');
  return [...found.values()].map(({ request: other, why }) => ({
    request: listedView(other, now),
    why: [...why],
  }));
}

/** A person's requests, the latest first: each names the one before. */
async function chain(table: Table, latest: string | null): Promise<LegalAidRequest[]> {
  const requests: LegalAidRequest[] = [];
  let next = latest;
  while (next !== null && requests.length < MOST) {
    const request: LegalAidRequest | null = await readRequest(table, next);
    if (request === null) break;
    requests.push(request);
    next = request.earlierRequest;
  }
  return requests;
}
