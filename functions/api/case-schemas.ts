import * as z from 'zod/mini';
import { factsRecord } from '../../adapters/dynamodb/records.ts';
import { LAW } from '../../domain/eligibility/law.ts';
import { CLOCKS } from '../../domain/request/clocks.ts';
import { LIKENESSES } from '../../domain/search/likeness.ts';
import { MATTERS } from '../../domain/understanding/matter.ts';
import { SIGNALS } from '../../domain/understanding/signal.ts';
import { listedRequest } from './schemas.ts';

/** What the acts on a case take and give. */

const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const version = z.int().check(z.gte(1));
const reason = text(2000);
const day = z.iso.date();
const orNone = <Shape extends z.ZodMiniType>(shape: Shape) => z.exactOptional(z.nullable(shape));
const codes = (rows: readonly { readonly code: string }[]) => z.enum(rows.map(({ code }) => code));

export const assignBody = z.strictObject({ version, assignee: text(100) });
export const reopenBody = z.strictObject({ version, reason });
export const waitingBody = z.strictObject({
  version,
  papers: z.array(text(300)).check(z.minLength(1), z.maxLength(20)),
  text: z.exactOptional(text(2000)),
});
export const messageBody = z.strictObject({ channel: z.enum(['sms', 'zalo']), text: text(2000) });

const place = z.strictObject({
  province: z.string(),
  formerProvince: z.exactOptional(z.string()),
  words: z.exactOptional(text(300)),
});
/** null takes a fact away. */
export const factsBody = z.strictObject({
  version,
  /** Demanded where `urgent` changes. */
  reason: z.exactOptional(reason),
  matter: orNone(z.enum(MATTERS)),
  signals: orNone(z.array(z.enum(SIGNALS))),
  urgent: z.exactOptional(z.boolean()),
  casePlace: orNone(place),
  residence: orNone(place),
  name: orNone(text(200)),
  phone: orNone(text(30)),
  forWhom: orNone(z.enum(['self', 'other'])),
  personInNeed: orNone(text(200)),
  safeContact: z.exactOptional(z.enum(['unknown', 'safe', 'unsafe'])),
  language: factsRecord.shape.language,
  relation: orNone(text(200)),
  inNeed: orNone(
    z.strictObject({
      name: orNone(text(200)),
      birthYear: orNone(z.int().check(z.gte(1900), z.lte(2100))),
      sex: orNone(z.enum(['female', 'male', 'other'])),
      ethnicGroup: orNone(text(100)),
      address: orNone(text(500)),
      phone: orNone(text(30)),
    }),
  ),
  callerAddress: orNone(text(500)),
  hearingOn: orNone(day),
  limitOn: orNone(day),
  bestTime: orNone(text(300)),
  categories: orNone(z.array(codes(LAW.categories))),
  financialProof: orNone(codes(LAW.financialTest.grounds)),
});

const moment = z.iso.datetime({ offset: true });
export const decisionBody = z.discriminatedUnion('outcome', [
  z.strictObject({
    version,
    outcome: z.literal('accepted'),
    /** As the centre's register has it. */
    registerNumber: text(100),
    form: codes(LAW.forms),
    categoryCode: codes(LAW.categories),
    urgentGround: z.exactOptional(codes(LAW.urgentGrounds)),
    papersPending: z.exactOptional(z.boolean()),
    remoteArea: z.exactOptional(z.boolean()),
    complex: z.exactOptional(z.boolean()),
    financialProof: z.exactOptional(codes(LAW.financialTest.grounds)),
    heldPerson: z.exactOptional(z.boolean()),
    acceptedAt: z.exactOptional(moment),
  }),
  z.strictObject({ version, outcome: z.literal('answered'), answer: text(10_000) }),
  z.strictObject({
    version,
    outcome: z.literal('referred'),
    to: text(500),
    text: z.exactOptional(text(2000)),
  }),
  z.strictObject({
    version,
    outcome: z.literal('refused'),
    ground: codes(LAW.refusalGrounds),
    text: text(2000),
  }),
  z.strictObject({ version, outcome: z.literal('withdrawn'), reason }),
  /** `of`: the other request's code or id. */
  z.strictObject({ version, outcome: z.literal('duplicate'), of: text(100) }),
  z.strictObject({
    version,
    outcome: z.literal('void'),
    reason: z.enum(['wrong_number', 'prank', 'unreachable']),
  }),
]);

export const clockBody = z.strictObject({
  version,
  kind: z.enum(CLOCKS.map(({ kind }) => kind)),
  act: z.enum(['start', 'met']),
  /** When it began or was met; left out: now. */
  at: z.exactOptional(moment),
  reason: z.exactOptional(reason),
});

export const linkBody = z.strictObject({ version, other: text(100), reason });
/** Either `entries`, which become a request of their own, or `other`, whose link is taken back. */
export const unlinkBody = z.strictObject({ version, reason });
export const splitBody = z.strictObject({
  version,
  entries: z.exactOptional(z.array(text(100)).check(z.minLength(1), z.maxLength(100))),
  other: z.exactOptional(text(100)),
  reason,
});

export const eligibilityQuery = z.object({ on: z.exactOptional(day) });

const category = z.object({
  id: z.string(),
  code: z.string(),
  text: z.string(),
  article: z.string(),
  validFrom: z.string(),
  validTo: z.nullable(z.string()),
  needsFinancialTest: z.boolean(),
  source: z.string(),
  /** The papers that prove it; null where no source for them was seen. */
  evidence: z.nullable(z.array(z.string())),
  /** `any` of them is enough, or `all` are needed. */
  evidenceNeeds: z.nullable(z.string()),
  evidenceSource: z.nullable(z.string()),
});
const row = { code: z.string(), text: z.string(), article: z.string() };
export const eligibility = z.object({
  on: z.string(),
  categories: z.array(category),
  forms: z.array(z.object(row)),
  refusalGrounds: z.array(z.object({ ...row, citizenText: z.string() })),
  urgentGrounds: z.array(z.object({ ...row, byHead: z.boolean() })),
  jurisdiction: z.array(z.object(row)),
  financialTest: z.object({
    appliesTo: z.string(),
    article: z.string(),
    grounds: z.array(z.object({ code: z.string(), text: z.string() })),
  }),
  excludedMatters: z.array(z.object({ matter: z.string(), text: z.string(), article: z.string() })),
  complaint: z.object({ text: z.string(), article: z.string(), citizenText: z.string() }),
  evidenceNote: z.object({ text: z.string(), article: z.string() }),
  /** A change of the law that was planned and is not applied. */
  pending: z.object({ title: z.string(), planned: z.string(), applied: z.boolean(), note: z.string() }),
  clocks: z.array(
    z.object({
      kind: z.string(),
      title: z.string(),
      length: z.number(),
      unit: z.string(),
      starts: z.string(),
      article: z.nullable(z.string()),
      /** Whether it may begin when the request has ended, and is not stopped by the end. */
      outlivesEnd: z.boolean(),
    }),
  ),
});

export const suggestion = z.object({
  on: z.string(),
  categories: z.array(
    z.object({
      code: z.string(),
      id: z.string(),
      text: z.string(),
      article: z.string(),
      needsFinancialTest: z.boolean(),
      why: z.string(),
    }),
  ),
  questions: z.array(z.object({ key: z.string(), text: z.string() })),
  urgentGround: z.nullable(z.object({ code: z.string(), why: z.string() })),
  jurisdiction: z.array(z.object({ code: z.enum(['residence', 'case', 'assigned']), why: z.string() })),
  excluded: z.boolean(),
  /** Perhaps the same case; never joined by themselves. */
  duplicates: z.array(z.object({ request: listedRequest, why: z.array(z.enum(LIKENESSES)) })),
});
