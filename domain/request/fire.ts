import { deliveryTimer, routingFacts, send, type Timer } from '../intake/routing.ts';
import { SETTINGS } from '../intake/settings.ts';
import type { Directory } from '../routing/directory.ts';
import { route } from '../routing/route.ts';
import { recorded } from './act.ts';
import { type LegalAidRequest, placedNotice, type RequestEvent } from './request.ts';

export interface Fired {
  readonly request: LegalAidRequest;
  readonly event: RequestEvent;
  readonly timers: readonly Timer[];
}

export interface FireMeans {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly directory: Directory;
  /** Sequence of the latest routing that the request's centre has received; 0 when none. */
  readonly received: number;
}

/** What a timer does when its time has come; null where nothing is owed any more. Pure. */
export function fire(timer: Timer, request: LegalAidRequest, means: FireMeans): Fired | null {
  const { now } = means;
  const at = new Date(now).toISOString();
  const event = { at, by: 'timer', type: 'timer' as const, reason: timer.kind };
  switch (timer.kind) {
    case 'place-silence': {
      if (request.state !== 'new') return null;
      const found = route(routingFacts(request.facts, request.transfers, now), means.directory);
      const sent = send({ ...request, sequence: request.sequence + 1 }, found, now);
      return { ...recorded(request, sent.request, { ...event, publish: sent.publish }), timers: sent.timers };
    }
    case 'first-contact':
      if (request.state !== 'routed') return null;
      return {
        ...recorded(request, request, { ...event, publish: placedNotice('deadline.passed', request) }),
        timers: [],
      };
    case 'delivery': {
      if (request.centre === null || means.received >= timer.sequence) return null;
      const next = recorded(request, request, { ...event, publish: placedNotice('request.routed', request) });
      return { ...next, timers: [deliveryTimer(next.request, now + SETTINGS.deliveryAgain)] };
    }
    case 'postponed': {
      if (timer.message === undefined) return null;
      const again = { messages: [timer.message], publish: [{ type: 'message.requested' as const }] };
      return { ...recorded(request, request, { ...event, ...again }), timers: [] };
    }
  }
}
