import { deliveryTimer, firstContactTimer } from '../intake/routing.ts';
import { SETTINGS } from '../intake/settings.ts';
import { calendarIn, type Directory, openCentre } from '../routing/directory.ts';
import { dayInVietnam } from '../time/working-time.ts';
import { recorded } from './act.ts';
import { withFirstContact } from './clocks.ts';
import type { Fired } from './fire.ts';
import { withDue } from './handling.ts';
import { after } from './lifecycle.ts';
import { type LegalAidRequest, placedNotice } from './request.ts';

/** A centre that takes nothing any more, and the one that stands in its place. */
export interface Succession {
  readonly from: string;
  readonly to: string;
}

/**
 * The centres that have closed.
 * @param now milliseconds since 1970
 */
export function successions(directory: Directory, now: number): Succession[] {
  const today = dayInVietnam(now);
  return directory.centres.flatMap(({ code, closedOn }) =>
    closedOn !== undefined && closedOn <= today
      ? [{ from: code, to: openCentre(code, directory, today) }]
      : [],
  );
}

/**
 * What a closed centre has not ended goes to its successor as it is: state, terms and papers stay, an accepted case stays
 * accepted. It is no transfer that counts. Whoever works on it keeps it where they have moved along; else it waits in the
 * successor's worklist, and what was claimed owes the person a word again.
 * @param moved whether the one who works on it is of the successor now
 * @returns null where it is not the closed centre's any more
 */
export function succeeded(
  request: LegalAidRequest,
  { from, to }: Succession,
  moved: boolean,
  now: number,
  directory: Directory,
): Fired | null {
  if (request.centre !== from) return null;
  const at = new Date(now).toISOString();
  const nameOf = (code: string) => directory.centres.find((each) => each.code === code)?.name ?? code;
  const reason = `${nameOf(from)} đã kết thúc hoạt động, ${nameOf(to)} tiếp nhận.`;
  const free = !moved && request.state === 'claimed';
  const state = free ? (after('release', request.state) ?? request.state) : request.state;
  const calendar = calendarIn(directory, to);
  const clocks =
    state === 'routed' ? withFirstContact(request.clocks, request.urgency, at, calendar) : request.clocks;
  const next: LegalAidRequest = {
    ...request,
    ...withDue({ clocks }),
    state,
    centre: to,
    assignee: moved ? request.assignee : null,
    basis: { kind: 'assigned', words: reason },
    version: request.version + 1,
  };
  const publish = [
    ...placedNotice('request.changed', { ...next, centre: from }),
    ...placedNotice('request.routed', next),
  ];
  const event = { type: 'transferred' as const, reason, at, by: 'directory', publish };
  const written = recorded(request, next, event);
  return {
    ...written,
    timers: [
      deliveryTimer(written.request, now + SETTINGS.deliveryWithin),
      ...(state === 'routed' ? firstContactTimer(written.request) : []),
    ],
  };
}
