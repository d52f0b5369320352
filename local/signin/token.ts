import { createHash, randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { SigningKeys } from './keys.ts';

/** Tools keep a token for a working day; its times are real ones, whatever the local clock says. */
const lifetime = '12h';

/** An access token with the claims of Cognito's: it says who, the Handler item says what they may do. */
export async function accessToken(
  { key }: SigningKeys,
  { user, issuer, clientId }: { user: string; issuer: string; clientId: string },
): Promise<string> {
  return new SignJWT({ ...cognitoClaims(user), client_id: clientId, scope: 'openid', auth_time: seconds() })
    .setProtectedHeader({ alg: 'RS256', kid: key.kid ?? '' })
    .setIssuer(issuer)
    .setSubject(subjectOf(user))
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .setJti(randomUUID())
    .sign(await importJWK(key, 'RS256'));
}

/** What Cognito says in an access token beside the standard claims. */
export function cognitoClaims(user: string): Record<string, string> {
  return { username: user, token_use: 'access', version: '2' };
}

/** The pool's own id of a user, which is not the name. */
export function subjectOf(user: string): string {
  const hash = createHash('sha256').update(user).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
