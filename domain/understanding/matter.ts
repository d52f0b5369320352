/** What the request is about (DESIGN.md, "Understanding"): `business` lies outside legal aid, `none` is not yet said. */
export const MATTERS = [
  'criminal',
  'civil',
  'family',
  'land',
  'labour',
  'social_policy',
  'administrative',
  'business',
  'other',
  'none',
] as const;
export type Matter = (typeof MATTERS)[number];
