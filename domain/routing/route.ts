import { provinceByLandline } from '../understanding/landline.ts';
import { provinceName } from '../understanding/provinces.ts';
import { centreOf, type Directory, NATIONAL, openCentre } from './directory.ts';
import { provinceAt } from './point.ts';

export type KnownPlace = {
  /** Code of today's province. */
  province: string;
  /** Code of the former province, where the words named one. */
  formerProvince?: string;
  sure: boolean;
  /** As shown to the handler: `Thị xã Thuận An cũ, nay thuộc TP. Hồ Chí Minh`. */
  words: string;
};

export type RoutingFacts = {
  /** The national desk's decision (TT 12/2018 Điều 8a), which overrides every place. */
  assigned?: { centre: string; reason: string };
  /** Code of today's province the citizen chose, by button, key or answer. */
  chosenProvince?: string;
  casePlace?: KnownPlace;
  residence?: KnownPlace;
  /** A shared location, WGS 84 degrees. */
  location?: { latitude: number; longitude: number };
  /** Centre of an earlier request of the same person, opened by its code; never by the telephone number alone. */
  earlierCentre?: string;
  /** The caller's number in any spelling. */
  phone?: string;
  /** How often the request has been transferred between centres. */
  transfers: number;
  /** Today in Vietnam, `YYYY-MM-DD`, for centres that open or close; left out, a centre with a closing date is closed. */
  on?: string;
};

export type BasisKind =
  | 'assigned'
  | 'chosen'
  | 'case'
  | 'residence'
  | 'location'
  | 'earlier'
  | 'landline'
  | 'unknown';

export type Route = {
  /** Code of the centre the request goes to now. */
  centre: string;
  basis: { kind: BasisKind; words: string };
  confidence: 'sure' | 'likely' | 'none';
  /** With confidence `likely`: the centre it would go to once the citizen confirms. */
  suggested?: string;
};

type Ground = { kind: BasisKind; words: string; centre: string | null; sure: boolean };

const UNKNOWN_WORDS = 'Chưa rõ địa phương, cấp trung ương tiếp nhận';

/** The former province that the words named within a chosen one: some centres serve only part of a province. */
const formerOf = ({ casePlace, residence }: RoutingFacts, province: string): string | undefined =>
  [casePlace, residence].find((place) => place?.province === province)?.formerProvince;

/** The lawful grounds in their order (Điều 26.1 Luật Trợ giúp pháp lý: where the case is, where the person lives). */
function grounds(facts: RoutingFacts, directory: Directory): Ground[] {
  const found: Ground[] = [];
  const at = (province: string, former?: string) => centreOf(province, former, directory, facts.on);
  if (facts.chosenProvince !== undefined) {
    const name = provinceName(facts.chosenProvince)?.fullName ?? facts.chosenProvince;
    found.push({
      kind: 'chosen',
      words: `Người yêu cầu chọn: ${name}`,
      centre: at(facts.chosenProvince, formerOf(facts, facts.chosenProvince)),
      sure: true,
    });
  }
  const places = [
    ['case', 'Nơi xảy ra vụ việc', facts.casePlace],
    ['residence', 'Nơi cư trú', facts.residence],
  ] as const;
  for (const [kind, title, place] of places) {
    if (!place) continue;
    const words = `${title}: ${place.words}`;
    found.push({ kind, words, centre: at(place.province, place.formerProvince), sure: place.sure });
  }
  const here = facts.location && provinceAt(facts.location.latitude, facts.location.longitude);
  if (here) {
    const name = provinceName(here)?.fullName ?? here;
    found.push({
      kind: 'location',
      words: `Vị trí người yêu cầu chia sẻ: ${name}`,
      centre: at(here),
      sure: true,
    });
  }
  if (facts.earlierCentre !== undefined) {
    const centre = openCentre(facts.earlierCentre, directory, facts.on);
    const name = directory.centres.find((each) => each.code === centre)?.name ?? centre;
    found.push({ kind: 'earlier', words: `Yêu cầu trước đây: ${name}`, centre, sure: centre !== NATIONAL });
  }
  const line = facts.phone === undefined ? null : provinceByLandline(facts.phone);
  if (line) {
    const words = `Mã vùng điện thoại cố định: ${line.formerName}${line.formerName === line.name ? '' : ` cũ, nay thuộc ${line.name}`}`;
    found.push({ kind: 'landline', words, centre: at(line.code, line.former), sure: false });
  }
  return found.filter((ground) => ground.centre !== null);
}

/**
 * Which centre a request belongs to, and why, in Vietnamese words for the handler.
 *
 * The first certain ground decides. Where there are only likely ones (an unsure place, a landline area code) the
 * request is the national desk's for the time being, with `confidence: 'likely'` and the `suggested` centre: ask the
 * citizen to confirm that province and call again with it as `chosenProvince`. A request transferred twice is the
 * national desk's to decide, until its decision comes as `assigned`.
 */
export function route(facts: RoutingFacts, directory: Directory): Route {
  if (facts.assigned) {
    const centre = openCentre(facts.assigned.centre, directory, facts.on);
    return {
      centre,
      basis: { kind: 'assigned', words: `Cấp trung ương phân công: ${facts.assigned.reason}` },
      confidence: 'sure',
    };
  }
  if (facts.transfers >= 2) {
    return {
      centre: NATIONAL,
      basis: { kind: 'unknown', words: 'Đã chuyển hai lần, cấp trung ương quyết định' },
      confidence: 'sure',
    };
  }
  const found = grounds(facts, directory);
  const certain = found.find((ground) => ground.sure);
  if (certain?.centre) {
    return {
      centre: certain.centre,
      basis: { kind: certain.kind, words: certain.words },
      confidence: 'sure',
    };
  }
  const likely = found[0];
  if (likely?.centre) {
    return {
      centre: NATIONAL,
      basis: { kind: likely.kind, words: `${likely.words} (cần xác nhận)` },
      confidence: 'likely',
      suggested: likely.centre,
    };
  }
  return { centre: NATIONAL, basis: { kind: 'unknown', words: UNKNOWN_WORDS }, confidence: 'none' };
}
