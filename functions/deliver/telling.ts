import { optionalSetting, setting } from '../../adapters/configuration.ts';
import { centreSettings } from '../../adapters/dynamodb/centres.ts';
import { beginNotice, endNotice, keepLastNotice, waitingIn } from '../../adapters/dynamodb/notices.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { readZaloToken } from '../../adapters/dynamodb/tokens.ts';
import { log } from '../../adapters/log/log.ts';
import { addressKeySecret, readSecret } from '../../adapters/secrets/secrets.ts';
import { sendMail } from '../../adapters/ses/mail.ts';
import { webhookSecretOf } from '../../adapters/signing.ts';
import { postSigned, type Told } from '../../adapters/webhook/post.ts';
import { sendZalo } from '../../adapters/zalo/client.ts';
import { type Notice, type Way, wordsOf } from '../../domain/centre/notice.ts';
import type { CentreSettings } from '../../domain/centre/settings.ts';

const mailFrom = optionalSetting('MAIL_FROM');
const zaloApi = setting('ZALO_API_URL');
const reach = setting('WEBHOOK_REACH') === 'anywhere' ? 'anywhere' : 'public';
const secretId = setting('ADDRESS_KEY_SECRET_ID');

type Tell = (notice: Notice, eventId: string, now: number) => Promise<Told>;

/** The ways that a centre has entered, each optional. */
function waysOf(table: Table, { code, notify }: CentreSettings): [Way, Tell][] {
  const { mail, webhook, zaloUserId } = notify;
  const ways: [Way, Tell][] = [];
  if (mail !== undefined && mailFrom !== undefined)
    ways.push(['mail', (notice) => sendMail({ from: mailFrom, to: mail, ...wordsOf(notice) })]);
  if (webhook !== undefined)
    ways.push([
      'webhook',
      async (notice, id, now) => {
        const { key } = await readSecret(secretId, addressKeySecret);
        const body = { id, centre: code, at: new Date(now).toISOString(), ...notice };
        return postSigned(webhook.url, body, { secret: webhookSecretOf(key, code), now, reach });
      },
    ]);
  if (zaloUserId !== undefined)
    ways.push([
      'zalo',
      async (notice, id) => {
        const token = await readZaloToken(table);
        if (token === null) return { done: false, cause: 'no-token' };
        const account = { apiUrl: zaloApi, accessToken: token.accessToken };
        const { subject, text } = wordsOf(notice);
        const message = { id, channel: 'zalo', address: `zalo:${zaloUserId}`, purpose: 'notice' } as const;
        const sent = await sendZalo(account, { ...message, text: `${subject}\n${text}` });
        if (sent.kind === 'sent') return { done: true };
        return { done: false, cause: 'providerCode' in sent ? sent.providerCode : 'no answer' };
      },
    ]);
  return ways;
}

/**
 * Tells a centre in every way it has entered what has come, each once for an event.
 * @returns false where one of them failed and has to be tried again
 */
export async function tellCentre(
  table: Table,
  {
    eventId,
    centre,
    ...what
  }: Omit<Notice, 'waiting'> & { readonly eventId: string; readonly centre: string },
): Promise<boolean> {
  const ways = waysOf(table, await centreSettings(table, centre));
  if (ways.length === 0) return true;
  const notice = { ...what, waiting: await waitingIn(table, centre) };
  const told = await Promise.all(
    ways.map(async ([way, tell]) => {
      const now = Date.now();
      const begun = await beginNotice(table, eventId, way, now);
      if (begun !== 'mine') return begun === 'done';
      const answer = await tell(notice, eventId, now);
      await endNotice(table, eventId, way, answer.done, now);
      const at = new Date(now).toISOString();
      const how = answer.done
        ? { outcome: 'sent' as const }
        : { outcome: 'failed' as const, cause: answer.cause };
      await keepLastNotice(table, centre, way, { at, ...how });
      log(answer.done ? 'info' : 'error', answer.done ? 'notice.sent' : 'notice.failed', {
        centre,
        eventId,
        way,
        ...(answer.done ? {} : { cause: answer.cause }),
      });
      return answer.done;
    }),
  );
  return told.every(Boolean);
}
