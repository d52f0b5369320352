import type { ListQuestion } from '../api/queries.ts';
import type { Listed, Me, State } from '../api/types.ts';

export const TABS = ['new', 'mine', 'waiting', 'closed', 'all'] as const;
export type Tab = (typeof TABS)[number];

const STATE: Partial<Record<Tab, State>> = { new: 'routed', waiting: 'waiting', closed: 'closed' };

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

export function questionOf(tab: Tab, me: Me, centre: string): ListQuestion {
  const state = STATE[tab];
  return {
    ...(state ? { state } : {}),
    ...(tab === 'mine' ? { assignee: me.username } : {}),
    ...(centre === me.centre ? {} : { centre }),
  };
}

/** What is mine and over stands among the closed ones. */
export const belongs = (tab: Tab, request: Listed): boolean => tab !== 'mine' || !hasEnded(request);
