import { USUAL_CALENDAR, type WorkingCalendar } from '../time/working-time.ts';

/** A State Legal Aid Centre, or the national desk, as in data/centres.json. */
export type Centre = {
  /** `01` after its province, further centres `01-2`, the national desk `national`. */
  code: string;
  name: string;
  /** Codes of today's provinces it serves. */
  provinces: string[];
  /** Codes of the former 63 provinces it serves, where several centres share one province of today. */
  formerProvinces?: string[];
  /** `YYYY-MM-DD`, first day of service. */
  openedOn?: string;
  /** `YYYY-MM-DD`, first day on which it takes nothing new. */
  closedOn?: string;
  /** Code of the centre that takes over when it is closed. */
  successor?: string;
};

export type Directory = {
  centres: readonly Centre[];
  /** The working time of a centre, where the directory knows it. */
  calendarOf?: (centre: string) => WorkingCalendar;
};

/** The working time that a centre's deadlines run in. */
export const calendarIn = (directory: Directory, centre: string): WorkingCalendar =>
  directory.calendarOf?.(centre) ?? USUAL_CALENDAR;

/** The desk that decides where no centre is certain. */
export const NATIONAL = 'national';

/** Whether the centre takes requests on that day; without a day, whether it has no closing date at all. */
function open(centre: Centre, on: string | undefined): boolean {
  if (on === undefined) return centre.closedOn === undefined;
  return (
    (centre.openedOn === undefined || centre.openedOn <= on) &&
    (centre.closedOn === undefined || on < centre.closedOn)
  );
}

/**
 * The centre itself if it is open, else its successor, or theirs; `national` for an unknown code, a closed centre
 * without successor and a circle of successors.
 */
export function openCentre(code: string, directory: Directory, on?: string): string {
  const passed = new Set<string>();
  let next: string | undefined = code;
  while (next !== undefined && !passed.has(next)) {
    passed.add(next);
    const wanted: string = next;
    const centre = directory.centres.find((each) => each.code === wanted);
    if (!centre) return NATIONAL;
    if (open(centre, on)) return centre.code;
    next = centre.successor;
  }
  return NATIONAL;
}

/**
 * The centre of a province of today. Where several serve it, the one of the former province; where that is not
 * known, the one without former provinces or with the province's own code: any centre of the province may act
 * (Điều 26.1 Luật Trợ giúp pháp lý). Null where no row serves the province.
 */
export function centreOf(
  province: string,
  formerProvince: string | undefined,
  directory: Directory,
  on?: string,
): string | null {
  const serving = directory.centres.filter(
    (each) => each.provinces.includes(province) && (on === undefined || (each.openedOn ?? '') <= on),
  );
  const special = serving.find(
    (each) => formerProvince !== undefined && each.formerProvinces?.includes(formerProvince),
  );
  const general =
    serving.find((each) => each.formerProvinces === undefined && open(each, on)) ??
    serving.find((each) => each.code === province) ??
    serving[0];
  const chosen = special ?? general;
  return chosen ? openCentre(chosen.code, directory, on) : null;
}
