import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { twiml } from '../../../adapters/twilio/twiml.ts';
import hotlines from '../../../data/hotlines.json' with { type: 'json' };
import english from '../../../data/prompts/en.json' with { type: 'json' };
import vietnamese from '../../../data/prompts/vi.json' with { type: 'json' };
import { offeredLanguages, promptsOf } from '../../../domain/conversation/prompts.ts';
import { spokenParts } from '../../../domain/conversation/render.ts';
import { answerOf } from '../../../domain/intake/answer.ts';
import { LANGUAGES } from '../../../domain/request/request.ts';
import { readDocument } from '../../exchange/document.ts';
import { ARRIVAL, keys, SILENCE, talked } from './talking.ts';

const at = (name: string) => `https://recordings.example.org/tyz/${name}.mp3`;

// A slot as it looks once somebody has recorded its offer, and no more.
vi.mock('../../../data/prompts/languages.json', () => ({
  default: {
    languages: [
      {
        code: 'tyz',
        name: 'Tày',
        prompts: {
          'language.more': { audio: ['https://recordings.example.org/tyz/more.mp3'] },
          'language.choice': { audio: ['https://recordings.example.org/tyz/choice.mp3'] },
          'language.interpreter': { audio: ['https://recordings.example.org/tyz/interpreter.mp3'] },
        },
      },
    ],
  },
}));

describe('a recorded prompt', () => {
  const prompts = promptsOf([
    { code: 'tyz', prompts: { done: { audio: [at('code'), '{code}', at('again'), '{code}'] } } },
  ]);

  it('is played, with what is said in between', () => {
    expect(spokenParts({ key: 'done' }, 'tyz', { code: '4 8 2 1, 7 7 3 5' }, prompts)).toEqual([
      { play: at('code') },
      { say: '4 8 2 1, 7 7 3 5', language: 'vi' },
      { play: at('again') },
      { say: '4 8 2 1, 7 7 3 5', language: 'vi' },
    ]);
  });

  it('stands in a call as Play', () => {
    const parts = spokenParts({ key: 'done' }, 'tyz', { code: '1' }, prompts);
    const answer = { says: [{ key: 'done', text: '', parts }], text: '', language: 'tyz' as const, turn: 1 };
    const document = twiml({ ...answer, expect: { keys: 1, buttons: [] }, effects: [] });
    expect(readDocument(document)[0]?.children.map(({ name, text }) => `${name} ${text}`)).toEqual([
      `Play ${at('code')}`,
      'Say 1',
      `Play ${at('again')}`,
      'Say 1',
    ]);
  });
});

describe('the slot of a minority language', () => {
  const spoken = { code: '48217735', centre: '', urgent: false, unsafe: false };
  const contact = { providerEventId: '1', channel: 'voice', address: 'tel:+84912345678' } as const;
  const heard = (step: Parameters<typeof answerOf>[1]) =>
    answerOf({ ...contact, conversation: 'CA1', sentAt: null, input: ARRIVAL }, step, spoken).says.flatMap(
      ({ parts = [] }) => parts.map((part) => ('play' in part ? part.play : part.say)),
    );

  it('offers itself in its own words, and stands in the menu behind 8', () => {
    expect(offeredLanguages()).toEqual(['vi', 'en', 'tyz']);
    const { lines } = talked('voice', [ARRIVAL, keys('8')]);
    const [arrival, menu] = lines.map(({ step }) => heard(step));
    expect(arrival).toContain(at('more'));
    expect(menu).toEqual(['Tiếng Việt, bấm 1.', 'For English, press 2.', at('choice'), 'Bấm 3.']);
  });

  it.each([
    ['1', 'vi', 'matter'],
    ['2', 'en', 'matter'],
    ['3', 'tyz', 'voicemail'],
  ])('%s is %s, and then comes %s', (key, language, asked) => {
    const { lines, facts } = talked('voice', [ARRIVAL, keys('8'), keys(key)]);
    expect(lines.at(-1)).toMatchObject({ asked, step: { state: { language } } });
    expect(facts.interpreter).toBe(key === '3' ? true : undefined);
    if (key === '3' && lines[2]) expect(heard(lines[2].step)).toContain(at('interpreter'));
  });

  it('wrong keys and silence come to an end', () => {
    const { lines } = talked('voice', [ARRIVAL, keys('8'), keys('7'), SILENCE, SILENCE]);
    expect(lines.map(({ asked }) => asked).slice(1, 4)).toEqual(['language', 'language', 'matter']);
  });
});

describe('the data of the prompts', async () => {
  const files = await vi.importActual<{ default: unknown }>('../../../data/prompts/languages.json');
  const part = z.string().regex(/^(https:\/\/\S+|\{\w+\})$/);
  const words = z.strictObject({
    voice: z.string().min(1).optional(),
    sms: z.string().min(1).optional(),
    zalo: z.string().min(1).optional(),
    audio: z.array(part).min(1).optional(),
  });
  const known = new Set(Object.keys(vietnamese));
  const texts = z.record(
    z.string().refine((key) => known.has(key)),
    words,
  );

  it.each([
    ['vi.json', vietnamese],
    ['en.json', english],
  ])('%s: words by channel, and recordings', (_, file) => {
    expect(texts.safeParse(file).error).toBeUndefined();
  });

  it('languages.json: a slot for each language of the hotline, with recordings alone', () => {
    const slots = z.strictObject({
      source: z.string(),
      languages: z.array(
        z.strictObject({
          code: z.enum(LANGUAGES),
          name: z.string().min(1),
          prompts: z.record(
            z.string().refine((key) => known.has(key)),
            z.strictObject({ audio: z.array(part).min(1) }),
          ),
        }),
      ),
    });
    const { languages } = slots.parse(files.default);
    expect(languages.map(({ code }) => code)).toEqual(
      LANGUAGES.filter((code) => !['vi', 'en'].includes(code)),
    );
  });

  it('hotlines.json: every number that a prompt may name has its source', () => {
    expect(hotlines.numbers.filter((row) => !('source' in row) && !('url' in row))).toEqual([]);
  });
});
