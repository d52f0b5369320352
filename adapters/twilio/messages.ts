import * as z from 'zod/mini';
import { FAULTS, type Fault } from '../../domain/errors.ts';
import type { Sent } from '../../domain/outbound/sent.ts';
import type { OutgoingText } from '../../domain/request/request.ts';

export interface TwilioAccount {
  readonly apiUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** Registered sender name or number. */
  readonly from: string;
}

const answerShape = z.looseObject({ sid: z.optional(z.string()), code: z.optional(z.number()) });

/** Twilio's error codes in our vocabulary: https://www.twilio.com/docs/api/errors */
const CODES: Readonly<Record<number, Fault>> = {
  21610: FAULTS.optedOut,
  21211: FAULTS.recipientUnreachable,
  21614: FAULTS.recipientUnreachable,
  20429: FAULTS.providerBusy,
  21617: FAULTS.refusedContent,
  30007: FAULTS.refusedContent,
};

/** Milliseconds after which an answer is no longer waited for. */
const PATIENCE = 8000;

/** Sends one SMS. Source: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
export async function sendSms(
  account: TwilioAccount,
  message: OutgoingText,
  fetcher: typeof fetch = fetch,
): Promise<Sent> {
  const { apiUrl, accountSid, authToken, from } = account;
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
      }).toString(),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return { kind: 'unknown', fault: FAULTS.providerUnreachable };
  }
  if (response.status === 429) return { kind: 'refused', fault: FAULTS.providerBusy, providerCode: '429' };
  if (response.status >= 500) return { kind: 'unknown', fault: FAULTS.providerUnreachable };
  const answer = answerShape.safeParse(await response.json().catch(() => null));
  if (!answer.success) return { kind: 'unknown', fault: FAULTS.providerUnreachable };
  if (response.ok) return { kind: 'sent', providerMessageId: answer.data.sid ?? '' };
  const code = answer.data.code ?? response.status;
  return { kind: 'refused', fault: CODES[code] ?? FAULTS.providerSetUp, providerCode: String(code) };
}
