import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { Icon } from '../app/icons.tsx';
import { useDraft } from '../drafts/useDraft.ts';
import { ActDialog } from './ActDialog.tsx';
import { phoneInGroups } from './phone.ts';
import type { ActsOn } from './useActs.ts';

/** Refusals that a handler may overrule with a reason. */
const OVERRULED = ['unsafe-contact', 'too-many-attempts', 'quiet-hours', 'another-time'];

/** The handler's telephone rings, then the citizen's; who must not be called is not called without a reason. */
export function CallCitizen({
  request,
  acts,
  onClose,
}: {
  request: Full;
  acts: ActsOn;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useDraft(request.id, 'call');
  const { safeContact, phone } = request.citizen;
  const unsafe = safeContact === 'unsafe';
  const againstAdvice = unsafe || (acts.refusal !== null && OVERRULED.includes(acts.refusal));

  const call = async () => {
    const body = againstAdvice ? { confirmed: true, reason: reason.trim() } : {};
    const done = await acts.run(
      (api) => api.POST('/api/requests/{id}/call', { params: { path: { id: request.id } }, body }),
      t('call.done'),
    );
    if (!done) return;
    setReason('');
    onClose();
  };

  return (
    <ActDialog
      title={t('call.title', { number: phoneInGroups(phone ?? '') })}
      verb={t(againstAdvice ? 'call.doAllTheSame' : 'call.do')}
      acts={acts}
      ready={!againstAdvice || reason.trim() !== ''}
      onSend={call}
      onClose={onClose}
      icon={<Icon name="phone" size={18} />}
      danger={unsafe}
    >
      {safeContact === 'safe' ? null : (
        <div className={unsafe ? 'safe-contact unsafe' : 'notice care'}>
          <Icon name={unsafe ? 'lock' : 'warning'} size={unsafe ? 32 : 20} />
          <div>
            <strong>{t(unsafe ? 'safe.unsafe' : 'safe.unknown')}</strong>
            <p>{t(unsafe ? 'safe.unsafeHow' : 'safe.unknownHow')}</p>
          </div>
        </div>
      )}
      <p>{t('call.how')}</p>
      {againstAdvice ? (
        <Textarea
          label={t('call.reason')}
          description={t('call.reasonHow')}
          required
          rows={2}
          maxLength={2000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      ) : null}
    </ActDialog>
  );
}
