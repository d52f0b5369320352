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

const codes = (fault: Fault, ...list: number[]) => Object.fromEntries(list.map((code) => [code, fault]));

/** Zalo's error codes (…/phu-luc/ma-loi) in our vocabulary; what is not listed is a set-up fault. */
export const ZALO_CODES: Readonly<Record<number, Fault>> = {
  ...codes(FAULTS.tokenExpired, -216, -220),
  ...codes(FAULTS.providerBusy, -32, -200),
  ...codes(FAULTS.windowClosed, -230, -231, -232),
  // Not following, blocked, full, banned or away for 45 days, restricted by the user or by policy.
  ...codes(FAULTS.recipientUnreachable, -213, -217, -218, -227, -244, -248),
  // Bad parameter, too long, type unsupported, closed interface, bad proof, attachment expired, template without UID.
  ...codes(FAULTS.refusedContent, -201, -210, -233, -240, -242, -100, -249),
  ...codes(FAULTS.providerQuota, -211, -224, -320, -321),
  ...codes(FAULTS.providerSetUp, -204, -205, -209, -212, -219, -221, -223, -14002, -14003),
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
    response = await fetcher(new URL(pathOf(message), account.apiUrl), {
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
  return { kind: 'refused', fault: ZALO_CODES[error] ?? FAULTS.providerSetUp, providerCode: String(error) };
}

/** Zalo takes five buttons with titles of a hundred characters. */
const MOST_BUTTONS = 5;
const TITLE_LENGTH = 100;

/** Whoever has not signed in is still answered by the older interface. */
const pathOf = ({ anonymousChat }: OutgoingText): string =>
  anonymousChat === undefined ? '/v3.0/oa/message/cs' : '/v2.0/oa/message';

function body(message: OutgoingText): object {
  const user = message.address.replace(/^zalo:/, '');
  if (message.anonymousChat !== undefined) {
    const recipient = { anonymous_id: user, conversation_id: message.anonymousChat };
    return { recipient, message: { text: message.text } };
  }
  const recipient = { user_id: user };
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
