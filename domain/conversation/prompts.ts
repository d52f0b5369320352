import hotlines from '../../data/hotlines.json' with { type: 'json' };
import en from '../../data/prompts/en.json' with { type: 'json' };
import slots from '../../data/prompts/languages.json' with { type: 'json' };
import vi from '../../data/prompts/vi.json' with { type: 'json' };
import type { Channel } from '../contact/contact.ts';
import { LANGUAGES, type Language } from '../request/request.ts';

/**
 * A prompt's words by channel. `audio` takes the place of the spoken words: addresses of recordings (https) in the
 * order in which they are played, and parameters (`{code}`) that are said in between.
 */
export interface Words extends Partial<Readonly<Record<Channel, string>>> {
  readonly audio?: readonly string[];
}
export type Texts = Readonly<Record<string, Words>>;

const RECORDED: readonly { readonly code: string; readonly prompts: Texts }[] = slots.languages;

/** All prompts by language; a minority language has those that were recorded. */
export const PROMPTS: Readonly<Record<Language, Texts>> = promptsOf(RECORDED);

/** The prompts with the given recordings. */
export function promptsOf(
  recorded: readonly { readonly code: string; readonly prompts: Texts }[],
): Readonly<Record<Language, Texts>> {
  const of = (code: string): Texts => recorded.find((slot) => slot.code === code)?.prompts ?? {};
  return {
    vi,
    en,
    tyz: of('tyz'),
    blt: of('blt'),
    mtq: of('mtq'),
    km: of('km'),
    hmn: of('hmn'),
    nut: of('nut'),
    ium: of('ium'),
    jra: of('jra'),
    rad: of('rad'),
  };
}

/** The recordings by which a language slot offers itself: in its own words, in the greeting and in the menu. */
const OFFERS = ['language.more', 'language.choice'] as const;

const isRecorded = (texts: Texts, key: string): boolean => (texts[key]?.audio?.length ?? 0) > 0;

/** Languages a caller may choose, in the order of the menu; a minority language once it can offer itself. */
export const offeredLanguages = (prompts: Readonly<Record<Language, Texts>> = PROMPTS): Language[] =>
  LANGUAGES.filter(
    (code) => code === 'vi' || code === 'en' || OFFERS.every((key) => isRecorded(prompts[code], key)),
  );

/** Prompts of a call that somebody who understands no Vietnamese must hear in their own language. */
const NEEDED = Object.entries(vi)
  .filter(([key, words]) => 'voice' in words && !/^(whisper|outgoing|press\.key)/.test(key))
  .map(([key]) => key);

/** Whether a whole call can be held in the language. */
export const isComplete = (
  language: Language,
  prompts: Readonly<Record<Language, Texts>> = PROMPTS,
): boolean =>
  language === 'vi' || language === 'en' || NEEDED.every((key) => isRecorded(prompts[language], key));

const number = (use: string): string => {
  const found = hotlines.numbers.find((row) => row.use === use);
  if (!found) throw new Error(`data/hotlines.json has no number for ${use}`);
  return found.number;
};

/** The numbers a person in danger is told; from data/hotlines.json and from nowhere else. */
export const EMERGENCY: Readonly<Record<'police' | 'ambulance' | 'children', string>> = {
  police: number('police'),
  ambulance: number('ambulance'),
  children: number('children'),
};
