import { expect, it } from 'vitest';
import { ACCIDENTS, ALARM_CUES } from '../../../domain/understanding/alarm-cues.ts';
import { gazetteer } from '../../../domain/understanding/gazetteer.ts';
import {
  HARMLESS,
  LONG_PAST,
  NEGATORS,
  PRESENT,
  STILL,
} from '../../../domain/understanding/harmless-phrases.ts';
import {
  CHILD_MARRIED,
  LIFE_DEEDS,
  LIFE_WISHES,
  NEXT_DAYS,
  SOLD,
} from '../../../domain/understanding/life-phrases.ts';
import { ABOUT_US, MATTER_RULES, NO_REQUEST } from '../../../domain/understanding/matter-phrases.ts';
import { nameKey } from '../../../domain/understanding/name-spelling.ts';
import { SETS } from '../../../domain/understanding/phrase-sets.ts';
import { complete, indexPhrases, pattern } from '../../../domain/understanding/phrases.ts';
import { ALIASES, INDUSTRIAL_ZONES, LANDMARKS } from '../../../domain/understanding/place-names.ts';
import { CHILD_WORDS, CRIES, GROUND_RULES } from '../../../domain/understanding/signal-phrases.ts';
import { TOPICS } from '../../../domain/understanding/topics.ts';

/** Phrases are read when they first come up: one that cannot be read must not wait for that. */
it.each([
  ['signals', GROUND_RULES.flatMap((rule) => rule.phrases)],
  ['children, cries', [...CHILD_WORDS, ...CRIES]],
  ['danger to life', [...LIFE_DEEDS, ...LIFE_WISHES]],
  ['other alarms that stand', [...NEXT_DAYS, ...SOLD, ...CHILD_MARRIED]],
  ['everyday senses', [...HARMLESS, ...LONG_PAST, ...STILL, ...PRESENT, ...NEGATORS]],
  ['small signs', [...ALARM_CUES.flatMap((cue) => cue.words), ...ACCIDENTS]],
  ['matters', [...MATTER_RULES.flatMap((rule) => rule.phrases), ...NO_REQUEST, ...ABOUT_US]],
  ['topics', Object.values(TOPICS).map((words) => `(${words})`)],
])('reads every phrase of the %s', (_, sources) => {
  expect(sources.length).toBeGreaterThan(0);
  for (const source of sources) {
    const phrase = pattern(source, SETS);
    expect(complete(phrase).length, source).toBeGreaterThan(0);
    indexPhrases([{ pattern: phrase, value: true }]);
  }
});

it.each([
  ['a set that is not there', '{nobody} bị đánh'],
  ['a group within a group', '(bị|{kin}) đánh'],
])('refuses %s', (_, source) => {
  expect(() => complete(pattern(source, SETS))).toThrow();
});

it('finds in data/gazetteer.json every name of place-names.ts; else run `npx tsx data/make-gazetteer.ts`', () => {
  const zones = INDUSTRIAL_ZONES.flatMap(([province, list]) =>
    list.split('|').map((zone) => [`KCN ${zone}`, province] as const),
  );
  for (const [name, provinces, certainty] of [...ALIASES, ...LANDMARKS, ...zones]) {
    const found = (gazetteer().named(nameKey(name)) ?? []).filter((entry) => entry.name === name);
    const weak = certainty === 'weak';
    expect([name, found.filter((entry) => entry.weak === weak).map((entry) => entry.province)]).toEqual([
      name,
      expect.arrayContaining(provinces.split(' ')),
    ]);
  }
});
