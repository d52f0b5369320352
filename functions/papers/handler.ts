import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { needsReason } from '../../adapters/dynamodb/looks.ts';
import { changeRequest, readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { type ApiEvent, callerOf, jsonBody } from '../../adapters/http/api-call.ts';
import { papersBody } from '../../adapters/http/papers-body.ts';
import { notFound, problem, reasonNeeded } from '../../adapters/http/problem.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { type Paper, type PaperKind, paper } from '../../domain/papers/paper.ts';
import { mayMakeNotice } from '../../domain/papers/sender.ts';
import { recorded } from '../../domain/request/act.ts';
import { type Handling, maySee, withinReach } from '../../domain/request/handling.ts';
import { docx } from './docx.ts';
import { print } from './print.ts';

const table = openTable(setting('TABLE_NAME'));

const FILES: Readonly<Record<PaperKind, string>> = {
  application: 'don-yeu-cau-tro-giup-phap-ly',
  transfer: 'thong-bao-chuyen-yeu-cau',
  refusal: 'thong-bao-tu-choi-thu-ly',
};

/** Makes a paper of a request and writes into its timeline who made which. */
async function serve(event: ApiEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const handler = await callerOf(table, event);
  if (handler === null) return problem(403, 'You are not registered as a handler.');
  const id = event.pathParameters?.id ?? '';
  const parsed = papersBody.safeParse(jsonBody(event));
  if (!parsed.success)
    return problem(400, 'The body does not have the members this call needs; see /api/openapi.json.');
  const body = parsed.data;
  const now = Date.now();
  const at = new Date(now).toISOString();
  const asked = await readRequest(table, id);
  const seen = asked !== null && maySee(handler, asked);
  if (seen && (await needsReason(table, handler, asked, at))) return reasonNeeded();
  const sender =
    asked !== null &&
    !seen &&
    body.paper === 'transfer' &&
    mayMakeNotice(handler, await readTimeline(table, id), now);
  const made: Handling = (request) => ({
    ...recorded(request, request, {
      type: 'paper',
      papers: [body.paper],
      outcome: body.as,
      ...(body.number === undefined ? {} : { text: `Số ${body.number}` }),
      at,
      by: handler.username,
      publish: [],
    }),
    timers: [],
  });
  const changed = await changeRequest(table, id, (request) =>
    sender && request !== null ? made(request, handler, at) : withinReach(handler, at, made)(request),
  );
  if (changed.kind !== 'changed') return notFound();
  const { paper: kind, as, number, ...intended } = body;
  const { request } = changed;
  const filled = paper(kind, {
    request,
    timeline: await readTimeline(table, id),
    directory,
    now,
    ...(sender ? {} : { intended }),
    ...(number === undefined ? {} : { number }),
  });
  return as === 'docx' ? asDocx(kind, filled) : asPage(filled);
}

/** The file's name names the form, never the person. */
const asDocx = async (kind: PaperKind, filled: Paper): Promise<APIGatewayProxyStructuredResultV2> => ({
  statusCode: 200,
  headers: {
    'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'content-disposition': `attachment; filename="${FILES[kind]}.docx"`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  body: (await docx(filled)).toString('base64'),
  isBase64Encoded: true,
});

const asPage = (filled: Paper): APIGatewayProxyStructuredResultV2 => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  },
  body: print(filled),
});

export const handler = middy<ApiEvent, APIGatewayProxyStructuredResultV2>()
  .onError(async (request) => {
    log('error', 'api.failed', { route: request.event.routeKey, error: errorKind(request.error) });
    request.response = problem(500, 'Something went wrong on our side; nothing was changed.');
  })
  .handler(serve);
