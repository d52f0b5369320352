import type { Means } from '../intake/decide.ts';
import { mergeFacts } from '../intake/merge.ts';
import { send } from '../intake/routing.ts';
import { understand } from '../understanding/understand.ts';
import { changed, recorded } from './act.ts';
import { newCode } from './code.ts';
import { copied, MOST_ENTRIES } from './copied.ts';
import { linkedTo } from './deciding.ts';
import type { Fired } from './fire.ts';
import { freshRequest } from './fresh.ts';
import { flawed, type Handler, type Refusal } from './handling.ts';
import { eventId, type Facts, type LegalAidRequest, placedNotice, type RequestEvent } from './request.ts';

export interface Split {
  readonly one: Fired;
  /** The new request's events, in order; the first opens it. */
  readonly events: readonly RequestEvent[];
  readonly fresh: LegalAidRequest;
  readonly timers: Fired['timers'];
}

/**
 * Somebody else wrote from the same number: their entries become a request of their own, at the same centre. The
 * entries stay where they are, marked; the new request begins with copies of what was said.
 */
export function split(
  version: number,
  { request, timeline }: { readonly request: LegalAidRequest; readonly timeline: readonly RequestEvent[] },
  entries: readonly string[],
  reason: string,
  handler: Handler,
  { now, newId, random, directory }: Pick<Means, 'now' | 'newId' | 'random' | 'directory'>,
): Split | Refusal {
  if (version !== request.version) return { refusal: 'stale-version', request };
  const at = new Date(now).toISOString();
  const wanted = new Set(entries);
  const taken = timeline.filter((event) => event.type === 'contact' && wanted.has(eventId(event)));
  const gone = new Set(timeline.flatMap((event) => (event.type === 'split' ? (event.entries ?? []) : [])));
  if (taken.length !== wanted.size || taken.length > MOST_ENTRIES || entries.some((entry) => gone.has(entry)))
    return flawed('unknown-entry', request);
  const facts = factsOf(request, taken);
  const beginning = freshRequest(
    {
      id: newId(),
      code: newCode(random),
      channel: request.channel,
      urgency: facts.urgent ? 'urgent' : 'normal',
      facts,
      address: request.address,
      earlierRequest: request.id,
    },
    at,
  );
  const start = { ...beginning, sequence: 1, version: 0, links: linkedTo(beginning, request) };
  const words = `Tách từ yêu cầu khác của cùng trung tâm, do ${handler.name} thực hiện. Lý do: ${reason}`;
  const sent = send(
    start,
    { centre: request.centre ?? handler.centre, basis: { kind: 'assigned', words }, confidence: 'sure' },
    now,
    directory,
  );
  const fresh: LegalAidRequest = { ...sent.request, sequence: 1 + taken.length };
  const opening: RequestEvent = {
    requestId: fresh.id,
    sequence: 1,
    at,
    by: handler.username,
    type: 'opened',
    reason,
    other: { id: request.id, code: request.code },
    entries: [...wanted],
    changes: changed(start, sent.request, true),
    publish: sent.publish,
  };
  const copies = taken.map((event, index): RequestEvent => copied(event, fresh.id, index + 2));
  const next: LegalAidRequest = {
    ...request,
    links: linkedTo(request, fresh),
    version: request.version + 1,
  };
  const one = recorded(request, next, {
    type: 'split',
    reason,
    other: { id: fresh.id, code: fresh.code },
    entries: [...wanted],
    at,
    by: handler.username,
    publish: placedNotice('request.changed', next),
  });
  return {
    one: { ...one, timers: [] },
    events: [opening, ...copies],
    fresh,
    timers: sent.timers.map((timer) => ({ ...timer, sequence: 1 })),
  };
}

/** What the taken entries say by themselves; the number is the same, the person is not. */
function factsOf({ facts: { phone } }: LegalAidRequest, taken: readonly RequestEvent[]): Facts {
  const start: Facts = phone === undefined ? {} : { phone };
  return taken.reduce((known, { text, speech }) => {
    const { matter, signals, urgent } = understand(text ?? speech ?? '');
    const said: Facts = {
      ...(matter === 'none' ? {} : { matter }),
      ...(signals.length > 0 ? { signals } : {}),
      ...(urgent ? { urgent } : {}),
    };
    return mergeFacts(known, said, false);
  }, start);
}
