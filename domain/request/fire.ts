import { lineAt } from '../contact/lines.ts';
import { reminderOf } from '../intake/reminder.ts';
import { deliveryTimer, placed, send, type Timer } from '../intake/routing.ts';
import { SETTINGS } from '../intake/settings.ts';
import { calendarIn, type Directory, NATIONAL } from '../routing/directory.ts';
import { recorded } from './act.ts';
import { type Clock, clockRow, ended, firstContactOf, isOpen, termEnd } from './clocks.ts';
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
  // Nobody is late for our own test: only its way to the centre goes on.
  if (request.synthetic && timer.kind !== 'place-silence' && timer.kind !== 'delivery') return null;
  const event = { at, by: 'timer', type: 'timer' as const, reason: timer.kind };
  switch (timer.kind) {
    case 'place-silence': {
      if (request.state !== 'new') return null;
      const own = lineAt(request.facts.calledNumber)?.province;
      const found = placed(request.facts, request.transfers, now, means.directory, own);
      const sent = send({ ...request, sequence: request.sequence + 1 }, found, now, means.directory);
      return { ...recorded(request, sent.request, { ...event, publish: sent.publish }), timers: sent.timers };
    }
    case 'first-contact': {
      const clock = firstContactOf(request.clocks);
      return clock && passed(request, clock, event, means);
    }
    case 'clock': {
      const clock = request.clocks.find(({ kind }) => kind === timer.clock);
      return clock && isOpen(clock) ? passed(request, clock, event, means) : null;
    }
    case 'national': {
      const clock = request.clocks.find((each) => each.kind === timer.clock && isOpen(each));
      return clock && clock.nationalAt === undefined ? toNational(request, clock, event) : null;
    }
    case 'delivery': {
      if (request.centre === null || means.received >= timer.sequence) return null;
      const next = recorded(request, request, { ...event, publish: placedNotice('request.routed', request) });
      const later = deliveryTimer(next.request, now + SETTINGS.deliveryAgain);
      return { ...next, timers: [{ ...later, again: true }] };
    }
    case 'reminder': {
      const reminder = reminderOf(timer, request);
      if (reminder === null) return null;
      const told = { messages: [reminder], publish: [{ type: 'message.requested' as const }] };
      return { ...recorded(request, { ...request, reminded: true }, { ...event, ...told }), timers: [] };
    }
    case 'joined': {
      const { other, entries = [], ends = false } = timer;
      if (other === undefined) return null;
      const untouched =
        request.sequence === timer.sequence && (request.state === 'new' || request.state === 'routed');
      const over = ends && untouched;
      if (!over && entries.length === 0) return null;
      const joined: LegalAidRequest = over
        ? {
            ...request,
            state: 'duplicate',
            earlierRequest: other,
            clocks: ended(request.clocks, at),
            dueAt: null,
            version: request.version + 1,
          }
        : request;
      const words = 'Người gọi đã bấm mã số: cuộc gọi được ghi vào yêu cầu của mã số đó.';
      const publish = placedNotice('request.changed', joined);
      return { ...recorded(request, joined, { ...event, text: words, entries, publish }), timers: [] };
    }
    case 'postponed': {
      if (timer.message === undefined) return null;
      const again = { messages: [timer.message], publish: [{ type: 'message.requested' as const }] };
      return { ...recorded(request, request, { ...event, ...again }), timers: [] };
    }
  }
}

type Told = Pick<RequestEvent, 'at' | 'by' | 'type' | 'reason'>;

/** First stage: the head of the centre is told; the second waits for as long as the table says. */
function passed(
  request: LegalAidRequest,
  clock: Clock,
  event: Told,
  { now, directory }: FireMeans,
): Fired | null {
  if (clock.passedAt !== undefined) return null;
  const after = marked(request, clock, { ...clock, passedAt: event.at });
  const publish = placedNotice('deadline.passed', request);
  const next = recorded(request, after, { ...event, clock: clock.kind, outcome: 'lead', publish });
  const row = clockRow(clock.kind);
  const later = row && termEnd(now, row.national, calendarIn(directory, request.centre ?? NATIONAL));
  return {
    ...next,
    timers:
      later === null
        ? []
        : [
            {
              requestId: request.id,
              kind: 'national',
              clock: clock.kind,
              dueAt: new Date(later).toISOString(),
              sequence: next.request.sequence,
            },
          ],
  };
}

/** Second stage: the national desk is told; the request stays where it is. */
function toNational(request: LegalAidRequest, clock: Clock, event: Told): Fired {
  const after = marked(request, clock, { ...clock, nationalAt: event.at });
  const publish = placedNotice('deadline.passed', { ...request, centre: NATIONAL });
  return {
    ...recorded(request, after, { ...event, clock: clock.kind, outcome: 'national', publish }),
    timers: [],
  };
}

const marked = (request: LegalAidRequest, clock: Clock, by: Clock): LegalAidRequest => ({
  ...request,
  clocks: request.clocks.map((each) => (each === clock ? by : each)),
});
