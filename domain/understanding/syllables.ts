import { COMMON_SYLLABLES } from './common-syllables.ts';
import { gazetteer } from './gazetteer.ts';
import { isSyllable, spell } from './letters.ts';

/** A syllable of the text: what both places and phrases are matched on. */
export type Syllable = {
  key: string;
  mark: string;
  /** The mark with hỏi and ngã as one. */
  soft: string;
  plain: boolean;
  /** UTF-16 offsets in the text. */
  start: number;
  end: number;
  /** Begins with a capital letter; `shouting` when all of it is capitals. */
  capital: boolean;
  shouting: boolean;
  /** What stands between this syllable and the one before. */
  before: 'blank' | 'comma' | 'stop';
  /** The writer types diacritics: what has none is meant to have none. */
  strict: boolean;
};

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ`][\p{L}\p{M}\p{N}]+)*/gu;
const STOP = /[.!?;\n\r…]/;
const COMMA = /[,:()/"“”]/;

function separator(between: string, previous: string): Syllable['before'] {
  if (between === ' ') return 'blank';
  if (STOP.test(between)) {
    // The point of an abbreviation ends no sentence: `P. Phú Thọ`, `TP. Huế`, `Tp.HCM`.
    const abbreviation =
      /^(p|q|x|h|t|tt|tx|tp|d|đ|ng|ths|ts|q\d+)$/i.test(previous) && /^\.\s*$/.test(between);
    return abbreviation ? 'blank' : 'stop';
  }
  return COMMA.test(between) ? 'comma' : 'blank';
}

const TELEX_VOWELS: Array<[RegExp, string]> = [
  [/dd/, 'đ'],
  [/uow/, 'ươ'],
  [/uwow?/, 'ươ'],
  [/aa/, 'â'],
  [/ee/, 'ê'],
  [/oo/, 'ô'],
  [/aw/, 'ă'],
  [/ow/, 'ơ'],
  [/uw/, 'ư'],
];
const TELEX_TONES: Record<string, string> = {
  f: '\u0300',
  s: '\u0301',
  r: '\u0309',
  x: '\u0303',
  j: '\u0323',
};
const VNI_TONES: Record<string, string> = { 1: '\u0301', 2: '\u0300', 3: '\u0309', 4: '\u0303', 5: '\u0323' };

function withTone(word: string, tone: string): string {
  const at = word.search(/[ăâêôơư]/);
  const vowel = at >= 0 ? at : word.search(/[aeiouy]/);
  return vowel < 0 ? word : (word.slice(0, vowel + 1) + tone + word.slice(vowel + 1)).normalize('NFC');
}

/** `ddaats` → `đất`; null where the keys give no Vietnamese syllable. */
export function fromTelex(word: string): string | null {
  if (!/^[a-z]{2,10}$/.test(word)) return null;
  let tone = '';
  let rest = word;
  const key = /^(.*[aeiouy][a-z]*?)([fsrxj])([a-z]{0,3})$/.exec(word);
  if (key && !/[fsrxj]/.test(key[3] ?? '')) {
    tone = TELEX_TONES[key[2] ?? ''] ?? '';
    rest = `${key[1]}${key[3]}`;
  }
  // Keys may stand at the end of the word: `ddoongs`, `duocdwj` is not tried.
  rest = rest
    .replace(/^(d)(.+)d$/, 'đ$2')
    .replace(/uo(ng|c|i|n|m|t|u|p)?w$/, 'ươ$1')
    .replace(/(u|o|a)(ng|c|n|m|t|p|i|u)w$/, '$1w$2');
  for (const [pattern, letter] of TELEX_VOWELS) rest = rest.replace(pattern, letter);
  const { key: letters } = spell(rest);
  // `juts` is Jút, in no Vietnamese word but in a name.
  if (rest !== word || tone !== '') {
    if (!isSyllable(letters) && gazetteer().foreign.has(letters) && letters.length > 2)
      return withTone(rest, tone);
  }
  if (rest === word || !isSyllable(letters) || /[fwjz]/.test(rest)) return null;
  return withTone(rest, tone);
}

/** `d9a61t` → `đất`; null where the digits give no Vietnamese syllable. */
export function fromVni(word: string): string | null {
  if (!/^[a-z]{1,6}[a-z1-9]{1,6}$/.test(word) || !/\d/.test(word)) return null;
  let tone = '';
  let rest = '';
  for (const char of word) {
    if (VNI_TONES[char] !== undefined) {
      tone = VNI_TONES[char] ?? '';
    } else if (char === '6') {
      rest = rest.replace(/([aeo])(?!.*[aeo])/, (vowel) => ({ a: 'â', e: 'ê', o: 'ô' })[vowel] ?? vowel);
    } else if (char === '7') {
      rest = rest.endsWith('uo')
        ? `${rest.slice(0, -2)}ươ`
        : rest
            .replace(/u(?=o)/, 'ư')
            .replace(/o/, 'ơ')
            .replace(/u$/, 'ư')
            .replace(/u(?=[nmc])/, 'ư');
    } else if (char === '8') {
      rest = rest.replace('a', 'ă');
    } else if (char === '9') {
      rest = rest.replace('d', 'đ');
    } else {
      rest += char;
    }
  }
  rest = rest.replace(/uơ|ưo(?=.)/, 'ươ');
  const { key } = spell(rest);
  return isSyllable(key) || (key.length > 2 && gazetteer().foreign.has(key)) ? withTone(rest, tone) : null;
}

/** Hasty spellings of single sounds: đag → đang, mìh → mình, wê → quê, zậy → dậy, fải → phải, jì → gì. */
function fromHaste(word: string): string | null {
  const tries = [
    word.replace(/([aăâeêioôơuưyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữự])g$/, '$1ng'),
    word.replace(/h$/, 'nh'),
    word.replace(/^w/, 'qu'),
    word.replace(/^z/, 'd'),
    word.replace(/^f/, 'ph'),
    word.replace(/^j/, 'gi'),
    word.replace(/k$/, 'c'),
    word.replace(/([aeiouyáàảãạíìỉĩịóòỏõọ])z$/, '$1'),
    word.replace(/(.)\1{2,}/g, '$1'),
    word.replace(/(.)\1+$/g, '$1'),
  ];
  return tries.find((tried) => tried !== word && isSyllable(spell(tried).key)) ?? null;
}

/** Read as it stands in every language, though the keys of `só` give it too. */
const DISTRESS = 'sos';

const FREQUENT = new Set(['em', 'toi', 'nha', 'o', 'bi', 'chong', 'con', 'tui']);

/** Longest stretch without blanks that is taken apart; longer ones are no language. */
const LONGEST_GLUED = 120;

/** `nhatoiotrungkhanh` → its syllables; null where they do not add up. Dynamic programming, linear in the length. */
function takeApart(word: string): string[] | null {
  if (word.length < 4 || word.length > LONGEST_GLUED) return null;
  const { key } = spell(word);
  if (key.length !== word.length || /\d/.test(key)) return null;
  const { joined } = gazetteer();
  const best: Array<{ cost: number; from: number; cuts: number[] } | undefined> = [
    { cost: 0, from: 0, cuts: [] },
  ];
  for (let end = 1; end <= key.length; end++) {
    for (let from = Math.max(0, end - 20); from < end; from++) {
      const start = best[from];
      if (!start) continue;
      const piece = key.slice(from, end);
      let cost = Number.POSITIVE_INFINITY;
      let cuts: number[] = [];
      const place = piece.length >= 5 ? joined(piece) : undefined;
      if (place) {
        cost = 0.35 * place.length + 0.3;
        let at = from;
        cuts = place.map((syllable) => (at += syllable.length));
      } else if (COMMON_SYLLABLES.has(piece)) {
        cost = piece.length === 1 && piece !== 'o' ? 1 : FREQUENT.has(piece) ? 0.6 : 0.8;
        cuts = [end];
      } else if (piece.length >= 2 && isSyllable(piece)) {
        cost = 1.5;
        cuts = [end];
      }
      const total = start.cost + cost;
      if (total < (best[end]?.cost ?? Number.POSITIVE_INFINITY)) best[end] = { cost: total, from, cuts };
    }
  }
  const last = best[key.length];
  if (!last) return null;
  const ends: number[] = [];
  for (let end = key.length; end > 0; ) {
    const step = best[end];
    if (!step) return null;
    ends.unshift(...step.cuts);
    end = step.from;
  }
  let from = 0;
  return ends.map((end) => {
    const piece = word.slice(from, end);
    from = end;
    return piece;
  });
}

/** With half of the syllables marked a person types diacritics; running Vietnamese has them on three of four. */
const STRICT_SHARE = 0.45;

/** Cuts a text into syllables, undoing what keyboards left behind: Telex and VNI keys, missing blanks, hasty spellings. */
export function syllables(text: string): Syllable[] {
  const words = [...text.matchAll(WORD)];
  const vni =
    words.filter(([word]) => /[a-z]\d/i.test(word) && fromVni(word.toLowerCase()) !== null).length >= 2;
  const telex =
    /oo(ng|c)\b/i.test(text) && words.filter(([word]) => typedInTelex(word.toLowerCase())).length >= 2;
  const found: Syllable[] = [];
  let lastEnd = 0;
  let lastWord = '';
  for (const match of words) {
    const raw = match[0];
    const start = match.index;
    const end = start + raw.length;
    const before = start === 0 ? 'stop' : separator(text.slice(lastEnd, start), lastWord);
    lastEnd = end;
    lastWord = raw;
    const letters = raw.normalize('NFC');
    const lower = letters.toLowerCase();
    const capital = /^\p{Lu}/u.test(letters);
    const shouting = letters === letters.toUpperCase() && capital;
    const push = (word: string, from: number, to: number, first: boolean): void => {
      const { key, mark, soft, plain } = spell(word);
      if (key === '') return;
      found.push({
        key,
        mark,
        soft,
        plain,
        start: from,
        end: to,
        capital,
        shouting,
        before: first ? before : 'blank',
        strict: false,
      });
    };
    for (const { word, from, to, first } of repair(lower, { vni, telex })) {
      const exact = letters.length === raw.length && !first.whole;
      push(word, exact ? start + from : start, exact ? start + to : end, first.first);
    }
  }
  const marked = found.reduce((sum, each) => sum + (each.plain ? 0 : 1), 0);
  const strict = found.length >= 4 && marked / found.length >= STRICT_SHARE;
  for (const each of found) each.strict = strict;
  return found;
}

type Piece = { word: string; from: number; to: number; first: { first: boolean; whole: boolean } };

/** Words that no one types otherwise: `nhaf`, `bij`. */
const typedInTelex = (lower: string): boolean =>
  !isSyllable(spell(lower).key) && !gazetteer().foreign.has(lower) && fromTelex(lower) !== null;

function repair(lower: string, { vni, telex }: { vni: boolean; telex: boolean }): Piece[] {
  const whole = (word: string): Piece[] => [
    { word, from: 0, to: lower.length, first: { first: true, whole: true } },
  ];
  const { key } = spell(lower);
  if (/\d/.test(key)) {
    const decoded = vni ? fromVni(lower) : null;
    if (decoded !== null) return whole(decoded);
    // `16t`, `7h`, `30tr`, `Q11`, `2vc`: number and letters are read apart.
    const parts = lower.match(/\d+|\D+/g) ?? [lower];
    if (parts.length > 1 && parts.length <= 4) {
      let from = 0;
      return parts.map((word, index) => {
        const piece = { word, from, to: from + word.length, first: { first: index === 0, whole: false } };
        from += word.length;
        return piece;
      });
    }
    return whole(lower);
  }
  // `soong` is a syllable (xoong), and in Telex sông.
  const long = telex && /^[^aeiouy]*oo(ng|c)$/.test(lower) ? fromTelex(lower) : null;
  if (long !== null) return whole(long);
  if (isSyllable(key) || key.length < 2 || key === DISTRESS || gazetteer().foreign.has(key))
    return whole(lower);
  const keyed = fromTelex(lower);
  if (keyed !== null) return whole(keyed);
  if (lower.length > 4) {
    const pieces = takeApart(lower);
    if (pieces && pieces.length > 1) {
      let from = 0;
      return pieces.map((word, index) => {
        const piece = { word, from, to: from + word.length, first: { first: index === 0, whole: false } };
        from += word.length;
        return piece;
      });
    }
  }
  return whole(fromHaste(lower) ?? lower);
}
