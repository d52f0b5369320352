import type { Table } from '../dynamodb/table.ts';
import {
  leaseZaloToken,
  readZaloToken,
  releaseZaloToken,
  storeZaloToken,
  type ZaloToken,
} from '../dynamodb/tokens.ts';
import { errorKind, log } from '../log/log.ts';
import { type Refreshed, refreshZaloToken, type ZaloApplication } from './oauth.ts';

/** Milliseconds a refresh is somebody's: longer than Zalo's answer and the storing may take. */
const LEASE = 30_000;
/** How often, and with what pause in milliseconds, the table is asked for another one's result, or to store ours. */
const LOOKS = 20;
const PAUSE = 500;

const pause = () => new Promise((resume) => setTimeout(resume, PAUSE));
const iso = (instant: number): string => new Date(instant).toISOString();

/**
 * A pair newer than the one given: refreshed by us, or by somebody else meanwhile. One refresh at a time.
 *
 * A crash between Zalo's answer and the table loses the pair for good: the refresh token is used up and the old access
 * token is dead. Nothing on our side can bring it back, so the way there is made short (the new pair is stored at once,
 * and over and over while the table does not take it), and the next run tries the old refresh token once more: had the
 * crash come before Zalo was asked, that one is still good. If not, Zalo refuses it and the operator is called.
 * @throws where there is no newer pair; the message says why, never a token
 */
export async function newerZaloToken(
  table: Table,
  application: () => Promise<ZaloApplication>,
  stale: ZaloToken,
  refresh: (application: ZaloApplication, refreshToken: string) => Promise<Refreshed> = refreshZaloToken,
): Promise<ZaloToken> {
  const known = await application();
  for (let look = 1; look <= LOOKS; look += 1) {
    const now = Date.now();
    const leased = await leaseZaloToken(table, stale, { now: iso(now), until: iso(now + LEASE) });
    if (leased) return refreshed(table, known, stale, refresh);
    const current = await readZaloToken(table);
    if (current && current.refreshToken !== stale.refreshToken) return current;
    await pause();
  }
  throw new Error('another refresh of the Zalo token did not come to an end');
}

async function refreshed(
  table: Table,
  application: ZaloApplication,
  stale: ZaloToken,
  refresh: (application: ZaloApplication, refreshToken: string) => Promise<Refreshed>,
): Promise<ZaloToken> {
  const answer = await refresh(application, stale.refreshToken);
  if (answer.kind !== 'refreshed') {
    const code = answer.kind === 'refused' ? answer.code : 'no answer';
    await releaseZaloToken(table, stale);
    log('error', 'token.failed', { providerCode: code, version: stale.version });
    throw new Error(`Zalo gave no new token (${code})`);
  }
  const now = Date.now();
  const pair = {
    accessToken: answer.accessToken,
    refreshToken: answer.refreshToken,
    obtainedAt: iso(now),
    expiresAt: iso(now + answer.expiresIn * 1000),
  };
  if (!(await stored(table, stale, pair))) throw new Error('the Zalo token was replaced during its refresh');
  log('info', 'token.refreshed', { version: stale.version + 1 });
  return { ...pair, leaseUntil: '', version: stale.version + 1 };
}

/** A pair that is not stored is lost: the table is asked again as long as the function may live. */
async function stored(
  table: Table,
  stale: ZaloToken,
  pair: Parameters<typeof storeZaloToken>[2],
): Promise<boolean> {
  for (let look = 1; ; look += 1) {
    try {
      if (await storeZaloToken(table, stale, pair)) return true;
      // A write whose answer was lost has done its work.
      return (await readZaloToken(table))?.refreshToken === pair.refreshToken;
    } catch (error) {
      log('error', 'token.failed', { reason: 'not-stored', error: errorKind(error) });
      if (look >= LOOKS) throw error;
      await pause();
    }
  }
}
