import { describe, expect, it } from 'vitest';
import { directory } from '../../adapters/directory.ts';
import { NATIONAL, openCentre } from '../../domain/routing/directory.ts';
import { route } from '../../domain/routing/route.ts';
import { understand } from '../../domain/understanding/understand.ts';
import { placesOf } from '../../functions/synthetic/places.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const QUARTER = 15 * 60_000;
const ON = '2026-11-23';
const open = directory.centres
  .map(({ code }) => code)
  .filter((code) => openCentre(code, directory, ON) === code);

describe('where the synthetic citizen lives', () => {
  it('within three hours each open centre but the national desk, whose the calls are, has had its turn', () => {
    const runs = Array.from({ length: 12 }, (_, run) => placesOf(directory, NOW + run * QUARTER, 3));
    for (const places of runs) expect(new Set(places.map(({ centre }) => centre)).size).toBe(3);
    expect([...new Set(runs.flat().map(({ centre }) => centre)), NATIONAL].sort()).toEqual(open.sort());
  });

  it('its words lead to that centre and no other', () => {
    for (const { centre, words } of placesOf(directory, NOW, 34)) {
      const [place] = understand(words).places;
      const { role: _, ...residence } = place ?? { role: null, province: '', words: '', sure: false };
      expect(route({ residence, transfers: 0, on: ON }, directory), words).toMatchObject({
        centre,
        confidence: 'sure',
      });
    }
  });

  it('of a part of a province that has a centre of its own, by its former name; where a centre is closed, nowhere', () => {
    const two = {
      centres: [
        { code: '92', name: '', provinces: ['92'] },
        { code: '92-2', name: '', provinces: ['92'], formerProvinces: ['94'] },
        { code: '01', name: '', provinces: ['01'], closedOn: '2026-01-01', successor: '92' },
      ],
    };
    const places = placesOf(two, NOW, 2);
    expect(places.map(({ centre }) => centre).sort()).toEqual(['92', '92-2']);
    expect(places.find(({ centre }) => centre === '92-2')?.words).toContain('Sóc Trăng');
  });
});
