import { setting } from '../../adapters/configuration.ts';
import { refreshCalendars } from '../../adapters/dynamodb/calendars.ts';
import { isKnown } from '../../adapters/dynamodb/intake.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { readZaloToken } from '../../adapters/dynamodb/tokens.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { readSecret, twilioSecret } from '../../adapters/secrets/secrets.ts';
import { listedCalls, listedSms } from '../../adapters/twilio/lists.ts';
import { listedZalo, NotShown } from '../../adapters/zalo/chats.ts';
import type { Contact } from '../../domain/contact/contact.ts';
import { FAULTS } from '../../domain/errors.ts';
import { receive } from '../intake/receive.ts';

const table = openTable(setting('TABLE_NAME'));
const twilioSecretId = setting('TWILIO_SECRET_ID');
const twilioApi = setting('TWILIO_API_URL');
const zaloApi = setting('ZALO_API_URL');

/** Three nights are compared each time, so that two that failed are made up for. */
const LOOK_BACK = 72 * 3_600_000;
/** Nobody waits on the line: milliseconds for one contact. */
const PATIENCE = 10_000;

const twilio = async () => {
  const { accountSid, authTokens } = await readSecret(twilioSecretId, twilioSecret);
  return { apiUrl: twilioApi, accountSid, authToken: authTokens[0] ?? '' };
};

/** What each provider's own records say of the citizens who wanted something, oldest first, a call with its end. */
const LISTS: Readonly<Record<string, (since: number) => Promise<Contact[][]>>> = {
  sms: async (since) => (await listedSms(await twilio(), isoSeconds(since))).map((one) => [one]),
  // A call of which nobody here heard is one that was hung up at once: it is owed a call back.
  voice: async (since) =>
    (await listedCalls(await twilio(), isoSeconds(since))).map(({ arrival, end }) => [arrival, end]),
  zalo: async (since) => (await zaloList(since)).map((one) => [one]),
};

/**
 * Runs every night and compares the providers' own records with ours: what a webhook never brought is taken in by the
 * same intake, under the ids that the webhook would have given it.
 * @throws when a list was not shown or a contact not taken in, so that the function's error alarm rings
 */
export const handler = async (): Promise<void> => {
  const now = Date.now();
  await refreshCalendars(table, now);
  const failed: string[] = [];
  for (const [channel, list] of Object.entries(LISTS)) {
    try {
      const listed = await list(now - LOOK_BACK);
      const missing = await takeInMissing(listed.sort(byTime).flat());
      log(missing > 0 ? 'warn' : 'info', 'reconcile.compared', { channel, listed: listed.length, missing });
    } catch (error) {
      log('error', 'reconcile.failed', { channel, error: errorKind(error) });
      failed.push(channel);
    }
  }
  if (failed.length > 0) throw new Error(`not compared: ${failed.join(', ')}`);
};

/** `zalo-token` may renew the pair under our hands: so often, and so long in between, the newer one is looked for. */
const NEWER_TOKEN = { tries: 5, pause: 2000 };

async function zaloList(since: number): Promise<Contact[]> {
  for (let attempt = 1; ; attempt += 1) {
    const token = await readZaloToken(table);
    // Without a first token no events come either (`token.missing`).
    if (token === null) return [];
    try {
      return await listedZalo({ apiUrl: zaloApi, accessToken: token.accessToken }, since);
    } catch (error) {
      const old = error instanceof NotShown && error.fault === FAULTS.tokenExpired;
      if (!old || attempt === NEWER_TOKEN.tries) throw error;
      await new Promise((resume) => setTimeout(resume, NEWER_TOKEN.pause));
    }
  }
}

/** How many were missing. */
async function takeInMissing(contacts: readonly Contact[]): Promise<number> {
  let missing = 0;
  for (const contact of contacts) {
    if (await isKnown(table, contact)) continue;
    await receive(table, contact, () => '', PATIENCE);
    missing += 1;
  }
  return missing;
}

const byTime = ([one]: Contact[], [other]: Contact[]): number =>
  (one?.sentAt ?? '').localeCompare(other?.sentAt ?? '');

const isoSeconds = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
