import { randomInt, randomUUID } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { directory } from '../../adapters/directory.ts';
import { readHandler } from '../../adapters/dynamodb/handlers.ts';
import { codeKey } from '../../adapters/dynamodb/keys.ts';
import { findRequest, readPerson, stepBack } from '../../adapters/dynamodb/lookups.ts';
import { changeRequest, readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { searchParts } from '../../adapters/dynamodb/search.ts';
import { readSharedPhone } from '../../adapters/dynamodb/shared-phones.ts';
import { transact } from '../../adapters/dynamodb/table.ts';
import {
  putAbsent,
  putEvent,
  putPerson,
  putRequest,
  putSharedPhone,
  putTimer,
} from '../../adapters/dynamodb/write-parts.ts';
import { json, notFound, problem } from '../../adapters/http/problem.ts';
import { categoriesAt, LAW } from '../../domain/eligibility/law.ts';
import { inShort, suggest } from '../../domain/eligibility/suggest.ts';
import { withoutSharing } from '../../domain/person/shared-phone.ts';
import { CLOCKS } from '../../domain/request/clocks.ts';
import { decideOn, judgedOn } from '../../domain/request/deciding.ts';
import { editFacts } from '../../domain/request/edit-facts.ts';
import {
  assign,
  type Handling,
  maySee,
  type Refusal,
  reopen,
  withinReach,
} from '../../domain/request/handling.ts';
import { lawClock } from '../../domain/request/law-clock.ts';
import { link, unlink } from '../../domain/request/links.ts';
import { addressOn, askPapers, reply, telling } from '../../domain/request/reply.ts';
import type { LegalAidRequest } from '../../domain/request/request.ts';
import { split } from '../../domain/request/split.ts';
import { unlinkPhone } from '../../domain/request/unlink-phone.ts';
import { dayInVietnam } from '../../domain/time/working-time.ts';
import { act, actOnce, full, refused } from './acting.ts';
import type { Call } from './call.ts';
import type {
  assignBody,
  clockBody,
  decisionBody,
  factsBody,
  linkBody,
  messageBody,
  reopenBody,
  splitBody,
  unlinkBody,
  waitingBody,
} from './case-schemas.ts';
import { eligibilityQuery } from './case-schemas.ts';
import { duplicatesOf } from './duplicates.ts';

type Result = Promise<APIGatewayProxyStructuredResultV2>;
type Body<Schema extends z.ZodMiniType> = Call<z.infer<Schema>>;

/** Only the lead of the centre and the national desk give work to others. */
export async function assignRequest(call: Body<typeof assignBody>): Result {
  const { version, assignee } = call.body;
  return act(call, assign(version, await readHandler(call.table, assignee)));
}

export const reopenRequest = (call: Body<typeof reopenBody>): Result =>
  act(call, reopen(call.body.version, call.body.reason, directory));

export const askForPapers = (call: Body<typeof waitingBody>): Result =>
  act(call, askPapers(call.body.version, call.body.papers, call.body.text));

export function editRequestFacts(call: Body<typeof factsBody>): Result {
  const { version, reason, ...edit } = call.body;
  return act(call, editFacts(version, edit, reason, directory));
}

export const runClock = ({ body, ...call }: Body<typeof clockBody>): Result =>
  act({ ...call, body }, lawClock(body.version, body.kind, body.act, body.at, body.reason, directory));

/** A handler's text to the citizen; from then on the machine keeps silent in that chat for a while. */
export async function writeMessage(call: Body<typeof messageBody>): Result {
  const { table, handler, path, body, now } = call;
  const request = await readRequest(table, path.id ?? '');
  if (request === null || !maySee(handler, request)) return notFound();
  const address = addressOn(body.channel, request);
  const person = address === null ? null : await readPerson(table, address);
  const answered = await actOnce(
    call,
    'message',
    reply(body.channel, body.text, person?.lastContactAt ?? null),
  );
  if (answered.statusCode === 200 && address !== null)
    await stepBack(table, address, body.channel, request, new Date(now).toISOString());
  return answered;
}

/** What the machine would say on the request as it is. */
const suggesting = (now: number) => (request: LegalAidRequest) =>
  inShort(suggest(request, judgedOn(request), dayInVietnam(now)));

export async function decideRequest(call: Body<typeof decisionBody>): Result {
  const { body, now } = call;
  const { version, ...deciding } = body;
  if (deciding.outcome !== 'duplicate')
    return act(call, decideOn(version, deciding, suggesting(now), telling, directory));
  const of = await other(call, deciding.of);
  const decided = decideOn(version, { outcome: 'duplicate', of }, suggesting(now), telling, directory);
  if (of === null) return act(call, decided);
  return actOnBoth(call, of.id, (request, theirs, at) => ({
    one: decided(request, call.handler, at),
    other: link(request.version, request, theirs, 'Trùng yêu cầu', call.handler, at).other,
  }));
}

/** The other request of a duplicate or a link, by code or id, within the caller's reach. */
async function other({ table, handler }: Call, named: string): Promise<LegalAidRequest | null> {
  const found = await findRequest(table, named);
  return found && maySee(handler, found) ? found : null;
}

export async function linkRequest(call: Body<typeof linkBody>): Result {
  const { version, other: named, reason } = call.body;
  const theirs = await other(call, named);
  if (theirs === null) return flawedBy(call, 'unknown-request');
  return actOnBoth(call, theirs.id, (request, now, at) =>
    link(version, request, now, reason, call.handler, at),
  );
}

const flawedBy = (call: Call, flaw: 'unknown-request' | 'unknown-entry'): Result =>
  act(call, (request) => ({ refusal: 'flawed', flaw, request }));

type Both = ReturnType<typeof link>;

/** How often a lost race between two requests is read and decided again. */
const TRIES = 5;

/** One act on two requests in one transaction. */
async function actOnBoth(
  call: Call,
  otherId: string,
  handling: (request: LegalAidRequest, other: LegalAidRequest, at: string) => Both,
): Result {
  const { table, handler, path, now } = call;
  const at = new Date(now).toISOString();
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const theirs = await readRequest(table, otherId);
    if (theirs === null || !maySee(handler, theirs)) return notFound();
    const mine = await readRequest(table, path.id ?? '');
    if (mine === null || !maySee(handler, mine)) return notFound();
    const both = handling(mine, theirs, at);
    if ('refusal' in both.one) return refused(call, both.one);
    const done = both.one;
    const once: Handling = (request) =>
      request.sequence === mine.sequence ? done : { refusal: 'stale-version', request };
    const parts =
      mine.id === theirs.id ? [] : [putEvent(table, both.other.event), putRequest(table, both.other.request)];
    const changed = await changeRequest(table, mine.id, withinReach(handler, at, once), { parts });
    if (changed.kind === 'changed') return full(call, changed.request, 200);
    if (changed.kind === 'refused' && !overtaken(changed.refusal, mine))
      return refused(call, changed.refusal);
  }
  throw new Error('the race for two requests was lost too often');
}

/** A contact came in between: the version a handler knows is still right, so it is decided again. */
const overtaken = (refusal: Refusal, mine: LegalAidRequest): boolean =>
  refusal.refusal === 'stale-version' && refusal.request.version === mine.version;

export async function splitRequest(call: Body<typeof splitBody>): Result {
  const { table, handler, path, body, now } = call;
  const { version, entries, other: named, reason } = body;
  if ((entries === undefined) === (named === undefined)) return problem(400, 'Either `entries` or `other`.');
  if (named !== undefined) {
    const theirs = await other(call, named);
    if (theirs === null) return flawedBy(call, 'unknown-request');
    return actOnBoth(call, theirs.id, (request, now, at) =>
      unlink(version, request, now, reason, handler, at),
    );
  }
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const request = await readRequest(table, path.id ?? '');
    if (request === null || !maySee(handler, request)) return notFound();
    const parted = split(
      version,
      { request, timeline: await readTimeline(table, request.id) },
      entries ?? [],
      reason,
      handler,
      { now, newId: randomUUID, random: () => randomInt(2 ** 32) / 2 ** 32, directory },
    );
    if ('refusal' in parted) return refused(call, parted);
    const { one, events, fresh, timers } = parted;
    const written = await transact(table, [
      putEvent(table, one.event),
      putRequest(table, one.request),
      ...events.map((event) => putEvent(table, event)),
      putRequest(table, fresh, fresh.sequence),
      putAbsent(table, { ...codeKey(fresh.code), requestId: fresh.id, scope: 'request' }),
      ...timers.map((timer) => putTimer(table, timer)),
      ...searchParts(table, request, one.request),
      ...searchParts(table, null, fresh),
    ]);
    if (written.done) return full(call, one.request, 200);
  }
  throw new Error('the race for a request was lost too often');
}

/** Takes a number shared on Zalo back, in the request and in what leads from the number to it. */
export async function unlinkSharedPhone(call: Body<typeof unlinkBody>): Result {
  const { table, handler, path, body, now } = call;
  const at = new Date(now).toISOString();
  const { version, reason } = body;
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const found = await readSharedPhone(table, path.id ?? '');
    const undone = { at, by: handler.username, reason };
    const parts = found
      ? [
          putPerson(table, withoutSharing(found.person, found.shared)),
          putSharedPhone(table, { ...found.shared, undone }),
        ]
      : [];
    const handling: Handling = (request) =>
      unlinkPhone(version, request, found?.shared ?? null, reason, handler, at);
    const changed = await changeRequest(table, path.id ?? '', withinReach(handler, at, handling), { parts });
    if (changed.kind === 'changed') return full(call, changed.request, 200);
    if (changed.kind === 'refused') return refused(call, changed.refusal);
  }
  throw new Error('the race for a shared number was lost too often');
}

export const readEligibility = async ({ query, now }: Call) => {
  const asked = eligibilityQuery.safeParse(query);
  if (!asked.success) return problem(400, '`on` is a day, YYYY-MM-DD.');
  const on = asked.data.on ?? dayInVietnam(now);
  const {
    forms,
    refusalGrounds,
    urgentGrounds,
    jurisdiction,
    financialTest,
    excludedMatters,
    complaint,
    evidenceNote,
    pending,
  } = LAW;
  const clocks = CLOCKS.map(({ kind, title, length, unit, starts, article, outlivesEnd = false }) => ({
    kind,
    title,
    length,
    unit,
    starts,
    article,
    outlivesEnd,
  }));
  return json(200, {
    on,
    categories: categoriesAt(on),
    forms,
    refusalGrounds,
    urgentGrounds,
    jurisdiction,
    financialTest,
    excludedMatters,
    complaint,
    evidenceNote,
    pending,
    clocks,
  });
};

export const readSuggestion = async ({ table, handler, path, now }: Call) => {
  const request = await readRequest(table, path.id ?? '');
  if (request === null || !maySee(handler, request)) return notFound();
  const duplicates = await duplicatesOf(table, handler, request, now);
  return json(200, { ...suggest(request, judgedOn(request), dayInVietnam(now)), duplicates });
};
