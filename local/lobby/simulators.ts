import { createHash, createHmac } from 'node:crypto';
import { z } from 'zod';

/**
 * The two providers as the lobby plays them: they sign and post what a phone or a chat did.
 * The signatures are written out here a second time, apart from adapters/, so that the two check each other.
 */

/**
 * `X-Twilio-Signature`: base64 of HMAC-SHA1 over the URL and every parameter, sorted by name, name and value
 * run together. A repeated parameter counts each of its values once, in sorted order.
 * Source: twilio.com/docs/usage/security, "Validating requests".
 */
export function signTwilio(call: {
  authToken: string;
  url: string;
  params: Record<string, string | readonly string[]>;
}): string {
  const signed = Object.keys(call.params)
    .sort()
    .map((name) => {
      const value = call.params[name] ?? '';
      const values = typeof value === 'string' ? [value] : [...new Set(value)].sort();
      return values.map((one) => name + one).join('');
    })
    .join('');
  return createHmac('sha1', call.authToken)
    .update(call.url + signed, 'utf8')
    .digest('base64');
}

/**
 * `X-ZEvent-Signature`: `mac=` and the SHA-256 in hex of app id, body as sent, timestamp of the body and the
 * Official Account's secret key; a plain hash, no HMAC.
 * Source: developers.zalo.me/docs/official-account/webhook/tong-quan.
 */
export function signZalo(call: {
  appId: string;
  rawBody: string;
  timestamp: string;
  secretKey: string;
}): string {
  const hash = createHash('sha256')
    .update(call.appId + call.rawBody + call.timestamp + call.secretKey, 'utf8')
    .digest('hex');
  return `mac=${hash}`;
}

export interface SimulatorSecrets {
  twilioAccountSid: string;
  twilioAuthToken: string;
  zaloAppId: string;
  zaloOaId: string;
  zaloSecretKey: string;
}

export interface SimulatedAnswer {
  status: number;
  contentType: string;
  body: string;
}

export interface SimulatorSetting {
  /** What Twilio signs over: the address it was told. */
  publicUrl: string;
  /** Where the gateway really listens. */
  baseUrl: string;
  secrets: SimulatorSecrets;
  fetch: typeof globalThis.fetch;
  /** The local clock, which `/dev/clock` may have moved. */
  now?: () => Date;
}

// Nothing but the hotline's own webhooks: the endpoint signs whatever it is given.
const TwilioCall = z.strictObject({
  path: z.string().regex(/^\/twilio\/(voice|sms)(\/[\w-]+)*(\?[^#\s]*)?$/),
  params: z.record(z.string(), z.string()),
});
const ZaloCall = z.strictObject({ event: z.looseObject({ event_name: z.string().min(1) }) });

const EVENTS_WITHOUT_RECIPIENT = ['follow', 'unfollow', 'user_click_chatnow'];

// Twilio's hard limit for a call; Zalo gives up after 2 s, but here the answer is worth waiting for.
const LONGEST_WAIT_MS = 15_000;

/**
 * Answers `POST /dev/simulate/twilio { path, params }` and `POST /dev/simulate/zalo { event }` with what the
 * hotline answered. Account, application, Official Account and timestamp are filled in where the page left
 * them out. A body that is no such call gives 400, a hotline that cannot be reached 502.
 */
export async function simulate(
  request: { provider: 'twilio' | 'zalo'; body: unknown },
  setting: SimulatorSetting,
): Promise<SimulatedAnswer> {
  const signed = request.provider === 'twilio' ? twilio(request.body, setting) : zalo(request.body, setting);
  if (!signed) return refusal(400, `This is no ${request.provider} webhook of the hotline.`);
  try {
    const answer = await setting.fetch(new URL(signed.path, setting.baseUrl), {
      method: 'POST',
      headers: signed.headers,
      body: signed.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
    });
    return {
      status: answer.status,
      contentType: answer.headers.get('content-type') ?? '',
      body: await answer.text(),
    };
  } catch (cause) {
    return refusal(502, `The hotline did not answer: ${cause instanceof Error ? cause.message : cause}`);
  }
}

interface SignedPost {
  path: string;
  headers: Record<string, string>;
  body: string;
}

function twilio(body: unknown, setting: SimulatorSetting): SignedPost | undefined {
  const call = TwilioCall.safeParse(body);
  if (!call.success) return undefined;
  const params = {
    AccountSid: setting.secrets.twilioAccountSid,
    ApiVersion: '2010-04-01',
    ...call.data.params,
  };
  return {
    path: call.data.path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': signTwilio({
        authToken: setting.secrets.twilioAuthToken,
        url: setting.publicUrl.replace(/\/$/, '') + call.data.path,
        params,
      }),
    },
    body: new URLSearchParams(params).toString(),
  };
}

function zalo(body: unknown, setting: SimulatorSetting): SignedPost | undefined {
  const call = ZaloCall.safeParse(body);
  if (!call.success) return undefined;
  const { zaloAppId, zaloOaId, zaloSecretKey } = setting.secrets;
  const timestamp = String((setting.now?.() ?? new Date()).getTime());
  const account = EVENTS_WITHOUT_RECIPIENT.includes(call.data.event.event_name)
    ? { oa_id: zaloOaId }
    : { recipient: { id: zaloOaId } };
  const rawBody = JSON.stringify({ app_id: zaloAppId, ...account, ...call.data.event, timestamp });
  return {
    path: '/zalo/webhook',
    headers: {
      'content-type': 'application/json',
      'x-zevent-signature': signZalo({ appId: zaloAppId, rawBody, timestamp, secretKey: zaloSecretKey }),
    },
    body: rawBody,
  };
}

function refusal(status: number, detail: string): SimulatedAnswer {
  return { status, contentType: 'application/problem+json', body: JSON.stringify({ status, detail }) };
}
