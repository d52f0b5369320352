import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** Liveness, without secrets and without asking anything of the rest. */
export const handler = async (): Promise<APIGatewayProxyStructuredResultV2> => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: '{"status":"ok"}',
});
