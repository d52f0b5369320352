import { e164 } from '../contact/phone.ts';
import { firstContactTimer, withContactClock } from '../intake/routing.ts';
import { calendarIn, type Directory, NATIONAL } from '../routing/directory.ts';
import type { KnownPlace } from '../routing/route.ts';
import { provinceName } from '../understanding/provinces.ts';
import { recorded } from './act.ts';
import { firstContactOf } from './clocks.ts';
import { flawed, type Handling } from './handling.ts';
import { hasEnded } from './lifecycle.ts';
import { type FactEdit, type Facts, type LegalAidRequest, placedNotice } from './request.ts';

/** A place as a handler enters it: the words are theirs, the province is one of the 34. */
export interface PlaceEdit {
  readonly province: string;
  readonly formerProvince?: string;
  readonly words?: string;
}

/** Facts that a handler may set; null takes a fact away. */
export type FactsEdit = {
  readonly [Fact in Exclude<keyof Facts, 'casePlace' | 'residence' | 'inNeed' | MachineOnly>]?:
    | Facts[Fact]
    | null;
} & {
  readonly casePlace?: PlaceEdit | null;
  readonly residence?: PlaceEdit | null;
  /** Merged member by member; null within it takes the member away. */
  readonly inNeed?:
    | {
        readonly [Member in keyof NonNullable<Facts['inNeed']>]?: NonNullable<Facts['inNeed']>[Member] | null;
      }
    | null;
};

/** What only the conversation sets. */
type MachineOnly = 'candidates' | 'location' | 'recording' | 'notice' | 'chosenProvince';

/**
 * Facts as a handler knows them. They move the version, stay visible beside what stood there before, and are not
 * replaced by what the machine understands later. A place re-routes nothing: that is a transfer.
 * @param reason demanded where the urgency changes
 */
export const editFacts =
  (version: number, edit: FactsEdit, reason: string | undefined, directory: Directory): Handling =>
  (request, handler, at) => {
    if (version !== request.version) return { refusal: 'stale-version', request };
    const read = withNumbersRead(edit);
    if (read === null) return flawed('phone-unreadable', request);
    if (isImpossible(edit, at)) return flawed('impossible-date', request);
    const facts = edited(request.facts, read);
    if (facts === null) return flawed('unknown-place', request);
    const edits = differences(request.facts, facts, read);
    if (edits.length === 0) return flawed('nothing-changed', request);
    const urgency = facts.urgent === undefined ? request.urgency : facts.urgent ? 'urgent' : 'normal';
    if (urgency !== request.urgency && reason === undefined) return flawed('reason-missing', request);
    // Who has talked with the person already and learnt of it there owes no other first contact.
    const owed = request.state === 'routed' || firstContactOf(request.clocks) !== null;
    const raised = urgency === 'urgent' && request.urgency !== 'urgent' && owed;
    const next: LegalAidRequest = {
      ...request,
      facts,
      urgency,
      setByHand: [...new Set([...request.setByHand, ...edits.map(({ fact }) => fact)])],
      version: request.version + 1,
      ...(raised
        ? withContactClock(
            request,
            'urgent',
            Date.parse(at),
            calendarIn(directory, request.centre ?? NATIONAL),
          )
        : {}),
    };
    const burns = urgency === 'urgent' && request.urgency !== 'urgent' && !hasEnded(request.state);
    const written = recorded(request, next, {
      type: 'facts',
      edits,
      ...(reason === undefined ? {} : { reason }),
      at,
      by: handler.username,
      publish: placedNotice(burns ? 'request.routed' : 'request.changed', next),
    });
    return { ...written, timers: raised ? firstContactTimer(written.request) : [] };
  };

/** Telephone numbers as they are dialled and looked for (E.164); null where one is none. */
function withNumbersRead(edit: FactsEdit): FactsEdit | null {
  const { phone, inNeed } = edit;
  const own = phone ? e164(phone) : undefined;
  const theirs = inNeed?.phone ? e164(inNeed.phone) : undefined;
  if (own === null || theirs === null) return null;
  return {
    ...edit,
    ...(own === undefined ? {} : { phone: own }),
    ...(theirs === undefined ? {} : { inNeed: { ...inNeed, phone: theirs } }),
  };
}

/** Years that a day in a file of today may lie away from today: what is further is a slip of the finger. */
const FURTHEST_YEARS = 50;

function isImpossible({ inNeed, hearingOn, limitOn }: FactsEdit, at: string): boolean {
  const year = Number(at.slice(0, 4));
  const far = (day: string | null | undefined) =>
    typeof day === 'string' && Math.abs(Number(day.slice(0, 4)) - year) > FURTHEST_YEARS;
  return (inNeed?.birthYear ?? 0) > year || far(hearingOn) || far(limitOn);
}

/** Null where a province does not exist. */
function edited(facts: Facts, edit: FactsEdit): Facts | null {
  const next: Record<string, unknown> = { ...facts };
  for (const [fact, value] of Object.entries(edit)) {
    if (value === undefined) continue;
    if (value === null) delete next[fact];
    else if (fact === 'casePlace' || fact === 'residence') {
      const place = known(edit[fact] ?? null);
      if (place === null) return null;
      next[fact] = place;
    } else if (fact === 'inNeed') next[fact] = merged(facts.inNeed ?? {}, edit.inNeed ?? {});
    else next[fact] = value;
  }
  return next;
}

function known(place: PlaceEdit | null): KnownPlace | null {
  const name = place && provinceName(place.province);
  if (!place || name === null) return null;
  const { province, formerProvince, words = name?.fullName ?? '' } = place;
  return { province, ...(formerProvince === undefined ? {} : { formerProvince }), sure: true, words };
}

const merged = (before: object, edit: object): object =>
  Object.fromEntries(
    Object.entries({ ...before, ...edit }).filter(([, value]) => value !== null && value !== undefined),
  );

function differences(before: Facts, after: Facts, edit: FactsEdit): FactEdit[] {
  return Object.keys(edit).flatMap((fact) => {
    const [from, to]: unknown[] = [Reflect.get(before, fact), Reflect.get(after, fact)];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ fact, from: from ?? null, to: to ?? null }];
  });
}

/** The facts as the machine had them before a person set some of them. */
export function asUnderstood(facts: Facts, edits: readonly FactEdit[]): Facts {
  const machine: Record<string, unknown> = { ...facts };
  for (const { fact, from } of edits.toReversed()) {
    if (from === null) delete machine[fact];
    else machine[fact] = from;
  }
  return machine;
}
