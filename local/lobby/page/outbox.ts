import * as z from 'zod';
import { get, repeat } from './server.ts';

const OutboxItem = z.object({
  id: z.union([z.string(), z.number().transform(String)]),
  at: z.string(),
  provider: z.string(),
  channel: z.string(),
  to: z.string(),
  text: z.string().nullish(),
  body: z.unknown(),
});
export type OutboxItem = z.infer<typeof OutboxItem>;

const EVERY_MS = 1_200;

/** Tells each listener all that the hotline has sent so far, whenever something was added. */
export function watchOutbox(listeners: readonly ((items: OutboxItem[]) => void)[]): void {
  let seen = '';
  repeat(EVERY_MS, async () => {
    const { items } = z.object({ items: z.array(OutboxItem) }).parse(await get('/dev/outbox'));
    const state = items.map(({ id }) => id).join(' ');
    if (state === seen) return;
    seen = state;
    for (const listener of listeners) listener(items);
  });
}
