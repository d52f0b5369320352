import { describe, expect, it } from 'vitest';
import en from '../../../data/prompts/en.json' with { type: 'json' };
import vi from '../../../data/prompts/vi.json' with { type: 'json' };
import { CHANNELS, type Channel } from '../../../domain/contact/contact.ts';
import { nameOf } from '../../../domain/conversation/reading.ts';
import { isSpoken, render } from '../../../domain/conversation/render.ts';
import { newTalk, type Say, type Step } from '../../../domain/conversation/talk.ts';
import { answerOf, outgoingOf } from '../../../domain/intake/answer.ts';
import { BRAND, throughGate } from '../../../domain/outbound/gate.ts';
import { segments } from '../../../domain/outbound/sms-text.ts';
import { PROVINCES } from '../../../domain/understanding/provinces.ts';

const LANGUAGES = { vi, en };
const COMMON = { code: '4821-7735', centre: 'Trung tâm', next: 'Sau đó.' };
/** Parameters that single prompts get from the step. */
const OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'understood.place': { province: 'Cần Thơ' },
  'ask.place.which': { options: 'Cần Thơ, An Giang', numbered: '1 Cần Thơ, 2 An Giang', other: '3' },
  'ask.centre': { options: 'Đồng Nai, Ninh Bình', numbered: '1 Đồng Nai, 2 Ninh Bình' },
  'button.place': { name: 'Cần Thơ' },
  'press.other': { key: '3' },
  'greeting.line': { words: 'Đường dây của tỉnh.' },
  'language.choice': { key: '2' },
  'press.key': { key: '2' },
  'press.option': { name: 'Cần Thơ', key: '1' },
};

const prompts = Object.entries(LANGUAGES).flatMap(([language, texts]) =>
  Object.entries(texts).flatMap(([key, words]) =>
    Object.entries(words).map(([channel, wording]) => ({ language, key, channel, wording: String(wording) })),
  ),
);

describe.each(prompts)('$language $key ($channel)', ({ language, key, channel, wording }) => {
  it('renders with what the step gives it', () => {
    const into = CHANNELS.find((each) => each === channel);
    const params = OWN[key];
    const said = render(
      { key, ...(params ? { params } : {}) },
      into ?? 'voice',
      language === 'en' ? 'en' : 'vi',
      COMMON,
    );
    expect(into).toBeDefined();
    expect(said).not.toMatch(/[{}]/);
    expect(said).not.toBe('');
  });

  it('is NFC and has no blanks to spare', () => {
    expect(wording).toBe(wording.normalize('NFC'));
    expect(wording).toBe(wording.trim());
    expect(wording).not.toMatch(/ {2}/);
  });
});

/** About twelve seconds: Vietnamese is spoken at five syllables a second (Coupé and others 2019, doi 10.1126/sciadv.aaw2594). */
const MOST_SYLLABLES = 62;

it('no prompt of a call is longer than a frightened person can follow', () => {
  const syllables = ({ wording }: { wording: string }) => wording.match(/[\p{L}\p{M}\d{}]+/gu)?.length ?? 0;
  const long = prompts.filter((prompt) => prompt.channel === 'voice' && prompt.language === 'vi');
  expect(long.length).toBeGreaterThan(40);
  expect(long.filter((prompt) => syllables(prompt) > MOST_SYLLABLES)).toEqual([]);
});

it('both languages have the same prompts for the same channels, with the same parameters', () => {
  const shape = (texts: Record<string, Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(texts)
        .sort(([one], [other]) => one.localeCompare(other))
        .map(([key, words]) => [
          key,
          Object.fromEntries(
            Object.entries(words)
              .sort(([one], [other]) => one.localeCompare(other))
              .map(([channel, wording]) => [channel, [...new Set(wording.match(/\{\w+\}/g) ?? [])].sort()]),
          ),
        ]),
    );
  expect(shape(en)).toEqual(shape(vi));
});

it('a prompt that lacks a parameter is never half said', () => {
  expect(() => render({ key: 'done' }, 'sms', 'vi', {})).toThrow(/done \(sms\) lacks \{code\}/);
});

/** What one answer consists of, and how many segments it may take; two only where the offered names are long. */
const SITUATIONS: readonly (readonly [name: string, says: readonly Say[], segments: number])[] = [
  ['first message', [{ key: 'greeting' }, { key: 'ask.matter' }, { key: 'ask.place' }], 1],
  ['first message, matter told', [{ key: 'greeting' }, { key: 'ask.place' }], 1],
  ['first message, matter and place told', [{ key: 'greeting' }, { key: 'ask.urgency' }], 1],
  [
    'first message, danger',
    [{ key: 'greeting.urgent' }, { key: 'emergency.danger' }, { key: 'ask.place' }],
    1,
  ],
  [
    'first message, danger and place',
    [{ key: 'greeting.urgent' }, { key: 'emergency.danger' }, { key: 'ask.safe' }],
    1,
  ],
  ['first message, child', [{ key: 'greeting.urgent' }, { key: 'emergency.child' }, { key: 'ask.place' }], 1],
  [
    'first message, child and place',
    [{ key: 'greeting.urgent' }, { key: 'emergency.child' }, { key: 'ask.safe' }],
    1,
  ],
  ['first message, urgent without a number to call', [{ key: 'greeting' }, { key: 'ask.safe' }], 1],
  ['danger later', [{ key: 'emergency.danger' }, { key: 'ask.safe' }], 1],
  ...['matter', 'place', 'place.again', 'urgency', 'safe', 'forWhom', 'name', 'phone'].map(
    (slot): readonly [string, readonly Say[], number] => [`ask ${slot}`, [{ key: `ask.${slot}` }], 1],
  ),
  ...['done', 'noted', 'stopped', 'started', 'status.unknown', 'status.limit', 'status.received'].map(
    (key): readonly [string, readonly Say[], number] => [key, [{ key }], 1],
  ),
  ...['status.waiting', 'status.inHand', 'status.ended'].map(
    (key): readonly [string, readonly Say[], number] => [key, [{ key }], 1],
  ),
  ['danger told after the end', [{ key: 'emergency.danger' }, { key: 'noted' }], 1],
];

describe.each(['vi', 'en'] as const)('an SMS in %s', (language) => {
  const sent = (says: readonly Say[], urgent: boolean) => {
    const step: Step = {
      state: newTalk(language),
      says,
      expect: { keys: null, buttons: [] },
      facts: {},
      effects: [],
    };
    const contact = {
      providerEventId: 'SM1',
      channel: 'sms' as const,
      address: 'tel:+84912345678',
      conversation: 'sms',
      input: { kind: 'text' as const, text: '' },
      sentAt: null,
    };
    const [message] = outgoingOf(
      contact,
      step,
      { code: '98765432', centre: 'Trung tâm', urgent, unsafe: false },
      { requestId: 'request', id: 'id', stopped: false, follows: undefined },
    );
    if (!message) throw new Error('no message');
    const recipient = { optedOut: false, safeContact: 'unknown' as const, lastContactAt: null };
    return throughGate(message, recipient, Date.parse('2026-11-23T16:00:00Z'));
  };

  it.each(SITUATIONS)('%s fits its segments and passes the gate', (_, says, most) => {
    for (const urgent of [true, false]) {
      const passage = sent(says, urgent);
      if (!passage.pass) throw new Error(passage.reason);
      expect(segments(passage.message.text), passage.message.text).toBeLessThanOrEqual(most);
      expect(passage.message.text.startsWith(`${BRAND}: `)).toBe(true);
    }
  });

  it('offering three provinces of the longest names beside greeting and danger takes two at the most', () => {
    const longest = PROVINCES.map(({ code }) => nameOf(code))
      .sort((one, other) => other.length - one.length)
      .slice(0, 3);
    const which = {
      key: 'ask.place.which',
      params: {
        options: '',
        numbered: longest.map((name, index) => `${index + 1} ${name}`).join(', '),
        other: '4',
      },
    };
    for (const says of [[which], [{ key: 'greeting' }, which]]) {
      const passage = sent(says, false);
      expect(passage.pass && segments(passage.message.text)).toBe(1);
    }
    const passage = sent([{ key: 'greeting.urgent' }, { key: 'emergency.danger' }, which], true);
    expect(passage.pass && segments(passage.message.text)).toBeLessThanOrEqual(2);
  });
});

describe('a spoken answer', () => {
  it('reads the code digit by digit, twice, with a pause in the middle', () => {
    const step: Step = {
      state: newTalk('vi'),
      says: [{ key: 'done' }],
      expect: { keys: null, buttons: [] },
      facts: {},
      effects: [],
    };
    const contact = {
      providerEventId: 'CA1:1',
      channel: 'voice' as const,
      address: 'tel:+84912345678',
      conversation: 'CA1',
      input: { kind: 'silence' as const },
      sentAt: null,
    };
    const { text } = answerOf(contact, step, {
      code: '48217735',
      centre: 'Trung tâm X',
      urgent: false,
      unsafe: false,
    });
    expect(text.match(/4 8 2 1, 7 7 3 5/g)).toHaveLength(2);
  });
});

it('every question of the conversation can be asked on every channel', () => {
  const asked = [
    'matter',
    'place',
    'place.again',
    'place.which',
    'urgency',
    'forWhom',
    'name',
    'phone',
    'safe',
  ];
  for (const channel of CHANNELS satisfies readonly Channel[])
    for (const slot of asked) expect(isSpoken(`ask.${slot}`, channel), `ask.${slot} ${channel}`).toBe(true);
});
