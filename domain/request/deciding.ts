import { categoryAt, formOf, isExcluded, refusalGround, urgentGroundOf } from '../eligibility/law.ts';
import { calendarIn, type Directory, NATIONAL } from '../routing/directory.ts';
import { dayInVietnam } from '../time/working-time.ts';
import { type Clock, contacted, started } from './clocks.ts';
import type { Decision, Outcome, Suggested } from './decision.ts';
import { owedAtEnd, running } from './ending.ts';
import { flawed, type Handler, type Handling, type Moved, moving, type Refusal } from './handling.ts';
import type { Act } from './lifecycle.ts';
import type { BusNotice, LegalAidRequest, OutgoingText } from './request.ts';

/** What a person decides, as it comes in. */
export type Deciding =
  | {
      readonly outcome: 'accepted';
      readonly registerNumber: string;
      readonly form: string;
      readonly categoryCode: string;
      readonly urgentGround?: string;
      readonly papersPending?: boolean;
      readonly remoteArea?: boolean;
      readonly complex?: boolean;
      readonly financialProof?: string;
      readonly heldPerson?: boolean;
      readonly acceptedAt?: string;
    }
  | { readonly outcome: 'answered'; readonly answer: string }
  | { readonly outcome: 'referred'; readonly to: string; readonly text?: string }
  | { readonly outcome: 'refused'; readonly ground: string; readonly text: string }
  | { readonly outcome: 'withdrawn'; readonly reason: string }
  | { readonly outcome: 'duplicate'; readonly of: LegalAidRequest | null }
  | { readonly outcome: 'void'; readonly reason: string };

const ACT_OF: Readonly<Record<Outcome, Act>> = {
  accepted: 'accept',
  answered: 'answer',
  referred: 'refer',
  refused: 'refuse',
  withdrawn: 'withdraw',
  duplicate: 'duplicate',
  void: 'void',
};

/** What is written to the citizen because of a decision; null where nothing is to be written or nowhere to write to. */
export type Telling = (request: LegalAidRequest, text: string) => OutgoingText | null;

/**
 * A person's decision, kept beside what the machine suggested at that moment.
 * @param suggest asked on the request as it is now
 * @param directory knows the working time of each centre, in which the terms of an acceptance run
 */
export const decideOn = (
  version: number,
  deciding: Deciding,
  suggest: (request: LegalAidRequest) => Suggested,
  telling: Telling,
  directory: Directory,
): Handling =>
  moving(ACT_OF[deciding.outcome], version, (request, handler, at) => {
    const decided = made(deciding, request, handler, at, directory);
    if ('refusal' in decided) return decided;
    const { decision, clocks } = decided;
    const message = decision.text === undefined ? null : telling(request, decision.text);
    const told: Moved['told'] = {
      type: 'decided',
      outcome: decision.outcome,
      decision,
      suggested: suggest(request),
      ...(decision.of ? { other: decision.of } : {}),
      ...(message ? { messages: [message], channel: message.channel } : {}),
    };
    const publish: BusNotice[] = message ? [{ type: 'message.requested' }] : [];
    const owed =
      decision.outcome === 'accepted'
        ? []
        : owedAtEnd(request, at, directory, decision.outcome === 'withdrawn');
    const terms = running(request, contacted(request.clocks, at), [...clocks, ...owed]);
    return {
      change: {
        decision,
        clocks: terms.clocks,
        assignee: request.assignee ?? handler.username,
        ...(decision.of ? { links: linkedTo(request, decision.of) } : {}),
      },
      told,
      publish,
      timers: terms.timers,
    };
  });

export const linkedTo = (request: LegalAidRequest, other: { id: string; code: string }) => [
  ...request.links.filter(({ id }) => id !== other.id),
  { id: other.id, code: other.code },
];

interface Made {
  readonly decision: Decision;
  /** The law's clocks that the decision starts. */
  readonly clocks: readonly Clock[];
}

function made(
  deciding: Deciding,
  request: LegalAidRequest,
  { username }: Handler,
  at: string,
  directory: Directory,
): Made | Refusal {
  const who = { at, by: username };
  switch (deciding.outcome) {
    case 'accepted':
      return accepted(deciding, request, who, directory);
    case 'refused':
      return refusalGround(deciding.ground) === null
        ? flawed('unknown-category', request)
        : { decision: { ...deciding, ...who }, clocks: [] };
    case 'duplicate': {
      const { of } = deciding;
      if (of === null) return flawed('unknown-request', request);
      if (of.id === request.id) return flawed('itself', request);
      return { decision: { outcome: 'duplicate', of: { id: of.id, code: of.code }, ...who }, clocks: [] };
    }
    default:
      return { decision: { ...deciding, ...who }, clocks: [] };
  }
}

/** Categories are judged at the day of the request (Điều 37.3: who leaves a category later keeps the help). */
export const judgedOn = (request: LegalAidRequest): string => dayInVietnam(Date.parse(request.createdAt));

function accepted(
  deciding: Extract<Deciding, { outcome: 'accepted' }>,
  request: LegalAidRequest,
  who: { at: string; by: string },
  directory: Directory,
): Made | Refusal {
  const category = categoryAt(deciding.categoryCode, judgedOn(request));
  if (category === null || formOf(deciding.form) === null) return flawed('unknown-category', request);
  if (deciding.urgentGround !== undefined && urgentGroundOf(deciding.urgentGround) === null)
    return flawed('unknown-category', request);
  if (isExcluded(request.facts.matter)) return flawed('excluded-field', request);
  const pending = deciding.papersPending ?? deciding.urgentGround !== undefined;
  const proof = category.needsFinancialTest ? deciding.financialProof : undefined;
  if (category.needsFinancialTest && proof === undefined && !pending)
    return flawed('financial-proof-missing', request);
  const acceptedAt = deciding.acceptedAt === undefined ? who.at : new Date(deciding.acceptedAt).toISOString();
  if (acceptedAt > who.at) return flawed('not-yet', request);
  const { financialProof: _, ...rest } = deciding;
  const decision: Decision = {
    ...rest,
    ...who,
    categoryId: category.id,
    acceptedAt,
    papersPending: pending,
    ...(proof === undefined ? {} : { financialProof: proof }),
  };
  const calendar = calendarIn(directory, request.centre ?? NATIONAL);
  const clocks = clocksOf(decision).flatMap((kind) => started(kind, acceptedAt, calendar) ?? []);
  return { decision, clocks };
}

/** Which of the law's terms an acceptance starts (data/clocks.json). */
function clocksOf({ form, heldPerson, papersPending, remoteArea, complex }: Decision): string[] {
  const kinds: string[] = [];
  if (heldPerson) kinds.push('provider-held');
  else if (form === 'proceedings') kinds.push('provider-proceedings');
  if (form === 'representation') kinds.push('representative');
  if (form === 'advice') kinds.push(complex ? 'written-advice-complex' : 'written-advice');
  if (papersPending) kinds.push(remoteArea ? 'proof-remote' : 'proof');
  return kinds;
}
