import { Checkbox, NativeSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { centresQuery } from '../api/queries.ts';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { shortCentre } from '../worklist/short-centre.ts';
import { ActDialog } from './ActDialog.tsx';
import type { ActsOn } from './useActs.ts';

/** Điều 35: the competent centre gets the request, and the citizen is told one name. */
export function Transfer({
  request,
  acts,
  onClose,
  onDone,
}: {
  request: Full;
  acts: ActsOn;
  onClose: () => void;
  /** @param notice whether the notice of the transfer is to be made now */
  onDone: (centre: string, notice: boolean) => void;
}) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const { data: centres = [] } = useQuery(centresQuery(api));
  const [centre, setCentre] = useState('');
  const [notice, setNotice] = useState(true);
  const [reason, setReason] = useDraft(request.id, 'transfer');
  const choices = centres
    .filter(({ code, open }) => open && code !== request.centre)
    .map((one) => ({ value: one.code, label: shortCentre(one, t) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'vi'));

  const send = async () => {
    const { id, version } = request;
    const done = await acts.run((to) =>
      to.POST('/api/requests/{id}/transfer', { params: { path: { id } }, body: { version, centre, reason } }),
    );
    if (!done) return;
    setReason('');
    onDone(choices.find(({ value }) => value === centre)?.label ?? centre, notice);
  };

  return (
    <ActDialog
      title={t('transfer.title')}
      verb={t('transfer.do')}
      acts={acts}
      ready={centre !== '' && reason.trim() !== ''}
      onSend={send}
      onClose={onClose}
    >
      <p>{t(request.transfers > 0 ? 'transfer.again' : 'transfer.explained')}</p>
      <NativeSelect
        label={t('transfer.to')}
        required
        data={[{ value: '', label: t('transfer.choose') }, ...choices]}
        value={centre}
        onChange={({ currentTarget }) => setCentre(currentTarget.value)}
      />
      <Textarea
        label={t('transfer.reason')}
        description={t('transfer.reasonHow')}
        required
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Checkbox
        label={t('transfer.notice')}
        description={t('transfer.noticeHow')}
        checked={notice}
        onChange={({ currentTarget }) => setNotice(currentTarget.checked)}
      />
    </ActDialog>
  );
}
