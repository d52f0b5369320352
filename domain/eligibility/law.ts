import table from '../../data/eligibility.json' with { type: 'json' };

/** One version of one entry of Điều 7, as data/eligibility.json has it; never deleted, only ended. */
export type Category = (typeof table.categories)[number];

/** The whole table. */
export const LAW = table;

const holds = ({ validFrom, validTo }: { validFrom: string; validTo: string | null }, on: string): boolean =>
  validFrom <= on && (validTo === null || on <= validTo);

/** The categories in force on a day (`YYYY-MM-DD`). */
export const categoriesAt = (on: string): Category[] => table.categories.filter((row) => holds(row, on));

/** The row of a code that is in force on a day; null where there is none. */
export const categoryAt = (code: string, on: string): Category | null =>
  categoriesAt(on).find((row) => row.code === code) ?? null;

export const formOf = (code: string) => table.forms.find((form) => form.code === code) ?? null;
export const refusalGround = (code: string) => table.refusalGrounds.find((row) => row.code === code) ?? null;
export const urgentGroundOf = (code: string) => table.urgentGrounds.find((row) => row.code === code) ?? null;

/** Whether a matter lies outside legal aid (Điều 27: kinh doanh, thương mại). */
export const isExcluded = (matter: string | undefined): boolean =>
  table.excludedMatters.some((row) => row.matter === matter);
