import type { OutgoingText, SafeContact } from '../request/request.ts';
import { segments, unaccented } from './sms-text.ts';

/** What the gate must know of the one it would write to. */
export interface Recipient {
  readonly optedOut: boolean;
  readonly safeContact: SafeContact;
  /** Last time this person wrote on this channel, ISO 8601; null when never. */
  readonly lastContactAt: string | null;
}

export type Passage =
  | { readonly pass: true; readonly message: OutgoingText }
  | { readonly pass: false; readonly reason: RefusalReason };

export type RefusalReason =
  | 'opted-out'
  | 'unsafe-contact'
  | 'reply-window-closed'
  | 'quiet-hours'
  | 'link-in-sms'
  | 'phone-number-in-sms'
  | 'too-long';

/** The registered sender's name; Vietnamese operators want it in the text. */
export const BRAND = 'TGPL';
/** An SMS longer than this costs more than it says. */
const MOST_SEGMENTS = 3;
/** Zalo takes 2000 characters (error -210 beyond). */
const ZALO_LENGTH = 2000;
/** Zalo refuses a consultation message later than seven days after the last contact (-230). */
const REPLY_WINDOW = 7 * 86_400_000;

const LINK =
  /:\/\/|https?:|www\.|\b[a-z0-9-]+\.(vn|com|net|org|info|me|ly|gl|app|link|io|xyz|top|shop|site|online|asia|biz|tv)\b/i;
/** Nine digits or more in a row, however grouped, or a service number (1900 …, 1800 …). Emergency numbers and codes are shorter. */
const PHONE = /(?:\d[\s.()-]*){9,}|\b1[89]00[\s.-]*\d{2}[\s.-]*\d{2}/;

/**
 * The one gate for everything that leaves: safe contact, opt-out, quiet hours for what nobody asked for, the
 * provider's rules. Pure; what it refuses is recorded with its reason for the handler.
 * Sources: https://www.twilio.com/en-us/guidelines/vn/sms; https://developers.zalo.me (phụ lục mã lỗi)
 * @param now milliseconds since 1970
 */
export function throughGate(message: OutgoingText, recipient: Recipient, now: number): Passage {
  const refuse = (reason: RefusalReason): Passage => ({ pass: false, reason });
  if (recipient.optedOut && message.purpose !== 'stop-confirmation') return refuse('opted-out');
  if (message.purpose === 'notice') {
    if (recipient.safeContact === 'unsafe') return refuse('unsafe-contact');
    if (isQuiet(now)) return refuse('quiet-hours');
  }
  return message.channel === 'sms' ? smsGate(message, refuse) : zaloGate(message, recipient, now, refuse);
}

/** 21:00 to 7:00 in Vietnam. */
function isQuiet(now: number): boolean {
  const hour = new Date(now + 7 * 3_600_000).getUTCHours();
  return hour >= 21 || hour < 7;
}

function smsGate(message: OutgoingText, refuse: (reason: RefusalReason) => Passage): Passage {
  const plain = unaccented(message.text.replace(/\s+/g, ' ')).trim();
  const text = plain.startsWith(`${BRAND}:`) ? plain : `${BRAND}: ${plain}`;
  if (LINK.test(text)) return refuse('link-in-sms');
  if (PHONE.test(text)) return refuse('phone-number-in-sms');
  if (segments(text) > MOST_SEGMENTS) return refuse('too-long');
  return { pass: true, message: { ...message, text } };
}

function zaloGate(
  message: OutgoingText,
  { lastContactAt }: Recipient,
  now: number,
  refuse: (reason: RefusalReason) => Passage,
): Passage {
  if (lastContactAt === null || now - Date.parse(lastContactAt) > REPLY_WINDOW)
    return refuse('reply-window-closed');
  const text = message.text.normalize('NFC').trim();
  return text.length > ZALO_LENGTH ? refuse('too-long') : { pass: true, message: { ...message, text } };
}
