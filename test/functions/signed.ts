import { createHash, createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';

export const PUBLIC_URL = 'https://hotline.example';
export const SECRETS: Readonly<Record<string, object>> = {
  'hotline/twilio': { accountSid: 'AC1', authTokens: ['token', 'former'], from: 'TGPL' },
  'hotline/zalo': { appId: 'app', oaId: 'oa', secretKeys: ['key'], appSecret: 'secret' },
  'hotline/sms-inbound': { secrets: ['sms-secret'] },
  'hotline/address-key': { key: 'address-key' },
};
export const ENVIRONMENT = {
  PUBLIC_URL,
  BUS_NAME: 'bus',
  SPILL_QUEUE_URL: 'https://sqs.ap-southeast-1.amazonaws.com/000000000000/spill.fifo',
  SET_ASIDE_QUEUE_URL: 'https://sqs.ap-southeast-1.amazonaws.com/000000000000/spill-dead.fifo',
  TWILIO_SECRET_ID: 'hotline/twilio',
  ZALO_SECRET_ID: 'hotline/zalo',
  SMS_INBOUND_SECRET_ID: 'hotline/sms-inbound',
  ADDRESS_KEY_SECRET_ID: 'hotline/address-key',
  TWILIO_API_URL: 'http://twilio.invalid',
  ZALO_API_URL: 'http://zalo.invalid',
  ZNS_API_URL: 'http://zns.invalid',
  ZALO_OAUTH_URL: 'http://oauth.invalid',
  ZALO_FORM_IMAGE_URL: 'https://console.invalid/console/zalo-form.png',
};

/** A request as API Gateway hands it on: header names in small letters, forms in base64. */
function posted(
  path: string,
  body: string | Buffer,
  headers: Record<string, string>,
  base64: boolean,
  query = '',
): APIGatewayProxyEventV2 {
  const step = path.split('/')[3];
  const named = Object.fromEntries(new URLSearchParams(query));
  return {
    version: '2.0',
    routeKey: `POST ${path}`,
    rawPath: path,
    rawQueryString: query,
    headers,
    ...(step === undefined ? {} : { pathParameters: { step } }),
    ...(query === '' ? {} : { queryStringParameters: named }),
    requestContext: {
      accountId: '',
      apiId: '',
      domainName: '',
      domainPrefix: '',
      http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
      requestId: '',
      routeKey: '',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    body: base64 ? Buffer.from(body).toString('base64') : body.toString(),
    isBase64Encoded: base64,
  };
}

export function twilio(path: string, fields: Record<string, string>, query = '', token = 'token') {
  const url = `${PUBLIC_URL}${path}${query ? `?${query}` : ''}`;
  const headers = { 'x-twilio-signature': getExpectedTwilioSignature(token, url, fields) };
  return posted(path, new URLSearchParams(fields).toString(), headers, true, query);
}

export const zalo = (user: string, text: string, messageId: string, key = 'key') =>
  signedZalo(
    {
      app_id: 'app',
      event_name: 'user_send_text',
      sender: { id: user },
      recipient: { id: 'oa' },
      message: { text, msg_id: messageId },
      timestamp: '1795399200000',
    },
    key,
  );

/** Any event, signed. */
export function signedZalo(
  event: Readonly<Record<string, unknown>> & { readonly timestamp: string },
  key = 'key',
) {
  const { timestamp } = event;
  const body = JSON.stringify(event);
  const mac = createHash('sha256').update(`app${body}${timestamp}${key}`).digest('hex');
  return posted('/zalo/webhook', body, { 'x-zevent-signature': `mac=${mac}` }, false);
}

export function aggregator(message: object, secret = 'sms-secret') {
  const body = JSON.stringify(message);
  const timestamp = '1795399200';
  const hash = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return posted('/sms/inbound', body, { 'x-timestamp': timestamp, 'x-signature': `sha256=${hash}` }, false);
}

/**
 * The same three with a body that is not what they document: signed by its bytes. What is no UTF-8 comes in base64.
 * @param pairs of a form: names and values by the byte (latin1), `raw` without percents
 */
export function twilioBytes(pairs: Readonly<Record<string, string>>, raw: boolean) {
  const written = (text: string) =>
    raw
      ? text.replace('+', '%2B')
      : text.replace(/[^A-Za-z0-9]/g, (each) => `%${each.charCodeAt(0).toString(16).padStart(2, '0')}`);
  const signed = Object.keys(pairs)
    .sort()
    .map((name) => `${name}${pairs[name]}`)
    .join('');
  const mac = createHmac('sha1', 'token')
    .update(`${PUBLIC_URL}/twilio/sms`)
    .update(Buffer.from(signed, 'latin1'));
  const body = Object.entries(pairs)
    .map(([name, value]) => `${name}=${written(value)}`)
    .join('&');
  const headers = { 'x-twilio-signature': mac.digest('base64') };
  return posted('/twilio/sms', Buffer.from(body, 'latin1'), headers, true);
}

export function zaloBytes(body: Buffer, timestamp: string) {
  const mac = createHash('sha256').update('app').update(body).update(`${timestamp}key`).digest('hex');
  return posted('/zalo/webhook', body, { 'x-zevent-signature': `mac=${mac}` }, true);
}

export function aggregatorBytes(body: Buffer) {
  const timestamp = '1795399200';
  const hash = createHmac('sha256', 'sms-secret').update(`${timestamp}.`).update(body).digest('hex');
  return posted('/sms/inbound', body, { 'x-timestamp': timestamp, 'x-signature': `sha256=${hash}` }, true);
}

/** What Lambda passes besides the event; middy looks at the time that is left. */
export const lambda: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'test',
  functionVersion: '1',
  invokedFunctionArn: '',
  memoryLimitInMB: '512',
  awsRequestId: '',
  logGroupName: '',
  logStreamName: '',
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};
