import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';

/**
 * The providers as seen from outside: they sign with code of their own, written from the providers' documentation and
 * not from the product, so that an error on one side shows on the other.
 */

const TWILIO_TOKEN = 'local-twilio-auth-token';
const ZALO = { app: 'local-zalo-app', oa: 'local-zalo-oa', key: 'local-zalo-oa-secret-key' };
const AGGREGATOR_SECRET = 'local-sms-secret';

/** Where the webhooks are posted: the origin is also what Twilio signs. */
export interface Origin {
  readonly url: string;
}

export interface Signed {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** https://www.twilio.com/docs/usage/security: address, then each name and value in the order of the names. */
export function signedByTwilio(
  { url }: Origin,
  path: string,
  params: Record<string, string>,
  token = TWILIO_TOKEN,
): Signed {
  let signed = url + path;
  for (const name of Object.keys(params).sort()) signed += name + params[name];
  return {
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': createHmac('sha1', token).update(signed, 'utf8').digest('base64'),
    },
    body: new URLSearchParams(params).toString(),
  };
}

/** https://developers.zalo.me/docs/official-account/webhook/tong-quan */
export function signedByZalo(event: object, timestamp = String(Date.now()), key = ZALO.key): Signed {
  const body = JSON.stringify({ app_id: ZALO.app, recipient: { id: ZALO.oa }, ...event, timestamp });
  const mac = createHash('sha256')
    .update(ZALO.app + body + timestamp + key, 'utf8')
    .digest('hex');
  return {
    path: '/zalo/webhook',
    headers: { 'content-type': 'application/json', 'x-zevent-signature': `mac=${mac}` },
    body,
  };
}

export function signedByAggregator(message: object, secret = AGGREGATOR_SECRET): Signed {
  const body = JSON.stringify(message);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return {
    path: '/sms/inbound',
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': `sha256=${mac}`,
    },
    body,
  };
}

export interface Answered {
  readonly status: number;
  readonly body: string;
}

export async function post({ url }: Origin, { path, headers, body }: Signed): Promise<Answered> {
  const response = await fetch(url + path, { method: 'POST', headers, body });
  return { status: response.status, body: await response.text() };
}

export const newSid = (prefix: string): string => prefix + randomBytes(16).toString('hex');

/** An SMS as Twilio posts it. */
export const sms = (origin: Origin, from: string, text: string, sid = newSid('SM')): Signed =>
  signedByTwilio(origin, '/twilio/sms', {
    ToCountry: 'VN',
    SmsMessageSid: sid,
    NumMedia: '0',
    SmsSid: sid,
    SmsStatus: 'received',
    FromCountry: 'VN',
    Body: text,
    To: '+842471088888',
    MessageSid: sid,
    NumSegments: '1',
    AccountSid: 'ACffffffffffffffffffffffffffffffff',
    From: from,
    ApiVersion: '2010-04-01',
  });

/** What a person writes to the Zalo Official Account. */
export const zaloText = (user: string, text: string, id = randomUUID(), timestamp?: string): Signed =>
  signedByZalo(
    {
      user_id_by_app: `app${user}`,
      event_name: 'user_send_text',
      sender: { id: user },
      message: { text, msg_id: id },
    },
    timestamp,
  );

/** An SMS as a domestic aggregator posts it. */
export const domesticSms = (from: string, text: string, id: string = randomUUID()): Signed =>
  signedByAggregator({ id, from, to: '1900', text, receivedAt: new Date().toISOString() });

let numbers = 10_000_000 + Math.floor(Math.random() * 80_000_000);

/** A mobile number that no other test of this run uses. */
export function newNumber(): string {
  numbers += 1;
  return `+849${numbers}`;
}

export const newZaloUser = (): string => `24${Math.floor(Math.random() * 1e15)}`.padEnd(17, '7');
