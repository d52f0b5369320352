import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZALO_LENGTH, zaloParts } from '../../../domain/outbound/zalo-parts.ts';
import type { OutgoingText } from '../../../domain/request/request.ts';

const message = (text: string, more: Partial<OutgoingText> = {}): OutgoingText => ({
  id: 'm',
  channel: 'zalo',
  address: 'zalo:1',
  text,
  purpose: 'reply',
  ...more,
});
const sentence = 'Quý vị có quyền được trợ giúp pháp lý miễn phí. ';

describe('a Zalo text', () => {
  it('that fits is one message, untouched', () => {
    expect(zaloParts(message('Chào.'))).toEqual([message('Chào.')]);
  });

  it('too long is split behind sentences, with an id for each part and the buttons under the last', () => {
    const buttons = [{ title: 'Có', payload: '1' }];
    const parts = zaloParts(message(sentence.repeat(100).trim(), { buttons }));
    expect(parts.map(({ id }) => id)).toEqual(['m', 'm-part-2', 'm-part-3']);
    for (const { text } of parts) expect(text.endsWith('miễn phí.')).toBe(true);
    expect(parts.map((part) => part.buttons)).toEqual([undefined, undefined, buttons]);
  });

  it('loses nothing, keeps its order, never breaks a character, and comes out the same at each try', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), { maxLength: 400 });
    fc.assert(
      fc.property(words, fc.constantFrom(' ', '. ', '', '\n'), (list, between) => {
        const text = list.join(between);
        const parts = zaloParts(message(text));
        const bare = (given: string) => given.normalize('NFC').replace(/\s/g, '');
        expect(bare(parts.map((part) => part.text).join(''))).toBe(bare(text));
        for (const part of parts) {
          expect(part.text.length).toBeLessThanOrEqual(ZALO_LENGTH);
          expect(/[\uD800-\uDBFF]$|^[\uDC00-\uDFFF]/.test(part.text)).toBe(false);
        }
        expect(zaloParts(message(text))).toEqual(parts);
      }),
      { numRuns: 100 },
    );
  });

  it('an SMS is never split here', () => {
    expect(zaloParts(message('a'.repeat(5000), { channel: 'sms' }))).toHaveLength(1);
  });
});
