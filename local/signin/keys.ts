import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Store } from '../store.ts';

export interface SigningKeys {
  /** The private key as a JSON Web Key. */
  readonly key: JWK;
  readonly cookieSecret: string;
  /** The hotline's own key for hashes of addresses: it must outlive a restart like the others. */
  readonly addressKey: string;
}

/** The sign-in's keys, made once for a data folder: tokens and sessions survive a restart. */
export async function signingKeys(store: Store): Promise<SigningKeys> {
  const saved = store.records<SigningKeys>('signin');
  const known = saved.get(['keys']);
  if (known) return known;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const id = randomBytes(8).toString('hex');
  const made: SigningKeys = {
    key: { ...(await exportJWK(privateKey)), kid: id, alg: 'RS256', use: 'sig' },
    cookieSecret: randomBytes(32).toString('hex'),
    addressKey: randomBytes(32).toString('hex'),
  };
  await store.commit(() => saved.put(['keys'], made));
  return made;
}

/** The public half, for whoever checks tokens. */
export function publicKey({ key }: SigningKeys): JWK {
  const { kty = 'RSA', n = '', e = '', kid = '', alg = 'RS256', use = 'sig' } = key;
  return { kty, n, e, kid, alg, use };
}
