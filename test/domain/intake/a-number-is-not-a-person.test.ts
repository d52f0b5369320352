import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Input } from '../../../domain/contact/contact.ts';
import { HOUR, MINUTE, type PureHotline, pureHotline } from './pure-hotline.ts';

/** Privacy: whoever uses a number somebody used before learns nothing of that, not even that there was something. */

const written = fc.constantFrom(
  'Em o Soc Trang, chong danh, can luat su gap',
  'Toi bi lay dat o Ha Noi',
  'con toi bi bat o cong an Da Nang',
  'Châu Thành',
  'Cà Mau',
  'khong',
  'co',
  '1',
  '2',
  'Nguyen Thi Lan',
  'alo',
  '',
  'cua toi',
  'chu khong tra luong',
);
const keyed = fc.constantFrom('1', '2', '3', '4', '65', '29', '0', '*', '9');

type Talk = (hotline: PureHotline, words: readonly string[]) => string[];

const TALKS: Readonly<Record<string, Talk>> = {
  sms: (hotline, words) =>
    words.map((text) => {
      hotline.now += MINUTE;
      return hotline.reply(hotline.text('tel:+84912345678', text));
    }),
  zalo: (hotline, words) =>
    words.map((text) => {
      hotline.now += MINUTE;
      const decision = hotline.text('zalo:246845883529197922', text, 'zalo');
      return JSON.stringify(decision.event.messages?.map(({ text: said, buttons }) => [said, buttons]));
    }),
  voice: (hotline, words) => {
    const call = `CA${hotline.now}`;
    const inputs: Input[] = [{ kind: 'arrival' }, ...words.map((keys): Input => ({ kind: 'keys', keys }))];
    return inputs.map((input) => {
      hotline.now += MINUTE;
      const { answer } = hotline.receive('voice', 'tel:+84912345678', input, call);
      return JSON.stringify([answer.text, answer.expect, answer.effects]);
    });
  },
};
/** Codes differ from talk to talk. */
const withoutCodes = (said: readonly string[]) =>
  said.map((text) => text.replace(/\d{4}-\d{4}|(\d ){3}\d, (\d ){3}\d/g, 'CODE'));

describe.each(Object.entries(TALKS))('by %s', (channel, talk) => {
  const words = channel === 'voice' ? keyed : written;

  it('another voice on the same number hears exactly what a new caller hears', () => {
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 8 }),
        fc.array(words, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 31 * MINUTE, max: 70 * HOUR }),
        (earlier, later, pause) => {
          // Prepare
          const used = pureHotline(7);
          talk(used, earlier);
          used.now += pause;
          const fresh = pureHotline(11);
          fresh.now = used.now;
          // Act
          const heard = talk(used, later);
          const expected = talk(fresh, later);
          // Assess
          expect(withoutCodes(heard)).toEqual(withoutCodes(expected));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('and never the code of the earlier request', () => {
    fc.assert(
      fc.property(
        fc.array(words, { minLength: 1, maxLength: 6 }),
        fc.array(words, { minLength: 1, maxLength: 6 }),
        (earlier, later) => {
          // Prepare
          const hotline = pureHotline();
          talk(hotline, earlier);
          const codes = [...hotline.codes.keys()];
          hotline.now += HOUR;
          // Act
          const heard = talk(hotline, later).join(' ').replace(/\D/g, '');
          // Assess
          for (const code of codes) expect(heard).not.toContain(code);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('but the handler sees that it is to be confirmed', () => {
    // Prepare
    const hotline = pureHotline();
    talk(hotline, ['3']);
    const [earlier] = hotline.requests.keys();
    hotline.now += HOUR;
    // Act
    talk(hotline, ['3']);
    // Assess
    const talks = Object.values([...hotline.people.values()][0]?.talks ?? {});
    expect(hotline.requests.size).toBe(1);
    expect(talks.at(-1)).toMatchObject({ requestId: earlier, toBeConfirmed: true });
  });
});
