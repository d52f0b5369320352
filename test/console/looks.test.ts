import { expect, it } from 'vitest';
import { inStretches } from '../../console/src/request/look-stretches.ts';

const at = (clock: string): string => `2026-11-23T${clock}:00Z`;

it('shows a page that was left open as one stretch, and a look of hours later as another', () => {
  const looks = [
    { at: at('17:00'), by: 'handler.92' },
    { at: at('08:12'), by: 'handler.92' },
    { at: at('08:05'), by: 'handler.92' },
    { at: at('08:04'), by: 'lead.92', name: 'Chị Lan' },
    { at: at('08:00'), by: 'handler.92' },
  ];
  expect(inStretches(looks)).toEqual([
    { by: 'handler.92', from: at('17:00'), to: at('17:00') },
    { by: 'handler.92', from: at('08:05'), to: at('08:12') },
    { by: 'lead.92', name: 'Chị Lan', from: at('08:04'), to: at('08:04') },
    { by: 'handler.92', from: at('08:00'), to: at('08:00') },
  ]);
  expect(inStretches([])).toEqual([]);
});
