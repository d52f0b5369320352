import { Checkbox, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { moment } from '../time/wording.ts';
import { ActDialog } from './ActDialog.tsx';
import { splittable } from './entries.ts';
import type { ActsOn } from './useActs.ts';

/** Letters of a message shown to tell it from the others. */
const SHOWN = 120;

/** Somebody else wrote from the same number: their words become a request of their own. */
export function Split({ request, acts, onClose }: { request: Full; acts: ActsOn; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const [entries, setEntries] = useState<readonly string[]>([]);
  const [reason, setReason] = useState('');
  const { id, version } = request;
  const split = async () => {
    const done = await acts.run(
      (api) =>
        api.POST('/api/requests/{id}/split', {
          params: { path: { id } },
          body: { version, entries: [...entries], reason: reason.trim() },
        }),
      t('split.done'),
    );
    if (done) onClose();
  };
  return (
    <ActDialog
      title={t('act.split')}
      verb={t('split.do')}
      acts={acts}
      ready={entries.length > 0 && reason.trim() !== ''}
      onSend={split}
      onClose={onClose}
    >
      <p>{t('split.how')}</p>
      <fieldset className="choices">
        <legend>{t('split.entries')}</legend>
        {splittable(request).map((entry) => (
          <Checkbox
            key={entry.id}
            label={(entry.text ?? entry.speech ?? t('attachment.other')).slice(0, SHOWN)}
            description={moment(entry.at, i18n.language)}
            checked={entries.includes(entry.id)}
            onChange={({ currentTarget }) =>
              setEntries((now) =>
                currentTarget.checked ? [...now, entry.id] : now.filter((one) => one !== entry.id),
              )
            }
          />
        ))}
      </fieldset>
      <Textarea
        label={t('transfer.reason')}
        required
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ActDialog>
  );
}
