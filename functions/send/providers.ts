import { setting } from '../../adapters/configuration.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { readZaloToken } from '../../adapters/dynamodb/tokens.ts';
import { readSecret, twilioSecret, zaloAppSecret } from '../../adapters/secrets/secrets.ts';
import { sendSms } from '../../adapters/twilio/messages.ts';
import { sendZaloText } from '../../adapters/zalo/client.ts';
import { newerZaloToken } from '../../adapters/zalo/token.ts';
import { FAULTS } from '../../domain/errors.ts';
import type { Sent } from '../../domain/outbound/sent.ts';
import type { OutgoingText } from '../../domain/request/request.ts';

const twilioSecretId = setting('TWILIO_SECRET_ID');
const zaloSecretId = setting('ZALO_SECRET_ID');
const twilioApi = setting('TWILIO_API_URL');
const zaloApi = setting('ZALO_API_URL');
const zaloOauth = setting('ZALO_OAUTH_URL');
const statusUrl = `${setting('PUBLIC_URL').replace(/\/+$/, '')}/twilio/sms/status`;

/** Hands a message to its channel's provider. */
export async function hand(table: Table, message: OutgoingText): Promise<Sent> {
  if (message.channel === 'zalo') return handToZalo(table, message);
  const { accountSid, authTokens, from } = await readSecret(twilioSecretId, twilioSecret);
  const authToken = authTokens[0] ?? '';
  return sendSms({ apiUrl: twilioApi, accountSid, authToken, from, statusUrl }, message);
}

const noToken: Sent = { kind: 'refused', fault: FAULTS.tokenExpired, providerCode: 'no-token' };

/** A token that is not accepted was replaced meanwhile, or is refreshed now; the message is tried once more. */
async function handToZalo(table: Table, message: OutgoingText): Promise<Sent> {
  const token = await readZaloToken(table);
  if (token === null) return noToken;
  const sent = await sendZaloText({ apiUrl: zaloApi, accessToken: token.accessToken }, message);
  if (sent.kind !== 'refused' || sent.fault !== FAULTS.tokenExpired) return sent;
  const application = async () => ({
    oauthUrl: zaloOauth,
    ...(await readSecret(zaloSecretId, zaloAppSecret)),
  });
  const current = await readZaloToken(table);
  const replaced = current && current.accessToken !== token.accessToken;
  const newer = replaced ? current : await newerZaloToken(table, application, token).catch(() => null);
  if (newer === null) return sent;
  return sendZaloText({ apiUrl: zaloApi, accessToken: newer.accessToken }, message);
}
