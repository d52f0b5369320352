import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { setting } from '../../adapters/configuration.ts';
import { changeRequest, readRequest } from '../../adapters/dynamodb/requests.ts';
import {
  readEvent,
  readRecipient,
  type Sending,
  sendingPart,
  writeSending,
} from '../../adapters/dynamodb/sendings.ts';
import { openTable } from '../../adapters/dynamodb/table.ts';
import { errorKind, log } from '../../adapters/log/log.ts';
import { readSecret, twilioSecret } from '../../adapters/secrets/secrets.ts';
import { sendSms } from '../../adapters/twilio/messages.ts';
import { sendZaloText } from '../../adapters/zalo/client.ts';
import { FAULTS } from '../../domain/errors.ts';
import { throughGate } from '../../domain/outbound/gate.ts';
import type { Sent } from '../../domain/outbound/sent.ts';
import { recorded } from '../../domain/request/act.ts';
import type { OutgoingText, RequestEvent } from '../../domain/request/request.ts';
import { envelope, messageRequested } from '../../events/registry.ts';

const table = openTable(setting('TABLE_NAME'));
const twilioSecretId = setting('TWILIO_SECRET_ID');
const twilioApi = setting('TWILIO_API_URL');
const zaloApi = setting('ZALO_API_URL');
const wanted = envelope(messageRequested);

/** Milliseconds an attempt has; longer than the providers' patience. */
const LEASE = 30_000;

/** The outbound gate: everything that leaves passes here, and what becomes of it stands in the timeline. */
export const handler = async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
  const failed: string[] = [];
  // One after another: messages to one person keep their order within a batch.
  for (const record of Records) {
    try {
      await sendAll(record);
    } catch (error) {
      log('warn', 'send.failed', { messageId: record.messageId, error: errorKind(error) });
      failed.push(record.messageId);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
};

async function sendAll({ body }: SQSRecord): Promise<void> {
  const { detail } = wanted.parse(JSON.parse(body));
  const event = await readEvent(table, detail.requestId, detail.sequence);
  for (const message of event?.messages ?? []) await sendOne(detail.requestId, message);
}

/** @throws where it has to be tried again: the queue brings it back, and at last the dead-letter queue rings */
async function sendOne(requestId: string, message: OutgoingText): Promise<void> {
  const [{ person, sending, zaloToken }, request] = await Promise.all([
    readRecipient(table, requestId, message),
    readRequest(table, requestId),
  ]);
  if (sending?.status === 'sent' || sending?.status === 'refused') return;
  const now = Date.now();
  if (sending?.status === 'trying' && Date.parse(sending.leaseUntil) > now)
    throw new Error('another attempt is under way');
  const passage = throughGate(
    message,
    {
      optedOut: person.optedOut,
      safeContact: request?.facts.safeContact ?? 'unknown',
      lastContactAt: person.lastContactAt,
    },
    now,
  );
  if (!passage.pass) {
    const refused: Sending = {
      status: 'refused',
      attempt: sending?.attempt ?? 0,
      leaseUntil: iso(now),
      uncertain: false,
    };
    await finish(requestId, message, sending, refused, { outcome: 'refused', reason: passage.reason });
    log('warn', 'send.refused', { requestId, channel: message.channel, reason: passage.reason });
    return;
  }
  const trying: Sending = {
    status: 'trying',
    attempt: (sending?.attempt ?? 0) + 1,
    leaseUntil: iso(now + LEASE),
    // An attempt that left no word behind may have reached the provider.
    uncertain: sending !== null && (sending.uncertain || sending.status === 'trying'),
  };
  if (!(await writeSending(table, requestId, message.id, sending, trying)))
    throw new Error('another attempt is under way');
  const sent = await hand(passage.message, zaloToken);
  await conclude(requestId, passage.message, trying, sent);
}

async function conclude(
  requestId: string,
  message: OutgoingText,
  trying: Sending,
  sent: Sent,
): Promise<void> {
  if (sent.kind === 'sent') {
    const outcome = trying.uncertain ? 'sent-possibly-twice' : 'sent';
    await finish(
      requestId,
      message,
      trying,
      { ...trying, status: 'sent' },
      { outcome, providerMessageId: sent.providerMessageId },
    );
    log('info', 'send.sent', { requestId, channel: message.channel, attempt: trying.attempt });
    return;
  }
  if (sent.kind === 'refused' && !sent.fault.retryable) {
    await finish(
      requestId,
      message,
      trying,
      { ...trying, status: 'refused' },
      { outcome: 'refused', reason: sent.fault.code },
    );
    log('error', 'send.refused', {
      requestId,
      channel: message.channel,
      reason: sent.fault.code,
      code: sent.providerCode,
    });
    return;
  }
  // A clear "not now" leaves no doubt; only silence makes the next attempt a possible double.
  const waiting: Sending = {
    ...trying,
    status: 'waiting',
    uncertain: trying.uncertain || sent.kind === 'unknown',
  };
  await writeSending(table, requestId, message.id, trying, waiting);
  throw new Error(sent.fault.code);
}

async function hand(message: OutgoingText, zaloToken: string | null): Promise<Sent> {
  if (message.channel === 'zalo') {
    if (zaloToken === null)
      return {
        kind: 'refused',
        fault: { ...FAULTS.providerSetUp, retryable: true },
        providerCode: 'no-token',
      };
    return sendZaloText({ apiUrl: zaloApi, accessToken: zaloToken }, message);
  }
  const { accountSid, authTokens, from } = await readSecret(twilioSecretId, twilioSecret);
  return sendSms({ apiUrl: twilioApi, accountSid, authToken: authTokens[0] ?? '', from }, message);
}

/** Writes the end of a message together with its entry in the timeline. */
async function finish(
  requestId: string,
  message: OutgoingText,
  before: Sending | null,
  after: Sending,
  entry: Pick<RequestEvent, 'outcome' | 'reason' | 'providerMessageId'>,
): Promise<void> {
  await changeRequest(
    table,
    requestId,
    (request) =>
      request === null
        ? { refusal: 'gone' as const }
        : {
            ...recorded(request, request, {
              at: iso(Date.now()),
              by: 'gate',
              type: 'message',
              channel: message.channel,
              text: message.text,
              messageId: message.id,
              ...entry,
              publish: [],
            }),
            timers: [],
          },
    { parts: [sendingPart(table, requestId, message.id, before, after)] },
  );
}

const iso = (instant: number): string => new Date(instant).toISOString();
