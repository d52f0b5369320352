import { describe, expect, it } from 'vitest';
import en from '../../console/src/i18n/en.json' with { type: 'json' };
import vi from '../../console/src/i18n/vi.json' with { type: 'json' };
import { MESSAGE_OUTCOMES } from '../../domain/outbound/receipt.ts';

const leaves = (words: unknown, path = ''): [string, string][] =>
  typeof words === 'string'
    ? [[path, words]]
    : Object.entries(words ?? {}).flatMap(([key, value]) =>
        leaves(value, path === '' ? key : `${path}.${key}`),
      );

const parameters = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).sort();

describe('the words of the console', () => {
  const vietnamese = new Map(leaves(vi));
  const english = new Map(leaves(en));

  it('have the same keys in both languages', () => {
    expect([...english.keys()]).toEqual([...vietnamese.keys()]);
  });

  it('take the same parameters', () => {
    for (const [key, text] of vietnamese)
      expect(parameters(english.get(key) ?? ''), key).toEqual(parameters(text));
  });

  it('say what became of a message, whatever it is', () => {
    expect(Object.keys(vi.outcome).sort()).toEqual([...MESSAGE_OUTCOMES].sort());
  });

  it('are composed (NFC) and never empty', () => {
    for (const [key, text] of vietnamese) {
      expect(text, key).toBe(text.normalize('NFC'));
      expect(text.trim(), key).not.toBe('');
    }
  });
});
