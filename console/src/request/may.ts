import type { Full, Me } from '../api/types.ts';
import { hasEnded } from '../worklist/tabs.ts';

/** What a person may do with a request now, as the lifecycle and the permissions of the API have it. */
export function may(request: Full, me: Me) {
  const { state, assignee } = request;
  const mine = assignee === me.username;
  const held = state === 'claimed' || state === 'waiting';
  return {
    claim: state === 'routed',
    release: held && (mine || me.role !== 'handler'),
    transfer: ['routed', 'claimed', 'waiting', 'accepted'].includes(state),
    close: state !== 'closed' && (assignee === undefined || mine || me.role !== 'handler'),
    write: !hasEnded(request),
  } as const;
}
