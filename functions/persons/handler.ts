import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { auditPart } from '../../adapters/dynamodb/audit.ts';
import { type Asked, findPerson } from '../../adapters/dynamodb/person-data.ts';
import { openTable, transact } from '../../adapters/dynamodb/table.ts';
import { type ApiEvent, callerOf, jsonBody } from '../../adapters/http/api-call.ts';
import { personBody } from '../../adapters/http/person-body.ts';
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
  const parsed = personBody.safeParse(jsonBody(event));
  if (!parsed.success)
    return problem(400, 'The body does not have the members this call needs; see /api/openapi.json.');
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
