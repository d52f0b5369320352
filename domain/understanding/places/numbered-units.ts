import type { Entry } from '../gazetteer.ts';
import type { Syllable } from '../syllables.ts';
import type { Found } from './found.ts';
import { longestName } from './longest-name.ts';
import { unitAt } from './unit-words.ts';

/** Spoken numbers as marks and, where they have no mark, as keys. */
const NUMBERS: Readonly<Record<string, number>> = {
  'môt.': 1,
  mot: 1,
  hai: 2,
  ba: 3,
  'bôn´': 4,
  bon: 4,
  tư: 4,
  năm: 5,
  'sau´': 6,
  sau: 6,
  'bay?': 7,
  bay: 7,
  'tam´': 8,
  tam: 8,
  'chin´': 9,
  chin: 9,
  'mươi`': 10,
  muoi: 10,
};

const numbered = (number: string): Entry => ({
  name: `Quận ${number}`,
  level: 'district',
  unit: 'q',
  province: '79',
  former: '79',
  district: -1,
  today: false,
  weak: false,
});

/** Former Quận 1 to Quận 12: only Sài Gòn had numbered ones. */
export function numberedDistrict(said: readonly Syllable[], at: number): Found | null {
  for (const { to, kinds } of unitAt(said, at)) {
    if (kinds !== 'q') continue;
    const number = said[to]?.key ?? '';
    const value = /^\d{1,2}$/.test(number) ? Number(number) : spokenNumber(said, at, to);
    if (value === undefined || value < 1 || value > 12) continue;
    const teen = value === 10 && /^(mot|hai)$/.test(said[to + 1]?.key ?? '') ? 1 : 0;
    return {
      from: at,
      nameFrom: at,
      to: to + 1 + teen,
      readings: [numbered(number)],
      unit: 'q',
      loose: false,
    };
  }
  return null;
}

/** `phường 13`, `P13`, `13` at the beginning right in front. */
export function numberedWard(said: readonly Syllable[], at: number): boolean {
  const key = said[at - 1]?.key ?? '';
  if (/^[pf]\d{1,2}$/.test(key)) return true;
  return /^\d{1,2}$/.test(key) && (at === 1 || /^(phuong|p|f)$/.test(said[at - 2]?.key ?? ''));
}

/** `quận ba`, where it is the beginning of no name (`quận Ba Đình`). */
function spokenNumber(said: readonly Syllable[], unitFrom: number, at: number): number | undefined {
  if (said[unitFrom]?.key === 'q') return undefined;
  const named = longestName(said, at, 'q', false) ?? longestName(said, unitFrom, '', false);
  if (named) return undefined;
  return NUMBERS[said[at]?.plain ? said[at].key : ''] ?? NUMBERS[said[at]?.mark ?? ''];
}
