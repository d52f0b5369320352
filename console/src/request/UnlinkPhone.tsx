import type { Full } from '../api/types.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import type { ActsOn } from './useActs.ts';

/** The number shared on Zalo is somebody else's: nothing is sent there any more. */
export function UnlinkPhone({
  request,
  acts,
  onClose,
}: {
  request: Full;
  acts: ActsOn;
  onClose: () => void;
}) {
  const { id, version } = request;
  return (
    <ReasonDialog
      request={request}
      acts={acts}
      words="unlink"
      act={(api, reason) =>
        api.POST('/api/requests/{id}/unlink', { params: { path: { id } }, body: { version, reason } })
      }
      onClose={onClose}
    />
  );
}
