import list from '../../data/accent-words.json' with { type: 'json' };

const KEPT = new RegExp(
  `(?<!\\p{L})(?:${list.words.map(({ word }) => word.normalize('NFC')).join('|')})(?!\\p{L})`,
  'iu',
);

/** Whether an SMS must keep its marks: without them a word of law in it would be another one (data/accent-words.json). */
export const needsAccents = (text: string): boolean => KEPT.test(text.normalize('NFC'));
