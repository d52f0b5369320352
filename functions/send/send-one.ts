import { recordEarly, sentPart } from '../../adapters/dynamodb/receipts.ts';
import { changeRequest } from '../../adapters/dynamodb/requests.ts';
import {
  readRecipient,
  readSending,
  type Sending,
  sendingPart,
  withinLimit,
  writeSending,
} from '../../adapters/dynamodb/sendings.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { log } from '../../adapters/log/log.ts';
import type { Timer } from '../../domain/intake/routing.ts';
import { replyWindow, throughGate } from '../../domain/outbound/gate.ts';
import { nextStretch, personLimit, providerLimit } from '../../domain/outbound/limits.ts';
import { otherChannel } from '../../domain/outbound/other-channel.ts';
import { isOver, type MessageOutcome } from '../../domain/outbound/receipt.ts';
import type { Sent } from '../../domain/outbound/sent.ts';
import { recorded } from '../../domain/request/act.ts';
import { contactKept } from '../../domain/request/contact-kept.ts';
import type { LegalAidRequest, OutgoingText, RequestEvent } from '../../domain/request/request.ts';
import { hand } from './providers.ts';

/** Milliseconds an attempt has; longer than the providers' patience and a new token. */
const LEASE = 60_000;

/** What stands against a message: for good, or until a moment (ISO 8601). */
interface Hindrance {
  readonly reason: string;
  readonly until?: string;
}

/** How an attempt ended. */
export interface Ended {
  /** A timer asks for the message again. */
  readonly later?: Hindrance;
  /** The provider refused for a reason that the operator has to mend. */
  readonly alarm?: boolean;
}

/**
 * One message through the gate, one attempt at a time, to one end.
 * @param behind what an earlier part of the same text waits for: the parts keep their order
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
  if (sending && isOver(sending.status)) return {};
  if (request?.erasure) return {};
  const held = sending !== null && Date.parse(sending.leaseUntil) > now;
  if (held && sending.status === 'postponed')
    return { later: { reason: 'provider-limit', until: sending.leaseUntil } };
  if (held && sending.status === 'trying') throw new Error('another attempt is under way');
  // An attempt that left no word behind may have reached the provider.
  const uncertain = sending !== null && (sending.uncertain || sending.status === 'trying');
  const attempt = sending?.attempt ?? 0;
  const end = (after: Pick<Sending, 'status' | 'leaseUntil'>, entry: Entry) =>
    finish(table, requestId, message, sending, { attempt, uncertain, ...after }, entry);

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
    ? (behind ?? (await stillBefore(table, message)) ?? (await overLimit(table, message, sending, now)))
    : passage;
  if (hindrance?.until !== undefined) {
    const { reason, until } = hindrance;
    await end({ status: 'postponed', leaseUntil: until }, { outcome: 'postponed', reason, until });
    log('info', 'send.postponed', { requestId, channel: message.channel, reason });
    return { later: hindrance };
  }
  if (hindrance !== null) {
    const { reason } = hindrance;
    await end({ status: 'refused', leaseUntil: iso(now) }, { outcome: 'refused', reason });
    log('warn', 'send.refused', { requestId, channel: message.channel, reason });
    return {};
  }
  const outgoing = passage.pass ? passage.message : message;

  const trying: Sending = {
    status: 'trying',
    attempt: attempt + 1,
    leaseUntil: iso(now + LEASE),
    uncertain,
  };
  if (!(await writeSending(table, requestId, message.id, sending, trying)))
    throw new Error('another attempt is under way');
  const counted = message.channel === 'zalo' && replyWindow(person.lastContactAt, now) === 'quota';
  return conclude(table, requestId, outgoing, trying, await hand(table, outgoing, counted));
}

/** Looks, and milliseconds between them, for the message before this one: three seconds, as another run may have it. */
const LOOKS = 30;
const PAUSE = 100;

/** Waits until the message that this one follows has gone; where that one is put off, this one is too. */
async function stillBefore(table: Table, { follows }: OutgoingText): Promise<Hindrance | null> {
  if (follows === undefined) return null;
  for (let look = 1; look <= LOOKS; look += 1) {
    const before = await readSending(table, follows.requestId, follows.messageId);
    if (before && (isOver(before.status) || before.status === 'waiting')) return null;
    if (before?.status === 'postponed' && Date.parse(before.leaseUntil) > Date.now())
      return { reason: 'provider-limit', until: before.leaseUntil };
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
  return null;
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

const MINUTE = 60_000;
/** In the next minute, then ever more seldom, half an hour in all; after that the queue and its dead letters decide. */
const TIMED_TRIES = 5;

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
    return {};
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
    return { alarm };
  }
  const { code: reason, alarm } = sent.fault;
  const { attempt } = trying;
  // A clear "not now" leaves no doubt; only silence makes the next attempt a possible double.
  const uncertain = trying.uncertain || sent.kind === 'unknown';
  const providerCode = sent.kind === 'refused' ? sent.providerCode : 'no answer';
  if (alarm) log('error', 'send.alarm', { requestId, channel, reason, providerCode });
  if (attempt > TIMED_TRIES) {
    const waiting: Sending = { ...trying, status: 'waiting', uncertain };
    // Told once: nobody reads "later" for ever of what lies with the dead letters.
    if (attempt === TIMED_TRIES + 1)
      await finish(table, requestId, message, trying, waiting, { outcome: 'waiting', reason });
    else await writeSending(table, requestId, message.id, trying, waiting);
    throw new Error(reason);
  }
  const until = nextStretch(providerLimit(channel), Date.now() + MINUTE * (2 ** (attempt - 1) - 1));
  const after: Sending = { ...trying, status: 'postponed', leaseUntil: until, uncertain };
  await finish(table, requestId, message, trying, after, { outcome: 'postponed', reason, until });
  log('info', 'send.postponed', { requestId, channel, reason, providerCode });
  return { later: { reason, until }, alarm };
}

const providerOf = ({ channel }: OutgoingText) => (channel === 'sms' ? 'twilio' : 'zalo');

interface Entry extends Pick<RequestEvent, 'reason' | 'providerMessageId'> {
  readonly outcome: MessageOutcome;
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
    const at = iso(Date.now());
    const kept =
      message.byHandler && after.status === 'sent' ? contactKept(request, at) : { request, publish: [] };
    const next = recorded(request, kept.request, {
      at,
      by: 'gate',
      type: 'message',
      channel: message.channel,
      text: message.text,
      messageId: message.id,
      ...entry,
      ...(instead ? { messages: [instead] } : {}),
      publish: [...kept.publish, ...(instead ? [{ type: 'message.requested' } as const] : [])],
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
