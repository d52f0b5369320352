import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { type AuditEntry, auditPart } from '../../adapters/dynamodb/audit.ts';
import { unlock } from '../../adapters/dynamodb/erase.ts';
import { type Asked, findPerson } from '../../adapters/dynamodb/person-data.ts';
import { readRequest } from '../../adapters/dynamodb/requests.ts';
import { openTable, transact } from '../../adapters/dynamodb/table.ts';
import { eraseRequest } from '../../adapters/erase-request.ts';
import { type ApiEvent, callerOf, jsonBody } from '../../adapters/http/api-call.ts';
import { exportBody, personBody, unlockBody } from '../../adapters/http/person-body.ts';
import { json, problem } from '../../adapters/http/problem.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { openBucket } from '../../adapters/s3/files.ts';
import { handOn } from '../../adapters/sqs/erasures.ts';
import { e164 } from '../../domain/contact/phone.ts';
import { NATIONAL } from '../../domain/routing/directory.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson, placeIn } from './export-person.ts';

const table = openTable(setting('TABLE_NAME'));
const bucket = openBucket(setting('MEDIA_BUCKET'));
const queue = setting('ERASURE_QUEUE_URL');

/** Milliseconds after which an answer says what is left over instead of doing it: nobody waits longer before a screen. */
const patience = Number(setting('ANSWER_SECONDS')) * 1000;

/** The rights of one person: what is held on them, and its erasure. For the national desk only; each call is audited. */
async function serve(event: ApiEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const handler = await callerOf(table, event);
  if (handler === null) return problem(403, 'You are not registered as a handler.');
  if (handler.role !== 'national') return problem(403, 'Your role may not do this.');
  const { username: by } = handler;
  if (event.routeKey.endsWith('/unlock')) return endLock(event, by);
  const exporting = event.routeKey.endsWith('/export');
  const parsed = (exporting ? exportBody : personBody).safeParse(jsonBody(event));
  if (!parsed.success) return problem(400, BODY);
  const body: z.infer<typeof exportBody> = parsed.data;
  const at = new Date().toISOString();
  const found = await findPerson(
    table,
    directory.centres.map(({ code }) => code),
    asked(body),
  );
  if ('requestId' in body && found.requests.length === 0) return problem(404, 'There is no such request.');
  const from = body.cursor === undefined ? null : placeIn(body.cursor, found);
  if (body.cursor !== undefined && from === null)
    return problem(400, 'The cursor belongs to another export.');
  const { reason } = body;
  await audit(exporting ? 'person-exported' : 'person-erased', found.requests, { at, by, reason });
  const until = Date.now() + patience;
  if (exporting) return json(200, await exportPerson(table, found, from, { by, reason, at, until }));
  const erased = await erasePerson({ table, bucket }, found, { by, at, until }, (requests) =>
    handOn(queue, { requests, by, at }),
  );
  const left = erased.underWay.map((id) => ({ id }));
  await audit(
    erased.status === 'done' ? 'erasure-done' : 'erasure-under-way',
    left.length > 0 ? left : found.requests,
    { at: new Date().toISOString(), by },
  );
  return json(200, erased);
}

/** Ids that one item of the trail holds: it may have 400 KB. */
const IDS_OF_AN_ENTRY = 5000;

/** Writes an act on the national desk's trail, in as many entries as its requests need. */
async function audit(
  act: AuditEntry['act'],
  requests: readonly { readonly id: string }[],
  entry: { readonly at: string; readonly by: string; readonly reason?: string },
): Promise<void> {
  const ids = requests.map(({ id }) => id);
  for (let start = 0; start === 0 || start < ids.length; start += IDS_OF_AN_ENTRY) {
    const portion = ids.slice(start, start + IDS_OF_AN_ENTRY).join(' ');
    await transact(table, [auditPart(table, NATIONAL, { ...entry, act, requests: portion })]);
  }
}

const BODY = 'The body does not have the members this call needs; see /api/openapi.json.';

/** The national desk gives a locked case back to its centre, or lets the erasure go on once the law keeps it no longer. */
async function endLock(event: ApiEvent, by: string): Promise<APIGatewayProxyStructuredResultV2> {
  const parsed = unlockBody.safeParse(jsonBody(event));
  if (!parsed.success) return problem(400, BODY);
  const { requestId, reason, outcome } = parsed.data;
  const request = await readRequest(table, requestId);
  if (request === null) return problem(404, 'There is no such request.');
  const at = new Date().toISOString();
  const waits = request.erasure?.kind === 'erasing' && outcome === 'erase';
  if (request.erasure?.kind !== 'locked' && !waits) return notLocked(requestId);
  await transact(table, [
    auditPart(table, NATIONAL, { at, by, act: 'case-unlocked', reason, outcome, requests: requestId }),
  ]);
  if (!waits && !(await unlock(table, request, outcome, { by, at, reason }))) return notLocked(requestId);
  if (outcome === 'restore') return json(200, { id: requestId, outcome, status: 'done', files: 0 });
  const until = Date.now() + patience;
  const { files, done } = await eraseRequest({ table, bucket }, request, { by, until });
  if (!done) await handOn(queue, { requests: [requestId], by, at });
  return json(200, { id: requestId, outcome, status: done ? 'done' : 'under-way', files });
}

const notLocked = (id: string) => problem(409, 'The request is not locked.', { request: { id } });

const asked = (body: z.infer<typeof personBody>): Asked =>
  'phone' in body ? { phone: e164(body.phone) ?? '' } : body;

export const handler = middy<ApiEvent, APIGatewayProxyStructuredResultV2>()
  .onError(async (request) => {
    log('error', 'api.failed', { route: request.event.routeKey, error: errorKind(request.error) });
    request.response = problem(
      500,
      'Something went wrong on our side; the same call goes on where it stopped.',
    );
  })
  .handler(serve);
