import { setting } from '../../adapters/configuration.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { readZaloToken } from '../../adapters/dynamodb/tokens.ts';
import { readSecret, twilioSecret, zaloAppSecret } from '../../adapters/secrets/secrets.ts';
import { sendSms } from '../../adapters/twilio/messages.ts';
import type { ZaloAccount } from '../../adapters/zalo/api.ts';
import { askZaloQuota, sendZalo } from '../../adapters/zalo/client.ts';
import { newerZaloToken } from '../../adapters/zalo/token.ts';
import { sendZns } from '../../adapters/zalo/zns.ts';
import { FAULTS } from '../../domain/errors.ts';
import type { Sent } from '../../domain/outbound/sent.ts';
import type { OutgoingText } from '../../domain/request/request.ts';

const twilioSecretId = setting('TWILIO_SECRET_ID');
const zaloSecretId = setting('ZALO_SECRET_ID');
const twilioApi = setting('TWILIO_API_URL');
const zaloApi = setting('ZALO_API_URL');
const znsApi = setting('ZNS_API_URL');
const zaloOauth = setting('ZALO_OAUTH_URL');
const formImage = setting('ZALO_FORM_IMAGE_URL');
const statusUrl = `${setting('PUBLIC_URL').replace(/\/+$/, '')}/twilio/sms/status`;

/**
 * Hands a message to its channel's provider.
 * @param counted Zalo's free window has passed: whether it would still take the message is asked first
 */
export async function hand(table: Table, message: OutgoingText, counted: boolean): Promise<Sent> {
  if (message.channel === 'zalo') {
    return withZaloToken(table, async (accessToken) => {
      if (message.template !== undefined) return sendZns({ apiUrl: znsApi, accessToken }, message);
      const account = { apiUrl: zaloApi, accessToken, formImage };
      return (counted ? await refusedQuota(account, message) : null) ?? sendZalo(account, message);
    });
  }
  const { accountSid, authTokens, from } = await readSecret(twilioSecretId, twilioSecret);
  const authToken = authTokens[0] ?? '';
  return sendSms({ apiUrl: twilioApi, accountSid, authToken, from, statusUrl }, message);
}

/** Zalo's "no" before anything was sent; null for a yes, and where it gave no answer: then the message is tried. */
async function refusedQuota(account: ZaloAccount, { address }: OutgoingText): Promise<Sent | null> {
  const quota = await askZaloQuota(account, address.replace(/^zalo:/, ''));
  return quota.kind === 'refused' ? quota : null;
}

const noToken: Sent = { kind: 'refused', fault: FAULTS.tokenExpired, providerCode: 'no-token' };

/** A token that is not accepted was replaced meanwhile, or is refreshed now; the message is tried once more. */
async function withZaloToken(table: Table, send: (accessToken: string) => Promise<Sent>): Promise<Sent> {
  const token = await readZaloToken(table);
  if (token === null) return noToken;
  const sent = await send(token.accessToken);
  if (sent.kind !== 'refused' || sent.fault !== FAULTS.tokenExpired) return sent;
  const application = async () => ({
    oauthUrl: zaloOauth,
    ...(await readSecret(zaloSecretId, zaloAppSecret)),
  });
  const current = await readZaloToken(table);
  const replaced = current && current.accessToken !== token.accessToken;
  const newer = replaced ? current : await newerZaloToken(table, application, token).catch(() => null);
  return newer === null ? sent : send(newer.accessToken);
}
