import type { ListQuestion } from '../api/queries.ts';
import type { Listed, State } from '../api/types.ts';

export const TABS = ['new', 'mine', 'waiting', 'overdue', 'closed', 'all'] as const;
export type Tab = (typeof TABS)[number];

const ENDED: readonly State[] = [
  'answered',
  'referred',
  'refused',
  'withdrawn',
  'duplicate',
  'void',
  'closed',
];

export const hasEnded = ({ state }: Pick<Listed, 'state'>): boolean => ENDED.includes(state);

/** @param centre the one whose list is asked for, where it is not one's own */
export const questionOf = (tab: Tab, centre: string | undefined): ListQuestion => ({
  ...(tab === 'all' ? {} : { tab }),
  ...(centre === undefined ? {} : { centre }),
});
