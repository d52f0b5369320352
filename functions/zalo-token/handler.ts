import * as z from 'zod/mini';
import { setting } from '../../adapters/configuration.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { readZaloToken, writeZaloToken } from '../../adapters/dynamodb/tokens.ts';
import { log } from '../../adapters/log/log.ts';
import { readSecret, zaloAppSecret } from '../../adapters/secrets/secrets.ts';
import { newerZaloToken } from '../../adapters/zalo/token.ts';

const table = openTable(setting('TABLE_NAME'));
const secretId = setting('ZALO_SECRET_ID');
const oauthUrl = setting('ZALO_OAUTH_URL');

const application = async () => ({ oauthUrl, ...(await readSecret(secretId, zaloAppSecret)) });

const HOUR = 3_600_000;
/** An access token lives 25 hours: half of that leaves twelve further runs before it dies. */
const REFRESH_AFTER = 12 * HOUR;
/** From this age on the operator is called at every run, whatever the reason. */
const TOO_OLD = 20 * HOUR;

/** What an operator hands over once, or after a pair was lost (docs/operations.md); the schedule's event has no such member. */
const firstToken = z.object({ refreshToken: z.string().check(z.minLength(1)) });

/**
 * Runs every hour and keeps the pair of tokens no older than twelve.
 * @throws when it could not, so that the function's error alarm rings while the old token still serves
 */
export const handler = async (event: unknown): Promise<{ version: number } | undefined> => {
  const first = firstToken.safeParse(event);
  if (first.success) {
    const never = new Date(0).toISOString();
    await writeZaloToken(table, { ...first.data, accessToken: '', obtainedAt: never, expiresAt: never });
  }
  const token = await readZaloToken(table);
  if (token === null) {
    log('warn', 'token.missing');
    return undefined;
  }
  const age = Date.now() - Date.parse(token.obtainedAt);
  if (age < REFRESH_AFTER) return { version: token.version };
  const { version, obtainedAt } = await newerZaloToken(table, application, token);
  if (Date.now() - Date.parse(obtainedAt) > TOO_OLD) throw new Error('the Zalo token is older than 20 hours');
  return { version };
};
