import { useTranslation } from 'react-i18next';
import { Icon } from '../app/icons.tsx';
import { clock } from '../time/wording.ts';
import { useConnection } from './connection.ts';

/** Says plainly when what is on the screen may be old. */
export function ConnectionNote() {
  const { t, i18n } = useTranslation();
  const { reachable, answeredAt } = useConnection();
  return (
    <p className={reachable ? 'connection' : 'connection lost'} role="status">
      {reachable ? null : (
        <>
          <Icon name="warning" />
          <span>{t('live.lost', { at: clock(new Date(answeredAt).toISOString(), i18n.language) })}</span>
        </>
      )}
    </p>
  );
}
