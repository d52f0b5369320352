import { understand } from './understand.ts';
import type { Understanding } from './understanding.ts';

let latest: { readonly text: string; readonly understanding: Understanding } | undefined;

/**
 * The same as `understand`, which has no memory: one contact asks several times for the same words, to talk and to show the
 * handler what was seen, and 20,000 characters take 50 to 700 ms each time.
 */
export function understandOnce(text: string): Readonly<Understanding> {
  if (latest?.text !== text) latest = { text, understanding: understand(text) };
  return latest.understanding;
}
