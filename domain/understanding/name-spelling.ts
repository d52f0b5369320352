import { spell, spellKnown } from './letters.ts';

const NO_WORD = /[^\p{L}\p{N}'’ʼ`]+/u;

const words = (name: string): string[] =>
  /[-–—()./,]/.test(name) ? name.toLowerCase().split(NO_WORD).filter(Boolean) : name.toLowerCase().split(' ');

/** The keys of a name, joined with a blank: `Bà Rịa - Vũng Tàu` → `ba ria vung tau`. */
export function nameKey(name: string): string {
  return words(name)
    .map((word) => spell(word).key)
    .join(' ');
}

/** The marked syllables of a name, to compare with what was written with diacritics. */
export function nameMarks(name: string): string[] {
  return words(name).map((word) => spellKnown(word).mark);
}
