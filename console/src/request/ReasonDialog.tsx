import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Api } from '../api/client.ts';
import type { Full } from '../api/types.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { ActDialog } from './ActDialog.tsx';
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
    <ActDialog
      title={t(`${words}.title`)}
      verb={t(`${words}.do`)}
      acts={acts}
      ready={reason.trim() !== ''}
      onSend={send}
      onClose={onClose}
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
    </ActDialog>
  );
}
