import en from '../../data/prompts/en.json' with { type: 'json' };
import vi from '../../data/prompts/vi.json' with { type: 'json' };
import type { Channel } from '../contact/contact.ts';
import type { Language } from '../request/request.ts';
import type { Say } from './talk.ts';

type Texts = Readonly<Record<string, Partial<Record<Channel, string>>>>;
const PROMPTS: Readonly<Record<Language, Texts>> = { vi, en };

/** Whether a prompt has words for a channel; what has none is left out there. */
export const isSpoken = (key: string, channel: Channel): boolean => PROMPTS.vi[key]?.[channel] !== undefined;

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
  const words = PROMPTS[language][say.key]?.[channel] ?? PROMPTS.vi[say.key]?.[channel];
  if (words === undefined) return '';
  return words.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = say.params?.[name] ?? common[name];
    if (value === undefined) throw new Error(`prompt ${say.key} (${channel}) lacks {${name}}`);
    return value;
  });
}
