import { createSecretKey } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeHandler } from '../../adapters/dynamodb/handlers.ts';
import { callerOf } from '../../adapters/http/api-call.ts';
import { jwtAuthorizer } from '../../local/gateway/authorizer.ts';
import { type RealTable, realTable } from '../adapters/dynamodb/real-table.ts';
import { aHandler } from '../domain/request/a-request.ts';

const RULE = { issuer: 'https://pool.example/1', audience: ['console'], scopes: [] };
const NOW = Math.floor(Date.now() / 1000);
const ACCESS = {
  iss: RULE.issuer,
  client_id: 'console',
  token_use: 'access',
  username: 'handler.92',
  iat: NOW - 10,
  exp: NOW + 600,
};
/** Cognito's: for a client, with the same issuer and key. */
const { client_id: client, ...same } = ACCESS;
const { exp: _, ...endless } = ACCESS;
const { username: __, ...nameless } = ACCESS;
const ID = { ...same, aud: client, token_use: 'id', 'cognito:username': 'handler.92' };

const [ours, theirs] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')]);
const publicKey = await exportJWK(ours.publicKey);
const authorize = jwtAuthorizer({ keys: [{ ...publicKey, kid: 'k1', alg: 'RS256', use: 'sig' }] });
const signed = (
  payload: JWTPayload,
  header: { alg?: string; kid?: string } = { kid: 'k1' },
  key = ours.privateKey,
) => new SignJWT(payload).setProtectedHeader({ alg: 'RS256', ...header }).sign(key);
const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');

let real: RealTable;
beforeAll(async () => {
  real = await realTable();
  await writeHandler(real.table, aHandler());
});
afterAll(() => real.stop());

/** What becomes of a call with this token: the gateway's refusal, the function's (403), or who it is. */
async function admitted(token: string): Promise<string | number> {
  const passed = await authorize(`Bearer ${token}`, RULE);
  if (typeof passed === 'number') return passed;
  const jwt = { claims: passed.claims };
  const caller = await callerOf(real.table, { requestContext: { authorizer: { jwt } } });
  return caller?.username ?? 403;
}

describe('a token', () => {
  it.each<[string, () => Promise<string> | string, string | number]>([
    ['as it should be', () => signed(ACCESS), 'handler.92'],
    ['of another issuer', () => signed({ ...ACCESS, iss: 'https://pool.example/2' }), 401],
    ['of the same issuer in another spelling', () => signed({ ...ACCESS, iss: `${RULE.issuer}/` }), 401],
    ['for another client', () => signed({ ...ACCESS, client_id: 'other' }), 401],
    ['for no client', () => signed(same), 401],
    ['for another audience, though its client is ours', () => signed({ ...ACCESS, aud: 'other' }), 401],
    ['that has expired', () => signed({ ...ACCESS, exp: NOW - 1 }), 401],
    ['that never expires', () => signed(endless), 401],
    ['that is not valid yet', () => signed({ ...ACCESS, nbf: NOW + 300 }), 401],
    ['made in the future', () => signed({ ...ACCESS, iat: NOW + 300 }), 401],
    ['of an unknown key', () => signed(ACCESS, { kid: 'k2' }, theirs.privateKey), 401],
    ['of another key under our id', () => signed(ACCESS, { kid: 'k1' }, theirs.privateKey), 401],
    ['of our key under an unknown id', () => signed(ACCESS, { kid: 'k2' }), 401],
    ['that names no key', () => signed(ACCESS, {}), 401],
    ['without a signature (alg none)', () => `${part({ alg: 'none', kid: 'k1' })}.${part(ACCESS)}.`, 401],
    [
      'signed with the public key as a secret (HS256)',
      () =>
        new SignJWT(ACCESS)
          .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
          .sign(createSecretKey(Buffer.from(JSON.stringify(publicKey)))),
      401,
    ],
    ['that says who one is (ID token)', () => signed(ID), 403],
    [
      'of the ID kind with a user name of its owner’s making',
      () => signed({ ...ID, username: 'handler.92' }),
      403,
    ],
    ['that renews others', () => signed({ ...ACCESS, token_use: 'refresh' }), 403],
    ['of nobody', () => signed(nameless), 403],
    ['of somebody who is no handler', () => signed({ ...ACCESS, username: 'nobody' }), 403],
  ])('%s', async (_, token, outcome) => {
    expect(await admitted(await token())).toBe(outcome);
  });
});
