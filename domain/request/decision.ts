/** What a person decides on a request (DESIGN: Lifecycle); each is the state it leads to. */
export const OUTCOMES = [
  'accepted',
  'answered',
  'referred',
  'refused',
  'withdrawn',
  'duplicate',
  'void',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Another request that a person has joined to this one. */
export interface RequestLink {
  readonly id: string;
  /** Eight digits without the hyphen. */
  readonly code: string;
}

/** A decision as it is kept: which members are there depends on the outcome. */
export interface Decision {
  readonly outcome: Outcome;
  readonly at: string;
  readonly by: string;
  /** accepted: the number in the centre's own register (Sổ thụ lý); its form is the book's. */
  readonly registerNumber?: string;
  /** accepted: when it was entered there; the law's terms start then (TT 12/2018 Điều 5). */
  readonly acceptedAt?: string;
  readonly form?: string;
  readonly categoryCode?: string;
  /** The dated row of data/eligibility.json that held at the request's date. */
  readonly categoryId?: string;
  readonly urgentGround?: string;
  readonly papersPending?: boolean;
  /** An especially difficult area, or force majeure: ten working days for the papers instead of five. */
  readonly remoteArea?: boolean;
  /** Written advice on a complex matter: up to thirty days instead of ten. */
  readonly complex?: boolean;
  readonly financialProof?: string;
  readonly heldPerson?: boolean;
  /** answered */
  readonly answer?: string;
  /** referred: where to. */
  readonly to?: string;
  /** refused: one of the law's four grounds. */
  readonly ground?: string;
  /** What the citizen is told. */
  readonly text?: string;
  /** withdrawn, void */
  readonly reason?: string;
  /** duplicate */
  readonly of?: RequestLink;
}

/** The machine's suggestion, as short as an audit trail needs it. */
export interface Suggested {
  /** Codes of Điều 7. */
  readonly categories: readonly string[];
  readonly urgentGround: string | null;
  /** The first of the lawful grounds of Điều 26.1 that what is known shows. */
  readonly jurisdiction: string | null;
}
