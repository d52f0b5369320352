import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type BusNotice, eventId, type RequestEvent } from '../../domain/request/request.ts';
import { EVENTS, SOURCE } from '../../events/registry.ts';

export interface Bus {
  readonly client: EventBridgeClient;
  readonly name: string;
}

export const openBus = (name: string): Bus => ({
  client: new EventBridgeClient({
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  }),
  name,
});

/** PutEvents takes ten entries at a time. */
const ENTRIES = 10;

interface Entry {
  readonly event: RequestEvent;
  readonly notice: BusNotice;
}

/**
 * Tells the bus of timeline events.
 * @returns the events of which every notice was taken; PutEvents can refuse single entries with status 200, and a
 *   refused one must not lend its failure to its neighbours
 */
export async function publish(bus: Bus, events: readonly RequestEvent[]): Promise<RequestEvent[]> {
  const entries = events.flatMap((event) => event.publish.map((notice): Entry => ({ event, notice })));
  const refused = new Set<string>();
  const slices = Array.from({ length: Math.ceil(entries.length / ENTRIES) }, (_, index) =>
    entries.slice(index * ENTRIES, (index + 1) * ENTRIES),
  );
  await Promise.all(
    slices.map(async (slice) => {
      for (const index of await putEntries(bus, slice)) {
        const entry = slice[index];
        if (entry) refused.add(eventId(entry.event));
      }
    }),
  );
  return events.filter((event) => !refused.has(eventId(event)));
}

/** Indexes of the entries that the bus did not take. */
async function putEntries(bus: Bus, entries: readonly Entry[]): Promise<number[]> {
  const all = entries.map((_, index) => index);
  try {
    const { Entries } = await bus.client.send(
      new PutEventsCommand({
        Entries: entries.map(({ event, notice }) => ({
          EventBusName: bus.name,
          Source: SOURCE,
          DetailType: notice.type,
          Time: new Date(event.at),
          Detail: JSON.stringify(EVENTS[notice.type].parse(detailOf(event, notice))),
        })),
      }),
    );
    return all.filter((index) => Entries?.[index]?.EventId === undefined);
  } catch {
    return all;
  }
}

function detailOf(event: RequestEvent, notice: BusNotice): object {
  const base = { eventId: eventId(event), requestId: event.requestId, sequence: event.sequence };
  if (notice.type === 'message.requested' || notice.type === 'attachment.received') return base;
  if (notice.type === 'contact.received') return { ...base, channel: event.channel ?? 'office' };
  const { type: _, ...placement } = notice;
  return { ...base, ...placement };
}
