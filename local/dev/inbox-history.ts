import { z } from 'zod';
import type { Store } from '../store.ts';

export interface InboxItem {
  readonly messageId: string;
  readonly receivedAt: string;
  /** The envelope as it was delivered. */
  readonly [member: string]: unknown;
}

export interface InboxHistory {
  /** Keeps a message of a centre's inbox; runs inside a transaction of the store. */
  keep(queue: string, message: { id: string; sequence: number; body: string; sentAt: number }): void;
  /** Oldest first, consumed ones included. */
  of(queue: string): InboxItem[];
}

const inboxPrefix = 'hotline-inbox-';

/** The queue of a centre by its code. */
export function inboxOf(centre: string): string {
  return `${inboxPrefix}${centre}`;
}

export function isInbox(queue: string): boolean {
  return queue.startsWith(inboxPrefix) && !queue.endsWith('-dead');
}

const envelope = z.record(z.string(), z.unknown());

/** What every inbox has ever received: a queue forgets its messages when they are consumed. */
export function inboxHistory(store: Store): InboxHistory {
  const saved = store.records<InboxItem>('inboxes');
  return {
    keep(queue, { id, sequence, body, sentAt }) {
      const read = envelope.safeParse(parsed(body));
      const receivedAt = new Date(sentAt).toISOString();
      saved.put([queue, sequence], { ...(read.success ? read.data : { body }), messageId: id, receivedAt });
    },
    of: (queue) =>
      [...saved.getRange({ start: [queue, 0], end: [queue, Number.MAX_SAFE_INTEGER] })].map(
        ({ value }) => value,
      ),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
