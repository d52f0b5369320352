import type { Listed } from '../api/types.ts';

/** In the order of how often they are asked for; the last is "not yet said". */
const ORDER: Record<Listed['matter'], true> = {
  criminal: true,
  family: true,
  civil: true,
  land: true,
  labour: true,
  social_policy: true,
  administrative: true,
  business: true,
  other: true,
  none: true,
};
export const MATTERS = (Object.keys(ORDER) as Listed['matter'][]).sort(
  (one, other) => Number(other === 'none') - Number(one === 'none'),
);
