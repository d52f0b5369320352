import * as z from 'zod/mini';
import { FAULTS, type Fault } from '../../domain/errors.ts';
import type { Sent } from '../../domain/outbound/sent.ts';
import type { OutgoingText } from '../../domain/request/request.ts';

export interface ZaloAccount {
  readonly apiUrl: string;
  readonly accessToken: string;
}

const answerShape = z.looseObject({
  error: z.number(),
  data: z.optional(z.looseObject({ message_id: z.optional(z.string()) })),
});

/** Zalo's error codes (…/phu-luc/ma-loi) in our vocabulary; what is not listed is a set-up fault. */
const CODES: Readonly<Record<number, Fault>> = {
  [-32]: FAULTS.providerBusy,
  [-200]: FAULTS.providerBusy,
  [-213]: FAULTS.recipientUnreachable,
  [-217]: FAULTS.recipientUnreachable,
  [-218]: FAULTS.recipientUnreachable,
  [-227]: FAULTS.recipientUnreachable,
  [-244]: FAULTS.recipientUnreachable,
  [-248]: FAULTS.recipientUnreachable,
  [-230]: FAULTS.windowClosed,
  [-231]: FAULTS.windowClosed,
  [-232]: FAULTS.windowClosed,
  [-201]: FAULTS.refusedContent,
  [-210]: FAULTS.refusedContent,
  [-233]: FAULTS.refusedContent,
};

/** Milliseconds after which an answer is no longer waited for. */
const PATIENCE = 8000;

/**
 * Sends one text, with buttons where it has them. Zalo reports errors with status 200.
 * Source: https://developers.zalo.me/docs/official-account/tin-nhan/tin-tu-van/gui-tin-tu-van-dang-van-ban
 */
export async function sendZaloText(
  account: ZaloAccount,
  message: OutgoingText,
  fetcher: typeof fetch = fetch,
): Promise<Sent> {
  let response: Response;
  try {
    response = await fetcher(new URL('/v3.0/oa/message/cs', account.apiUrl), {
      method: 'POST',
      headers: { access_token: account.accessToken, 'content-type': 'application/json' },
      body: JSON.stringify(body(message)),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return { kind: 'unknown', fault: FAULTS.providerUnreachable };
  }
  if (response.status === 429) return { kind: 'refused', fault: FAULTS.providerBusy, providerCode: '429' };
  if (response.status >= 500) return { kind: 'unknown', fault: FAULTS.providerUnreachable };
  const answer = answerShape.safeParse(await response.json().catch(() => null));
  if (!answer.success) return { kind: 'unknown', fault: FAULTS.providerUnreachable };
  const { error, data } = answer.data;
  if (error === 0) return { kind: 'sent', providerMessageId: data?.message_id ?? '' };
  return { kind: 'refused', fault: CODES[error] ?? FAULTS.providerSetUp, providerCode: String(error) };
}

/** Zalo takes five buttons with titles of a hundred characters. */
const MOST_BUTTONS = 5;
const TITLE_LENGTH = 100;

function body(message: OutgoingText): object {
  const recipient = { user_id: message.address.replace(/^zalo:/, '') };
  const buttons = (message.buttons ?? []).slice(0, MOST_BUTTONS).map(({ title, payload }) => ({
    title: title.slice(0, TITLE_LENGTH),
    type: 'oa.query.show',
    payload,
  }));
  if (buttons.length === 0) return { recipient, message: { text: message.text } };
  return {
    recipient,
    message: { text: message.text, attachment: { type: 'template', payload: { buttons } } },
  };
}
