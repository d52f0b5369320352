import type { LegalAidRequest, RequestEvent } from './request.ts';

/** The next event of a request's timeline and the request after it. */
export function recorded(
  before: LegalAidRequest,
  after: LegalAidRequest,
  event: Omit<RequestEvent, 'requestId' | 'sequence' | 'changes'>,
): { request: LegalAidRequest; event: RequestEvent } {
  const sequence = before.sequence + 1;
  return {
    request: { ...after, sequence, updatedAt: event.at },
    event: { ...event, requestId: before.id, sequence, changes: changed(before, after, false) },
  };
}

/** What differs after the event: the audit trail's delta. */
export function changed(
  before: LegalAidRequest,
  after: LegalAidRequest,
  opened: boolean,
): RequestEvent['changes'] {
  const { id: _, sequence: __, updatedAt: ___, ...all } = after;
  if (opened) return all;
  return Object.fromEntries(
    Object.entries(all).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(before, key)),
    ),
  );
}
