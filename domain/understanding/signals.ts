import { ACCIDENTS, ALARM_CUES, ALARM_FROM, type AlarmKind } from './alarm-cues.ts';
import { HARMLESS, LONG_PAST, NEGATORS, PRESENT, STILL } from './harmless-phrases.ts';
import { BEATEN, CHILD_MARRIED, LIFE_DEEDS, LIFE_WISHES, NEXT_DAYS, SOLD } from './life-phrases.ts';
import { SETS } from './phrase-sets.ts';
import { findPhrases, indexPhrases, type Pattern, type PhraseMatch, pattern } from './phrases.ts';
import { CHILD_WORDS, CRIES, GROUND_RULES, type Ground } from './signal-phrases.ts';
import type { Syllable } from './syllables.ts';

type Rule = { grounds: readonly Ground[]; fades: boolean; says: boolean; outright: boolean };

const compile = <T>(phrases: readonly string[], value: T): Array<{ pattern: Pattern; value: T }> =>
  phrases.map((source) => ({ pattern: pattern(source, SETS), value }));

const outright = (ground: Ground, fades: boolean): Rule => ({
  grounds: [ground],
  fades,
  says: !fades,
  outright: true,
});
const grounds = indexPhrases([
  ...GROUND_RULES.flatMap((rule) =>
    rule.phrases.flatMap((source) =>
      compile<Rule>([source], {
        grounds: rule.grounds,
        fades: rule.fades === true,
        says: /không|chưa|hết/.test(source),
        outright: false,
      }),
    ),
  ),
  ...compile(LIFE_DEEDS, outright('danger_to_life', true)),
  ...compile(LIFE_WISHES, outright('danger_to_life', false)),
  ...compile(NEXT_DAYS, outright('hearing_soon', false)),
  ...compile(SOLD, outright('trafficking', true)),
  ...compile(BEATEN, outright('violence', true)),
  ...compile(CHILD_MARRIED, outright('abandoned', false)),
]);
const harmless = indexPhrases(compile(HARMLESS, true));
const longPast = indexPhrases(compile(LONG_PAST, true));
const still = indexPhrases(compile(STILL, true));
const presently = indexPhrases(compile(PRESENT, true));
const negators = indexPhrases(compile(NEGATORS, true));
const cries = indexPhrases(compile(CRIES, true));
const alarms = indexPhrases(ALARM_CUES.flatMap((cue) => compile(cue.words, cue)));
const accidents = indexPhrases(compile(ACCIDENTS, true));
const children = indexPhrases(compile(CHILD_WORDS, true));

/** `outright`: said in so many words that the ear cannot take it back (life-phrases.ts). */
export type GroundFound = PhraseMatch & { ground: Ground; outright: boolean };
export type Grounds = {
  found: GroundFound[];
  /** A deed that is told, but denied or long past. */
  faded: PhraseMatch | null;
  /** Syllables that carry an everyday sense. */
  masked: boolean[];
  /** A person under 16, or of 16 and 17, is named; with the syllables that say so. */
  child: PhraseMatch | null;
  juvenile: PhraseMatch | null;
};

const mask = (length: number, spans: readonly PhraseMatch[]): boolean[] => {
  const out = new Array<boolean>(length).fill(false);
  for (const { from, to } of spans) out.fill(true, from, to);
  return out;
};

/** Words that deny right before a deed: `chồng không đánh`; as far as two words back. */
const DENIAL_REACH = 2;
/** A year named as long past; later ones may be this year. Raise it now and then. */
const LAST_PAST_YEAR = 2024;
const HOLDERS_AT_HOME = /^(bo|me|chong|cha|ma|bao|thay|chu|di|cau)$/;
/** Words of the past count this far around in a text that has no sentences. */
const PAST_REACH = 14;
/** The same where life is in danger. */
const CLAUSE_REACH = 7;

/** Emergencies and dangers as told, less what is denied, long past or another sense of the word. */
export function findGrounds(said: readonly Syllable[], inPlace: (span: PhraseMatch) => boolean): Grounds {
  // An everyday sense holds within its clause: `cảnh sát bắt, phải làm sao` is no `bắt phải`.
  const masked = mask(
    said.length,
    findPhrases(harmless, said).filter(({ from, to }) =>
      said.slice(from + 1, to).every((each) => each.before === 'blank'),
    ),
  );
  const denied = mask(said.length, findPhrases(negators, said));
  const past = mask(
    said.length,
    findPhrases(longPast, said).filter(({ from, to }) => {
      // `10 ngày, trước đó` is no `ngày trước`.
      if (said.slice(from + 1, to).some((each) => each.before !== 'blank')) return false;
      const year = said[to - 1]?.key ?? '';
      // `năm 2015`, not `năm 2026` and not `5`.
      return !/^\d+$/.test(year) || (/^(19|20)\d\d$/.test(year) && Number(year) <= LAST_PAST_YEAR);
    }),
  );
  const now = mask(said.length, findPhrases(still, said));
  const present = mask(said.length, findPhrases(presently, said));
  const around = (spans: readonly boolean[], hit: PhraseMatch, reach: number, ends: RegExp): boolean => {
    let { from, to } = hit;
    while (from > 0 && hit.from - from < reach && !ends.test(said[from]?.before ?? '')) from -= 1;
    while (to < said.length && to - hit.to < reach && !ends.test(said[to]?.before ?? '')) to += 1;
    return spans.slice(from, to).includes(true);
  };
  // `bài bạc từ năm ngoái, giờ đòi chém em`: only its own clause takes back a danger to life.
  const gone = (hit: PhraseMatch, outright: boolean): boolean =>
    outright
      ? around(past, hit, CLAUSE_REACH, /stop|comma/) &&
        !around(now, hit, PAST_REACH, /stop/) &&
        !around(present, hit, CLAUSE_REACH, /stop|comma/)
      : around(past, hit, PAST_REACH, /stop/) && !around(now, hit, PAST_REACH, /stop/);
  const child = childIn(said);
  const found: GroundFound[] = [];
  let faded: PhraseMatch | null = null;
  for (const hit of findPhrases(grounds, said)) {
    const { grounds: shown, fades, says, outright } = hit.value;
    if (inPlace(hit)) continue;
    const covered = masked.slice(hit.from, hit.to).filter(Boolean).length / (hit.to - hit.from);
    if (covered > 0.5 || (masked[hit.to - 1] && !says)) continue;
    if (!says && !shown.includes('time_limit') && !shown.includes('hearing_soon')) {
      // `không thì giết`, `không là chém` is a threat.
      const threat = /^(thi|la|se|no)$/.test(said[hit.from - 1]?.key ?? '');
      const before = !threat && denied.slice(Math.max(0, hit.from - DENIAL_REACH), hit.from).includes(true);
      const within = denied.slice(hit.from + 1, hit.to).includes(true);
      if ((within && !outright) || (fades && before && said[hit.from]?.before === 'blank')) {
        faded ??= hit;
        continue;
      }
    }
    // `bị bắt cóc` is no arrest, and a father or a nanny who `bắt` a child no authority: harm, if it is a child.
    if (shown.includes('custody') && said[hit.to]?.key === 'coc') continue;
    if (shown.includes('custody') && HOLDERS_AT_HOME.test(said[hit.from + 1]?.key ?? '')) {
      if (child) found.push({ from: hit.from, to: hit.to, ground: 'violence', outright });
      continue;
    }
    if (gone(hit, outright)) {
      faded ??= hit;
      continue;
    }
    for (const ground of shown) found.push({ from: hit.from, to: hit.to, ground, outright });
  }
  if (said[0]?.strict && !found.some((each) => each.ground !== 'sexual')) {
    const alarm = alarming(said, masked, past);
    if (alarm) found.push(alarm);
  }
  if (said.length <= 3) {
    for (const hit of findPhrases(cries, said)) {
      if (!masked[hit.from])
        found.push({ from: hit.from, to: hit.to, ground: 'danger_to_life', outright: true });
    }
  }
  return { found, faded, masked, child, juvenile: juvenileIn(said) };
}

/**
 * Many small signs of harm where no phrase fits; only in texts with diacritics, without them the single words say too
 * little. What is hurt in traffic or at work is no violence.
 */
function alarming(
  said: readonly Syllable[],
  masked: readonly boolean[],
  past: readonly boolean[],
): GroundFound | null {
  if (past.includes(true) || findPhrases(accidents, said).length > 0) return null;
  const kinds = new Map<AlarmKind, { points: number; at: PhraseMatch }>();
  for (const hit of findPhrases(alarms, said)) {
    if (!masked[hit.from]) kinds.set(hit.value.kind, { points: hit.value.points, at: hit });
  }
  const points = [...kinds.values()].reduce((sum, each) => sum + each.points, 0);
  const telling = [...kinds.values()].filter((each) => each.points > 1);
  const [first] = telling;
  if (points < ALARM_FROM || !first) return null;
  const held = kinds.has('held');
  const ground =
    held && kinds.has('authority') ? 'custody' : held && kinds.has('away') ? 'trafficking' : 'violence';
  return { from: first.at.from, to: first.at.to, ground, outright: false };
}

const AGE_WORDS = /^(tuoi|t|tuoii)$/;

/** An age in figures: `12t`, `16 tuổi`, `mới 16`, `lớp 7`. */
function ages(said: readonly Syllable[]): Array<PhraseMatch & { years: number }> {
  const out: Array<PhraseMatch & { years: number }> = [];
  said.forEach((each, at) => {
    if (!/^\d{1,2}$/.test(each.key)) return;
    const value = Number(each.key);
    const next = said[at + 1];
    const previous = said[at - 1];
    const old = next && (AGE_WORDS.test(next.key) || (next.key === 'toi' && next.start === each.end));
    if (old && next.before === 'blank') out.push({ from: at, to: at + 2, years: value });
    else if (previous?.key === 'lop' && value <= 12) out.push({ from: at - 1, to: at + 1, years: value + 6 });
    else if (
      (previous?.key === 'moi' || previous?.key === 'tuoi') &&
      value >= 5 &&
      value <= 17 &&
      !(next && /^(trieu|ngay|thang|nam|m|met|tr|k|gio|cong|nguoi|lan)$/.test(next.key))
    ) {
      out.push({ from: at - 1, to: at + 1, years: value });
    }
  });
  const teens = ['muoi mot', 'muoi hai', 'muoi ba', 'muoi bon', 'muoi lam', 'muoi sau', 'muoi bay'];
  said.forEach((each, at) => {
    const index = teens.indexOf(`${each.key} ${said[at + 1]?.key ?? ''}`);
    if (index >= 0 && said[at + 2]?.key === 'tuoi') out.push({ from: at, to: at + 3, years: index + 11 });
  });
  return out;
}

function childIn(said: readonly Syllable[]): PhraseMatch | null {
  const young = ages(said).find((age) => age.years < 16);
  return young ?? findPhrases(children, said)[0] ?? null;
}

function juvenileIn(said: readonly Syllable[]): PhraseMatch | null {
  return ages(said).find((age) => age.years === 16 || age.years === 17) ?? null;
}
