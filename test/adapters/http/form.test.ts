import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { field, parseForm } from '../../../adapters/http/form.ts';

describe('a form', () => {
  it.each([
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=&b', { a: '', b: '' }],
    ['a=1&a=2&a=1', { a: ['1', '2', '1'] }],
    ['a=t%C3%B4i+b%E1%BB%8B', { a: 'tôi bị' }],
    ['a=%2B84', { a: '+84' }],
    ['a= x ', { a: ' x ' }],
    ['a=%ZZ%', { a: '%ZZ%' }],
    ['', {}],
  ])('%j', (body, expected) => {
    expect({ ...parseForm(body) }).toEqual(expected);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('has no %s but its own', (name) => {
    // Act
    const form = parseForm(`${name}=evil&From=%2B84912345678`);
    // Assess
    expect(field(parseForm('a=1'), name)).toBe('');
    expect(field(form, name)).toBe('evil');
    expect(Object.keys(form)).toContain(name);
    expect(Reflect.get({}, 'evil')).toBeUndefined();
    expect(Object.getPrototypeOf({ ...form })).toBe(Object.prototype);
  });

  it('gives back what was put in, in whatever letters', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' })), {
          maxLength: 20,
        }),
        (pairs) => {
          const form = parseForm(new URLSearchParams(pairs).toString());
          for (const [name] of pairs) {
            const values = pairs.filter(([each]) => each === name).map(([, value]) => value);
            expect([form[name] ?? []].flat()).toEqual(values);
            expect(field(form, name)).toBe(values[0]);
          }
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (body) => {
        const form = parseForm(body);
        for (const name of Object.keys(form)) expect(typeof field(form, name)).toBe('string');
      }),
    );
  });
});
