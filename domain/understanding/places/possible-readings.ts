import type { Entry } from '../gazetteer.ts';
import { AT } from './cues.ts';
import { type InText, usesCapitals } from './in-text.ts';

type Rule = (readings: Entry[], here: InText) => Entry[];

/** `nguoi tay nam 2009` is a year. */
const noYear: Rule = (readings, { said, hit }) => {
  const last = said[hit.to - 1];
  const year = /^(19|20)\d\d$/.test(said[hit.to]?.key ?? '') && last?.key === 'nam' && last.plain;
  return year ? readings.filter((entry) => entry.level !== 'ward') : readings;
};

/** `nông trường` is a word, `Nông Trường` a place: where capitals are used, small letters name no ward. */
const byCapitals: Rule = (readings, { said, hit, before, bare, apart, strict }) => {
  if (!bare || !usesCapitals(said)) return readings;
  const name = said.slice(hit.nameFrom, hit.to);
  // `ra Bắc an dưỡng` is not Bắc An.
  const halfway = !apart && name[0]?.capital && !name.every((each) => each.capital || /^\d/.test(each.key));
  if (!halfway && name.some((each) => each.capital)) return readings;
  const at = !strict && AT.has(said[before]?.key ?? '');
  return readings.filter(
    (e) =>
      (e.level !== 'ward' || at) &&
      (e.level !== 'alias' || strict || !e.name.includes(' ') || said[before]?.key === 'xe'),
  );
};

/** What a name can be, by how it is written and whether a hamlet or a roundabout bears it. */
export function possibleReadings(here: InText, bornBy: { roundabout: boolean; hamlet: boolean }): Entry[] {
  let readings = noYear(here.hit.readings, here);
  if (bornBy.roundabout)
    readings = readings.filter((entry) => entry.level === 'district' && 'ct'.includes(entry.unit));
  if (bornBy.hamlet)
    readings = readings.filter((entry) => entry.level === 'district' || entry.level === 'ward');
  return byCapitals(readings, here);
}
