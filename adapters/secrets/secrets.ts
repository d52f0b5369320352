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

/** Milliseconds that a value which is there already waits for a newer one: a webhook has two seconds in all. */
const RENEWAL = 300;

let client: SecretsManagerClient | undefined;
const kept = new Map<string, { readonly value: unknown; readonly until: number }>();
const underWay = new Map<string, Promise<void>>();

async function ask(id: string): Promise<void> {
  client ??= new SecretsManagerClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 700, requestTimeout: 1500, throwOnRequestTimeout: true },
  });
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
  kept.set(id, { value: JSON.parse(SecretString ?? ''), until: Date.now() + KEPT });
}

/** Asks the store; whoever comes meanwhile waits for the same answer. */
function renewed(id: string): Promise<void> {
  const known = underWay.get(id);
  if (known) return known;
  const asked = ask(id).finally(() => underWay.delete(id));
  underWay.set(id, asked);
  return asked;
}

/**
 * Reads a secret as JSON of the given shape; the last value read serves while the store cannot be reached.
 * @throws when it was never read and cannot be, or has another shape (the message names the secret, never its content)
 */
export async function readSecret<T>(id: string, shape: z.ZodMiniType<T>): Promise<T> {
  const last = kept.get(id);
  if (last === undefined) {
    try {
      await renewed(id);
    } catch (error) {
      throw new Error(`secret ${id} cannot be read (${error instanceof Error ? error.name : 'unknown'})`);
    }
  } else if (last.until < Date.now()) {
    const soon = new Promise<void>((resolve) => {
      setTimeout(resolve, RENEWAL).unref();
    });
    await Promise.race([renewed(id).catch(() => undefined), soon]);
  }
  const parsed = shape.safeParse(kept.get(id)?.value);
  if (!parsed.success) throw new Error(`secret ${id} does not have the expected members`);
  return parsed.data;
}
