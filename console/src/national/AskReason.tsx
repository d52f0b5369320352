import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered } from '../api/client.ts';
import { useDesk } from '../app/desk.ts';
import { Failure } from '../app/Failure.tsx';
import { useDraft } from '../drafts/useDraft.ts';

/** A centre's request is opened by the national desk with a reason, which the centre reads on its timeline. */
export function AskReason({ id }: { id: string }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const [reason, setReason] = useDraft(id, 'open');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const send = async () => {
    setBusy(true);
    setFailed(false);
    try {
      const opened = await api.POST('/api/requests/{id}/open', {
        params: { path: { id } },
        body: { reason },
      });
      queries.setQueryData(['request', id], answered(opened));
      setReason('');
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="card stack form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h1>{t('national.title')}</h1>
      <p>{t('national.why')}</p>
      <Textarea
        label={t('national.reason')}
        required
        rows={3}
        maxLength={2000}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {failed ? <Failure text={t('act.noNetwork')} /> : null}
      <div className="dialog-feet">
        <Button type="submit" loading={busy} disabled={reason.trim() === ''}>
          {t('national.do')}
        </Button>
      </div>
    </form>
  );
}
