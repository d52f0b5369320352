import type { Input } from '../contact/contact.ts';
import { e164 } from '../contact/phone.ts';
import type { Facts } from '../request/request.ts';
import { provinceAt } from '../routing/point.ts';
import type { KnownPlace } from '../routing/route.ts';
import { fold } from '../text/fold.ts';
import type { Matter } from '../understanding/matter.ts';
import { provinceByPlate } from '../understanding/plates.ts';
import { provinceName } from '../understanding/provinces.ts';
import { selfIntroduced } from '../understanding/self-introduction.ts';
import type { Signal } from '../understanding/signal.ts';
import { understand } from '../understanding/understand.ts';
import { understandOnce } from '../understanding/understand-once.ts';
import type { NamedPlace, Understanding } from '../understanding/understanding.ts';
import { forOneself, isStop, START_WORDS, saysUnsafe, yesOrNo } from './answers.ts';
import { choiceIn, plateIn, saysElsewhere } from './choice.ts';
import type { StepContext, TalkState } from './talk.ts';

/** What one input told. */
export interface Reading {
  readonly facts: Facts;
  /** Whether the open question got its answer. */
  readonly answered: boolean;
  /** Name of the province that this input settled, to be said back. */
  readonly placeLearnt: string | null;
  /** None of the places that were offered: the province is to be asked for. */
  readonly elsewhere: boolean;
  readonly silent: boolean;
  readonly command: 'stop' | 'start' | 'person' | 'repeat' | 'language' | 'code' | null;
}

/** The keypad's choice of matter (prompt `ask.matter`); 1 and 2 are urgent at once. */
const MATTER_KEYS: Readonly<Record<string, { matter: Matter; signals: readonly Signal[] }>> = {
  '1': { matter: 'criminal', signals: ['custody'] },
  '2': { matter: 'family', signals: ['violence'] },
  '3': { matter: 'land', signals: [] },
  '4': { matter: 'family', signals: [] },
  '5': { matter: 'labour', signals: [] },
  '6': { matter: 'social_policy', signals: [] },
  '7': { matter: 'other', signals: [] },
};

const read = (facts: Facts, answered: boolean, rest: Partial<Reading> = {}): Reading => ({
  facts,
  answered,
  placeLearnt: null,
  elsewhere: false,
  silent: false,
  command: null,
  ...rest,
});

/** Whether the place is settled well enough to route by. */
export const hasPlace = (facts: Facts): boolean =>
  facts.chosenProvince !== undefined ||
  facts.casePlace?.sure === true ||
  facts.residence?.sure === true ||
  (facts.location !== undefined && provinceAt(facts.location.latitude, facts.location.longitude) !== null);

/**
 * The provinces of two lawful grounds that differ, the default first: where the case is and where the person lives
 * (Điều 26.1 Luật Trợ giúp pháp lý); or two equal places, of which one was taken for the home. Empty: nothing to choose.
 */
export function lawfulProvinces({ chosenProvince, casePlace, residence, candidates }: Facts): string[] {
  if (chosenProvince !== undefined || !residence?.sure) return [];
  if (casePlace?.sure) {
    return casePlace.province === residence.province ? [] : [casePlace.province, residence.province];
  }
  const others = (candidates ?? []).filter((code) => code !== residence.province);
  return others.length > 0 && candidates?.includes(residence.province) ? [residence.province, ...others] : [];
}

export function readInput(input: Input, state: TalkState, context: StepContext): Reading {
  switch (input.kind) {
    case 'silence':
      return read({}, false, { silent: true });
    case 'arrival':
      return read({}, false);
    case 'keys':
      return readKeys(input.keys, state, context);
    case 'speech':
      return readSpeech(input.text, state, context);
    case 'text':
      if (input.optOut) return read({}, false, { command: input.optOut === 'help' ? null : input.optOut });
      return readText(input.text, state, context);
    case 'attachment':
      return input.text ? readText(input.text, state, context) : read({}, false);
    case 'location': {
      const code = provinceAt(input.latitude, input.longitude);
      const location = { latitude: input.latitude, longitude: input.longitude };
      const words = input.text ? readText(input.text, state, context) : read({}, false);
      return read(
        { ...words.facts, location },
        words.answered || (state.asked === 'place' && code !== null),
        { placeLearnt: words.placeLearnt ?? (code === null ? null : nameOf(code)), command: words.command },
      );
    }
    case 'profile':
      return readProfile(input, state, context);
    default:
      return read({}, false);
  }
}

function readProfile(
  input: Extract<Input, { kind: 'profile' }>,
  state: TalkState,
  context: StepContext,
): Reading {
  const phone = input.phone ? e164(input.phone) : null;
  const place = input.address ? placeFacts(understand(input.address), { ...context.facts }, true) : {};
  const home = place.residence ?? place.casePlace;
  const facts: Facts = {
    ...(input.name ? { name: input.name } : {}),
    ...(phone ? { phone } : {}),
    ...(home ? { residence: home } : {}),
  };
  return read(facts, (state.asked === 'phone' && phone !== null) || (state.asked === 'name' && !!input.name));
}

/** Questions whose answers are numbers of their own: there a single 9 means itself. */
const NUMBERED: readonly TalkState['asked'][] = ['place', 'phone', 'code'];

function readKeys(keys: string, state: TalkState, { facts: known }: StepContext): Reading {
  if (keys.startsWith('*')) return read({}, false, { command: 'repeat' });
  if (keys === '0') return read({}, false, { command: 'person' });
  // Refused once is refused; after that it is a wrong key like others, of which there is an end.
  if (keys === '9' && known.recording !== 'refused' && !NUMBERED.includes(state.asked))
    return read({ recording: 'refused' }, false, { command: 'repeat' });
  if (keys.startsWith('#') && state.asked !== 'code' && state.asked !== 'phone')
    return read({}, false, { command: 'code' });
  switch (state.asked) {
    case 'matter': {
      if (keys === '8') return read({}, false, { command: 'language' });
      const choice = MATTER_KEYS[keys];
      if (!choice) return read({}, false);
      const urgent = choice.signals.length > 0;
      return read(
        {
          matter: choice.matter,
          ...(urgent ? { urgent, signals: union(known.signals, choice.signals) } : {}),
        },
        true,
      );
    }
    case 'place':
      return readPlaceNumber(keys, known);
    case 'centre':
      return readCentreNumber(keys, known);
    case 'urgency':
      return keys === '1' || keys === '2' ? read({ urgent: keys === '1' }, true) : read({}, false);
    case 'safe':
      return keys === '1' || keys === '2'
        ? read({ safeContact: keys === '1' ? 'safe' : 'unsafe' }, true)
        : read({}, false);
    case 'forWhom':
      return keys === '1' || keys === '2'
        ? read({ forWhom: keys === '1' ? 'self' : 'other' }, true)
        : read({}, false);
    case 'name':
    case 'inNeed':
      return read({}, keys === '2');
    case 'phone': {
      const phone = e164(keys);
      return phone ? read({ phone }, true) : read({}, keys === '2');
    }
    default:
      return read({}, false);
  }
}

/** What a caller says to be put through, or to hear a question again. */
const WANTS_A_PERSON = /\bgap (duoc )?(can bo|nhan vien|tong dai vien|nguoi that|nguoi truc|luat su)\b/;
const WANTS_IT_AGAIN = /^((xin |lam on )?(nghe|nhac|noi|doc) lai|lap lai)\b/;

function readSpeech(text: string, state: TalkState, context: StepContext): Reading {
  const folded = fold(text).trim();
  const words = folded.split(/\s+/).length;
  if (words <= NAME_WORDS && WANTS_IT_AGAIN.test(folded)) return read({}, false, { command: 'repeat' });
  const reading = readNumbered(text, state, context) ?? readWords(text, state, context);
  // Beside a signal the wish for a person is part of the story: what cannot wait is asked first.
  const wish = words <= NAME_WORDS && WANTS_A_PERSON.test(folded) && reading.facts.signals === undefined;
  return wish ? read({}, false, { command: 'person' }) : reading;
}

/** When calling back suits; the mark tells "tối" (evening) from "tôi" (I). */
const BEST_TIME =
  /(?:gọi|liên hệ|liên lạc)[^.,]{0,20}?((?:buổi|vào|lúc)\s+(?:sáng|trưa|chiều|tối)(?:\s+\p{L}+){0,2})/iu;

/** A number as answer to "where": the place in the list that was offered, or a vehicle plate. */
function readPlaceNumber(number: string, known: Facts): Reading {
  const offered = known.candidates ?? [];
  if (offered.length > 0 && number.length === 1) {
    const chosen = offered[Number(number) - 1];
    if (chosen)
      return read({ chosenProvince: chosen, candidates: [] }, true, { placeLearnt: nameOf(chosen) });
    return read({ candidates: [] }, false, { elsewhere: Number(number) === offered.length + 1 });
  }
  const province = provinceByPlate(number);
  return province
    ? read({ chosenProvince: province.code, candidates: [] }, true, { placeLearnt: province.name })
    : read({}, false);
}

/** A number as answer to "which of the two centres". */
function readCentreNumber(number: string, known: Facts): Reading {
  const chosen = lawfulProvinces(known)[Number(number) - 1];
  return chosen
    ? read({ chosenProvince: chosen, candidates: [] }, true, { placeLearnt: nameOf(chosen) })
    : read({}, false);
}

function readText(text: string, state: TalkState, context: StepContext): Reading {
  const folded = fold(text).trim();
  const yesOrNoAsked = state.asked === 'urgency' || state.asked === 'safe' || state.asked === 'place';
  if (isStop(text, yesOrNoAsked)) return read({}, false, { command: 'stop' });
  if (START_WORDS.test(folded)) return read({}, false, { command: 'start' });
  if (folded === '') return read({}, false);
  return readNumbered(text, state, context) ?? readWords(text, state, context);
}

/** An answer to "where" or "which centre" that is a number, in digits or words; null where it is none. */
function readNumbered(text: string, { asked }: TalkState, { facts: known }: StepContext): Reading | null {
  if (asked !== 'place' && asked !== 'centre') return null;
  const number = choiceIn(text);
  if (asked === 'centre') return number === null ? null : readCentreNumber(number, known);
  const digits = number ?? plateIn(text);
  return digits === null ? null : readPlaceNumber(digits, known);
}

/** A name tells of no danger; Mai at its end is a name, and not tomorrow. */
const isQuietName = (text: string): boolean =>
  understand(text.trim().replace(/(?<=\p{L} )mai$/iu, '')).signals.length === 0;

/** Longest answer, in words, that is taken for a bare name. */
const NAME_WORDS = 7;

function readWords(text: string, state: TalkState, context: StepContext): Reading {
  const short = text.trim().split(/\s+/).length <= NAME_WORDS;
  switch (state.asked) {
    case 'name': {
      if (yesOrNo(text) === false) return read({}, true);
      if (short && isQuietName(text)) return read({ name: selfIntroduced(text) ?? bareName(text) }, true);
      break;
    }
    case 'inNeed': {
      if (yesOrNo(text) === false) return read({}, true);
      if (short && isQuietName(text)) return read({ personInNeed: bareName(text) }, true);
      break;
    }
    case 'phone': {
      if (/^\s*2\s*$/.test(text)) return read({}, true);
      const phone = phoneIn(text);
      if (phone) return read({ phone }, true);
      break;
    }
    case 'place': {
      const [only, ...others] = context.facts.candidates ?? [];
      if (only === undefined) break;
      const agreed = others.length === 0 ? yesOrNo(text) : null;
      if (agreed) return read({ chosenProvince: only, candidates: [] }, true, { placeLearnt: nameOf(only) });
      if (agreed === false || saysElsewhere(text)) return readElsewhere(text, state, context);
      break;
    }
    case 'centre': {
      const named = understand(text).province?.code;
      if (named !== undefined && lawfulProvinces(context.facts).includes(named))
        return withWords(text, state, context, { chosenProvince: named, candidates: [] });
      break;
    }
    case 'urgency': {
      const answer = yesOrNo(text);
      if (answer !== null) return withWords(text, state, context, { urgent: answer });
      break;
    }
    case 'safe': {
      const answer = yesOrNo(text);
      if (answer !== null)
        return withWords(text, state, context, { safeContact: answer ? 'safe' : 'unsafe' });
      break;
    }
    case 'forWhom': {
      const self = forOneself(text);
      if (self !== null) return withWords(text, state, context, { forWhom: self ? 'self' : 'other' });
      break;
    }
    default:
  }
  return withWords(text, state, context, null);
}

/** The offered places refused: another one in the same words is taken, else it is asked for. */
function readElsewhere(text: string, state: TalkState, context: StepContext): Reading {
  const reading = withWords(text, state, context, null);
  if (reading.answered || reading.facts.candidates !== undefined) return reading;
  return { ...reading, facts: { ...reading.facts, candidates: [] }, elsewhere: true };
}

/** A Vietnamese telephone number among the words. */
function phoneIn(text: string): string | null {
  const number = /(?<![\d-])(?:\+?84|0)[\d\s.-]{8,14}\d(?!\d)/.exec(text)?.[0];
  return number ? e164(number) : null;
}

const bareName = (text: string): string =>
  text
    .trim()
    .replace(/^(dạ|da|tôi|toi|em|mình|minh|cháu|chau|tui)?\s*(tên|ten)\s+(là|la)?\s*/iu, '')
    .trim()
    .slice(0, 80);

/** Reads words for every fact; `answer` is what they said to the open question. */
function withWords(
  text: string,
  state: TalkState,
  { facts: known }: StepContext,
  answer: Facts | null,
): Reading {
  const said = understandOnce(text);
  const asked = state.asked;
  const place = placeFacts(said, known, asked === 'place');
  const matter =
    said.matter !== 'none' && (known.matter === undefined || asked === 'matter') ? said.matter : undefined;
  const phone = known.phone === undefined ? phoneIn(text) : null;
  const name = known.name === undefined ? selfIntroduced(text) : null;
  const bestTime = BEST_TIME.exec(text.normalize('NFC'))?.[1];
  const facts: Facts = {
    ...(phone ? { phone } : {}),
    ...(name === null ? {} : { name }),
    ...(bestTime ? { bestTime } : {}),
    ...(matter ? { matter } : {}),
    ...(said.signals.length > 0 ? { signals: union(known.signals, said.signals) } : {}),
    ...place,
    ...(answer ?? {}),
    ...(saysUnsafe(text) ? { safeContact: 'unsafe' as const } : {}),
    // A "no" to the question never outweighs a signal in the same words.
    ...(said.urgent ? { urgent: true } : {}),
  };
  const settled = place.casePlace?.sure ? place.casePlace : place.residence?.sure ? place.residence : null;
  return read(
    facts,
    answer !== null ||
      (asked === 'matter' && matter !== undefined) ||
      (asked === 'place' && settled !== null),
    { placeLearnt: settled && asked === 'place' ? nameOf(settled.province) : null },
  );
}

/** What the words say of places, laid over what is known: a settled place is replaced only by an answer or by the place of the case itself. */
function placeFacts(said: Understanding, known: Facts, asked: boolean): Facts {
  const main = said.province;
  const spot = main
    ? said.places.find((place) => place.province === main.code && place.role !== 'residence')
    : undefined;
  const home = said.places.find((place) => place.role === 'residence' && place.sure);
  const residence = home && !known.residence ? knownPlace(home, home.province) : undefined;
  if (main?.sure) {
    const mayReplace = asked || !hasPlace(known) || spot?.role === 'case';
    if (!mayReplace) return residence ? { residence } : {};
    // Where somebody lives is a ground of its own (Điều 26.1 Luật Trợ giúp pháp lý), not the place of the case; a bare
    // name that answers "where did it happen" is that place.
    const lives = home?.province === main.code ? home : undefined;
    if (asked && !spot) return { casePlace: knownPlace(lives, main.code), candidates: [] };
    if (!spot && lives) return { residence: knownPlace(lives, main.code), candidates: [] };
    const casePlace = knownPlace(spot, main.code);
    return { casePlace, candidates: [], ...(residence ? { residence } : {}) };
  }
  const offered = main
    ? [main.code, ...said.candidates.filter((code) => code !== main.code)]
    : said.candidates;
  const candidates = offered.slice(0, 3);
  return {
    ...(candidates.length > 0 && (asked || !hasPlace(known)) ? { candidates } : {}),
    ...(residence ? { residence } : {}),
  };
}

const union = (before: readonly Signal[] | undefined, more: readonly Signal[]): readonly Signal[] => [
  ...new Set([...(before ?? []), ...more]),
];

const knownPlace = (place: NamedPlace | undefined, province: string): KnownPlace => ({
  province,
  sure: true,
  words: place?.words ?? nameOf(province),
  ...(place?.formerProvince === undefined ? {} : { formerProvince: place.formerProvince }),
});

/** Name of a province by its code, as people say it: `Cần Thơ`. */
export const nameOf = (code: string): string => provinceName(code)?.name ?? code;
