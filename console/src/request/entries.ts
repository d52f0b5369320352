import type { Entry, Full } from '../api/types.ts';

/** What a citizen said and what has not gone to another request yet. */
export const splittable = ({ timeline }: Full): Entry[] =>
  timeline.filter(({ type, movedTo }) => type === 'contact' && movedTo === undefined);

/** Whether a number shared on Zalo is taken for the same person's, and has not been taken back. */
export const sharedPhone = ({ timeline }: Full): boolean =>
  timeline.findLastIndex((entry) => entry.sharedPhone === 'linked') >
  timeline.findLastIndex(({ type }) => type === 'phone-unlinked');
