import * as z from 'zod/mini';

export interface ZaloApplication {
  readonly oauthUrl: string;
  readonly appId: string;
  readonly appSecret: string;
}

/** What became of a refresh; after `unknown` Zalo may have used the refresh token up. */
export type Refreshed =
  | {
      readonly kind: 'refreshed';
      readonly accessToken: string;
      readonly refreshToken: string;
      /** Seconds. */
      readonly expiresIn: number;
    }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unknown' };

const text = z.string().check(z.minLength(1));
const pairShape = z.looseObject({
  access_token: text,
  refresh_token: text,
  expires_in: z.union([z.string(), z.number()]),
});
const errorShape = z.looseObject({ error: z.union([z.number(), z.string()]) });

/** Milliseconds; generous, since an answer that is not waited for is a pair lost. */
const PATIENCE = 15_000;

/**
 * Exchanges a refresh token, good for one use, for a new pair; the old access token dies at once.
 * Source: https://developers.zalo.me/docs/official-account/bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new
 */
export async function refreshZaloToken(
  { oauthUrl, appId, appSecret }: ZaloApplication,
  refreshToken: string,
  fetcher: typeof fetch = fetch,
): Promise<Refreshed> {
  try {
    const response = await fetcher(new URL('/v4/oa/access_token', oauthUrl), {
      method: 'POST',
      headers: { secret_key: appSecret, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        refresh_token: refreshToken,
        app_id: appId,
        grant_type: 'refresh_token',
      }).toString(),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const json: unknown = await response.json();
    const pair = pairShape.safeParse(json);
    if (pair.success) {
      const { access_token: accessToken, refresh_token, expires_in } = pair.data;
      const expiresIn = Number(expires_in) || 0;
      return { kind: 'refreshed', accessToken, refreshToken: refresh_token, expiresIn };
    }
    const refused = errorShape.safeParse(json);
    return refused.success ? { kind: 'refused', code: String(refused.data.error) } : { kind: 'unknown' };
  } catch {
    return { kind: 'unknown' };
  }
}
