import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** An error as RFC 9457 has it, word for word as the API says it. */
export const refused = (
  status: 400 | 403 | 404 | 500,
  title: string,
  detail: string,
): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify({ type: 'about:blank', title, status, detail }),
});

/** The one answer for what does not exist and for what belongs to another centre. */
export const notFound = () => refused(404, 'Not Found', 'There is no such request.');
