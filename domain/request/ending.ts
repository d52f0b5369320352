import type { Timer } from '../intake/routing.ts';
import { calendarIn, type Directory, NATIONAL } from '../routing/directory.ts';
import { type Clock, started, withClock } from './clocks.ts';
import type { LegalAidRequest } from './request.ts';

/** Fires when a clock's time has come; the event that starts it is the request's next. */
export const clockTimer = (request: LegalAidRequest, { kind, dueAt }: Clock): Timer => ({
  requestId: request.id,
  kind: 'clock',
  clock: kind,
  dueAt,
  sequence: request.sequence + 1,
});

/**
 * What the end of an accepted case leaves to be done: its file is handed over within 30 days (Điều 39 Luật Trợ giúp
 * pháp lý), and who withdraws is answered in writing (TT 12/2018/TT-BTP Điều 9.2). Nothing where nobody had accepted.
 */
export function owedAtEnd(
  request: LegalAidRequest,
  at: string,
  directory: Directory,
  withdrawn = false,
): Clock[] {
  if (request.state !== 'accepted') return [];
  const calendar = calendarIn(directory, request.centre ?? NATIONAL);
  const kinds = withdrawn ? ['withdrawal-reply', 'case-file'] : ['case-file'];
  return kinds.flatMap((kind) => started(kind, at, calendar) ?? []);
}

/** The terms with these new ones running, and what fires when they pass. */
export const running = (request: LegalAidRequest, clocks: readonly Clock[], fresh: readonly Clock[]) => ({
  clocks: fresh.reduce<Clock[]>(withClock, [...clocks]),
  timers: fresh.map((clock) => clockTimer(request, clock)),
});
