import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { Dialog } from '../app/Dialog.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { Problem } from './Problem.tsx';
import type { ActsOn } from './useActs.ts';

/** Ends the work on a request, with the reason that its timeline will show. */
export function Close({ request, acts, onClose }: { request: Full; acts: ActsOn; onClose: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useDraft(request.id, 'close');
  const send = async () => {
    const { id, version } = request;
    const done = await acts.run(
      (api) => api.POST('/api/requests/{id}/close', { params: { path: { id } }, body: { version, reason } }),
      t('act.closed'),
    );
    if (!done) return;
    setReason('');
    onClose();
  };
  return (
    <Dialog title={t('close.title')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Textarea
          label={t('close.reason')}
          description={t('close.reasonHow')}
          required
          rows={3}
          maxLength={2000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Problem acts={acts} />
        <div className="dialog-feet">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={acts.busy} disabled={reason.trim() === ''}>
            {t('close.do')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
