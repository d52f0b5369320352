import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { Icon } from '../app/icons.tsx';

/** The first thing to be read before anybody reaches for the telephone. */
export function SafeContact({ request }: { request: Full }) {
  const { t } = useTranslation();
  const { safeContact } = request.citizen;
  if (safeContact === 'safe') return null;
  const unsafe = safeContact === 'unsafe';
  return (
    <section className={unsafe ? 'safe-contact unsafe' : 'notice care'} aria-label={t('safe.name')}>
      <Icon name={unsafe ? 'lock' : 'warning'} size={unsafe ? 32 : 20} />
      <div>
        <strong className={unsafe ? 'safe-contact-words' : undefined}>
          {t(unsafe ? 'safe.unsafe' : 'safe.unknown')}
        </strong>
        <p>{t(unsafe ? 'safe.unsafeHow' : 'safe.unknownHow')}</p>
      </div>
    </section>
  );
}
