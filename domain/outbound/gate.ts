import { isCode } from '../request/code.ts';
import type { OutgoingText, SafeContact } from '../request/request.ts';
import { needsAccents } from './accents.ts';
import type { RefusalReason } from './refusals.ts';
import { segments, unaccented } from './sms-text.ts';
import { ZALO_LENGTH } from './zalo-parts.ts';

/** What the gate must know of the one it would write to. */
export interface Recipient {
  readonly optedOut: boolean;
  readonly safeContact: SafeContact;
  /** Last time this person wrote on this channel, ISO 8601; null when never. */
  readonly lastContactAt: string | null;
  /** No longer follows the Official Account. */
  readonly unfollowed?: boolean;
}

export type Passage =
  | { readonly pass: true; readonly message: OutgoingText }
  /** `until` (ISO 8601): not refused for good, may leave from then on. */
  | { readonly pass: false; readonly reason: RefusalReason; readonly until?: string };

/** The registered sender's name; Vietnamese operators want it in the text. */
export const BRAND = 'TGPL';
/** An SMS longer than this costs more than it says. */
const MOST_SEGMENTS = 3;
const DAY = 86_400_000;

const LINK =
  /:\/\/|https?:|www\.|\b[a-z0-9-]+\.(vn|com|net|org|info|me|ly|gl|app|link|io|xyz|top|shop|site|online|asia|biz|tv)\b/i;
/** Nine digits or more in a row, however grouped, or a service number: a telephone number. Emergency numbers are shorter. */
const PHONE = /(?:\d[\s.()/-]*){9,}|\b1[89]00[ .]*\d{2}[ .]*\d{2}\b/;
/** Digits that are none: a day, a sum of money with its unit. */
const DAYS = /(?<![\d/-])(?:0?[1-9]|[12]\d|3[01])([/-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d{2}(?![\d/-])/g;
const SUMS = /(?<![\d.])[1-9]\d{0,2}(?:\.\d{3})+(?= ?(?:d|đ|dong|đồng|vnd)\b)/giu;
const CODES = /(?<![\d.-])\d{4}-\d{4}(?![\d-]|\.\d)/g;

/** Without what a telephone number could be seen in where it meets the next number: "08/12/2026 8h", "2897-7997 8h". */
const withoutOtherNumbers = (text: string): string =>
  text
    .replace(DAYS, ',')
    .replace(SUMS, ',')
    .replace(CODES, (code) => (isCode(code.replace('-', '')) ? ',' : code));

/**
 * What Zalo allows after a person's last interaction: `free` within 48 hours, `quota` (counted or charged) up to seven
 * days, `closed` after that (-230). Known before sending.
 * Source: https://developers.zalo.me/docs/official-account/tin-nhan/tin-tu-van (chính sách gửi tin tư vấn)
 */
export function replyWindow(lastContactAt: string | null, now: number): 'free' | 'quota' | 'closed' {
  const since = lastContactAt === null ? Number.POSITIVE_INFINITY : now - Date.parse(lastContactAt);
  return since <= 2 * DAY ? 'free' : since <= 7 * DAY ? 'quota' : 'closed';
}

/**
 * The one gate for everything that leaves: safe contact, opt-out, quiet hours for what nobody asked for, the
 * provider's rules. Pure; what it refuses is recorded with its reason for the handler.
 * Sources: https://www.twilio.com/en-us/guidelines/vn/sms; https://developers.zalo.me (phụ lục mã lỗi)
 * @param now milliseconds since 1970
 */
export function throughGate(message: OutgoingText, recipient: Recipient, now: number): Passage {
  const refuse = (reason: RefusalReason): Passage => ({ pass: false, reason });
  const evenAfterStop = message.purpose === 'stop-confirmation' || message.purpose === 'emergency';
  if (recipient.optedOut && !evenAfterStop) return refuse('opted-out');
  if (message.purpose === 'notice') {
    if (recipient.safeContact === 'unsafe') return refuse('unsafe-contact');
    if (recipient.unfollowed) return refuse('unfollowed');
    if (isQuiet(now)) return { pass: false, reason: 'quiet-hours', until: endOfQuiet(now) };
  }
  return message.channel === 'sms' ? smsGate(message, refuse) : zaloGate(message, recipient, now, refuse);
}

const VIETNAM = 7 * 3_600_000;
const QUIET = { from: 21, to: 7 };

/** 21:00 to 7:00 in Vietnam. */
function isQuiet(now: number): boolean {
  const hour = new Date(now + VIETNAM).getUTCHours();
  return hour >= QUIET.from || hour < QUIET.to;
}

/** The next seven o'clock in Vietnam, ISO 8601. */
function endOfQuiet(now: number): string {
  const local = new Date(now + VIETNAM);
  const days = local.getUTCHours() < QUIET.to ? 0 : 1;
  local.setUTCHours(QUIET.to + days * 24, 0, 0, 0);
  return new Date(local.getTime() - VIETNAM).toISOString();
}

/** Why a channel would not take these words at all, whoever they go to; null where it would. */
export function wordsRefused(message: OutgoingText): RefusalReason | null {
  const refuse = (reason: RefusalReason): Passage => ({ pass: false, reason });
  const passage = message.channel === 'sms' ? smsGate(message, refuse) : zaloWords(message, refuse);
  return passage.pass ? null : passage.reason;
}

function smsGate(message: OutgoingText, refuse: (reason: RefusalReason) => Passage): Passage {
  const spaced = message.text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const plain = needsAccents(spaced) ? spaced : unaccented(spaced).trim();
  const text = plain.startsWith(`${BRAND}:`) ? plain : `${BRAND}: ${plain}`;
  if (LINK.test(text)) return refuse('link-in-sms');
  if (PHONE.test(withoutOtherNumbers(text))) return refuse('phone-number-in-sms');
  if (segments(text) > MOST_SEGMENTS) return refuse('too-long');
  return { pass: true, message: { ...message, text } };
}

function zaloGate(
  message: OutgoingText,
  { lastContactAt }: Recipient,
  now: number,
  refuse: (reason: RefusalReason) => Passage,
): Passage {
  // An approved template goes to a telephone number, and has no window.
  if (message.template !== undefined) return { pass: true, message };
  return replyWindow(lastContactAt, now) === 'closed'
    ? refuse('reply-window-closed')
    : zaloWords(message, refuse);
}

function zaloWords(message: OutgoingText, refuse: (reason: RefusalReason) => Passage): Passage {
  const text = message.text.normalize('NFC').trim();
  return text.length > ZALO_LENGTH ? refuse('too-long') : { pass: true, message: { ...message, text } };
}
