/** The vowels by quality, each row in the order: level, huyền, sắc, hỏi, ngã, nặng. */
const VOWELS = [
  'aàáảãạ',
  'ăằắẳẵặ',
  'âầấẩẫậ',
  'eèéẻẽẹ',
  'êềếểễệ',
  'iìíỉĩị',
  'oòóỏõọ',
  'ôồốổỗộ',
  'ơờớởỡợ',
  'uùúủũụ',
  'ưừứửữự',
  'yỳýỷỹỵ',
];
export const TONES = ['', '`', '´', '?', '~', '.'] as const;
const PLAIN: Record<string, string> = { ă: 'a', â: 'a', ê: 'e', ô: 'o', ơ: 'o', ư: 'u', đ: 'd' };

type Letter = { base: string; plain: string; tone: string };

const letters = new Map<string, Letter>();
for (const row of VOWELS) {
  const [base = ''] = row;
  [...row].forEach((letter, tone) => {
    letters.set(letter, { base, plain: PLAIN[base] ?? base, tone: TONES[tone] ?? '' });
  });
}
// Đ and the look-alikes people type or paste: Ð (U+00D0, its small letter ð) and Ɖ (U+0189, small ɖ).
for (const d of 'đðɖ') letters.set(d, { base: 'đ', plain: 'd', tone: '' });

export type Spelling = {
  /** Without diacritics, `i` for a final `y` that is only another spelling (`my` = `mi`): what all forms of a word share. */
  key: string;
  /** With its diacritics, the tone as a sign at the end, so that `hoà` and `hòa` are one: `hoa` + grave. */
  mark: string;
  /** The same with hỏi and ngã as one: half of the country does not tell them apart. */
  soft: string;
  /** Written without any diacritic. */
  plain: boolean;
};

/** `y` and `i` are two spellings of one sound after a single consonant and after `qu`: Mỹ/Mĩ, Quý/Quí. */
const Y_FOR_I = /^(qu|[bhklmstv])y$/;

/** Spelling of one word in lower case, NFC; signs within it (`M'Drắk`) are dropped. */
export function spell(word: string): Spelling {
  let key = '';
  let mark = '';
  let tone = '';
  let plain = true;
  for (const char of word) {
    const letter = letters.get(char);
    if (letter) {
      key += letter.plain;
      mark += letter.base;
      if (letter.tone !== '') tone = letter.tone;
      if (letter.base !== char || letter.base !== letter.plain) plain = false;
    } else if ((char >= 'a' && char <= 'z') || (char >= '0' && char <= '9')) {
      key += char;
      mark += char;
    }
  }
  if (Y_FOR_I.test(key)) {
    key = `${key.slice(0, -1)}i`;
    mark = `${mark.slice(0, -1)}i`;
  }
  return { key, mark: mark + tone, soft: mark + (tone === '~' ? '?' : tone), plain };
}

const known = new Map<string, Spelling>();

/** `spell` for the words of our own tables, each of which comes up many times. Not for what people write: it keeps all. */
export function spellKnown(word: string): Spelling {
  let spelling = known.get(word);
  if (!spelling) {
    spelling = spell(word);
    known.set(word, spelling);
  }
  return spelling;
}

const SYLLABLE =
  /^(?:b|ch|c|d|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|q(?=u)|r|s|th|tr|t|v|x)?(?:a(?:ch|c|i|m|ng|nh|n|o|p|t|u|y)?|e(?:ch|c|m|ng|nh|n|o|p|t|u)?|i(?:a|ch|em|eng|en|ep|et|eu|ec|m|nh|n|p|t|u)?|o(?:a(?:ch|c|i|m|ng|nh|n|o|p|t|y)?|e(?:m|n|o|t)?|i|m|ng|n|ong|oc|p|t|c)?|u(?:a(?:ng|n|t|y|u)?|e(?:ch|nh|u)?|c|i|m|ng|n|o(?:c|i|m|ng|n|p|t|u)?|p|t|u|y(?:a|ch|en|et|n|nh|p|t|u)?)?|y(?:em|en|et|eu|nh|t)?)$/;

/** Whether a key could be a Vietnamese syllable. */
export function isSyllable(key: string): boolean {
  return key.length <= 7 && SYLLABLE.test(key);
}
