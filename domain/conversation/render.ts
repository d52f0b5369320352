import type { Channel } from '../contact/contact.ts';
import type { Language } from '../request/request.ts';
import { EMERGENCY, PROMPTS, type Texts } from './prompts.ts';
import type { Say } from './talk.ts';

/** Whether a prompt has words for a channel; what has none is left out there. */
export const isSpoken = (key: string, channel: Channel): boolean =>
  Object.hasOwn(PROMPTS.vi, key) && PROMPTS.vi[key]?.[channel] !== undefined;

/** A voice that reads English reads 113 as one number; digit by digit it is what people dial. */
const digits = (text: string): string => [...text].join(' ');

function filled(
  words: string,
  { key, params }: Say,
  channel: Channel,
  language: Language,
  common: Readonly<Record<string, string>>,
): string {
  return words.replace(/\{(\w+)\}/g, (_, name: string) => {
    const emergency = Object.entries(EMERGENCY).find(([use]) => use === name)?.[1];
    const value =
      params?.[name] ??
      common[name] ??
      (emergency !== undefined && channel === 'voice' && language === 'en' ? digits(emergency) : emergency);
    if (value === undefined) throw new Error(`prompt ${key} (${channel}) lacks {${name}}`);
    return value;
  });
}

/**
 * One prompt in one channel's words. Vietnamese stands in where the other language has no words yet.
 * @throws when a parameter that the words need is missing: a half sentence must never reach a citizen
 */
export function render(
  say: Say,
  channel: Channel,
  language: Language,
  common: Readonly<Record<string, string>>,
): string {
  const own = PROMPTS[language][say.key]?.[channel];
  const words = own ?? PROMPTS.vi[say.key]?.[channel];
  return words === undefined ? '' : filled(words, say, channel, own === undefined ? 'vi' : language, common);
}

/** What a caller hears: words for a voice of that language, or a recording. */
export type Part = { readonly say: string; readonly language: 'vi' | 'en' } | { readonly play: string };

/** One prompt as a call plays it: its recording where there is one, else its words. */
export function spokenParts(
  say: Say,
  talk: Language,
  common: Readonly<Record<string, string>>,
  prompts: Readonly<Record<Language, Texts>> = PROMPTS,
): Part[] {
  const asked = say.language ?? talk;
  const language = prompts[asked][say.key] ? asked : 'vi';
  const voice = language === 'en' ? 'en' : 'vi';
  const { audio, voice: words } = prompts[language][say.key] ?? {};
  if (audio === undefined || audio.length === 0) {
    if (words === undefined) return [];
    return [{ say: filled(words, say, 'voice', voice, common), language: voice }];
  }
  return audio.map((part) =>
    part.startsWith('{')
      ? { say: filled(part, say, 'voice', voice, common), language: voice }
      : { play: part },
  );
}
