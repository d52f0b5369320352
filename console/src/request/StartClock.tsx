import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClockBody, Full, Law } from '../api/types.ts';
import { useDraft } from '../drafts/useDraft.ts';
import { typedMoment } from '../time/wording.ts';
import { ActDialog } from './ActDialog.tsx';
import type { ActsOn } from './useActs.ts';

/** A term that begins with something from outside: a notice of a court, a complaint, a change of provider. */
export function StartClock({
  request,
  law,
  acts,
  onClose,
}: {
  request: Full;
  law: Law;
  acts: ActsOn;
  onClose: () => void;
}) {
  const { t, i18n } = useTranslation();
  const [kind, setKind] = useState('');
  const [at, setAt] = useState('');
  const [reason, setReason] = useDraft(request.id, 'clock');
  const { id, version } = request;
  // The first contact runs by itself; of a case that has ended a complaint and the file are left.
  const rows = law.clocks.filter(
    ({ starts, outlivesEnd }) => starts !== 'routing' && (!request.ended || outlivesEnd),
  );
  const row = rows.find((one) => one.kind === kind);
  const start = async () => {
    const done = await acts.run(
      (api) =>
        api.POST('/api/requests/{id}/clocks', {
          params: { path: { id } },
          body: {
            version,
            kind,
            act: 'start',
            // What is typed is the time in Vietnam, wherever this PC thinks it stands.
            ...(at ? { at: `${at}:00+07:00` } : {}),
            ...(reason.trim() ? { reason: reason.trim() } : {}),
          } as ClockBody,
        }),
      t('clock.startDone'),
    );
    if (!done) return;
    setReason('');
    onClose();
  };
  return (
    <ActDialog
      title={t('clock.start')}
      verb={t('clock.start')}
      acts={acts}
      ready={kind !== ''}
      onSend={start}
      onClose={onClose}
    >
      <NativeSelect
        label={t('clock.kind')}
        required
        data={[
          { value: '', label: t('decide.choose') },
          ...rows.map((one) => ({ value: one.kind, label: one.title })),
        ]}
        value={kind}
        onChange={({ currentTarget }) => setKind(currentTarget.value)}
      />
      {row ? (
        <p className="muted">
          {t(`clock.length.${row.unit}`, { count: row.length })} · {row.article}
        </p>
      ) : null}
      <TextInput
        type="datetime-local"
        label={t('clock.since')}
        description={typedMoment(at, i18n.language) ?? t('clock.sinceHow')}
        value={at}
        onChange={({ currentTarget }) => setAt(currentTarget.value)}
      />
      <Textarea
        label={t('clock.why')}
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ActDialog>
  );
}
