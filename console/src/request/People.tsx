import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { Known } from './Known.tsx';
import { phoneInGroups } from './phone.ts';

/** Two people, who may be one: who needs help, and who called or wrote. */
export function People({ request }: { request: Full }) {
  const { t } = useTranslation();
  const { facts, citizen } = request;
  const other = facts.forWhom === 'other';
  const contact = (
    <Known
      rows={[
        [t('fact.name'), citizen.name ?? t('list.nameless')],
        [t('fact.phone'), citizen.phone === undefined ? undefined : phoneInGroups(citizen.phone)],
        [t('fact.zalo'), citizen.zaloUserId === undefined ? undefined : t('fact.zaloYes')],
        [t('fact.safe'), t(`safe.${citizen.safeContact}Short`)],
        [t('fact.language'), facts.language === undefined ? undefined : t(`language.${facts.language}`)],
        [t('fact.recording'), facts.recording === 'refused' ? t('fact.recordingRefused') : undefined],
      ]}
    />
  );
  return (
    <section className="card" aria-labelledby="people">
      <h2 id="people">{t(other ? 'request.inNeed' : 'request.citizen')}</h2>
      {other ? (
        <>
          <Known rows={[[t('fact.name'), facts.personInNeed ?? t('list.nameless')]]} />
          <h3 className="part">{t('request.caller')}</h3>
        </>
      ) : null}
      {contact}
    </section>
  );
}
