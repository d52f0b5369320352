import { fold } from '../text/fold.ts';

const YES =
  /^(1|co|dung|phai|vang|da|u|uh|ok|oke|yes|y|an toan|duoc|co a|da co|dung roi|gap|co gap|khan cap)$/;
const NO =
  /^(2|khong|ko|k|hok|hong|hem|kg|no|n|khong co|khong an toan|khong gap|ko gap|chua|khong a|da khong|khong duoc)$/;

/** A short answer to a yes-or-no question, by word or key; null where it says neither. */
export function yesOrNo(text: string): boolean | null {
  const folded = fold(text)
    .replace(/[^a-z0-9 ]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (YES.test(folded)) return true;
  if (NO.test(folded)) return false;
  const words = folded.split(' ');
  if (words.length > 6) return null;
  if (/^(khong|ko|hok|hong|chua)\b/.test(folded) || /\bkhong an toan\b/.test(folded)) return false;
  if (/^(co|dung|phai|vang|yes)\b/.test(folded)) return true;
  return null;
}

/** Who it is for: true for oneself, false for somebody else, null where it says neither. */
export function forOneself(text: string): boolean | null {
  const folded = fold(text);
  if (/^\s*1\s*$/.test(folded) || /\b(cua|cho) (toi|em|minh|tui|chau|con|ban than)\s*$/.test(folded))
    return true;
  if (
    /^\s*2\s*$/.test(folded) ||
    /\b(nguoi khac|giup|ho|cho (me|bo|cha|anh|chi|ong|ba|vo|chong|ban|hang xom))\b/.test(folded)
  )
    return false;
  return null;
}

/** Words by which a person ends or resumes messages; the whole text must be the word. */
export const STOP_WORDS =
  /^(stop|stopall|unsubscribe|quit|cancel|end|optout|revoke|huy|tu choi|tuchoi|dung|ngung|dung nhan)$/;
export const START_WORDS = /^(start|unstop|bat dau|batdau|mo lai)$/;
