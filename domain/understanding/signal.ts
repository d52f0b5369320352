/** What makes a request pressing. `child` is under 16, `juvenile` is 16 or 17. */
export const SIGNALS = [
  'custody',
  'violence',
  'child',
  'trafficking',
  'hearing_soon',
  'time_limit',
  'danger_to_life',
  'juvenile',
] as const;
export type Signal = (typeof SIGNALS)[number];
