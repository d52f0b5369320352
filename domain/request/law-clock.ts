import { calendarIn, type Directory, NATIONAL } from '../routing/directory.ts';
import { recorded } from './act.ts';
import { clockRow, isOpen, met, outlivesEnd, started, withClock } from './clocks.ts';
import { clockTimer } from './ending.ts';
import { flawed, type Handling, withDue } from './handling.ts';
import { hasEnded } from './lifecycle.ts';
import { placedNotice } from './request.ts';

/**
 * A term that a person starts (a notice, a complaint, a change of provider came in) or meets. The first contact
 * starts by itself, and is met by hand where the hotline did not see it (a call from another telephone).
 * Its working days are those of the centre.
 * @param when ISO 8601, not in the future; left out: now
 */
export const lawClock =
  (
    version: number,
    kind: string,
    act: 'start' | 'met',
    when: string | undefined,
    reason: string | undefined,
    directory: Directory,
  ): Handling =>
  (request, handler, at) => {
    if (version !== request.version) return { refusal: 'stale-version', request };
    const row = clockRow(kind);
    if (row === null || (act === 'start' && row.starts === 'routing'))
      return flawed('unknown-clock', request);
    const moment = when === undefined ? at : new Date(when).toISOString();
    if (moment > at) return flawed('not-yet', request);
    const running = request.clocks.some((clock) => clock.kind === kind && isOpen(clock));
    if (act === 'met' && !running) return flawed('unknown-clock', request);
    if (act === 'start' && hasEnded(request.state) && !outlivesEnd(kind))
      return { refusal: 'wrong-state', request };
    const calendar = calendarIn(directory, request.centre ?? NATIONAL);
    const fresh = act === 'start' ? started(kind, moment, calendar) : null;
    const clocks =
      act === 'start'
        ? withClock(request.clocks, fresh)
        : met(request.clocks, moment, (clock) => clock.kind === kind);
    const next = { ...request, ...withDue({ clocks }), version: request.version + 1 };
    const event = {
      type: 'clock' as const,
      clock: kind,
      outcome: act,
      ...(reason === undefined ? {} : { reason }),
      at,
      by: handler.username,
      publish: placedNotice('request.changed', next),
    };
    return { ...recorded(request, next, event), timers: fresh ? [clockTimer(request, fresh)] : [] };
  };
