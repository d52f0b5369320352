import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { ActDialog } from './ActDialog.tsx';
import type { ActsOn } from './useActs.ts';

/** Joins this request with another that a person knows by its code. */
export function LinkTo({ request, acts, onClose }: { request: Full; acts: ActsOn; onClose: () => void }) {
  const { t } = useTranslation();
  const [other, setOther] = useDraft(request.id, 'link-code');
  const [reason, setReason] = useDraft(request.id, 'link-reason');
  const { id, version } = request;
  const link = async () => {
    const done = await acts.run(
      (api) =>
        api.POST('/api/requests/{id}/link', {
          params: { path: { id } },
          body: { version, other: other.trim(), reason: reason.trim() },
        }),
      t('links.linkDone'),
    );
    if (!done) return;
    setOther('');
    setReason('');
    onClose();
  };
  return (
    <ActDialog
      title={t('links.byCode')}
      verb={t('links.byCode')}
      acts={acts}
      ready={other.trim() !== '' && reason.trim() !== ''}
      onSend={link}
      onClose={onClose}
    >
      <TextInput
        label={t('decide.of')}
        required
        maxLength={100}
        autoComplete="off"
        value={other}
        onChange={({ currentTarget }) => setOther(currentTarget.value)}
      />
      <TextInput
        label={t('transfer.reason')}
        required
        maxLength={2000}
        autoComplete="off"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ActDialog>
  );
}
