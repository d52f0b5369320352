import { expect, it } from 'vitest';
import { inStretches } from '../../console/src/request/look-stretches.ts';

it('looks of one person that nobody else comes between are one line, each day for itself', () => {
  const look = (by: string, at: string) => ({ by, at, name: by.toUpperCase() });
  const looks = [
    look('a', '24 09:03'),
    look('a', '24 09:02'),
    look('a', '24 09:01'),
    look('b', '24 08:59'),
    look('a', '24 08:58'),
    look('a', '23 16:00'),
  ];
  expect(inStretches(looks, (at) => at.slice(0, 2))).toEqual([
    { by: 'a', name: 'A', from: '24 09:01', to: '24 09:03' },
    { by: 'b', name: 'B', from: '24 08:59', to: '24 08:59' },
    { by: 'a', name: 'A', from: '24 08:58', to: '24 08:58' },
    { by: 'a', name: 'A', from: '23 16:00', to: '23 16:00' },
  ]);
  expect(inStretches([], () => '')).toEqual([]);
});
