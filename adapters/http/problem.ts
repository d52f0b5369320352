import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export const json = (
  statusCode: number,
  body: unknown,
  type = 'application/json',
): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  502: 'Bad Gateway',
  500: 'Internal Server Error',
};

/** An error as RFC 9457 has it; `detail` never repeats what was sent. */
export const problem = (status: number, detail: string, members: object = {}) =>
  json(
    status,
    { type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail, ...members },
    'application/problem+json',
  );

/** The one answer for what does not exist and for what belongs to another centre. */
export const notFound = () => problem(404, 'There is no such request.');

/** The national desk says why before it acts on a centre's request. */
export const reasonNeeded = () =>
  problem(
    403,
    'This request is a centre’s: say why you open it (POST /api/requests/{id}/open); the centre sees it.',
    { type: 'reason-needed' },
  );
