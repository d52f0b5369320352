import { send } from '../intake/routing.ts';
import { type Directory, NATIONAL, openCentre } from '../routing/directory.ts';
import { recorded } from './act.ts';
import type { Fired } from './fire.ts';
import { type Act, after } from './lifecycle.ts';
import { type LegalAidRequest, placedNotice, type RequestEvent } from './request.ts';

export const ROLES = ['handler', 'lead', 'national'] as const;
export type Role = (typeof ROLES)[number];

/** Who is signed in, as the Handler item says on every call. */
export interface Handler {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly centre: string;
  readonly disabled: boolean;
}

/** Whether a handler may see and act on a request; the national desk sees all. */
export const maySee = (handler: Handler, request: Pick<LegalAidRequest, 'centre'>): boolean =>
  handler.role === 'national' || (request.centre !== null && request.centre === handler.centre);

export type Refusal =
  | { readonly refusal: 'not-found' }
  | {
      readonly refusal: 'stale-version' | 'wrong-state' | 'not-yours' | 'unknown-centre';
      readonly request: LegalAidRequest;
    };

export type Handled = Fired | Refusal;

/** An act of a handler, decided on the request as it is now. */
export type Handling = (request: LegalAidRequest, handler: Handler, at: string) => Handled;

/** Whoever looks for another centre's request learns no more than that of one that does not exist. */
export const withinReach =
  (handler: Handler, at: string, handling: Handling) =>
  (request: LegalAidRequest | null): Handled =>
    request === null || !maySee(handler, request) ? { refusal: 'not-found' } : handling(request, handler, at);

interface Told {
  readonly type: RequestEvent['type'];
  readonly text?: string;
  readonly reason?: string;
}

/** An act that moves the state: refused on a stale version or where the lifecycle does not allow it. */
const moving =
  (
    act: Act,
    version: number,
    told: Told,
    change: (request: LegalAidRequest, handler: Handler) => Partial<LegalAidRequest>,
  ): Handling =>
  (request, handler, at) => {
    if (version !== request.version) return { refusal: 'stale-version', request };
    const state = after(act, request.state);
    if (state === null) return { refusal: 'wrong-state', request };
    const next: LegalAidRequest = {
      ...request,
      state,
      version: request.version + 1,
      ...change(request, handler),
    };
    const event = { ...told, at, by: handler.username, publish: placedNotice('request.changed', next) };
    return { ...recorded(request, next, event), timers: [] };
  };

/** Takes a request up: one winner, by the version. */
export const claim = (version: number): Handling =>
  moving('claim', version, { type: 'claimed' }, (_, handler) => ({ assignee: handler.username }));

/** Gives a request back to the worklist; a handler only their own. */
export const release =
  (version: number): Handling =>
  (request, handler, at) => {
    const own = request.assignee === handler.username || handler.role !== 'handler';
    if (version === request.version && !own) return { refusal: 'not-yours', request };
    return moving('release', version, { type: 'released' }, () => ({ assignee: null }))(request, handler, at);
  };

export const close = (version: number, reason: string): Handling =>
  moving('close', version, { type: 'closed', reason }, () => ({ dueAt: null }));

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

/** Moves after which the national desk decides (DESIGN: Routing), so that nobody is sent round for ever. */
const MOST_TRANSFERS = 2;

/** Passes a request to the competent centre (Điều 35 Luật Trợ giúp pháp lý); the new centre's clock starts anew. */
export const transfer =
  (version: number, centre: string, reason: string, directory: Directory): Handling =>
  (request, handler, at) => {
    if (version !== request.version) return { refusal: 'stale-version', request };
    if (after('transfer', request.state) === null) return { refusal: 'wrong-state', request };
    const known = directory.centres.some(({ code }) => code === centre);
    if (!known || centre === request.centre) return { refusal: 'unknown-centre', request };
    const transfers = request.transfers + 1;
    const bounced = transfers >= MOST_TRANSFERS && handler.role !== 'national';
    const to = bounced ? NATIONAL : openCentre(centre, directory, at.slice(0, 10));
    const from = directory.centres.find(({ code }) => code === request.centre)?.name ?? '';
    const words = bounced
      ? `Đã chuyển ${transfers} lần, cấp trung ương quyết định. Lý do lần này: ${reason}`
      : `Chuyển từ ${from}. Lý do: ${reason}`;
    const moved = send(
      { ...request, state: 'new', assignee: null, transfers, dueAt: null, sequence: request.sequence + 1 },
      { centre: to, basis: { kind: 'assigned', words }, confidence: 'sure' },
      Date.parse(at),
    );
    const event = { type: 'transferred' as const, reason, at, by: handler.username, publish: moved.publish };
    return { ...recorded(request, moved.request, event), timers: moved.timers };
  };
