import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { errorKind, log } from '../../adapters/log/log.ts';

export type WebhookEvent = APIGatewayProxyEventV2;
export type WebhookResult = APIGatewayProxyStructuredResultV2;

/**
 * Longest body, in characters, escaped or not, whose signature is looked at: an SMS has 255 parts at most, 39,000 characters,
 * which are 470,000 where a form writes Vietnamese in percents and the gateway that in base64. What is signed is then cut to
 * what can be kept (adapters/http/shortened.ts); what is longer still comes from no provider, and is refused for good.
 */
const LONGEST = 1_000_000;

/** A webhook's frame: what is thrown becomes a 503, which makes the provider try again, and never an error text. */
export const webhook = (handle: (event: WebhookEvent) => Promise<WebhookResult>) =>
  middy<WebhookEvent, WebhookResult>()
    .onError(async (request) => {
      log('error', 'intake.failed', { error: errorKind(request.error) });
      request.response = { statusCode: 503, headers: { 'retry-after': '30' }, body: '' };
    })
    .handler(async (event) => (tooLong(event) ? { statusCode: 413, body: '' } : handle(event)));

const tooLong = ({ body }: WebhookEvent): boolean => {
  if ((body?.length ?? 0) <= LONGEST) return false;
  log('warn', 'webhook.oversized');
  return true;
};

/** The body's bytes as the provider sent them, which are what it has signed. */
export const rawBody = ({ body, isBase64Encoded }: WebhookEvent): Buffer =>
  Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');

/** The address the provider called: the configured public base, never the Host header. */
export const calledUrl = (publicUrl: string, { rawPath, rawQueryString }: WebhookEvent): string =>
  `${publicUrl.replace(/\/+$/, '')}${rawPath}${rawQueryString ? `?${rawQueryString}` : ''}`;

export const FORBIDDEN: WebhookResult = { statusCode: 403, body: '' };

export const xml = (body: string): WebhookResult => ({
  statusCode: 200,
  headers: { 'content-type': 'text/xml; charset=utf-8' },
  body,
});
