import * as z from 'zod';
import type { ZaloEvent } from './zalo/events.ts';

export interface WebhookAnswer {
  status: number;
  contentType: string;
  body: string;
}

const Answer = z.object({ status: z.number(), contentType: z.string(), body: z.string() });

export const simulateTwilio = (path: string, params: Record<string, string>): Promise<WebhookAnswer> =>
  simulate('/dev/simulate/twilio', { path, params });

export const simulateZalo = (event: ZaloEvent): Promise<WebhookAnswer> =>
  simulate('/dev/simulate/zalo', { event });

/** Never throws: a provider that gets no answer only notes it (status 0). */
async function simulate(path: string, body: unknown): Promise<WebhookAnswer> {
  try {
    // keepalive: a call whose page is closed still reports its end.
    return Answer.parse(await post(path, body, { keepalive: true }));
  } catch (cause) {
    return { status: 0, contentType: '', body: cause instanceof Error ? cause.message : String(cause) };
  }
}

export async function post(path: string, body: unknown, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(path, {
    ...init,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

export async function get(path: string): Promise<unknown> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** Runs now and again and again while the page can be seen; one run at a time. */
export function repeat(everyMs: number, run: () => Promise<void>): void {
  const turn = async () => {
    if (document.visibilityState === 'visible') await run().catch(() => undefined);
    setTimeout(turn, everyMs);
  };
  void turn();
}

/** A provider's id: a prefix and 32 hex digits. */
export const newSid = (prefix: string): string => prefix + crypto.randomUUID().replaceAll('-', '');
