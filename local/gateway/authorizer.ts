import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import type { JwtRule } from './routes.ts';

/** What an HTTP API hands on of a token: every claim as a string. */
export interface AuthorizedToken {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
}

export type Authorize = (
  authorization: string | undefined,
  rule: JwtRule,
) => Promise<AuthorizedToken | 401 | 403>;

/** Two clocks of one machine may differ by so much. */
const SKEW_SECONDS = 60;

/**
 * The JWT authorizer of HTTP APIs: key id and signature, issuer, audience (`aud`, or `client_id` as in Cognito's access
 * tokens), times (`exp`, `nbf`, `iat`) and scopes. Times are real ones: moving the local clock does not end a session.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export function jwtAuthorizer(keys: JSONWebKeySet): Authorize {
  const keySet = createLocalJWKSet(keys);
  return async (authorization, { issuer, audience, scopes }) => {
    const token = authorization?.replace(/^Bearer\s+/i, '').trim();
    if (!token) return 401;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keySet, { issuer, algorithms: ['RS256'] });
      const madeLater = payload.iat !== undefined && payload.iat > Date.now() / 1000 + SKEW_SECONDS;
      if (protectedHeader.kid === undefined || madeLater) return 401;
      const intended = payload.aud ?? payload.client_id;
      const isForUs = [intended].flat().some((one) => typeof one === 'string' && audience.includes(one));
      if (!isForUs || payload.exp === undefined) return 401;
      const granted = typeof payload.scope === 'string' ? payload.scope.split(' ') : [];
      if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) return 403;
      const claims = Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, flat(value)]));
      return { claims, scopes: scopes.length > 0 ? granted : null };
    } catch {
      return 401;
    }
  };
}

function flat(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(String).join(' ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
