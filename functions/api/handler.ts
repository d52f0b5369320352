import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { setting } from '../../adapters/configuration.ts';
import { refreshCalendars } from '../../adapters/dynamodb/calendars.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { type ApiEvent, callerOf, jsonBody } from '../../adapters/http/api-call.ts';
import { json, problem } from '../../adapters/http/problem.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { openApiDocument } from './openapi.ts';
import { withoutReason } from './opening.ts';
import { operationOf } from './operations.ts';
import { mayCall } from './permission.ts';

const table = openTable(setting('TABLE_NAME'));

/** Characters: a cursor is the longest value a query may hold, and what names a thing of the table must fit its keys. */
const LONGEST_VALUE = 500;

let document: unknown;

async function serve(event: ApiEvent): Promise<APIGatewayProxyStructuredResultV2> {
  if (event.routeKey === 'GET /api/openapi.json') {
    document ??= openApiDocument(undefined);
    return json(200, document);
  }
  const operation = operationOf(event.routeKey);
  if (operation === null) return problem(404, 'There is no such route.');
  const handler = await callerOf(table, event);
  if (handler === null) return problem(403, 'You are not registered as a handler.');
  if (!mayCall(event.routeKey, handler.role)) return problem(403, 'Your role may not do this.');
  const body = operation.body ? jsonBody(event) : undefined;
  if (operation.body && !operation.body.safeParse(body).success) {
    return problem(400, 'The body does not have the members this call needs; see /api/openapi.json.');
  }
  const call = {
    table,
    handler,
    path: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    body,
    idempotencyKey: event.headers['idempotency-key']?.slice(0, 200),
    now: Date.now(),
  };
  if (Object.values(call.query).some((value) => (value?.length ?? 0) > LONGEST_VALUE))
    return problem(400, 'The query holds a value longer than any of ours.');
  const refusal = await withoutReason(call, event.routeKey);
  if (refusal !== null) return refusal;
  if (operation.body) await refreshCalendars(table, call.now);
  return operation.handle(call);
}

/** The request that a call names, where it has the shape of an id of ours: what a caller makes up may be anything. */
const namedIn = ({ pathParameters }: ApiEvent): { requestId?: string } => {
  const id = pathParameters?.id;
  return id !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? { requestId: id } : {};
};

export const handler = middy<ApiEvent, APIGatewayProxyStructuredResultV2>()
  .onError(async (request) => {
    log('error', 'api.failed', { route: request.event.routeKey, error: errorKind(request.error) });
    request.response = problem(500, 'Something went wrong on our side; nothing was changed.');
  })
  .handler(async (event) => {
    const answer = await serve(event);
    log('info', 'api.served', { route: event.routeKey, status: answer.statusCode ?? 200, ...namedIn(event) });
    return answer;
  });
