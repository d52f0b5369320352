import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Receipt } from '../../domain/contact/happening.ts';
import { otherChannel } from '../../domain/outbound/other-channel.ts';
import { forward } from '../../domain/outbound/receipt.ts';
import { recorded } from '../../domain/request/act.ts';
import { timeToLive } from '../../domain/retention/retention.ts';
import { sentKey } from './keys.ts';
import { changeRequest } from './requests.ts';
import { readSending, sendingPart } from './sendings.ts';
import { getItem, type Table, toItem, transact } from './table.ts';

/** A message of ours. */
interface Message {
  readonly requestId: string;
  readonly messageId: string;
}

const early = z.object({
  status: z.enum(['delivered', 'seen', 'failed']),
  reason: z.exactOptional(z.string()),
});
type Word = z.infer<typeof early>;

const link = z.object({
  requestId: z.optional(z.string()),
  messageId: z.optional(z.string()),
  /** What the provider told before we had written down that the message is ours. */
  early: z.optional(early),
});

/** Remembers which message of ours a provider's id means; beside what may have been told of it already. */
export const sentPart = (
  table: Table,
  provider: Receipt['provider'],
  providerMessageId: string,
  { requestId, messageId }: Message,
): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: toItem({ ...sentKey(provider, providerMessageId) }),
    UpdateExpression: 'SET #r = :r, #m = :m REMOVE #t',
    ExpressionAttributeNames: { '#r': 'requestId', '#m': 'messageId', '#t': 'ttl' },
    ExpressionAttributeValues: toItem({ ':r': requestId, ':m': messageId }),
  },
});

/**
 * One receipt for one message: moves its state forward and stands in the timeline; old news change nothing.
 * A receipt may overtake our own record of the sending; then it waits there for `recordEarly`.
 * @returns whether the message is known to be ours
 */
export async function recordOutcome(
  table: Table,
  { provider, status, reason, providerEventId }: Receipt,
  providerMessageId: string,
): Promise<boolean> {
  const word: Word = { status, ...(reason === undefined ? {} : { reason }) };
  const known = await readLink(table, provider, providerMessageId);
  if (known.message) {
    await moveForward(table, known.message, word, providerEventId);
    return true;
  }
  const kept = await transact(table, [
    {
      Put: {
        TableName: table.name,
        Item: toItem({
          ...sentKey(provider, providerMessageId),
          early: word,
          ...timeToLive('receipt', Date.now()),
        }),
        ConditionExpression: 'attribute_not_exists(#r)',
        ExpressionAttributeNames: { '#r': 'requestId' },
      },
    },
  ]);
  if (kept.done) return false;
  const { message } = await readLink(table, provider, providerMessageId);
  if (message) await moveForward(table, message, word, providerEventId);
  return message !== null;
}

/** Records what was told of a message before its sending was written down. */
export async function recordEarly(
  table: Table,
  provider: Receipt['provider'],
  providerMessageId: string,
): Promise<void> {
  const { message, word } = await readLink(table, provider, providerMessageId);
  if (message && word) await moveForward(table, message, word);
}

async function readLink(
  table: Table,
  provider: Receipt['provider'],
  providerMessageId: string,
): Promise<{ message: Message | null; word: Word | undefined }> {
  const item = await getItem(table, sentKey(provider, providerMessageId));
  const { requestId, messageId, early: word } = link.parse(item ?? {});
  return { message: requestId && messageId ? { requestId, messageId } : null, word };
}

/** How often a message that moves on meanwhile is looked at again. */
const TRIES = 3;

async function moveForward(
  table: Table,
  { requestId, messageId }: Message,
  { status, reason }: Word,
  providerEventId?: string,
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const before = await readSending(table, requestId, messageId);
    const state = before && forward(before.status, status);
    if (!before || !state) return;
    const changed = await changeRequest(
      table,
      requestId,
      (request) => {
        if (request === null) return { refusal: 'gone' as const };
        const sent = before.message;
        const instead = status === 'failed' && sent ? otherChannel(sent, request, reason ?? '') : null;
        const entry = {
          at: new Date().toISOString(),
          by: 'provider',
          type: 'message' as const,
          messageId,
          outcome: state,
          ...(sent ? { channel: sent.channel } : {}),
          ...(reason === undefined ? {} : { reason }),
          ...(providerEventId === undefined ? {} : { providerEventId }),
          ...(instead ? { messages: [instead] } : {}),
          publish: instead ? [{ type: 'message.requested' as const }] : [],
        };
        return { ...recorded(request, request, entry), timers: [] };
      },
      { parts: [sendingPart(table, requestId, messageId, before, { ...before, status: state })] },
    );
    if (changed.kind !== 'barred') return;
  }
  throw new Error('a message moved on too often while its receipt was recorded');
}
