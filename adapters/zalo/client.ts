import * as z from 'zod/mini';
import type { Sent } from '../../domain/outbound/sent.ts';
import type { OutgoingText } from '../../domain/request/request.ts';
import { type Called, callZalo, type ZaloAccount } from './api.ts';

/** Our client of the Official Account's Open API; nothing of it is done by a library. */

/** The id under which a receipt will come: whatever else the answer holds, error 0 says that the message was taken. */
export const messageIdIn = (name: 'message_id' | 'msg_id') =>
  z.catch(
    z.pipe(
      z.looseObject({ [name]: z.union([z.string(), z.number()]) }),
      z.transform((data) => String(data[name])),
    ),
    '',
  );

/**
 * Sends one message: text with its buttons, the form that asks for contact data, or an uploaded file.
 * @param account `formImage` is the address of the picture that a form shows: resellers' manuals call it mandatory
 * Source: https://developers.zalo.me/docs/official-account/tin-nhan/tin-tu-van/gui-tin-tu-van-dang-van-ban
 */
export async function sendZalo(
  account: ZaloAccount & { readonly formImage?: string },
  message: OutgoingText,
  fetcher: typeof fetch = fetch,
): Promise<Sent> {
  const sent = await callZalo(
    account,
    pathOf(message),
    { method: 'POST', body: body(message, account.formImage) },
    messageIdIn('message_id'),
    { fetcher },
  );
  return sent.kind === 'done' ? { kind: 'sent', providerMessageId: sent.data } : sent;
}

/** Zalo takes five buttons with titles of a hundred characters. */
const MOST_BUTTONS = 5;
const TITLE_LENGTH = 100;
const SUBTITLE_LENGTH = 500;

/** Whoever has not signed in is still answered by the older interface. */
const pathOf = ({ anonymousChat }: OutgoingText): string =>
  anonymousChat === undefined ? '/v3.0/oa/message/cs' : '/v2.0/oa/message';

function body(message: OutgoingText, formImage: string | undefined): object {
  const user = message.address.replace(/^zalo:/, '');
  if (message.anonymousChat !== undefined) {
    const recipient = { anonymous_id: user, conversation_id: message.anonymousChat };
    return { recipient, message: { text: message.text } };
  }
  const recipient = { user_id: user };
  if (message.file !== undefined)
    return { recipient, message: { attachment: { type: 'file', payload: { token: message.file } } } };
  if (message.form !== undefined)
    return { recipient, message: { attachment: form(message.form, formImage) } };
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

/** Exactly one element, with a picture (PNG or JPG); the answer comes as `user_submit_info`. */
const form = ({ title, subtitle }: NonNullable<OutgoingText['form']>, image: string | undefined): object => ({
  type: 'template',
  payload: {
    template_type: 'request_user_info',
    elements: [
      {
        title: title.slice(0, TITLE_LENGTH),
        subtitle: subtitle.slice(0, SUBTITLE_LENGTH),
        ...(image === undefined ? {} : { image_url: image }),
      },
    ],
  },
});

/** Bytes of a file that Zalo takes; the kinds it takes, by ending. */
export const MOST_FILE_BYTES = 5 * 1024 * 1024;
const FILE_KINDS = /\.(pdf|docx?|csv)$/i;

/** Why a file is not even tried. */
export type Unfit = { readonly kind: 'unfit'; readonly reason: 'too-large' | 'unknown-type' | 'empty' };

/**
 * Hands a file over; the token that comes back is good for seven days (-100 after that) and for one `OutgoingText.file`.
 * Uploads have stayed with version 2.0 of the interface.
 * Source: https://developers.zalo.me/docs/official-account/upload/upload-file
 */
export async function uploadZaloFile(
  account: ZaloAccount,
  file: { readonly name: string; readonly bytes: Uint8Array },
  fetcher: typeof fetch = fetch,
): Promise<Called<{ token: string }> | Unfit> {
  if (file.bytes.length === 0) return { kind: 'unfit', reason: 'empty' };
  if (file.bytes.length > MOST_FILE_BYTES) return { kind: 'unfit', reason: 'too-large' };
  if (!FILE_KINDS.test(file.name)) return { kind: 'unfit', reason: 'unknown-type' };
  const data = new FormData();
  data.append('file', new Blob([new Uint8Array(file.bytes)]), file.name);
  return callZalo(
    account,
    '/v2.0/oa/upload/file',
    { method: 'POST', body: data },
    z.looseObject({ token: z.string().check(z.minLength(1)) }),
    { fetcher },
  );
}

const userData = z.looseObject({
  display_name: z.catch(z.optional(z.string()), undefined),
  /** Zalo takes the person for under 18. */
  is_sensitive: z.catch(z.optional(z.boolean()), undefined),
  user_is_follower: z.catch(z.optional(z.boolean()), undefined),
  /** dd/MM/yyyy. */
  user_last_interaction_date: z.catch(z.optional(z.string()), undefined),
  shared_info: z.catch(
    z.optional(
      z.looseObject({
        name: z.optional(z.string()),
        // Its type is not documented.
        phone: z.optional(z.pipe(z.union([z.string(), z.number()]), z.transform(String))),
      }),
    ),
    undefined,
  ),
});
export type ZaloUser = z.infer<typeof userData>;

/** What Zalo knows of a person; a number only where they have shared it. */
export const zaloUser = (
  account: ZaloAccount,
  userId: string,
  fetcher: typeof fetch = fetch,
): Promise<Called<ZaloUser>> =>
  callZalo(
    account,
    `/v3.0/oa/user/detail?data=${encodeURIComponent(JSON.stringify({ user_id: userId }))}`,
    { method: 'GET' },
    userData,
    { fetcher },
  );

/**
 * Whether Zalo would take a message to this person, asked where 48 hours have passed since they wrote: refused with the
 * codes of a closed window or a used-up package, before anything is sent.
 */
export const askZaloQuota = (
  account: ZaloAccount,
  userId: string,
  fetcher: typeof fetch = fetch,
): Promise<Called<object>> =>
  callZalo(
    account,
    '/v3.0/oa/quota/message',
    { method: 'POST', body: { user_id: userId } },
    z.catch(z.looseObject({}), {}),
    { fetcher },
  );
