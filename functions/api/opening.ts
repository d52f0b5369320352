import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { hasOpened, needsReason, openedPart, readLooks, recordLook } from '../../adapters/dynamodb/looks.ts';
import { changeRequest, readRequest } from '../../adapters/dynamodb/requests.ts';
import { json, notFound, reasonNeeded } from '../../adapters/http/problem.ts';
import { maySee, opened, withinReach } from '../../domain/request/handling.ts';
import { full } from './acting.ts';
import type { Call } from './call.ts';
import type { openBody } from './desk-schemas.ts';

type Result = Promise<APIGatewayProxyStructuredResultV2>;

/** Hours for which a reason counts: a working day. */
const HOURS = 8;

/** The one route under a request that asks for the reason itself. */
const ASKING = 'POST /api/requests/{id}/open';
const READING = 'GET /api/requests/{id}';

/**
 * The national desk reads what lies with it, what nobody has yet and what it works on; for a centre's request it says
 * why first. Asked for every route under a request. Oversight is never locked out: a plain reading without a reason is
 * served, and stands in the centre's timeline as one without a reason; with `ask=reason`, as the console reads, it is
 * refused until a reason is given, and so is everything else.
 * @returns the refusal, or null when nothing stands in the way
 */
export async function withoutReason(
  { table, handler, path, query, now }: Omit<Call, 'body'>,
  route: string,
): Promise<APIGatewayProxyStructuredResultV2 | null> {
  if (handler.role !== 'national' || path.id === undefined || route === ASKING) return null;
  const request = await readRequest(table, path.id);
  const at = new Date(now).toISOString();
  if (request === null || !(await needsReason(table, handler, request, at))) return null;
  if (route === READING && query.ask !== 'reason') {
    if (!(await hasOpened(table, request.id, unexplained(handler.username), at)))
      await open({ table, handler, now }, request.id, null, unexplained(handler.username));
    return null;
  }
  return reasonNeeded();
}

/** Under which name it is remembered that somebody has read without a reason. */
const unexplained = (username: string): string => `${username} without a reason`;

function open(
  { table, handler, now }: Pick<Call, 'table' | 'handler' | 'now'>,
  id: string,
  reason: string | null,
  name: string,
) {
  const at = new Date(now).toISOString();
  const until = new Date(now + HOURS * 3_600_000).toISOString();
  return changeRequest(table, id, withinReach(handler, at, opened(reason)), {
    parts: [openedPart(table, id, name, until)],
    closedBooks: true,
  });
}

/** Opens a centre's request to the national desk for a working day; the reason stands in its timeline. */
export async function openRequest(call: Call<z.infer<typeof openBody>>): Result {
  const { table, handler, path, body, now } = call;
  const changed = await open(call, path.id ?? '', body.reason, handler.username);
  if (changed.kind !== 'changed') return notFound();
  // The answer is the request: who opens it has read it.
  await recordLook(table, changed.request.id, handler, new Date(now).toISOString());
  return full(call, changed.request, 200);
}

/** Who has read a request: for everybody who may read it. */
export async function listLooks({ table, handler, path }: Call): Result {
  const request = await readRequest(table, path.id ?? '');
  if (request === null || !maySee(handler, request)) return notFound();
  return json(200, { items: await readLooks(table, request.id) });
}
