import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { Dialog } from '../app/Dialog.tsx';
import { Problem } from './Problem.tsx';
import type { ActsOn } from './useActs.ts';

/** Joins this request with another that a person knows by its code. */
export function LinkTo({ request, acts, onClose }: { request: Full; acts: ActsOn; onClose: () => void }) {
  const { t } = useTranslation();
  const [other, setOther] = useState('');
  const [reason, setReason] = useState('');
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
    if (done) onClose();
  };
  return (
    <Dialog title={t('links.byCode')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void link();
        }}
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
        <Problem acts={acts} />
        <div className="dialog-feet">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={acts.busy} disabled={other.trim() === '' || reason.trim() === ''}>
            {t('links.byCode')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
