import { eventId, type RequestEvent } from './request.ts';

/** Entries that go into another request at once: they and what goes with them fit into one transaction of a hundred parts. */
export const MOST_ENTRIES = 50;

/** What was said, without what it set in motion then; it names the entry that it is a copy of. */
export function copied(event: RequestEvent, requestId: string, sequence: number): RequestEvent {
  const { messages: _, answer: __, contactCode: ___, toBeConfirmed: ____, ...said } = event;
  return { ...said, requestId, sequence, entries: [eventId(event)], changes: {}, publish: [] };
}
