import { e164 } from '../contact/phone.ts';

/** Monday first, as an office counts its week. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A stretch of a day, `07:30` to `11:30`, in Vietnam's time. */
export interface Interval {
  readonly from: string;
  readonly to: string;
}

/** What a centre has entered about itself. */
export interface CentreSettings {
  readonly code: string;
  /** 0 before anything was entered; each change adds one. */
  readonly version: number;
  /** Sessions of each weekday, in order; null when the centre has entered none: then it counts as closed for calls. */
  readonly hours: Readonly<Record<Weekday, readonly Interval[]>> | null;
  /** Days (`YYYY-MM-DD`) on which other sessions hold, none for a closed day; they go before holidays. */
  readonly exceptions: readonly { readonly date: string; readonly hours: readonly Interval[] }[];
  /** Whom a call is put through to, the first first; E.164. */
  readonly roster: readonly { readonly username: string; readonly phone: string }[];
  /** Where the centre is told of arrivals; each is optional. */
  readonly notify: {
    readonly mail?: string;
    readonly webhook?: { readonly url: string };
    readonly zaloUserId?: string;
  };
  readonly cannedAnswers: readonly { readonly id: string; readonly title: string; readonly text: string }[];
}

/** A centre that has entered nothing yet. */
export const noSettings = (code: string): CentreSettings => ({
  code,
  version: 0,
  hours: null,
  exceptions: [],
  roster: [],
  notify: {},
  cannedAnswers: [],
});

export type SettingsFault =
  | 'hours'
  | 'exceptions'
  | 'roster-phone'
  | 'roster-twice'
  | 'webhook-address'
  | 'canned-twice';

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

const inOrder = (sessions: readonly Interval[]): boolean =>
  sessions.every(
    ({ from, to }, index) =>
      CLOCK.test(from) &&
      (CLOCK.test(to) || to === '24:00') &&
      from < to &&
      from >= (sessions[index - 1]?.to ?? ''),
  );

const isDay = (text: string): boolean => {
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 10) === text;
};

const twice = (list: readonly string[]): boolean => new Set(list).size < list.length;

/**
 * What is wrong with settings that already have the right members; null when nothing is.
 * @param reach `anywhere` on a machine of one's own, where a webhook may be next door
 */
export function faultOf(
  settings: Omit<CentreSettings, 'code' | 'version'>,
  reach: 'public' | 'anywhere' = 'public',
): SettingsFault | null {
  const { hours, exceptions, roster, notify, cannedAnswers } = settings;
  if (hours !== null && !WEEKDAYS.every((day) => inOrder(hours[day]))) return 'hours';
  const days = exceptions.map(({ date }) => date);
  if (twice(days) || exceptions.some(({ date, hours: own }) => !isDay(date) || !inOrder(own)))
    return 'exceptions';
  if (roster.some(({ phone }) => e164(phone) === null)) return 'roster-phone';
  if (twice(roster.map(({ username }) => username))) return 'roster-twice';
  if (notify.webhook && reach === 'public' && !isPublicAddress(notify.webhook.url)) return 'webhook-address';
  if (twice(cannedAnswers.map(({ id }) => id))) return 'canned-twice';
  return null;
}

/** An address on the open internet: a name over TLS on the usual port, no number, no name of an inner network. */
function isPublicAddress(url: string): boolean {
  const [, host = '', rest = ''] = /^https:\/\/([a-z0-9.-]+)(\/[^\s]*)?$/i.exec(url) ?? [];
  const labels = host.toLowerCase().split('.');
  const last = labels.at(-1) ?? '';
  const inner = ['local', 'localhost', 'internal', 'lan', 'home', 'corp', 'arpa'];
  return (
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label)) &&
    /^[a-z]/.test(last) &&
    !inner.includes(last) &&
    rest.length <= 500
  );
}
