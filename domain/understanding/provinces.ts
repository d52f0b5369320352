import data from '../../data/provinces.json' with { type: 'json' };

export type Province = {
  /** One of the 34 codes in force since 2025-07-01, `01` to `96`. */
  code: string;
  /** `Cần Thơ` */
  name: string;
  /** `Thành phố Cần Thơ` */
  fullName: string;
  /** `Can Tho` */
  nameEnglish: string;
  /** `Can Tho City` */
  fullNameEnglish: string;
};

export type FormerProvince = {
  /** One of the 63 codes in force until 2025-06-30; `79` and others mean a smaller area than today. */
  code: string;
  name: string;
  fullName: string;
  /** Code of today's province it became part of. */
  today: string;
  /** Landline area code without the leading zero: `24`, `236`. */
  areaCode: string;
};

/** The 34 provinces of today, by code. */
export const PROVINCES: readonly Province[] = data.provinces.map(
  ([code = '', name = '', fullName = '', nameEnglish = '', fullNameEnglish = '']) => ({
    code,
    name,
    fullName,
    nameEnglish,
    fullNameEnglish,
  }),
);

/** The 63 provinces that were, by their own code. */
export const FORMER_PROVINCES: readonly FormerProvince[] = data.former.map(
  ([code = '', name = '', fullName = '', today = '', areaCode = '']) => ({
    code,
    name,
    fullName,
    today,
    areaCode,
  }),
);

const byCode = new Map(PROVINCES.map((province) => [province.code, province]));

/** The province with this code of today, or null. */
export function provinceName(code: string): Province | null {
  return byCode.get(code) ?? null;
}
