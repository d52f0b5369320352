import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { auditPart } from '../../adapters/dynamodb/audit.ts';
import { unlock } from '../../adapters/dynamodb/erase.ts';
import { type Asked, findPerson } from '../../adapters/dynamodb/person-data.ts';
import { readRequest } from '../../adapters/dynamodb/requests.ts';
import { openTable, transact } from '../../adapters/dynamodb/table.ts';
import { eraseRequest } from '../../adapters/erase-request.ts';
import { type ApiEvent, callerOf, jsonBody } from '../../adapters/http/api-call.ts';
import { personBody, unlockBody } from '../../adapters/http/person-body.ts';
import { json, problem } from '../../adapters/http/problem.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { openBucket } from '../../adapters/s3/files.ts';
import { e164 } from '../../domain/contact/phone.ts';
import { NATIONAL } from '../../domain/routing/directory.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';

const table = openTable(setting('TABLE_NAME'));
const bucket = openBucket(setting('MEDIA_BUCKET'));

/** Lambda answers with six megabytes at the most. */
const LONGEST = 5_500_000;

/** The rights of one person: what is held on them, and its erasure. For the national desk only; each call is audited. */
async function serve(event: ApiEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const handler = await callerOf(table, event);
  if (handler === null) return problem(403, 'You are not registered as a handler.');
  if (handler.role !== 'national') return problem(403, 'Your role may not do this.');
  if (event.routeKey.endsWith('/unlock')) return endLock(event, handler.username);
  const parsed = personBody.safeParse(jsonBody(event));
  if (!parsed.success) return problem(400, BODY);
  const body = parsed.data;
  const now = Date.now();
  const at = new Date(now).toISOString();
  const found = await findPerson(
    table,
    directory.centres.map(({ code }) => code),
    asked(body),
  );
  if ('requestId' in body && found.requests.length === 0) return problem(404, 'There is no such request.');
  const exporting = event.routeKey.endsWith('/export');
  await transact(table, [
    auditPart(table, NATIONAL, {
      at,
      by: handler.username,
      act: exporting ? 'person-exported' : 'person-erased',
      reason: body.reason,
      requests: found.requests.map(({ id }) => id).join(' '),
    }),
  ]);
  return exporting
    ? answer(await exportPerson(table, found, handler, body.reason, at))
    : answer(await erasePerson({ table, bucket }, found, handler.username, now));
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
  const files = outcome === 'erase' ? await eraseRequest({ table, bucket }, request, by, at) : 0;
  return json(200, { id: requestId, outcome, files });
}

const notLocked = (id: string) => problem(409, 'The request is not locked.', { request: { id } });

const asked = (body: z.infer<typeof personBody>): Asked =>
  'phone' in body ? { phone: e164(body.phone) ?? '' } : body;

function answer(held: object): APIGatewayProxyStructuredResultV2 {
  if (Buffer.byteLength(JSON.stringify(held)) > LONGEST)
    return problem(413, 'More is held than one answer can carry.');
  return json(200, held);
}

export const handler = middy<ApiEvent, APIGatewayProxyStructuredResultV2>()
  .onError(async (request) => {
    log('error', 'api.failed', { route: request.event.routeKey, error: errorKind(request.error) });
    request.response = problem(
      500,
      'Something went wrong on our side; the same call goes on where it stopped.',
    );
  })
  .handler(serve);
