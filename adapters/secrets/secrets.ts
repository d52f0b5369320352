import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));

/** What each secret holds; the operator creates them (docs/deploy.md). */
export const twilioSecret = z.object({
  accountSid: text,
  authTokens: z.array(text).check(z.minLength(1)),
  from: text,
});
export const zaloSecret = z.object({
  appId: text,
  oaId: text,
  secretKeys: z.array(text).check(z.minLength(1)),
});
/** The same secret, for those who exchange tokens. */
export const zaloAppSecret = z.object({ appId: text, appSecret: text });
export const smsInboundSecret = z.object({ secrets: z.array(text).check(z.minLength(1)) });
export const addressKeySecret = z.object({ key: text });

/** Milliseconds a secret is kept before it is read again, so that a rotation takes hold without a deployment. */
const KEPT = 5 * 60_000;

let client: SecretsManagerClient | undefined;
const kept = new Map<string, { readonly value: unknown; readonly until: number }>();

/**
 * Reads a secret as JSON of the given shape; the last value read serves while the store cannot be reached.
 * @throws when it was never read and cannot be, or has another shape (the message names the secret, never its content)
 */
export async function readSecret<T>(id: string, shape: z.ZodMiniType<T>): Promise<T> {
  const last = kept.get(id);
  if (last === undefined || last.until < Date.now()) {
    try {
      client ??= new SecretsManagerClient({
        maxAttempts: 2,
        requestHandler: { connectionTimeout: 700, requestTimeout: 1500, throwOnRequestTimeout: true },
      });
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
      kept.set(id, { value: JSON.parse(SecretString ?? ''), until: Date.now() + KEPT });
    } catch (error) {
      if (last === undefined)
        throw new Error(`secret ${id} cannot be read (${error instanceof Error ? error.name : 'unknown'})`);
    }
  }
  const parsed = shape.safeParse(kept.get(id)?.value);
  if (!parsed.success) throw new Error(`secret ${id} does not have the expected members`);
  return parsed.data;
}
