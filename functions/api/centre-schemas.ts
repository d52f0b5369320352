import * as z from 'zod/mini';
import { weekOf } from '../../adapters/dynamodb/calendars.ts';
import { ROLES } from '../../domain/request/handling.ts';

/** What the API takes and gives about centres and the people of a centre. */

const text = (most: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most));
const interval = z.strictObject({ from: text(5), to: text(5) });
const sessions = z.array(interval).check(z.maxLength(6));
const week = z.strictObject(weekOf(sessions));

const entered = {
  /** Sessions of each weekday, `{ from: "07:30", to: "11:30" }`; null when none were ever entered: closed for calls. */
  hours: z.nullable(week),
  /** Days with sessions of their own; none for a closed day. They go before the holidays. */
  exceptions: z
    .array(z.strictObject({ date: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)), hours: sessions }))
    .check(z.maxLength(200)),
  /** Whom a call is put through to, in order. */
  roster: z.array(z.strictObject({ username: text(60), phone: text(30) })).check(z.maxLength(20)),
  cannedAnswers: z
    .array(z.strictObject({ id: text(40), title: text(100), text: text(2000) }))
    .check(z.maxLength(100)),
};

const mail = z.email().check(z.maxLength(200));
const zaloUserId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/));

export const settingsBody = z.strictObject({
  version: z.int().check(z.gte(0)),
  ...entered,
  notify: z.strictObject({
    mail: z.exactOptional(mail),
    /** The secret is ours to make: what is sent back of it changes nothing. */
    webhook: z.exactOptional(z.strictObject({ url: text(600), secret: z.exactOptional(z.string()) })),
    zaloUserId: z.exactOptional(zaloUserId),
  }),
});

const directoryCentre = {
  code: z.string(),
  name: z.string(),
  provinces: z.array(z.string()),
  open: z.boolean(),
};
const lastNotice = z.object({
  at: z.string(),
  outcome: z.enum(['sent', 'failed']),
  /** A status or a kind of failure. */
  cause: z.exactOptional(z.string()),
});
export const centre = z.object({
  ...directoryCentre,
  /** For whoever leads the centre: how the last notice went, way by way. */
  lastNotices: z.exactOptional(
    z.object({
      mail: z.exactOptional(lastNotice),
      webhook: z.exactOptional(lastNotice),
      zalo: z.exactOptional(lastNotice),
    }),
  ),
  /** For the centre's own people and the national desk. */
  settings: z.exactOptional(
    z.object({
      version: z.number(),
      ...entered,
      /** For whoever leads the centre; the webhook is signed with the secret. */
      notify: z.object({
        mail: z.exactOptional(z.string()),
        webhook: z.exactOptional(z.object({ url: z.string(), secret: z.string() })),
        zaloUserId: z.exactOptional(z.string()),
      }),
      /** Years whose holidays are reckoned and not yet declared. */
      holidaysToCheck: z.array(z.string()),
    }),
  ),
});
export const centres = z.object({ items: z.array(z.object(directoryCentre)) });

/** As a sign-in name: small letters, digits, dot, dash, underscore. */
const username = z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{1,58}[a-z0-9]$/));
const role = z.enum(ROLES);
const phone = text(30);

export const invitationBody = z.strictObject({
  username,
  name: text(200),
  role,
  /** The national desk names the centre; a lead's is their own. */
  centre: z.exactOptional(text(20)),
  email: z.exactOptional(mail),
  phone: z.exactOptional(phone),
});
export const memberBody = z.strictObject({
  name: z.exactOptional(text(200)),
  role: z.exactOptional(role),
  centre: z.exactOptional(text(20)),
  phone: z.exactOptional(phone),
  disabled: z.exactOptional(z.boolean()),
});
export const member = z.object({
  username: z.string(),
  name: z.string(),
  role,
  centre: z.string(),
  disabled: z.boolean(),
  /** For whoever leads the centre. */
  email: z.exactOptional(z.string()),
  phone: z.exactOptional(z.string()),
});
export const members = z.object({ items: z.array(member) });
export const ofCentre = z.object({ centre: z.exactOptional(text(20)) });
export const workload = z.object({
  items: z.array(
    z.object({
      username: z.string(),
      name: z.string(),
      role,
      /** False for somebody who has left or is disabled, with requests still theirs. */
      here: z.boolean(),
      open: z.number(),
      urgent: z.number(),
    }),
  ),
});
