import { createHash, randomInt, randomUUID } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { directory } from '../../adapters/directory.ts';
import { codeKey, inboundKey } from '../../adapters/dynamodb/keys.ts';
import { changeRequest, readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { searchParts } from '../../adapters/dynamodb/search.ts';
import { getItem, transact } from '../../adapters/dynamodb/table.ts';
import { putAbsent, putEvent, putRequest, putTimer } from '../../adapters/dynamodb/write-parts.ts';
import { json, notFound, problem } from '../../adapters/http/problem.ts';
import { e164 } from '../../domain/contact/phone.ts';
import {
  claim,
  close,
  type Flaw,
  type Handling,
  maySee,
  note,
  type Refusal,
  release,
  withinReach,
} from '../../domain/request/handling.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { transfer } from '../../domain/request/transfer.ts';
import { walkIn } from '../../domain/request/walk-in.ts';
import { timeToLive } from '../../domain/retention/retention.ts';
import type { Call } from './call.ts';
import type { closeBody, noteBody, transferBody, versionBody, walkInBody } from './schemas.ts';
import { fullView } from './view.ts';

type Result = Promise<APIGatewayProxyStructuredResultV2>;
type Body<Schema extends z.ZodMiniType> = Call<z.infer<Schema>>;

export const claimRequest = (call: Body<typeof versionBody>): Result => act(call, claim(call.body.version));
export const releaseRequest = (call: Body<typeof versionBody>): Result =>
  act(call, release(call.body.version, directory));
export const closeRequest = (call: Body<typeof closeBody>): Result =>
  act(call, close(call.body.version, call.body.reason, directory));
export const transferRequest = (call: Body<typeof transferBody>): Result =>
  act(call, transfer(call.body.version, call.body.centre, call.body.reason, directory));

/** A note is written once however often it is sent with the same Idempotency-Key. */
export const noteRequest = (call: Body<typeof noteBody>): Result =>
  actOnce(call, 'note', note(call.body.text));

const FLAW_WORDS: Readonly<Record<Flaw, string>> = {
  'unknown-assignee': 'There is nobody of that name who may act in this centre.',
  'unknown-category':
    'The category, form or ground is not one of the law at the date of the request; see /api/eligibility.',
  'financial-proof-missing':
    'This category needs the ground of financial difficulty (NĐ 144/2017 Điều 2), or papers still to come.',
  'excluded-field':
    'Business and commerce lie outside legal aid (Điều 27); correct the matter first if it is another.',
  'not-yet': 'The moment given lies in the future.',
  'unknown-request': 'There is no such other request.',
  itself: 'A request cannot be joined to itself.',
  'no-address': 'No address is known on that channel.',
  'reason-missing': 'A change of urgency needs a reason.',
  'unknown-place': 'There is no such province.',
  'nothing-changed': 'Nothing would change.',
  'unknown-entry': 'There is no such entry of a citizen in the timeline.',
  'unknown-clock': 'There is no such term, or it does not run.',
  'phone-unreadable': 'This is no telephone number.',
  'impossible-date': 'Nobody is born in a year to come, and no court sits or term ends that far away.',
};

const EXPLANATIONS = {
  'stale-version': 'The request has changed meanwhile; `request` is how it is now.',
  'wrong-state': 'The state of the request does not allow this.',
  'not-yours': 'The request is with somebody else.',
  'unknown-centre': 'There is no such centre, or the request is there already.',
} as const;

/** One act of the signed-in handler, answered with the request as it is then. */
export async function act(
  call: Call,
  handling: Handling,
  parts: readonly TransactWriteItem[] = [],
  barred: () => Result = () => asItIs(call),
): Result {
  const { table, handler, path, now } = call;
  const id = path.id ?? '';
  const at = new Date(now).toISOString();
  const changed = await changeRequest(table, id, withinReach(handler, at, handling), { parts });
  if (changed.kind === 'changed') return full(call, changed.request, 200);
  return changed.kind === 'barred' ? barred() : refused(call, changed.refusal);
}

async function asItIs(call: Call): Result {
  const request = await readRequest(call.table, call.path.id ?? '');
  return request && maySee(call.handler, request) ? full(call, request, 200) : notFound();
}

export async function refused(call: Call, refusal: Refusal): Result {
  if (refusal.refusal === 'not-found') return notFound();
  const request = fullView(refusal.request, await readTimeline(call.table, refusal.request.id), call.now);
  if (refusal.refusal === 'flawed') {
    const { flaw } = refusal;
    return problem(400, FLAW_WORDS[flaw], { flaw, request });
  }
  const status = refusal.refusal === 'not-yours' ? 403 : refusal.refusal === 'unknown-centre' ? 400 : 409;
  return problem(status, EXPLANATIONS[refusal.refusal], { request });
}

export const full = async ({ table, now }: Call, request: LegalAidRequest, status: number): Result =>
  json(status, fullView(request, await readTimeline(table, request.id), now));

const used = z.object({ sent: z.string(), requestId: z.exactOptional(z.string()) });

/**
 * An act that is done once however often it is sent with the same Idempotency-Key. The same key with something else
 * is refused: it would be a text that silently goes nowhere.
 */
export async function actOnce(call: Call, what: string, handling: Handling): Result {
  const once = onceOf(call, what);
  if (once === null) return act(call, handling);
  return act(call, handling, [once.mark({})], async () => {
    const before = await once.before();
    return before && before.sent !== once.sent ? usedOtherwise() : asItIs(call);
  });
}

const usedOtherwise = () =>
  problem(422, 'The same Idempotency-Key came before with something else; nothing was written.');

/** What marks a call with an Idempotency-Key as done, and what was done with the key before; null without a key. */
function onceOf({ table, handler, path, idempotencyKey, body, now }: Call, what: string) {
  if (idempotencyKey === undefined) return null;
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const key = inboundKey(`api:${hash(`${handler.username}\n${path.id}\n${idempotencyKey}`)}`);
  const sent = hash(`${what}\n${JSON.stringify(body)}`);
  return {
    sent,
    mark: (more: { readonly requestId?: string }) =>
      putAbsent(table, { ...key, answer: '', sent, ...more, ...timeToLive('idempotency', now) }),
    before: async () => used.safeParse(await getItem(table, key)).data ?? null,
  };
}

/** One request for one Idempotency-Key: a form that is sent again because its answer was lost opens no second one. */
export async function openWalkIn(call: Body<typeof walkInBody>): Result {
  const { table, handler, body, now } = call;
  if (body.phone !== undefined && e164(body.phone) === null)
    return problem(400, FLAW_WORDS['phone-unreadable'], { flaw: 'phone-unreadable' });
  const opened = walkIn(body, handler, {
    now,
    newId: randomUUID,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    directory,
  });
  const once = onceOf(call, 'walk-in');
  const written = await transact(table, [
    ...(once ? [once.mark({ requestId: opened.request.id })] : []),
    putEvent(table, opened.event),
    putRequest(table, opened.request),
    putAbsent(table, { ...codeKey(opened.request.code), requestId: opened.request.id, scope: 'request' }),
    ...opened.timers.map((timer) => putTimer(table, timer)),
    ...searchParts(table, null, opened.request),
  ]);
  if (written.done) return full(call, opened.request, 200);
  const before = await once?.before();
  // The code was already somebody's: one in millions, so one more try is enough.
  if (!before) return openWalkIn(call);
  return before.sent === once?.sent ? asItIs({ ...call, path: { id: before.requestId } }) : usedOtherwise();
}
