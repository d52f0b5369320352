import { randomInt, randomUUID } from 'node:crypto';
import { directory } from '../../adapters/directory.ts';
import { commitDecision, loadSituation } from '../../adapters/dynamodb/intake.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { log } from '../../adapters/log/log.ts';
import type { Contact } from '../../domain/contact/contact.ts';
import type { Answer } from '../../domain/intake/answer.ts';
import { decide, type Means } from '../../domain/intake/decide.ts';

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

/**
 * Takes one contact in: read, decide, write in one transaction; again where somebody else was faster.
 * @param shape how the channel writes its answer; the text is stored, so that a repeated event hears the same
 * @returns the answer to give
 * @throws when the table did not take it in time: the caller spills the raw webhook
 */
export async function receive(
  table: Table,
  contact: Contact,
  shape: (answer: Answer) => string,
  patience = TABLE_PATIENCE,
): Promise<string> {
  const signal = AbortSignal.timeout(patience);
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
