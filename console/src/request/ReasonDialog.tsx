import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Api } from '../api/client.ts';
import type { Full } from '../api/types.ts';
import { Dialog } from '../app/Dialog.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { Problem } from './Problem.tsx';
import type { ActResult, ActsOn } from './useActs.ts';

/** An act that needs nothing but its reason, which the timeline will show. */
export function ReasonDialog({
  request,
  acts,
  words,
  act,
  onClose,
}: {
  request: Full;
  acts: ActsOn;
  /** The room of its words. */
  words: 'close' | 'reopen' | 'unlink';
  act: (api: Api, reason: string) => Promise<ActResult>;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useDraft(request.id, words);
  const send = async () => {
    if (!(await acts.run((api) => act(api, reason), t(`${words}.done`)))) return;
    setReason('');
    onClose();
  };
  return (
    <Dialog title={t(`${words}.title`)} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Textarea
          label={t(`${words}.reason`)}
          description={t(`${words}.reasonHow`)}
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
            {t(`${words}.do`)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
