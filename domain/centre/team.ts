import { e164 } from '../contact/phone.ts';
import type { Handler, Role } from '../request/handling.ts';
import { NATIONAL } from '../routing/directory.ts';

/** What somebody wants to be true of a handler; what is left out stays. */
export interface MemberChange {
  readonly name?: string;
  readonly role?: Role;
  readonly centre?: string;
  readonly phone?: string;
  readonly disabled?: boolean;
}

export interface Invitation {
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly centre?: string;
  readonly email?: string;
  readonly phone?: string;
}

export type TeamRefusal =
  /** Not there, or not of the centre of the one who asks: both look the same. */
  | 'not-found'
  /** A role or a centre that is not theirs to give. */
  | 'not-allowed'
  | 'unknown-centre'
  | 'phone'
  /** Nobody would be left to lead. */
  | 'last-lead';

export interface Changed {
  readonly handler: Handler;
}
export type Outcome = Changed | { readonly refusal: TeamRefusal };

/** The national role and the national desk go together; a lead gives what is below the ministry, in the own centre. */
function mayGive(actor: Handler, role: Role, centre: string): boolean {
  if ((role === 'national') !== (centre === NATIONAL)) return false;
  if (actor.role === 'national') return true;
  return actor.role === 'lead' && role !== 'national' && centre === actor.centre;
}

const phoneOf = (raw: string | undefined): { phone?: string } | null => {
  if (raw === undefined) return {};
  const phone = e164(raw);
  return phone === null ? null : { phone };
};

/** A new handler, as invited by a lead into the own centre or by the national desk into any. */
export function invited(
  actor: Handler,
  { username, name, role, centre = actor.centre, email, phone }: Invitation,
  isCentre: (code: string) => boolean,
): Outcome {
  if (!mayGive(actor, role, centre)) return { refusal: 'not-allowed' };
  if (!isCentre(centre)) return { refusal: 'unknown-centre' };
  const number = phoneOf(phone);
  if (number === null) return { refusal: 'phone' };
  const mail = email === undefined ? {} : { email };
  return { handler: { username, name, role, centre, disabled: false, ...mail, ...number } };
}

/**
 * A handler after a change.
 * @param team everybody of the handler's present centre
 */
export function changedMember(
  actor: Handler,
  before: Handler | null,
  change: MemberChange,
  team: readonly Handler[],
  isCentre: (code: string) => boolean,
): Outcome {
  const reaches = actor.role === 'national' || (actor.role === 'lead' && before?.centre === actor.centre);
  if (before === null || !reaches) return { refusal: 'not-found' };
  const { phone: raw, ...rest } = change;
  const number = phoneOf(raw);
  if (number === null) return { refusal: 'phone' };
  const handler: Handler = { ...before, ...rest, ...number };
  if (!mayGive(actor, handler.role, handler.centre)) return { refusal: 'not-allowed' };
  if (!isCentre(handler.centre)) return { refusal: 'unknown-centre' };
  if (leavesNobody(actor, before, handler, team)) return { refusal: 'last-lead' };
  return { handler };
}

/** A lead leaves another lead behind, the national desk somebody of its own. */
function leavesNobody(actor: Handler, before: Handler, after: Handler, team: readonly Handler[]): boolean {
  const top = actor.role;
  const counts = ({ role, disabled, centre }: Handler): boolean =>
    role === top && !disabled && centre === before.centre;
  if (!counts(before) || counts(after)) return false;
  return !team.some((other) => other.username !== before.username && counts(other));
}
