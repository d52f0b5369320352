import { z } from 'zod';
import type { Origin } from './clients.ts';

const busEvent = z.looseObject({
  'detail-type': z.string(),
  detail: z.looseObject({ eventId: z.string(), requestId: z.string(), centre: z.string().optional() }),
});
const onBus = busEvent.extend({ rules: z.array(z.string()) });
const inInbox = busEvent.extend({ messageId: z.string(), receivedAt: z.string() });
const sent = z.looseObject({
  provider: z.string(),
  channel: z.string(),
  to: z.string(),
  text: z.string(),
  path: z.string(),
  body: z.unknown(),
});
export type Sent = z.infer<typeof sent>;
export type InInbox = z.infer<typeof inInbox>;

/** What the local run shows of its inside under /dev. */
async function items<Shape extends z.ZodType>({ url }: Origin, path: string, shape: Shape) {
  const response = await fetch(url + path);
  if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
  return z.object({ items: z.array(shape) }).parse(await response.json()).items;
}

export const bus = (origin: Origin) => items(origin, '/dev/bus', onBus);
export const inbox = (origin: Origin, centre: string) => items(origin, `/dev/inbox/${centre}`, inInbox);
export const outbox = (origin: Origin) => items(origin, '/dev/outbox', sent);

export const raw = async ({ url }: Origin, path: string): Promise<string> => (await fetch(url + path)).text();

/** @param advance ISO 8601 duration */
export async function moveClock({ url }: Origin, advance: string): Promise<Date> {
  const response = await fetch(`${url}/dev/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance }),
  });
  if (!response.ok) throw new Error(`/dev/clock was answered ${response.status}`);
  return new Date(z.object({ now: z.string() }).parse(await response.json()).now);
}

/** Waits until something is there; what is filled within 5 s (DESIGN) has a little more on a busy machine. */
export async function eventually<T>(
  look: () => Promise<T | undefined | null | false>,
  what: string,
  patience = 15_000,
): Promise<T> {
  const until = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > until) throw new Error(`waited in vain for ${what}`);
    await new Promise((resume) => setTimeout(resume, 40));
  }
}

/** The latest routing of a request in a centre's inbox. */
export const routedTo = (origin: Origin, centre: string, requestId: string): Promise<InInbox> =>
  eventually(
    async () =>
      (await inbox(origin, centre)).findLast(
        (item) => item['detail-type'] === 'request.routed' && item.detail.requestId === requestId,
      ),
    `request.routed of ${requestId} in the inbox of ${centre}`,
  );
