import { FAULTS, type Fault } from '../../domain/errors.ts';
import type { Sent } from '../../domain/outbound/sent.ts';
import { znsTemplate } from '../../domain/outbound/zns.ts';
import type { OutgoingText } from '../../domain/request/request.ts';
import { callZalo, type ZaloAccount } from './api.ts';
import { messageIdIn } from './client.ts';

const codes = (fault: Fault, ...list: number[]) => Object.fromEntries(list.map((code) => [code, fault]));

/**
 * The errors of templates sent by telephone number: other meanings than those of messages. What is not listed is a
 * set-up fault. Source: https://zalo.cloud/zns/guidelines/handle-error-code
 */
export const ZNS_CODES: Readonly<Record<number, Fault>> = {
  ...codes(FAULTS.providerBusy, -100, -133),
  // No such number, Zalo too old, no Zalo account behind it.
  ...codes(FAULTS.recipientUnreachable, -108, -110, -118),
  // No such template, no data or wrong data for it, not approved.
  ...codes(FAULTS.refusedContent, -109, -111, -112, -131),
  ...codes(FAULTS.providerQuota, -115, -144),
  ...codes(FAULTS.tokenExpired, -124),
};

/** Zalo takes 48 characters to recognise a message by. */
const TRACKING = 48;

/** Sends an approved template to a telephone number: the way to somebody whose reply window has closed. */
export async function sendZns(
  account: ZaloAccount,
  message: OutgoingText,
  fetcher: typeof fetch = fetch,
): Promise<Sent> {
  const template = message.template && znsTemplate(message.template.key);
  if (!template) return { kind: 'refused', fault: FAULTS.refusedContent, providerCode: 'no-template' };
  const given = message.template?.params ?? {};
  const sent = await callZalo(
    account,
    '/message/template',
    {
      method: 'POST',
      body: {
        phone: message.address.replace(/^tel:\+?/, ''),
        template_id: template.id,
        template_data: Object.fromEntries(template.params.map((name) => [name, given[name] ?? ''])),
        tracking_id: message.id.slice(-TRACKING),
      },
    },
    messageIdIn('msg_id'),
    { fetcher, known: ZNS_CODES },
  );
  return sent.kind === 'done' ? { kind: 'sent', providerMessageId: sent.data } : sent;
}
