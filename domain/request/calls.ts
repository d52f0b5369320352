import { send } from '../intake/routing.ts';
import type { Directory } from '../routing/directory.ts';
import { recorded } from './act.ts';
import { callableFrom, isAnotherTime } from './best-time.ts';
import { contactKept } from './contact-kept.ts';
import type { Fired } from './fire.ts';
import { type Handler, owingContact, takenUp, withDue } from './handling.ts';
import { hasEnded } from './lifecycle.ts';
import {
  type BusNotice,
  type CallOutcome,
  type LegalAidRequest,
  type OutgoingCall,
  placedNotice,
} from './request.ts';

/**
 * A handler has taken a caller's call: it stands in the timeline, the first contact is kept, and whoever has no handler
 * yet has one now. A claim made at a desk is never taken away by a telephone.
 */
export function accepted(
  request: LegalAidRequest,
  handler: Handler,
  at: string,
  directory: Directory,
): Fired {
  const free = request.assignee === null && (request.state === 'new' || request.state === 'routed');
  const event = { type: 'call' as const, outcome: 'accepted', at, by: handler.username };
  if (!free) {
    const kept = contactKept(request, at);
    return { ...recorded(request, kept.request, { ...event, publish: kept.publish }), timers: [] };
  }
  const basis = { kind: 'assigned' as const, words: `${handler.name} đã nhận cuộc gọi` };
  const placed =
    request.state === 'new'
      ? send(
          { ...request, sequence: request.sequence + 1 },
          { centre: handler.centre, basis, confidence: 'sure' },
          Date.parse(at),
          directory,
        )
      : { request, publish: [] as readonly BusNotice[], timers: [] };
  const claimed: LegalAidRequest = {
    ...contactKept(placed.request, at).request,
    state: 'claimed',
    assignee: handler.username,
    version: request.version + 1,
  };
  const publish = [...placed.publish, ...placedNotice('request.changed', claimed)];
  return { ...recorded(request, claimed, { ...event, publish }), timers: placed.timers };
}

/** Calls in which a citizen's telephone rang in vain; after so many somebody must decide to go on. */
export const MOST_ATTEMPTS = 5;
/** Milliseconds after which a call that nobody heard of again no longer stands in the way of the next. */
const UNDER_WAY = 3 * 60_000;

const VIETNAM = 7 * 3_600_000;
const QUIET = { from: 21, to: 7 };

/** 21:00 to 7:00 in Vietnam: nobody is called then without a reason. */
const isNight = (at: number): boolean => {
  const hour = new Date(at + VIETNAM).getUTCHours();
  return hour >= QUIET.from || hour < QUIET.to;
};

/** Why a call is not made; the confirmed ones a handler may overrule with a reason. */
export const CALL_REFUSALS = {
  'no-phone': 'Chưa có số điện thoại của người yêu cầu.',
  'no-handler-phone': 'Chưa có số điện thoại của người tiếp nhận: xin nhờ trưởng trung tâm nhập.',
  'under-way': 'Cuộc gọi trước còn đang nối máy.',
  'unsafe-contact':
    'Người yêu cầu cho biết gọi lại là không an toàn. Chỉ gọi khi chắc chắn, và ghi rõ lý do.',
  'too-many-attempts': `Đã gọi ${MOST_ATTEMPTS} lần không có người nghe. Muốn gọi nữa, xin ghi rõ lý do.`,
  'another-time': 'Người yêu cầu hẹn gọi vào lúc khác trong ngày. Muốn gọi ngay, xin ghi rõ lý do.',
  'quiet-hours': 'Giờ yên tĩnh (21 giờ đến 7 giờ). Muốn gọi ngay, xin ghi rõ lý do.',
} as const;
export type CallRefusal = keyof typeof CALL_REFUSALS;

/** What speaks against calling a citizen now; null when nothing does. */
export function againstCalling(
  { facts, callBack, urgency }: Pick<LegalAidRequest, 'facts' | 'callBack' | 'urgency'>,
  confirmed: boolean,
  now: number,
): CallRefusal | null {
  if (facts.phone === undefined) return 'no-phone';
  if (confirmed) return null;
  if (facts.safeContact === 'unsafe') return 'unsafe-contact';
  if ((callBack?.attempts ?? 0) >= MOST_ATTEMPTS) return 'too-many-attempts';
  if (urgency === 'urgent') return null;
  if (isNight(now)) return 'quiet-hours';
  return isAnotherTime({ facts }, now) ? 'another-time' : null;
}

/**
 * From when on a call back that is owed may be made: urgent ones at once; null where nobody is to call without a reason
 * (not safe, tried too often) or none is owed.
 */
export function callBackFrom(request: LegalAidRequest, now: number): string | null {
  const { callBack, facts, urgency } = request;
  if (!callBack?.owed || facts.phone === undefined) return null;
  if (facts.safeContact === 'unsafe' || callBack.attempts >= MOST_ATTEMPTS) return null;
  return urgency === 'urgent' ? new Date(now).toISOString() : callableFrom(request, now);
}

/** A call under way that the next one would cut into. */
const isUnderWay = ({ calling }: LegalAidRequest, now: number): boolean =>
  calling !== undefined && now - Date.parse(calling.at) < UNDER_WAY;

/** A handler asks for a call: first their own telephone rings, then the citizen's. What nobody had is theirs from then on. */
export function callRequested(
  request: LegalAidRequest,
  handler: Handler,
  wish: {
    readonly id: string;
    readonly handlerPhone: string | null;
    readonly shown: string;
    readonly confirmed: boolean;
    readonly reason?: string;
  },
  now: number,
): Fired | { readonly refusal: CallRefusal; readonly request: LegalAidRequest } {
  const { id, handlerPhone, shown, confirmed, reason } = wish;
  const against = againstCalling(request, confirmed, now);
  if (against !== null) return { refusal: against, request };
  if (handlerPhone === null) return { refusal: 'no-handler-phone', request };
  if (isUnderWay(request, now)) return { refusal: 'under-way', request };
  const at = new Date(now).toISOString();
  const call: OutgoingCall = {
    id,
    by: handler.username,
    handlerPhone,
    citizenPhone: request.facts.phone ?? '',
    shown,
    ...(confirmed ? { confirmed } : {}),
  };
  const taken = takenUp(request, handler);
  const after: LegalAidRequest = { ...taken, calling: { id, by: handler.username, at } };
  return {
    ...recorded(request, after, {
      type: 'call',
      outcome: 'requested',
      call,
      ...(reason === undefined ? {} : { reason }),
      at,
      by: handler.username,
      publish: [
        ...(taken === request ? [] : placedNotice('request.changed', after)),
        { type: 'message.requested' as const },
      ],
    }),
    timers: [],
  };
}

/**
 * The handler has picked up and pressed the key: the citizen's telephone rings now, which keeps the first contact. Where
 * nobody answers, a call back is owed from then on.
 */
export function callAccepted(request: LegalAidRequest, id: string, at: string): Fired | null {
  const { calling } = request;
  if (calling?.id !== id || calling.accepted) return null;
  const kept = contactKept(request, at);
  const after: LegalAidRequest = { ...kept.request, calling: { ...calling, accepted: true } };
  const event = { type: 'call' as const, outcome: 'ringing', at, by: calling.by };
  return { ...recorded(request, after, { ...event, publish: kept.publish }), timers: [] };
}

/**
 * How a call ended; null where that is known already, or was another call. A handler who did not pick up has not tried
 * to reach the citizen: that is `canceled` and no attempt. An attempt in vain leaves a call back owed, within the term
 * of a contact from then on.
 */
export function callEnded(
  request: LegalAidRequest,
  id: string,
  outcome: CallOutcome,
  at: string,
  directory: Directory,
  reason?: string,
): Fired | null {
  const { calling, callBack, ...rest } = request;
  if (calling?.id !== id) return null;
  const tried = outcome !== 'canceled';
  const attempts = (callBack?.attempts ?? 0) + (tried && outcome !== 'answered' ? 1 : 0);
  const again = tried && outcome !== 'answered' && !hasEnded(request.state);
  const known =
    callBack?.owed || !again
      ? (callBack ?? { owed: false, reason: 'unanswered' as const, since: at })
      : { ...callBack, owed: true, reason: 'unanswered' as const, since: at };
  const owing = again ? owingContact(request, request.clocks, at, directory) : null;
  const after: LegalAidRequest = {
    ...rest,
    ...(owing ? withDue({ clocks: owing.clocks }) : {}),
    ...(callBack || tried
      ? {
          callBack: {
            ...known,
            owed: outcome === 'answered' ? false : known.owed,
            attempts,
            lastOutcome: outcome,
            lastAt: at,
          },
        }
      : {}),
  };
  const publish = placedNotice('request.changed', after);
  const event = { type: 'call' as const, outcome, at, by: calling.by, publish };
  return {
    ...recorded(request, after, { ...event, ...(reason === undefined ? {} : { reason }) }),
    timers: owing?.timers ?? [],
  };
}
