import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { AuthorizedToken } from './authorizer.ts';
import { decoded, type MatchedRoute } from './routes.ts';

/**
 * The event that an HTTP API hands to a function, payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function eventOf(
  request: IncomingMessage,
  body: Buffer,
  { route, parameters }: MatchedRoute,
  token: AuthorizedToken | undefined,
  { account, region, now }: { account: string; region: string; now: number },
) {
  const { path, query } = addressOf(request);
  const headers = headersOf(request.rawHeaders);
  const cookies = headers.cookie?.split(/; */).filter(Boolean);
  delete headers.cookie;
  const sourceIp = '127.0.0.1';
  const domainName = headers.host?.replace(/:\d+$/, '') ?? 'localhost';
  headers['x-forwarded-for'] ??= sourceIp;
  headers['x-forwarded-port'] ??= headers.host?.split(':').at(1) ?? '80';
  headers['x-forwarded-proto'] ??= 'http';
  headers['x-amzn-trace-id'] ??=
    `Root=1-${Math.floor(now / 1000).toString(16)}-${randomUUID().replaceAll('-', '').slice(0, 24)}`;
  const parametersOfQuery = queryParametersOf(query);
  // An event is JSON and holds no other bytes as text.
  const isText = isTextual(headers['content-type']) && isUtf8(body);
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: decoded(path),
    rawQueryString: query,
    ...(cookies && cookies.length > 0 && { cookies }),
    headers,
    ...(Object.keys(parametersOfQuery).length > 0 && { queryStringParameters: parametersOfQuery }),
    requestContext: {
      accountId: account,
      apiId: route.apiId,
      ...(token && { authorizer: { jwt: token } }),
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method: request.method ?? 'GET',
        path: decoded(path),
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: requestTime(now),
      timeEpoch: now,
      region,
    },
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    ...(body.length > 0 && { body: isText ? body.toString('utf8') : body.toString('base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/** Path and query exactly as they were received. */
export function addressOf(request: IncomingMessage): { path: string; query: string } {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/** Lower-case names; a name that comes twice is joined by a comma. */
function headersOf(raw: readonly string[]): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = {};
  for (let i = 0; i < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    const value = raw[i + 1] ?? '';
    if (['connection', 'transfer-encoding', 'keep-alive'].includes(name)) continue;
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before}${name === 'cookie' ? '; ' : ','}${value}`;
  }
  return headers;
}

function queryParametersOf(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parameters[name];
    parameters[name] = before === undefined ? value : `${before},${value}`;
  }
  return parameters;
}

/** Everything else, forms included, is handed over as base64. */
function isTextual(contentType = ''): boolean {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || /^application\/((.+\+)?json|(.+\+)?xml|javascript)$/.test(type);
}

function requestTime(now: number): string {
  const [, , month] = new Date(now).toUTCString().split(' ');
  const iso = new Date(now).toISOString();
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}
