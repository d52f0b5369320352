import { firstContactTimer } from '../intake/routing.ts';
import { calendarIn, type Directory, NATIONAL } from '../routing/directory.ts';
import { recorded } from './act.ts';
import { type Clock, clockRow, contacted, dueOf, ended, stopped, withFirstContact } from './clocks.ts';
import { owedAtEnd, running } from './ending.ts';
import { isHidden } from './erasure.ts';
import type { Fired } from './fire.ts';
import { type Act, after, hasEnded } from './lifecycle.ts';
import { type BusNotice, type LegalAidRequest, placedNotice, type RequestEvent } from './request.ts';

export const ROLES = ['handler', 'lead', 'national'] as const;
export type Role = (typeof ROLES)[number];

/** Who is signed in, as the Handler item says on every call. */
export interface Handler {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly centre: string;
  readonly disabled: boolean;
  readonly email?: string;
  /** E.164; rings when the handler asks for a call. */
  readonly phone?: string;
}

/** Whether a handler may see and act on a request; the national desk sees all, what is hidden for the law's books too. */
export const maySee = (handler: Handler, request: Pick<LegalAidRequest, 'centre' | 'erasure'>): boolean =>
  handler.role === 'national' ||
  (request.centre !== null && request.centre === handler.centre && !isHidden(request));

/** Why what was sent cannot be, beside the state: the caller can put it right. */
export const FLAWS = [
  'unknown-assignee',
  'unknown-category',
  'financial-proof-missing',
  'excluded-field',
  'not-yet',
  'unknown-request',
  'itself',
  'no-address',
  'reason-missing',
  'unknown-place',
  'nothing-changed',
  'unknown-entry',
  'unknown-clock',
  'phone-unreadable',
  'impossible-date',
] as const;
export type Flaw = (typeof FLAWS)[number];

export type Refusal =
  | { readonly refusal: 'not-found' }
  | {
      readonly refusal: 'stale-version' | 'wrong-state' | 'not-yours' | 'unknown-centre';
      readonly request: LegalAidRequest;
    }
  | { readonly refusal: 'flawed'; readonly flaw: Flaw; readonly request: LegalAidRequest };

export type Handled = Fired | Refusal;

/** An act of a handler, decided on the request as it is now. */
export type Handling = (request: LegalAidRequest, handler: Handler, at: string) => Handled;

/** Whoever looks for another centre's request learns no more than that of one that does not exist. */
export const withinReach =
  (handler: Handler, at: string, handling: Handling) =>
  (request: LegalAidRequest | null): Handled =>
    request === null || !maySee(handler, request) ? { refusal: 'not-found' } : handling(request, handler, at);

export const flawed = (flaw: Flaw, request: LegalAidRequest): Refusal => ({
  refusal: 'flawed',
  flaw,
  request,
});

/** What a timeline entry says beside who, when and what changed. */
type Told = Pick<RequestEvent, 'type'> & Partial<Omit<RequestEvent, 'type' | 'publish'>>;

/** A handler may act on what is theirs or nobody's; the lead and the national desk on all they see. */
export const isTheirs = (request: LegalAidRequest, handler: Handler): boolean =>
  request.assignee === null || request.assignee === handler.username || handler.role !== 'handler';

/** What an act makes of a request, beside its state. */
export interface Moved {
  readonly change: Partial<LegalAidRequest>;
  readonly told: Told;
  /** Beside `request.changed`. */
  readonly publish?: readonly BusNotice[];
  readonly timers?: Fired['timers'];
}

/** An act that moves the state: refused on a stale version, from a state or by a person that the rules do not allow. */
export const moving =
  (
    act: Act,
    version: number,
    move: (request: LegalAidRequest, handler: Handler, at: string) => Moved | Refusal,
    mayAct: (request: LegalAidRequest, handler: Handler) => boolean = isTheirs,
  ): Handling =>
  (request, handler, at) => {
    if (version !== request.version) return { refusal: 'stale-version', request };
    const state = after(act, request.state);
    if (state === null) return { refusal: 'wrong-state', request };
    if (!mayAct(request, handler)) return { refusal: 'not-yours', request };
    const moved = move(request, handler, at);
    if ('refusal' in moved) return moved;
    const next: LegalAidRequest = {
      ...request,
      state,
      version: request.version + 1,
      ...withDue(clocksAfter(request, state, moved.change, at)),
    };
    const { told, publish = [], timers = [] } = moved;
    const event = {
      ...told,
      at,
      by: handler.username,
      publish: [...placedNotice('request.changed', next), ...publish],
    };
    return { ...recorded(request, next, event), timers };
  };

/** With an end of the request nothing of the case is owed any more. */
const clocksAfter = (
  request: LegalAidRequest,
  state: LegalAidRequest['state'],
  change: Partial<LegalAidRequest>,
  at: string,
): Partial<LegalAidRequest> & Pick<LegalAidRequest, 'clocks'> => {
  const clocks = change.clocks ?? request.clocks;
  return { ...change, clocks: hasEnded(state) ? ended(clocks, at) : clocks };
};

/** `dueAt` is the earliest open clock. */
export const withDue = <T extends Pick<LegalAidRequest, 'clocks'>>(
  change: T,
): T & { dueAt: string | null } => ({
  ...change,
  dueAt: dueOf(change.clocks),
});

/**
 * Takes a request up: one winner, by the version; what waited for papers its own handler takes up again. The first
 * contact stays owed, but where the centre has had the person before its desk.
 */
export const claim = (version: number): Handling =>
  moving('claim', version, ({ clocks, channel, transfers }, { username }, at) => ({
    change: {
      assignee: username,
      clocks: channel === 'office' && transfers === 0 ? contacted(clocks, at) : clocks,
    },
    told: { type: 'claimed' },
  }));

/**
 * Who gets in touch about a request that nobody has, has it from then on: it leaves the list of what is new with the
 * term that is kept. The national desk takes nothing out of a centre's list.
 */
export function takenUp(request: LegalAidRequest, { username, centre }: Handler): LegalAidRequest {
  if (request.state !== 'routed' || request.assignee !== null || request.centre !== centre) return request;
  return { ...request, state: 'claimed', assignee: username, version: request.version + 1 };
}

/** Somebody is owed a contact from now on: the open term or a new one, and what fires when it passes. */
export function owingContact(
  request: LegalAidRequest,
  clocks: readonly Clock[],
  at: string,
  directory: Directory,
): { readonly clocks: readonly Clock[]; readonly timers: Fired['timers'] } {
  const calendar = calendarIn(directory, request.centre ?? NATIONAL);
  const running = withFirstContact(clocks, request.urgency, at, calendar);
  const next = { ...request, clocks: running, sequence: request.sequence + 1 };
  return { clocks: running, timers: firstContactTimer(next) };
}

/** Gives a request back to the worklist: whoever takes it up next owes the person a word, also after an earlier one. */
export const release = (version: number, directory: Directory): Handling =>
  moving('release', version, (request, _, at) => {
    const { clocks, timers } = owingContact(request, request.clocks, at, directory);
    return { change: { assignee: null, clocks }, told: { type: 'released' }, timers };
  });

/**
 * Gives a request to somebody by name; what is owed stays owed.
 * @param to whom, as their own item says; null where there is nobody of that name who may act
 */
export const assign = (version: number, to: Handler | null): Handling =>
  moving(
    'assign',
    version,
    (request) => {
      if (to === null || !maySee(to, request)) return flawed('unknown-assignee', request);
      return {
        change: { assignee: to.username },
        told: { type: 'assigned', assignedTo: to.username },
      };
    },
    (_, handler) => handler.role !== 'handler',
  );

/** Closes a request; of an accepted case the file is owed from then on. */
export const close = (version: number, reason: string, directory: Directory): Handling =>
  moving('close', version, (request, _, at) => {
    const { clocks, timers } = running(request, request.clocks, owedAtEnd(request, at, directory));
    return { change: { clocks }, told: { type: 'closed', reason }, timers };
  });

/**
 * Whoever of the centre is asked again takes it up again, and owes the person a word that it goes on; the file of a
 * case that goes on is not owed yet.
 */
export const reopen = (version: number, reason: string, directory: Directory): Handling =>
  moving(
    'reopen',
    version,
    (request, { username }, at) => {
      const left = stopped(request.clocks, at, ({ kind }) => clockRow(kind)?.starts === 'end');
      const { clocks, timers } = owingContact(request, left, at, directory);
      return {
        change: { assignee: username, decision: null, clocks },
        told: { type: 'reopened', reason },
        timers,
      };
    },
    () => true,
  );

export const note =
  (text: string): Handling =>
  (request, handler, at) => ({
    ...recorded(request, request, {
      type: 'note',
      text,
      at,
      by: handler.username,
      publish: placedNotice('request.changed', request),
    }),
    timers: [],
  });

/** The national desk reads a centre's request and says why, or does not; nothing of the request changes. */
export const opened =
  (reason: string | null): Handling =>
  (request, handler, at) => ({
    ...recorded(request, request, {
      type: 'opened-by-national',
      ...(reason === null ? {} : { reason }),
      at,
      by: handler.username,
      publish: placedNotice('request.changed', request),
    }),
    timers: [],
  });
