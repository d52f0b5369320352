import type { Source } from './fetch-file.ts';

/**
 * Zalo's files: over https from `*.zdn.vn` and nowhere else, after redirects too.
 * Source: https://developers.zalo.me/docs/official-account/webhook/tin-nhan/su-kien-nguoi-dung-gui-tin-nhan
 */
export const zaloFiles: Source = {
  admit: (url) =>
    url.protocol === 'https:' && url.port === '' && url.username === '' && url.hostname.endsWith('.zdn.vn')
      ? { headers: {}, publicOnly: true }
      : null,
};

export interface TwilioFileAccount {
  readonly apiUrl: string;
  readonly accountSid: string;
  readonly authToken: string;
}

/** What a file of Twilio's is by its path, the account's own only. */
const PATH =
  /^\/2010-04-01\/Accounts\/(AC[0-9A-Za-z]+)\/(Recordings\/RE[0-9A-Za-z]+|Messages\/[MS]M[0-9A-Za-z]+\/Media\/ME[0-9A-Za-z]+)(\.\w+)?$/;

/**
 * The address of a Twilio file at the API we know: of what a webhook says only the identifiers are taken, so that the
 * account's credentials never travel to another host. Null for another account's or what is no file.
 */
export function twilioFile(url: string, { apiUrl, accountSid }: TwilioFileAccount): URL | null {
  if (!URL.canParse(url)) return null;
  const [, account, resource] = PATH.exec(new URL(url).pathname) ?? [];
  return account === accountSid ? new URL(`/2010-04-01/Accounts/${account}/${resource}`, apiUrl) : null;
}

const basic = ({ accountSid, authToken }: TwilioFileAccount): string =>
  `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;

/**
 * Twilio's files: the account's API with its credentials; media of messages lie behind a redirect to Twilio's own
 * delivery network, which is asked without them.
 * Source: https://www.twilio.com/docs/messaging/api/media-resource
 */
export const twilioFiles = (account: TwilioFileAccount): Source => ({
  admit(url) {
    if (url.origin === new URL(account.apiUrl).origin)
      return { headers: { authorization: basic(account) }, publicOnly: false };
    const delivery = url.protocol === 'https:' && url.port === '' && url.hostname.endsWith('.twiliocdn.com');
    return delivery ? { headers: {}, publicOnly: true } : null;
  },
});

/** Milliseconds after which an answer is no longer waited for. */
const PATIENCE = 8000;

/**
 * Takes a file away from Twilio; one that is gone already is as good.
 * Source: https://www.twilio.com/docs/voice/api/recording#delete-a-recording-resource
 * @returns whether Twilio has it no more
 */
export async function deleteAtTwilio(
  file: URL,
  account: TwilioFileAccount,
  fetcher: typeof fetch = fetch,
): Promise<boolean> {
  try {
    const { status } = await fetcher(new URL(`${file.pathname}.json`, file), {
      method: 'DELETE',
      headers: { authorization: basic(account) },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    return status === 204 || status === 404;
  } catch {
    return false;
  }
}
