import * as z from 'zod/mini';
import { FAULTS, type Fault } from '../../domain/errors.ts';
import type { Sent } from '../../domain/outbound/sent.ts';
import type { OutgoingText } from '../../domain/request/request.ts';
import { neverReached } from '../http/never-reached.ts';

export interface TwilioAccount {
  readonly apiUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** Registered sender name or number. */
  readonly from: string;
  /** Where Twilio is to tell how far the message has come. */
  readonly statusUrl: string;
}

const answerShape = z.looseObject({ sid: z.optional(z.string()), code: z.optional(z.number()) });

const codes = (fault: Fault, ...list: number[]) => Object.fromEntries(list.map((code) => [code, fault]));

/**
 * Twilio's error codes, at once or later by status callback, in our vocabulary; what is not listed is a set-up fault.
 * Source: https://www.twilio.com/docs/api/errors
 */
export const TWILIO_CODES: Readonly<Record<number, Fault>> = {
  ...codes(FAULTS.optedOut, 21610, 30004),
  // No such number, no mobile, no way there, landline.
  ...codes(FAULTS.recipientUnreachable, 21211, 21214, 21217, 21612, 21614, 30005, 30006),
  // Switched off or out of reach, or the carrier does not say.
  ...codes(FAULTS.recipientAway, 30003, 30008, 30017),
  ...codes(FAULTS.providerBusy, 20429, 14107, 21611, 30001, 30022),
  ...codes(FAULTS.refusedContent, 21602, 21617, 30007, 30019),
};

/** Milliseconds after which an answer is no longer waited for. */
const PATIENCE = 8000;

/**
 * Sends one SMS; `unknown` where Twilio may have taken it all the same.
 * Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 */
export async function sendSms(
  account: TwilioAccount,
  message: OutgoingText,
  fetcher: typeof fetch = fetch,
): Promise<Sent> {
  const { apiUrl, accountSid, authToken, from, statusUrl } = account;
  let response: Response;
  try {
    response = await fetcher(new URL(`/2010-04-01/Accounts/${accountSid}/Messages.json`, apiUrl), {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        To: message.address.replace(/^tel:/, ''),
        From: from,
        Body: message.text,
        StatusCallback: statusUrl,
      }).toString(),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    return neverReached(error)
      ? { kind: 'refused', fault: FAULTS.providerUnreachable, providerCode: 'no connection' }
      : { kind: 'unknown', fault: FAULTS.providerUnreachable };
  }
  if (response.status === 429) return { kind: 'refused', fault: FAULTS.providerBusy, providerCode: '429' };
  if (response.status >= 500) return { kind: 'unknown', fault: FAULTS.providerUnreachable };
  const answer = answerShape.safeParse(await response.json().catch(() => null));
  if (!answer.success) return { kind: 'unknown', fault: FAULTS.providerUnreachable };
  if (response.ok) {
    // Twilio names every message it makes. Whatever answers without a name is not known to have made one, and nothing would
    // ever tell what became of it: it is tried again, marked as possibly twice, and the operator is told.
    const { sid = '' } = answer.data;
    return sid === ''
      ? { kind: 'unknown', fault: FAULTS.providerSetUp }
      : { kind: 'sent', providerMessageId: sid };
  }
  const code = answer.data.code ?? response.status;
  return { kind: 'refused', fault: TWILIO_CODES[code] ?? FAULTS.providerSetUp, providerCode: String(code) };
}
