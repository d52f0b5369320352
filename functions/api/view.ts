import type { Attachment } from '../../domain/contact/contact.ts';
import { attachmentId, filesOf, type KnownFile } from '../../domain/media/files.ts';
import { explainedFile } from '../../domain/media/reasons.ts';
import { explained } from '../../domain/outbound/refusals.ts';
import { NOT_MERGED } from '../../domain/person/shared-phone.ts';
import { callBackFrom, MOST_ATTEMPTS } from '../../domain/request/calls.ts';
import { writtenCode } from '../../domain/request/code.ts';
import { asUnderstood } from '../../domain/request/edit-facts.ts';
import { hasEnded } from '../../domain/request/lifecycle.ts';
import { nextSteps } from '../../domain/request/next-steps.ts';
import {
  eventId,
  type Facts,
  type LegalAidRequest,
  type OutgoingText,
  type RequestEvent,
} from '../../domain/request/request.ts';
import type { FullRequest, ListedRequest, TimelineEntry } from './schemas.ts';

/**
 * A request as a worklist shows it.
 * @param now milliseconds since 1970
 */
export function listedView(request: LegalAidRequest, now: number): ListedRequest {
  const { facts, address } = request;
  return {
    id: request.id,
    code: writtenCode(request.code),
    state: request.state,
    ended: hasEnded(request.state),
    centre: request.centre,
    channel: request.channel,
    urgency: request.urgency,
    matter: facts.matter ?? 'none',
    facts: factsView(facts),
    citizen: {
      ...(facts.name === undefined ? {} : { name: facts.name }),
      ...(facts.phone === undefined ? {} : { phone: facts.phone }),
      ...(address.startsWith('zalo:') ? { zaloUserId: address.slice('zalo:'.length) } : {}),
      safeContact: facts.safeContact ?? 'unknown',
    },
    basis: request.basis,
    ...(request.callBack
      ? {
          callBack: {
            ...request.callBack,
            mostAttempts: MOST_ATTEMPTS,
            nextAt: callBackFrom(request, now),
            ...(facts.bestTime === undefined ? {} : { bestTime: facts.bestTime }),
          },
        }
      : {}),
    createdAt: request.createdAt,
    updatedAt: request.updatedAt,
    dueAt: request.dueAt,
    clocks: [...request.clocks],
    decision: request.decision?.of
      ? { ...request.decision, of: linkView(request.decision.of) }
      : request.decision,
    links: request.links.map(linkView),
    ...(request.assignee === null ? {} : { assignee: request.assignee }),
    ...(request.earlierRequest === null ? {} : { earlierRequest: request.earlierRequest }),
    transfers: request.transfers,
    version: request.version,
  };
}

/** Another request, its code as people write it. */
const linkView = <Link extends { readonly code: string }>(link: Link): Link => ({
  ...link,
  code: writtenCode(link.code),
});

function factsView({ signals, candidates, categories, ...rest }: Facts): ListedRequest['facts'] {
  return {
    ...rest,
    ...(signals ? { signals: [...signals] } : {}),
    ...(candidates ? { candidates: [...candidates] } : {}),
    ...(categories ? { categories: [...categories] } : {}),
  };
}

/**
 * A request with everything that happened.
 * @param now milliseconds since 1970
 */
export function fullView(
  request: LegalAidRequest,
  timeline: readonly RequestEvent[],
  now: number,
): FullRequest {
  const fates = fatesOf(timeline);
  const files = filesOf(timeline, now);
  const moved = new Map(
    timeline.flatMap(({ type, entries, other }) =>
      type === 'split' && other ? (entries ?? []).map((entry) => [entry, other.id] as const) : [],
    ),
  );
  return {
    ...listedView(request, now),
    nextSteps: nextSteps(request, new Date(now).toISOString(), timeline),
    setByHand: [...request.setByHand],
    understood: factsView(
      asUnderstood(
        request.facts,
        timeline.flatMap(({ edits }) => edits ?? []),
      ),
    ),
    timeline: timeline.map((event) => entryView(event, fates, moved, files)),
  };
}

type Fate = Pick<RequestEvent, 'at' | 'reason' | 'outcome'>;

/** The latest word on each message of ours; the parts of a long one are told apart by their own ids. */
const fatesOf = (timeline: readonly RequestEvent[]): ReadonlyMap<string, Fate> =>
  new Map(
    timeline.flatMap((event) =>
      event.type === 'message' && event.messageId !== undefined ? [[event.messageId, event] as const] : [],
    ),
  );

function messageView(message: OutgoingText, asked: string, fates: ReadonlyMap<string, Fate>) {
  const { id, channel, text } = message;
  const fate = fates.get(id);
  const explanation = fate?.reason === undefined ? undefined : explained(fate.reason);
  return {
    id,
    channel,
    text,
    status: fate?.outcome ?? 'asked',
    at: fate?.at ?? asked,
    ...present({ explanation }),
  };
}

/** Providers' file addresses stay inside: a file is shown only through a link of ours. */
function entryView(
  event: RequestEvent,
  fates: ReadonlyMap<string, Fate>,
  moved: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, KnownFile>,
): TimelineEntry {
  const { type, at, by, attachments, messages } = event;
  const plain = { channel: event.channel, text: event.text, keys: event.keys, speech: event.speech };
  const marks = {
    providerEventId: event.providerEventId,
    late: event.late,
    heldBack: event.heldBack,
    sharedPhone: event.sharedPhone,
    toBeConfirmed: event.toBeConfirmed,
    answer: event.answer,
    reason: event.reason,
    outcome: event.outcome,
    attachmentId: event.file?.attachmentId,
    explanation: explanationOf(event),
    decision: event.decision,
    assignedTo: event.assignedTo,
    clock: event.clock,
    other: event.other && linkView(event.other),
    movedTo: moved.get(eventId(event)),
  };
  return {
    id: eventId(event),
    type,
    at,
    by,
    ...present(plain),
    ...(attachments
      ? {
          attachments: attachments.map((attachment, index) =>
            attachmentView(attachment, attachmentId(event, index), files),
          ),
        }
      : {}),
    ...present(marks),
    ...(event.understood ? { understood: [...event.understood] } : {}),
    ...(event.edits ? { edits: [...event.edits] } : {}),
    ...(event.papers ? { papers: [...event.papers] } : {}),
    ...(event.entries ? { entries: [...event.entries] } : {}),
    ...(event.suggested
      ? { suggested: { ...event.suggested, categories: [...event.suggested.categories] } }
      : {}),
    ...(messages
      ? {
          replies: messages.map(({ text }) => text),
          messages: messages.map((message) => messageView(message, at, fates)),
        }
      : {}),
  };
}

function attachmentView(
  { kind, name, phone, seconds }: Attachment,
  id: string,
  files: ReadonlyMap<string, KnownFile>,
) {
  const { status, reason, ...state } = files.get(id)?.state ?? {};
  const explanation = reason === undefined ? undefined : explainedFile(reason);
  return { id, kind, ...present({ name, phone, seconds, status, explanation, ...state }) };
}

function explanationOf({ type, reason, sharedPhone }: RequestEvent): string | undefined {
  if (sharedPhone !== undefined && sharedPhone !== 'linked') return NOT_MERGED[sharedPhone];
  if (reason === undefined) return undefined;
  if (type === 'file') return explainedFile(reason);
  return type === 'message' ? explained(reason) : undefined;
}

type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Leaves out what is undefined. */
const present = <T extends Record<string, unknown>>(members: T): Present<T> => {
  const kept: Present<T> = {};
  for (const name in members) if (members[name] !== undefined) Object.assign(kept, { [name]: members[name] });
  return kept;
};
