import { randomInt, randomUUID } from 'node:crypto';
import { directory } from '../../adapters/directory.ts';
import {
  commitDecision,
  commitHappened,
  loadHappening,
  loadSituation,
} from '../../adapters/dynamodb/intake.ts';
import { recordOutcome } from '../../adapters/dynamodb/receipts.ts';
import { keepRecording } from '../../adapters/dynamodb/recordings.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { log } from '../../adapters/log/log.ts';
import type { Contact } from '../../domain/contact/contact.ts';
import type { Happening, Receipt } from '../../domain/contact/happening.ts';
import type { Answer } from '../../domain/intake/answer.ts';
import { decide, type Means } from '../../domain/intake/decide.ts';
import { happened } from '../../domain/intake/happened.ts';

/** Milliseconds that all table calls of one webhook share; then it spills. */
export const TABLE_PATIENCE = 1000;
/** How often a lost race is read and decided again before it spills. */
const TRIES = 5;

const means = (now: number): Means => ({
  now,
  newId: randomUUID,
  random: () => randomInt(2 ** 32) / 2 ** 32,
  directory,
});

/** What a provider's webhook may tell: a contact, something that happened without words, or a receipt. */
export type Incoming = Contact | Happening | Receipt;

/**
 * Takes in what a provider tells.
 * @param shape how the channel writes its answer to a contact; the text is stored, so that a repeated event hears the same
 * @returns the answer to give
 * @throws when the table did not take it in time: the caller spills the raw webhook
 */
export async function receive(
  table: Table,
  incoming: Incoming,
  shape: (answer: Answer) => string,
  patience = TABLE_PATIENCE,
): Promise<string> {
  if ('input' in incoming) return receiveContact(table, incoming, shape, patience);
  if ('happening' in incoming) await receiveHappening(table, incoming, patience);
  else await receiveReceipt(table, incoming, patience);
  return '';
}

async function receiveHappening(table: Table, happening: Happening, patience: number): Promise<void> {
  const signal = AbortSignal.timeout(patience);
  const { channel } = happening;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const now = Date.now();
    const loaded = await loadHappening(table, happening, signal);
    if (loaded === null) return log('info', 'intake.repeated', { channel });
    const next = happened(happening, loaded, means(now));
    const committed = await commitHappened(table, happening, next, signal);
    if (committed.kind === 'repeated') return log('info', 'intake.repeated', { channel });
    if (committed.kind === 'written') {
      const requestId = next.written?.request.id ?? '';
      return log('info', 'happening.written', { channel, happening: happening.happening, requestId });
    }
  }
  throw new Error('the race was lost too often');
}

/** Receipts only move forward, so a straggler that is done after its time is no harm. */
async function receiveReceipt(table: Table, receipt: Receipt, patience: number): Promise<void> {
  const all = receipt.messageIds.map((id) => recordOutcome(table, receipt, id));
  const ours = await Promise.race([
    Promise.all(all),
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('the table took too long')), patience).unref();
    }),
  ]);
  const { channel, status } = receipt;
  for (const known of ours) log('info', known ? 'receipt.recorded' : 'receipt.early', { channel, status });
}

/** Takes one contact in: read, decide, write in one transaction; again where somebody else was faster. */
async function receiveContact(
  table: Table,
  contact: Contact,
  shape: (answer: Answer) => string,
  patience: number,
): Promise<string> {
  const signal = AbortSignal.timeout(patience);
  if (contact.input.kind === 'recording' && (await keepRecording(table, contact, signal))) return '';
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const now = Date.now();
    const loaded = await loadSituation(table, contact, now, signal);
    if (loaded.kind === 'repeated') {
      log('info', 'intake.repeated', { channel: contact.channel });
      return loaded.answer;
    }
    const decision = decide(contact, loaded.situation, means(now));
    const answer = shape(decision.answer);
    const committed = await commitDecision(table, contact, decision, answer, signal);
    if (committed.kind === 'repeated') {
      log('info', 'intake.repeated', { channel: contact.channel });
      return committed.answer;
    }
    if (committed.kind === 'written') {
      const { id, sequence } = decision.request;
      log('info', 'intake.written', { channel: contact.channel, requestId: id, sequence, attempt });
      return answer;
    }
  }
  throw new Error('the race was lost too often');
}
