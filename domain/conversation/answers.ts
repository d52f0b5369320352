import { fold } from '../text/fold.ts';

const YES =
  /^(1|co|dung|phai|vang|da|u|uh|um|uk|ukm|ok|oke|oki|okie|yes|y|an toan|duoc|co a|dung roi|gap|co gap|khan cap)$/;
const NO =
  /^(2|khong|ko|k|kh|hok|hong|hem|kg|no|n|khong co|khong an toan|khong gap|ko gap|chua|khong a|khong duoc)$/;
/** `đừng` (do not) and `đúng` (right) are one word without their marks; before these verbs it is the former. */
const DO_NOT = /^(thoi )?dung (co )?(goi|nhan|lien|dien|bao|noi|cho|de|tra)\b/;
/** What turns a yes that begins a sentence into something else: a denial, a "but", somebody who looks. */
const RESERVATION = /\b(khong|ko|hok|hong|chua|dung (goi|nhan|bao)|nhung|xem|doc|theo doi|canh)\b/;

/** A short answer to a yes-or-no question, by word or key; null where it says neither. */
export function yesOrNo(text: string): boolean | null {
  const folded = fold(text)
    .replace(/[^a-z0-9 ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(da|a) (?=.)/, '');
  if (DO_NOT.test(folded) || /^\P{L}*((dạ|thôi|xin) )?đừng/iu.test(text.normalize('NFC'))) return false;
  if (YES.test(folded)) return true;
  if (NO.test(folded)) return false;
  const words = folded.split(' ');
  if (words.length > 6) return null;
  if (/^(khong|ko|hok|hong|chua)\b/.test(folded) || /\b(khong|ko|k|hok|hong) an toan\b/.test(folded))
    return false;
  const yes = /^(co|dung|phai|vang|yes)\b(.*)/.exec(folded);
  return yes && !RESERVATION.test(yes[2] ?? '') ? true : null;
}

/** Words by which a person who may be watched asks not to be called or written to, wherever they stand. */
const NOT_SAFE =
  /\b(dung|khong duoc|khong nen|xin dung|cam) (co )?(goi|nhan|dien|lien lac|lien he)( tin)?( lai| dien| cho)?\b|\b(chong|vo|no|ong ay|anh ay|ba|bo|cha|me|chu|con trai|no) (toi |em |tui |hay |dang |cung |se )*(xem|doc|kiem tra|kiem soat|giu|canh|theo doi) (trom |het |ca |lai )*(dien thoai|dt|may|tin nhan|tin)\b/;

/** Whether a message says that calling or writing back may harm. */
export const saysUnsafe = (text: string): boolean =>
  NOT_SAFE.test(
    fold(text)
      .replace(/[^a-z0-9 ]/g, ' ')
      .replace(/\s+/g, ' '),
  );

const SELF =
  /(^|\b(cua|cho|giup|ho tro) )(chinh )?(toi|em|minh|tui|chau|con|ban than)( (a|ah|nhe|voi|oi|di|day))?[\s.!]*$/;

/** Who it is for: true for oneself, false for somebody else, null where it says neither. */
export function forOneself(text: string): boolean | null {
  const folded = fold(text);
  if (/^\s*1\s*$/.test(folded) || SELF.test(folded)) return true;
  if (
    /^\s*2\s*$/.test(folded) ||
    /\b(nguoi khac|giup|ho(?! (tro|so|khau|ten))|cho (me|bo|cha|anh|chi|ong|ba|vo|chong|ban|hang xom))\b/.test(
      folded,
    )
  )
    return false;
  return null;
}

/**
 * Words by which a person ends or resumes messages; the whole text must be the word, with the sender's name behind it (the
 * way of Vietnamese brand names, "TU CHOI TGPL") or in the quotation marks of whoever copies it.
 */
const whole = (words: string, flags: string): RegExp =>
  new RegExp(`^["“'‘]*(${words})( tgpl)?["”'’\\s.!]*$`, flags);

const STOP_WORDS = whole(
  'stop( all)?|stopall|unsubscribe|quit|cancel|end|optout|revoke|huy|tu choi|tuchoi|ngung|dung nhan',
  'u',
);
const NO_MORE = whole(
  '(xin )?(dung|khong|ko) (nhan|gui)( tin)?( nhan)?( cho (toi|em|minh|tui))? nua( a)?',
  'u',
);
/** Where it was asked whether contact is safe, this is the answer to it. */
const NO_MESSAGES = whole('(xin )?(dung|khong|ko) (nhan|gui) tin( nhan)?( a)?', 'u');
const DUNG_MARKED = whole('dừng( lại)?', 'iu');
const DUNG_CAPITALS = /^["“'‘]*DUNG( TGPL)?["”'’\s.!]*$/u;
const DUNG = whole('dung', 'iu');

/**
 * Whether a text asks for no more messages. "Dừng" (stop) without its mark is also "đúng" (right): where a yes or no was
 * asked only capitals, DUNG, mean stop.
 */
export function isStop(text: string, yesOrNoAsked: boolean): boolean {
  const folded = fold(text).trim();
  if (STOP_WORDS.test(folded) || NO_MORE.test(folded)) return true;
  if (!yesOrNoAsked && NO_MESSAGES.test(folded)) return true;
  const word = text.normalize('NFC').trim();
  if (DUNG_MARKED.test(word) || DUNG_CAPITALS.test(word)) return true;
  return !yesOrNoAsked && DUNG.test(word);
}

export const START_WORDS = whole('start|unstop|bat dau|batdau|mo lai', 'u');
