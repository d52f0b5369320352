import { createHash, randomInt, randomUUID } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { directory } from '../../adapters/directory.ts';
import { codeKey, inboundKey } from '../../adapters/dynamodb/keys.ts';
import { changeRequest, readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { transact } from '../../adapters/dynamodb/table.ts';
import { putAbsent, putEvent, putRequest, putTimer } from '../../adapters/dynamodb/write-parts.ts';
import {
  claim,
  close,
  type Handling,
  note,
  release,
  transfer,
  withinReach,
} from '../../domain/request/handling.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { walkIn } from '../../domain/request/walk-in.ts';
import type { Call } from './call.ts';
import { json, notFound, problem } from './problem.ts';
import type { closeBody, noteBody, transferBody, versionBody, walkInBody } from './schemas.ts';
import { fullView } from './view.ts';

type Result = Promise<APIGatewayProxyStructuredResultV2>;
type Body<Schema extends z.ZodMiniType> = Call<z.infer<Schema>>;

export const claimRequest = (call: Body<typeof versionBody>): Result => act(call, claim(call.body.version));
export const releaseRequest = (call: Body<typeof versionBody>): Result =>
  act(call, release(call.body.version));
export const closeRequest = (call: Body<typeof closeBody>): Result =>
  act(call, close(call.body.version, call.body.reason));
export const transferRequest = (call: Body<typeof transferBody>): Result =>
  act(call, transfer(call.body.version, call.body.centre, call.body.reason, directory));

/** A note is written once however often it is sent with the same Idempotency-Key. */
export const noteRequest = (call: Body<typeof noteBody>): Result =>
  act(call, note(call.body.text), onceOnly(call));

const EXPLANATIONS = {
  'stale-version': 'The request has changed meanwhile; `request` is how it is now.',
  'wrong-state': 'The state of the request does not allow this.',
  'not-yours': 'The request is with somebody else.',
  'unknown-centre': 'There is no such centre, or the request is there already.',
} as const;

async function act(call: Call, handling: Handling, parts: readonly TransactWriteItem[] = []): Result {
  const { table, handler, path, now } = call;
  const id = path.id ?? '';
  const at = new Date(now).toISOString();
  const changed = await changeRequest(table, id, withinReach(handler, at, handling), { parts });
  if (changed.kind === 'changed') return full(call, changed.request, 200);
  if (changed.kind === 'barred') {
    const request = await readRequest(table, id);
    return request ? full(call, request, 200) : notFound();
  }
  const { refusal } = changed;
  if (refusal.refusal === 'not-found') return notFound();
  const view = fullView(refusal.request, await readTimeline(table, id));
  const status = refusal.refusal === 'not-yours' ? 403 : refusal.refusal === 'unknown-centre' ? 400 : 409;
  return problem(status, EXPLANATIONS[refusal.refusal], { request: view });
}

const full = async ({ table }: Call, request: LegalAidRequest, status: number): Result =>
  json(status, fullView(request, await readTimeline(table, request.id)));

/** A part that is refused when the same key was used before by the same person for the same request. */
function onceOnly({ table, handler, path, idempotencyKey }: Call): TransactWriteItem[] {
  if (idempotencyKey === undefined) return [];
  const key = createHash('sha256').update(`${handler.username}\n${path.id}\n${idempotencyKey}`).digest('hex');
  return [putAbsent(table, { ...inboundKey(`api:${key}`), answer: '' })];
}

export async function openWalkIn(call: Body<typeof walkInBody>): Result {
  const { table, handler, body, now } = call;
  const opened = walkIn(body, handler, {
    now,
    newId: randomUUID,
    random: () => randomInt(2 ** 32) / 2 ** 32,
  });
  const written = await transact(table, [
    putEvent(table, opened.event),
    putRequest(table, opened.request),
    putAbsent(table, { ...codeKey(opened.request.code), requestId: opened.request.id, scope: 'request' }),
    ...opened.timers.map((timer) => putTimer(table, timer)),
  ]);
  // The code was already somebody's: one in millions, so one more try is enough.
  return written.done ? full(call, opened.request, 200) : openWalkIn(call);
}
