import middy from '@middy/core';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { auditPart } from '../../adapters/dynamodb/audit.ts';
import { readHandler } from '../../adapters/dynamodb/handlers.ts';
import { type Asked, findPerson } from '../../adapters/dynamodb/person-data.ts';
import { openTable, transact } from '../../adapters/dynamodb/table.ts';
import { personBody } from '../../adapters/http/person-body.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { openBucket } from '../../adapters/s3/files.ts';
import { e164 } from '../../domain/contact/phone.ts';
import { NATIONAL } from '../../domain/routing/directory.ts';
import { erasePerson } from './erase-person.ts';
import { exportPerson } from './export-person.ts';
import { refused } from './refused.ts';

const table = openTable(setting('TABLE_NAME'));
const bucket = openBucket(setting('MEDIA_BUCKET'));

type Event = Omit<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'> & {
  readonly requestContext: {
    readonly authorizer?: { readonly jwt?: { readonly claims: Record<string, unknown> } };
  };
};

/** Lambda answers with six megabytes at the most. */
const LONGEST = 5_500_000;

/** The rights of one person: what is held on them, and its erasure. For the national desk only; each call is audited. */
async function serve(event: Event): Promise<APIGatewayProxyStructuredResultV2> {
  const username = event.requestContext.authorizer?.jwt?.claims.username;
  const handler = typeof username === 'string' ? await readHandler(table, username) : null;
  if (handler === null) return refused(403, 'You are not registered as a handler.');
  if (handler.role !== 'national') return refused(403, 'Your role may not do this.');
  const body = bodyOf(event);
  if (body === null)
    return refused(400, 'The body does not have the members this call needs; see /api/openapi.json.');
  const now = Date.now();
  const at = new Date(now).toISOString();
  const found = await findPerson(
    table,
    directory.centres.map(({ code }) => code),
    asked(body),
  );
  if ('requestId' in body && found.requests.length === 0) return refused(404, 'There is no such request.');
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
  const text = JSON.stringify(held);
  if (Buffer.byteLength(text) > LONGEST) return refused(413, 'More is held than one answer can carry.');
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
    body: text,
  };
}

function bodyOf({ body, isBase64Encoded }: Event): z.infer<typeof personBody> | null {
  try {
    const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
    const parsed = personBody.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export const handler = middy<Event, APIGatewayProxyStructuredResultV2>()
  .onError(async (request) => {
    log('error', 'api.failed', { route: request.event.routeKey, error: errorKind(request.error) });
    request.response = refused(
      500,
      'Something went wrong on our side; the same call goes on where it stopped.',
    );
  })
  .handler(serve);
