import { recordEarly, sentPart } from '../../adapters/dynamodb/receipts.ts';
import { changeRequest } from '../../adapters/dynamodb/requests.ts';
import {
  readRecipient,
  type Sending,
  sendingPart,
  withinLimit,
  writeSending,
} from '../../adapters/dynamodb/sendings.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { log } from '../../adapters/log/log.ts';
import { FAULTS } from '../../domain/errors.ts';
import type { Timer } from '../../domain/intake/routing.ts';
import { throughGate } from '../../domain/outbound/gate.ts';
import { nextStretch, personLimit, providerLimit } from '../../domain/outbound/limits.ts';
import { otherChannel } from '../../domain/outbound/other-channel.ts';
import { isOver } from '../../domain/outbound/receipt.ts';
import type { Sent } from '../../domain/outbound/sent.ts';
import { recorded } from '../../domain/request/act.ts';
import type { LegalAidRequest, OutgoingText, RequestEvent } from '../../domain/request/request.ts';
import { hand } from './providers.ts';

/** Milliseconds an attempt has; longer than the providers' patience and a new token. */
const LEASE = 60_000;

/** What stands against a message: for good, or until a moment (ISO 8601). */
interface Hindrance {
  readonly reason: string;
  readonly until?: string;
}

/** How a message ended for now; `later` where a timer asks for it again. */
export type Ended =
  | { readonly kind: 'done' | 'alarm' }
  | { readonly kind: 'later'; readonly reason: string; readonly until: string };
const DONE: Ended = { kind: 'done' };

/**
 * One message through the gate, one attempt at a time, to one end.
 * @param behind what an earlier part of the same text waits for: the parts keep their order
 * @returns `alarm` where the provider refused it for a reason that the operator has to mend
 * @throws where it has to be tried again: the queue brings it back, and at last the dead-letter queue rings
 */
export async function sendOne(
  table: Table,
  requestId: string,
  message: OutgoingText,
  behind: Hindrance | null,
): Promise<Ended> {
  const { person, sending, request } = await readRecipient(table, requestId, message);
  const now = Date.now();
  if (sending && isOver(sending.status)) return DONE;
  const held = sending !== null && Date.parse(sending.leaseUntil) > now;
  if (held && sending.status === 'postponed')
    return { kind: 'later', reason: 'provider-limit', until: sending.leaseUntil };
  if (held && sending.status === 'trying') throw new Error('another attempt is under way');
  const end = (after: Partial<Sending>, entry: Entry) =>
    finish(table, requestId, message, sending, { ...(sending ?? FIRST), ...after }, entry);

  const passage = throughGate(
    message,
    {
      optedOut: person.optedOut,
      safeContact: request?.facts.safeContact ?? 'unknown',
      lastContactAt: person.lastContactAt,
      ...(person.unfollowed ? { unfollowed: true } : {}),
    },
    now,
  );
  const hindrance: Hindrance | null = passage.pass
    ? (behind ?? (await overLimit(table, message, sending, now)))
    : passage;
  if (hindrance?.until !== undefined) {
    const { reason, until } = hindrance;
    await end({ status: 'postponed', leaseUntil: until }, { outcome: 'postponed', reason, until });
    log('info', 'send.postponed', { requestId, channel: message.channel, reason });
    return { kind: 'later', reason, until };
  }
  if (hindrance !== null) {
    const { reason } = hindrance;
    await end({ status: 'refused', leaseUntil: iso(now) }, { outcome: 'refused', reason });
    log('warn', 'send.refused', { requestId, channel: message.channel, reason });
    return DONE;
  }
  const outgoing = passage.pass ? passage.message : message;

  const trying: Sending = {
    status: 'trying',
    attempt: (sending?.attempt ?? 0) + 1,
    leaseUntil: iso(now + LEASE),
    // An attempt that left no word behind may have reached the provider.
    uncertain: sending !== null && (sending.uncertain || sending.status === 'trying'),
  };
  if (!(await writeSending(table, requestId, message.id, sending, trying)))
    throw new Error('another attempt is under way');
  return conclude(table, requestId, outgoing, trying, await hand(table, outgoing));
}

/** What stands against the message for now: one person's limit for good, the provider's until the next minute. */
async function overLimit(
  table: Table,
  message: OutgoingText,
  sending: Sending | null,
  now: number,
): Promise<Hindrance | null> {
  const first = sending === null;
  if (first && !(await withinLimit(table, personLimit(message.address), now)))
    return { reason: 'too-many-messages' };
  const provider = providerLimit(message.channel);
  return (await withinLimit(table, provider, now))
    ? null
    : { reason: 'provider-limit', until: nextStretch(provider, now) };
}

/** A busy provider is asked again in the next minute, then ever more seldom, half an hour in all; then the queue decides. */
const BUSY_TRIES = 5;

const FIRST: Sending = { status: 'waiting', attempt: 0, leaseUntil: '', uncertain: false };

async function conclude(
  table: Table,
  requestId: string,
  message: OutgoingText,
  trying: Sending,
  sent: Sent,
): Promise<Ended> {
  const { channel } = message;
  if (sent.kind === 'sent') {
    const outcome = trying.uncertain ? 'sent-possibly-twice' : 'sent';
    const { providerMessageId } = sent;
    const after: Sending = { ...trying, status: 'sent', message };
    await finish(table, requestId, message, trying, after, { outcome, providerMessageId });
    log('info', 'send.sent', { requestId, channel, attempt: trying.attempt });
    if (providerMessageId !== '') await recordEarly(table, providerOf(message), providerMessageId);
    return DONE;
  }
  if (sent.kind === 'refused' && !sent.fault.retryable) {
    const { code: reason, alarm } = sent.fault;
    await finish(
      table,
      requestId,
      message,
      trying,
      { ...trying, status: 'refused' },
      { outcome: 'refused', reason },
    );
    log(alarm ? 'error' : 'warn', 'send.refused', {
      requestId,
      channel,
      reason,
      providerCode: sent.providerCode,
    });
    return { kind: alarm ? 'alarm' : 'done' };
  }
  if (sent.kind === 'refused' && sent.fault === FAULTS.providerBusy && trying.attempt <= BUSY_TRIES) {
    const reason = sent.fault.code;
    const until = nextStretch(providerLimit(channel), Date.now() + 60_000 * (2 ** (trying.attempt - 1) - 1));
    const after: Sending = { ...trying, status: 'postponed', leaseUntil: until };
    await finish(table, requestId, message, trying, after, { outcome: 'postponed', reason, until });
    log('info', 'send.postponed', { requestId, channel, reason, providerCode: sent.providerCode });
    return { kind: 'later', reason, until };
  }
  // A clear "not now" leaves no doubt; only silence makes the next attempt a possible double.
  const waiting: Sending = {
    ...trying,
    status: 'waiting',
    uncertain: trying.uncertain || sent.kind === 'unknown',
  };
  await writeSending(table, requestId, message.id, trying, waiting);
  if (sent.fault.alarm) log('error', 'send.alarm', { requestId, channel, reason: sent.fault.code });
  throw new Error(sent.fault.code);
}

const providerOf = ({ channel }: OutgoingText) => (channel === 'sms' ? 'twilio' : 'zalo');

interface Entry extends Pick<RequestEvent, 'reason' | 'providerMessageId'> {
  readonly outcome: string;
  /** When a postponed message is asked for again. */
  readonly until?: string;
}

/** Writes what became of a message, with its entry in the timeline and with what is to be done instead. */
async function finish(
  table: Table,
  requestId: string,
  message: OutgoingText,
  before: Sending | null,
  after: Sending,
  { until, ...entry }: Entry,
): Promise<void> {
  const told = (request: LegalAidRequest) => {
    const instead = after.status === 'refused' ? otherChannel(message, request, entry.reason ?? '') : null;
    const next = recorded(request, request, {
      at: iso(Date.now()),
      by: 'gate',
      type: 'message',
      channel: message.channel,
      text: message.text,
      messageId: message.id,
      ...entry,
      ...(instead ? { messages: [instead] } : {}),
      publish: instead ? [{ type: 'message.requested' }] : [],
    });
    const timers: Timer[] = until
      ? [{ requestId, kind: 'postponed', dueAt: until, sequence: next.request.sequence, message }]
      : [];
    return { ...next, timers };
  };
  const { providerMessageId } = entry;
  const parts = [
    sendingPart(table, requestId, message.id, before, after),
    ...(providerMessageId
      ? [sentPart(table, providerOf(message), providerMessageId, { requestId, messageId: message.id })]
      : []),
  ];
  await changeRequest(
    table,
    requestId,
    (request) => (request ? told(request) : { refusal: 'gone' as const }),
    {
      parts,
    },
  );
}

const iso = (instant: number): string => new Date(instant).toISOString();
