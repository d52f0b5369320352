import middy from '@middy/core';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { readHandler } from '../../adapters/dynamodb/handlers.ts';
import { changeRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { papersBody } from '../../adapters/http/papers-body.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { type Paper, type PaperKind, paper } from '../../domain/papers/paper.ts';
import { recorded } from '../../domain/request/act.ts';
import { type Handling, withinReach } from '../../domain/request/handling.ts';
import { docx } from './docx.ts';
import { print } from './print.ts';
import { notFound, refused } from './refused.ts';

const table = openTable(setting('TABLE_NAME'));

type Event = Omit<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'> & {
  readonly requestContext: {
    readonly authorizer?: { readonly jwt?: { readonly claims: Record<string, unknown> } };
  };
};

const FILES: Readonly<Record<PaperKind, string>> = {
  application: 'don-yeu-cau-tro-giup-phap-ly',
  transfer: 'thong-bao-chuyen-yeu-cau',
  refusal: 'thong-bao-tu-choi-thu-ly',
};

/** Ours are shorter; the table takes no key of more than 2048 bytes. */
const LONGEST_ID = 100;

/** Makes a paper of a request and writes into its timeline who made which. */
async function serve(event: Event): Promise<APIGatewayProxyStructuredResultV2> {
  const username = event.requestContext.authorizer?.jwt?.claims.username;
  const handler = typeof username === 'string' ? await readHandler(table, username) : null;
  if (handler === null) return refused(403, 'Forbidden', 'You are not registered as a handler.');
  const id = event.pathParameters?.id ?? '';
  if (id.length > LONGEST_ID) return notFound();
  const body = bodyOf(event);
  if (body === null) {
    return refused(
      400,
      'Bad Request',
      'The body does not have the members this call needs; see /api/openapi.json.',
    );
  }
  const now = Date.now();
  const at = new Date(now).toISOString();
  const made: Handling = (request) => ({
    ...recorded(request, request, {
      type: 'paper',
      papers: [body.paper],
      outcome: body.as,
      at,
      by: handler.username,
      publish: [],
    }),
    timers: [],
  });
  const changed = await changeRequest(table, id, withinReach(handler, at, made));
  if (changed.kind !== 'changed') return notFound();
  const { paper: kind, as, ...intended } = body;
  const { request } = changed;
  const filled = paper(kind, {
    request,
    timeline: await readTimeline(table, id),
    directory,
    now,
    intended,
  });
  return as === 'docx' ? asDocx(kind, filled) : asPage(filled);
}

function bodyOf({ body, isBase64Encoded }: Event): z.infer<typeof papersBody> | null {
  try {
    const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
    const parsed = papersBody.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
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

export const handler = middy<Event, APIGatewayProxyStructuredResultV2>()
  .onError(async (request) => {
    log('error', 'api.failed', { route: request.event.routeKey, error: errorKind(request.error) });
    request.response = refused(
      500,
      'Internal Server Error',
      'Something went wrong on our side; nothing was changed.',
    );
  })
  .handler(serve);
