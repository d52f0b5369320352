import { createContext, useContext } from 'react';
import type { Api } from '../api/client.ts';
import type { Me } from '../api/types.ts';
import type { ConsoleConfig } from '../signin/config.ts';
import type { Session } from '../signin/session.ts';

/** Who sits at this desk and what they work with; every page has it. */
export interface Desk {
  readonly api: Api;
  readonly me: Me;
  readonly session: Session;
  readonly config: ConsoleConfig;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('no desk around this page');
  return desk;
}
