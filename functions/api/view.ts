import { explained } from '../../domain/outbound/refusals.ts';
import { writtenCode } from '../../domain/request/code.ts';
import { eventId, type LegalAidRequest, type RequestEvent } from '../../domain/request/request.ts';
import type { FullRequest, ListedRequest, TimelineEntry } from './schemas.ts';

/** A request as a worklist shows it. */
export function listedView(request: LegalAidRequest): ListedRequest {
  const { facts, address } = request;
  const { signals, candidates, ...rest } = facts;
  return {
    id: request.id,
    code: writtenCode(request.code),
    state: request.state,
    centre: request.centre,
    channel: request.channel,
    urgency: request.urgency,
    matter: facts.matter ?? 'none',
    facts: {
      ...rest,
      ...(signals ? { signals: [...signals] } : {}),
      ...(candidates ? { candidates: [...candidates] } : {}),
    },
    citizen: {
      ...(facts.name === undefined ? {} : { name: facts.name }),
      ...(facts.phone === undefined ? {} : { phone: facts.phone }),
      ...(address.startsWith('zalo:') ? { zaloUserId: address.slice('zalo:'.length) } : {}),
      safeContact: facts.safeContact ?? 'unknown',
    },
    basis: request.basis,
    createdAt: request.createdAt,
    updatedAt: request.updatedAt,
    dueAt: request.dueAt,
    ...(request.assignee === null ? {} : { assignee: request.assignee }),
    ...(request.earlierRequest === null ? {} : { earlierRequest: request.earlierRequest }),
    transfers: request.transfers,
    version: request.version,
  };
}

/** A request with everything that happened. */
export const fullView = (request: LegalAidRequest, timeline: readonly RequestEvent[]): FullRequest => ({
  ...listedView(request),
  timeline: timeline.map(entryView),
});

/** Providers' file addresses stay inside: a file is shown only through a link of ours. */
function entryView(event: RequestEvent): TimelineEntry {
  const { type, at, by, attachments, messages } = event;
  const plain = { channel: event.channel, text: event.text, keys: event.keys, speech: event.speech };
  const marks = {
    providerEventId: event.providerEventId,
    late: event.late,
    heldBack: event.heldBack,
    toBeConfirmed: event.toBeConfirmed,
    answer: event.answer,
    reason: event.reason,
    outcome: event.outcome,
    explanation: type === 'message' && event.reason ? explained(event.reason) : undefined,
  };
  return {
    id: eventId(event),
    type,
    at,
    by,
    ...present(plain),
    ...(attachments
      ? {
          attachments: attachments.map(({ kind, name, phone, seconds }) => ({
            kind,
            ...present({ name, phone, seconds }),
          })),
        }
      : {}),
    ...present(marks),
    ...(messages ? { replies: messages.map(({ text }) => text) } : {}),
  };
}

type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Leaves out what is undefined. */
const present = <T extends Record<string, unknown>>(members: T): Present<T> => {
  const kept: Present<T> = {};
  for (const name in members) if (members[name] !== undefined) Object.assign(kept, { [name]: members[name] });
  return kept;
};
