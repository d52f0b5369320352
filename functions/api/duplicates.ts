import { readPerson } from '../../adapters/dynamodb/lookups.ts';
import { readRequest } from '../../adapters/dynamodb/requests.ts';
import { findRequests } from '../../adapters/dynamodb/search.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { type Handler, maySee } from '../../domain/request/handling.ts';
import { addressOn } from '../../domain/request/reply.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { LIKENESSES, type Likeness, likeness } from '../../domain/search/likeness.ts';
import { type Sought, termsOf } from '../../domain/search/terms.ts';
import { listedView } from './view.ts';

/** Requests that are shown; more are a case for the search. */
const MOST = 10;

/** The stronger the reason, the higher: a number, then a name with the matter, then a name. */
const WEIGHT: Readonly<Record<Likeness, number>> = { phone: 8, earlier: 4, name: 2, matter: 1 };
const weight = (why: ReadonlySet<Likeness>): number =>
  [...why].reduce((sum, reason) => sum + WEIGHT[reason], 0);

/**
 * Requests that may be the same case (Điều 9.4 Luật Trợ giúp pháp lý): a hint, never a ground for anything by itself.
 * By number and name within the request's centre; a person's own chain of requests wherever the one who asks may look.
 */
export async function duplicatesOf(table: Table, handler: Handler, request: LegalAidRequest, now: number) {
  const found = new Map<string, { request: LegalAidRequest; why: Set<Likeness> }>();
  const add = (other: LegalAidRequest, reasons: readonly Likeness[]) => {
    if (reasons.length === 0 || other.id === request.id || !maySee(handler, other)) return;
    const known = found.get(other.id) ?? { request: other, why: new Set<Likeness>() };
    for (const why of reasons) known.why.add(why);
    found.set(other.id, known);
  };
  for (const other of await alike(table, request)) add(other, likeness(request, other));
  for (const other of await earlier(table, request)) add(other, ['earlier', ...likeness(request, other)]);
  return [...found.values()]
    .sort((a, b) => weight(b.why) - weight(a.why) || b.request.createdAt.localeCompare(a.request.createdAt))
    .slice(0, MOST)
    .map(({ request: other, why }) => ({
      request: listedView(other, now),
      why: LIKENESSES.filter((reason) => why.has(reason)),
    }));
}

/** Those of the same centre with one of its numbers or names. */
async function alike(table: Table, request: LegalAidRequest): Promise<LegalAidRequest[]> {
  if (request.centre === null) return [];
  const { phones, names } = termsOf(request);
  const looking: Sought[] = [
    ...phones.map((phone) => ({ kind: 'phone' as const, phone })),
    ...names.map((tokens) => ({ kind: 'name' as const, tokens })),
  ];
  return findRequests(table, [request.centre], looking);
}

/** The earlier ones of the same address, and the one that it has open. */
async function earlier(table: Table, request: LegalAidRequest): Promise<LegalAidRequest[]> {
  const requests = await chain(table, request.earlierRequest);
  for (const channel of ['sms', 'zalo'] as const) {
    const address = addressOn(channel, request);
    const open = address === null ? null : ((await readPerson(table, address))?.openRequest ?? null);
    if (open !== request.id) requests.push(...(await chain(table, open)));
  }
  return requests;
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
