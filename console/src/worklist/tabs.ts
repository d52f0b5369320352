import type { ListQuestion } from '../api/queries.ts';

export const TABS = ['new', 'mine', 'waiting', 'overdue', 'closed', 'all'] as const;
export type Tab = (typeof TABS)[number];

/** @param centre the one whose list is asked for, where it is not one's own */
export const questionOf = (tab: Tab, centre: string | undefined): ListQuestion => ({
  ...(tab === 'all' ? {} : { tab }),
  ...(centre === undefined ? {} : { centre }),
});
