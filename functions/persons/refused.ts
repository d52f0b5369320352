import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const TITLES = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Content Too Large',
  500: 'Internal Server Error',
} as const;

/** An error as RFC 9457 has it, word for word as the API says it. */
export const refused = (status: keyof typeof TITLES, detail: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify({ type: 'about:blank', title: TITLES[status], status, detail }),
});
