import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';

interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What the seed puts into the table of a new run. */
export const FIRST_PAIR = {
  accessToken: 'local-zalo-access-token',
  refreshToken: 'local-zalo-refresh-token',
} as const;

/** An access token lives 25 hours. */
const LIFE = 90_000;

/** Zalo's token rules: one access token at a time, a refresh token good for one use and rotated by it. */
export function zaloTokens({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
  const kept = store.records<Pair>('zalo-tokens');
  const current = (): Pair => kept.get(['pair']) ?? { ...FIRST_PAIR, expiresAt: clock.now() + LIFE * 1000 };
  return {
    /** Zalo's error code for a token that a call came with: 0 where it is good. */
    check(accessToken: unknown): 0 | -216 | -220 {
      const pair = current();
      if (accessToken !== pair.accessToken) return -216;
      return clock.now() >= pair.expiresAt ? -220 : 0;
    },
    /** Exchanges a refresh token; the old pair is dead from then on. */
    async exchange(form: Readonly<Record<string, string>>): Promise<object> {
      if (form.grant_type !== 'refresh_token' || form.refresh_token !== current().refreshToken)
        return { error: -14014, error_name: 'Invalid refresh token', error_description: 'used or unknown' };
      const pair: Pair = {
        accessToken: `local-${randomUUID()}`,
        refreshToken: `local-${randomUUID()}`,
        expiresAt: clock.now() + LIFE * 1000,
      };
      await store.commit(() => kept.put(['pair'], pair));
      return {
        access_token: pair.accessToken,
        refresh_token: pair.refreshToken,
        expires_in: String(LIFE),
      };
    },
  };
}
