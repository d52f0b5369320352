import type { Fault } from '../errors.ts';

/** What became of an attempt to send: `unknown` where the provider may or may not have taken it. */
export type Sent =
  | { readonly kind: 'sent'; readonly providerMessageId: string }
  | { readonly kind: 'refused'; readonly fault: Fault; readonly providerCode: string }
  | { readonly kind: 'unknown'; readonly fault: Fault };
