import { randomInt, randomUUID } from 'node:crypto';
import { directory } from '../../adapters/directory.ts';
import {
  callersAddress,
  commitDecision,
  commitHappened,
  type Loaded,
  loadHappening,
  loadSituation,
  saidIn,
} from '../../adapters/dynamodb/intake.ts';
import { onDutyNow } from '../../adapters/dynamodb/on-duty.ts';
import { recordOutcome } from '../../adapters/dynamodb/receipts.ts';
import { keepRecording } from '../../adapters/dynamodb/recordings.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { log } from '../../adapters/log/log.ts';
import type { Contact } from '../../domain/contact/contact.ts';
import type { Happening, Receipt } from '../../domain/contact/happening.ts';
import type { OnDuty } from '../../domain/conversation/talk.ts';
import type { Answer } from '../../domain/intake/answer.ts';
import { type Decision, decide, type Means } from '../../domain/intake/decide.ts';
import { happened } from '../../domain/intake/happened.ts';
import { centresToRing } from '../../domain/intake/ringing.ts';
import { eventId } from '../../domain/request/request.ts';
import { understandOnce } from '../../domain/understanding/understand-once.ts';

/** Milliseconds that all table calls of one webhook share; then it spills. */
export const TABLE_PATIENCE = 1000;
/** How often a lost race is read and decided again before it spills. */
const TRIES = 5;
/**
 * Milliseconds after which a message's lost race is not run again: where one person sends many at once the queue, which
 * brings them one by one, is sooner done than they are here, and Zalo waits two seconds. A caller listens for the answer.
 */
const RACING = 400;

const means = (now: number): Means => ({
  now,
  newId: randomUUID,
  random: () => randomInt(2 ** 32) / 2 ** 32,
  directory,
});

/** Milliseconds: for all table calls together, and until a lost race is left to the queue. */
type Effort = { readonly patience: number; readonly racing: number };

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
  const racing = incoming.channel === 'voice' || patience > TABLE_PATIENCE ? patience : RACING;
  if ('input' in incoming) return receiveContact(table, incoming, shape, { patience, racing });
  if ('happening' in incoming) await receiveHappening(table, incoming, { patience, racing });
  else await receiveReceipt(table, incoming, patience);
  return '';
}

async function receiveHappening(
  table: Table,
  happening: Happening,
  { patience, racing }: Effort,
): Promise<void> {
  const signal = AbortSignal.timeout(patience);
  const end = Date.now() + racing;
  const { channel } = happening;
  for (let attempt = 1; mayTry(attempt, end); attempt += 1) {
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

/** Whether a race may be run, or run again. */
const mayTry = (attempt: number, end: number): boolean =>
  attempt === 1 || (attempt <= TRIES && Date.now() < end);

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
  named: Contact,
  shape: (answer: Answer) => string,
  { patience, racing }: Effort,
): Promise<string> {
  // Long words take a second of a busy machine to read, which is not the table's.
  if ('text' in named.input && named.input.text) understandOnce(named.input.text);
  const signal = AbortSignal.timeout(patience);
  const end = Date.now() + racing;
  if (named.input.kind === 'recording' && (await keepRecording(table, named, signal))) return '';
  const { channel } = named;
  let contact = named.nameless ? await withCaller(table, named, signal) : named;
  let before: string | null = null;
  for (let attempt = 1; mayTry(attempt, end); attempt += 1) {
    const now = Date.now();
    const loaded = await loadSituation(table, contact, now, signal, (person) =>
      centresToRing(contact, person, now, directory),
    );
    if (loaded.kind === 'repeated') {
      const more = before === null ? unsaid(contact, loaded.said) : null;
      if (more === null) {
        log('info', 'intake.repeated', { channel });
        return before ?? loaded.answer;
      }
      // Other keys under a turn that was answered: kept beside it, and the same is heard again.
      before = loaded.answer;
      contact = { ...more, aside: true, providerEventId: `${contact.providerEventId}:${saidIn(more)}` };
      continue;
    }
    const decision = await decided(table, contact, loaded, now);
    const answer = before ?? shape(decision.answer);
    const committed = await commitDecision(table, contact, decision, answer, signal, now);
    // What was pressed beside it is seen when it is read again.
    if (committed.kind === 'repeated') continue;
    if (committed.kind === 'written') {
      const { id, sequence } = decision.request;
      const written = { eventId: eventId(decision.event), requestId: id, sequence };
      log('info', 'intake.written', { channel, ...written, attempt });
      return answer;
    }
  }
  throw new Error('the race was lost too often');
}

/** What a repeated turn brings that its first delivery did not; null where that is nothing. */
function unsaid(contact: Contact, said: string | undefined): Contact | null {
  const { input } = contact;
  const { kind } = input;
  if (said === undefined || (kind !== 'keys' && kind !== 'speech' && kind !== 'voicemail')) return null;
  const [keys, words] = said.split('.');
  const [ownKeys, ownWords] = saidIn(contact).split('.');
  const otherKeys = ownKeys !== '' && ownKeys !== keys;
  const otherWords = ownWords !== '' && ownWords !== words;
  if (!otherKeys && !otherWords) return null;
  if (kind !== 'keys' || input.speech === undefined || (otherKeys && otherWords)) return contact;
  return {
    ...contact,
    input: otherKeys ? { kind, keys: input.keys } : { kind: 'speech', text: input.speech },
  };
}

/** A callback that names no caller belongs to whoever made the call. */
async function withCaller(table: Table, contact: Contact, signal: AbortSignal): Promise<Contact> {
  const address = await callersAddress(table, contact.conversation, signal);
  return address === null ? contact : { ...contact, address };
}

/** Decides; where that asks who is on duty at a centre nobody thought of, reads it and decides again. */
async function decided(
  table: Table,
  contact: Contact,
  { situation, onDuty: before }: Extract<Loaded, { kind: 'fresh' }>,
  now: number,
): Promise<Decision> {
  const known = new Map(before);
  const wanted = new Set<string>();
  const onDuty = (centre: string): readonly OnDuty[] => {
    const there = known.get(centre);
    if (there === undefined) wanted.add(centre);
    return there ?? [];
  };
  const first = decide(contact, situation, { ...means(now), onDuty });
  if (wanted.size === 0) return first;
  await Promise.all(
    [...wanted].map(async (centre) => known.set(centre, await onDutyNow(table, centre, now))),
  );
  return decide(contact, situation, { ...means(now), onDuty });
}
