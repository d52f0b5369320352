import * as z from 'zod/mini';
import { FAULTS } from '../../domain/errors.ts';
import type { Sent } from '../../domain/outbound/sent.ts';

/** A leg that Twilio is to ring, and where it asks what to do with it. */
export interface Ring {
  /** E.164. */
  readonly to: string;
  /** The hotline's number, which is shown. */
  readonly from: string;
  readonly url: string;
  readonly statusUrl: string;
}

const answerShape = z.looseObject({ sid: z.optional(z.string()), code: z.optional(z.number()) });

/** Milliseconds after which an answer is no longer waited for, and seconds for which the telephone rings. */
const PATIENCE = 8000;
const RINGS = '25';

/**
 * Rings a telephone. A telephone that rang cannot ring back: what was left without an answer is not tried again.
 * Source: https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 */
export async function ringTelephone(
  account: { readonly apiUrl: string; readonly accountSid: string; readonly authToken: string },
  { to, from, url, statusUrl }: Ring,
  fetcher: typeof fetch = fetch,
): Promise<Sent> {
  const { apiUrl, accountSid, authToken } = account;
  let response: Response;
  try {
    response = await fetcher(new URL(`/2010-04-01/Accounts/${accountSid}/Calls.json`, apiUrl), {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        To: to,
        From: from,
        Url: url,
        Method: 'POST',
        Timeout: RINGS,
        StatusCallback: statusUrl,
        StatusCallbackMethod: 'POST',
        StatusCallbackEvent: 'completed',
      }).toString(),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return { kind: 'unknown', fault: FAULTS.providerUnreachable };
  }
  const answer = answerShape.safeParse(await response.json().catch(() => null));
  if (response.ok) {
    // Twilio names every call it makes; an answer without a name leaves open whether there is one.
    const sid = answer.success ? (answer.data.sid ?? '') : '';
    return sid === ''
      ? { kind: 'unknown', fault: FAULTS.providerSetUp }
      : { kind: 'sent', providerMessageId: sid };
  }
  if (response.status === 429 || response.status >= 500)
    return { kind: 'unknown', fault: FAULTS.providerUnreachable };
  const code = answer.success ? (answer.data.code ?? response.status) : response.status;
  return { kind: 'refused', fault: FAULTS.providerSetUp, providerCode: String(code) };
}
