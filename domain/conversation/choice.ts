import { fold } from '../text/fold.ts';

/** Longest choice, in words: what is longer tells something, and would take the patterns long. */
const MOST_WORDS = 12;

/** Lower case words without punctuation, with their marks; none where they are more than a choice. */
function wordsOf(text: string): string[] {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\d]+/u)
    .filter((word) => word !== '');
  return words.length > MOST_WORDS ? [] : words;
}

const POLITE_BEFORE = '(?:(?:da|vang|thua|xin|cho|em|toi|minh|chau|tui|con|chi|anh) )*';
const POLITE_AFTER =
  '(?: (?:a|ah|ak|da|nha|nhe|di|thoi|do|day|ok|cam on|(?:nha |nhe )?(?:em|anh|chi|ban|co|chu|bac) oi|nh[ae] (?:em|anh|chi|ban)))*';

/** Words for a number in a list. Other marks are other words: `hải`, `bà`. */
const NUMBER_WORDS: Readonly<Record<string, string>> = {
  một: '1',
  mot: '1',
  nhất: '1',
  nhat: '1',
  one: '1',
  hai: '2',
  nhì: '2',
  nhi: '2',
  two: '2',
  ba: '3',
  three: '3',
  bốn: '4',
  bon: '4',
  tư: '4',
  four: '4',
};

const PICK = '(?:chon|lay|bam|o|choose)';
const LABEL = '(?:so|cau|muc|y|phim|nut|cai|thu|tinh|noi|dap an|lua chon|phuong an|truong hop|number|option)';
/** Whoever is named before the number has to choose as well: `em chọn 2`, and not `em 2`. */
const NUMBERED = new RegExp(
  `^((?:(?:da|vang) )*|${POLITE_BEFORE}(?=${PICK} |${LABEL} ))((?:${PICK} )?(?:${LABEL} )*)(\\d{1,2}|mot|nhat|one|hai|nhi|two|ba|three|bon|tu|four)(a)?${POLITE_AFTER}$`,
);

/**
 * The number of one or two digits that is the whole answer to a numbered question: `2`, `số 2`, `chọn 2`, `2 ạ`, `câu 1`,
 * `hai`. Null where the words count something (`2 đứa con`) or say more.
 */
export function choiceIn(text: string): string | null {
  const words = wordsOf(text);
  const found = NUMBERED.exec(fold(words.join(' ')));
  const number = found?.[3];
  if (!found || number === undefined) return null;
  if (/^\d/.test(number)) return number;
  if (found[4] !== undefined) return null;
  const before = `${found[1] ?? ''}${found[2] ?? ''}`.trim();
  const word = words[before === '' ? 0 : before.split(' ').length];
  return (word === undefined ? undefined : NUMBER_WORDS[word]) ?? null;
}

const WHOLE_PLATE = ' ?[a-z][a-z\\d]? ?(?:\\d{3} ?\\d{2}|\\d{4,5})';
/** A letter behind the two digits begins the series; `k`, `m`, `tr` would be sums and lengths. */
const PLATE = new RegExp(
  `^${POLITE_BEFORE}(?:o |la )?(?:(?:xe )?(?:bien(?: kiem soat| so)?|bs|bsx|bks|plate|number plate|dau so|(?:2|hai) so dau)(?: xe)?(?: dau)?|xe)(?: (?:cua )?(?:em|toi|minh|tui))?(?: (?:la|so))?(?: so)? (\\d{2})(?:[a-g]|${WHOLE_PLATE})?${POLITE_AFTER}$`,
);
const BARE_PLATE = new RegExp(`^(\\d{2})${WHOLE_PLATE}$`);

/** The first two digits of the vehicle plate that is the whole answer: `biển số 65`, `xe 65`, `65A-123.45`. */
export function plateIn(text: string): string | null {
  const folded = fold(wordsOf(text).join(' '));
  return PLATE.exec(folded)?.[1] ?? BARE_PLATE.exec(folded)?.[1] ?? null;
}

const ELSEWHERE = new RegExp(
  `^${POLITE_BEFORE}(?:(?:chon |so )*\\d )?(?:(?:khong|ko)(?: phai)? )?(?:o |tai )?(?:(?:mot )?(?:noi|cho|tinh|dia phuong|que|vung|huyen) )?khac(?: het| ca)?${POLITE_AFTER}$`,
);
const NONE =
  /^(?:(?:deu |tat ca )*(?:khong|ko)(?: phai| dung| co)*|(?:tat ca )?(?:deu )?sai(?: het| roi| ca)*|other|another|(?:an)?other place|elsewhere|somewhere else|none|none of (?:these|them|the above)|neither)(?: (?:(?:may|cac|nhung) )?(?:noi|cho|cai|tinh) (?:nao|do|nay))?(?: (?:het|ca|a|dau|trong so do|trong so nay))*$/;

/** Whether the whole answer is that it is none of the places offered. */
export function saysElsewhere(text: string): boolean {
  const folded = fold(wordsOf(text).join(' '));
  return ELSEWHERE.test(folded) || NONE.test(folded);
}
