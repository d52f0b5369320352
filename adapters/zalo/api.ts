import * as z from 'zod/mini';
import { FAULTS, type Fault } from '../../domain/errors.ts';
import { parseWithLongIds } from '../http/long-ids.ts';
import { neverReached } from '../http/never-reached.ts';

export interface ZaloAccount {
  readonly apiUrl: string;
  readonly accessToken: string;
}

/** What a call to Zalo's Open API came to: `unknown` where Zalo may or may not have done it. */
export type Called<T> =
  | { readonly kind: 'done'; readonly data: T }
  | { readonly kind: 'refused'; readonly fault: Fault; readonly providerCode: string }
  | { readonly kind: 'unknown'; readonly fault: Fault };

const codes = (fault: Fault, ...list: number[]) => Object.fromEntries(list.map((code) => [code, fault]));

/** Zalo's error codes (…/phu-luc/ma-loi) in our vocabulary; what is not listed is a set-up fault. */
export const ZALO_CODES: Readonly<Record<number, Fault>> = {
  ...codes(FAULTS.tokenExpired, -216, -220),
  ...codes(FAULTS.providerBusy, -32, -200),
  ...codes(FAULTS.windowClosed, -230, -231, -232),
  // Not following, blocked, full, banned or away for 45 days, restricted by the user or by policy.
  ...codes(FAULTS.recipientUnreachable, -213, -217, -218, -227, -244, -248),
  // Bad parameter, too long, type unsupported, closed interface, bad proof, attachment expired, template without UID.
  ...codes(FAULTS.refusedContent, -201, -210, -233, -240, -242, -100, -249),
  ...codes(FAULTS.providerQuota, -211, -224, -320, -321),
  ...codes(FAULTS.providerSetUp, -204, -205, -209, -212, -219, -221, -223, -14002, -14003),
  // 22:00 to 6:00, of promotions only: the gate's quiet hours are longer.
  ...codes(FAULTS.providerBusy, -234),
};

/** Milliseconds after which an answer is no longer waited for. */
const PATIENCE = 8000;

/**
 * One call. Zalo reports errors with status 200 and a code, which has another meaning in each of its interfaces.
 * @param shape what the answer's `data` must look like; an answer without it is no answer
 */
export async function callZalo<T>(
  { apiUrl, accessToken }: ZaloAccount,
  path: string,
  request: { readonly method: 'GET' } | { readonly method: 'POST'; readonly body: object | FormData },
  shape: z.ZodMiniType<T>,
  { fetcher = fetch, known = ZALO_CODES }: { fetcher?: typeof fetch; known?: typeof ZALO_CODES } = {},
): Promise<Called<T>> {
  const unknown = { kind: 'unknown', fault: FAULTS.providerUnreachable } as const;
  const form = request.method === 'POST' && request.body instanceof FormData ? request.body : null;
  const json = request.method === 'POST' && form === null ? JSON.stringify(request.body) : null;
  let response: Response;
  try {
    response = await fetcher(new URL(path, apiUrl), {
      method: request.method,
      headers: {
        access_token: accessToken,
        ...(json === null ? {} : { 'content-type': 'application/json' }),
      },
      ...(json === null && form === null ? {} : { body: form ?? json }),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch (error) {
    return neverReached(error)
      ? { kind: 'refused', fault: FAULTS.providerUnreachable, providerCode: 'no connection' }
      : unknown;
  }
  if (response.status === 429) return { kind: 'refused', fault: FAULTS.providerBusy, providerCode: '429' };
  if (response.status >= 500) return unknown;
  const answer = answerShape.safeParse(await bodyOf(response));
  if (!answer.success) return unknown;
  const { error, data } = answer.data;
  if (error !== 0)
    return { kind: 'refused', fault: known[error] ?? FAULTS.providerSetUp, providerCode: String(error) };
  const parsed = shape.safeParse(data ?? {});
  return parsed.success ? { kind: 'done', data: parsed.data } : unknown;
}

/** Null where it is no JSON. */
const bodyOf = async (response: Response): Promise<unknown> => {
  try {
    return parseWithLongIds(await response.text());
  } catch {
    return null;
  }
};

/** Documented as a number; its digits as a string are the same code. */
const code = z.union([z.number(), z.pipe(z.string().check(z.regex(/^-?\d{1,9}$/)), z.transform(Number))]);
const answerShape = z.looseObject({ error: code, data: z.optional(z.unknown()) });
