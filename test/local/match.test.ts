import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { matches, validatePattern } from '../../local/bus/match.ts';

const vectors = z
  .array(z.object({ pattern: z.unknown(), event: z.unknown(), expect: z.boolean() }))
  .parse(JSON.parse(readFileSync(new URL('../fixtures/event-patterns.json', import.meta.url), 'utf8')));

describe('event patterns', () => {
  it('agree with AWS on all 250 labelled cases', () => {
    const wrong = vectors.filter(
      ({ pattern, event, expect: expected }) => matches(pattern, event) !== expected,
    );
    expect(wrong).toEqual([]);
    expect(vectors).toHaveLength(250);
  });

  it.each<[string, object, object, boolean]>([
    ['fields of one array element', { a: { b: [1], c: [2] } }, { a: [{ b: 1, c: 2 }] }, true],
    [
      'fields of two array elements do not join',
      { a: { b: [1], c: [2] } },
      {
        a: [
          { b: 1, c: 3 },
          { b: 2, c: 2 },
        ],
      },
      false,
    ],
    [
      'nested arrays keep their elements apart',
      { a: { b: { c: [1] }, d: [2] } },
      { a: [{ b: [{ c: 0 }, { c: 1 }], d: 2 }] },
      true,
    ],
    ['any value of an array', { a: ['x'] }, { a: ['y', 'x'] }, true],
    ['an empty array is absent', { a: [{ exists: false }] }, { a: [] }, true],
    ['exists looks at leaves only', { a: [{ exists: true }] }, { a: { b: 1 } }, false],
    ['anything-but needs the field', { a: [{ 'anything-but': ['x'] }] }, {}, false],
    ['a number is no string', { a: [1] }, { a: '1' }, false],
    ['1.0 is 1', { a: [1] }, { a: 1.0 }, true],
    ['null', { a: [null] }, { a: null }, true],
    ['a literal star', { a: [{ wildcard: 'a\\*b' }] }, { a: 'a*b' }, true],
    ['letters of Vietnamese fold', { a: [{ 'equals-ignore-case': 'ĐÀ NẴNG' }] }, { a: 'đà nẵng' }, true],
    ['$or beside a field', { s: ['x'], $or: [{ a: [1] }, { b: [2] }] }, { s: 'x', b: 2 }, true],
    ['$or does not replace the field', { s: ['x'], $or: [{ a: [1] }, { b: [2] }] }, { s: 'y', b: 2 }, false],
    ['a field called $or', { $or: ['x'] }, { $or: 'x' }, true],
    ['IPv6', { a: [{ cidr: '2001:db8::/32' }] }, { a: '2001:db8::1' }, true],
  ])('%s', (_, pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it.each<[string, unknown]>([
    ['an unknown operator', { a: [{ similar: 'x' }] }],
    ['an unknown operator inside anything-but', { a: [{ 'anything-but': { numeric: ['>', 1] } }] }],
    ['a value that is no array', { a: 'x' }],
    ['an empty array', { a: [] }],
    ['an empty object', { a: {} }],
    ['two stars in a row', { a: [{ wildcard: 'a**b' }] }],
    ['half a comparison', { a: [{ numeric: ['>'] }] }],
    ['a mask that is none', { a: [{ cidr: '10.0.0.0/33' }] }],
    ['an array in an array', { a: [['x']] }],
  ])('refuses %s before any event comes', (_, pattern) => {
    expect(() => validatePattern(pattern)).toThrow();
  });
});
