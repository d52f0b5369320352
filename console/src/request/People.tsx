import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { Icon } from '../app/icons.tsx';
import { Known } from './Known.tsx';
import { may } from './may.ts';
import { phoneInGroups } from './phone.ts';
import type { ActsOn } from './useActs.ts';

const Facts = lazy(async () => ({ default: (await import('./Facts.tsx')).Facts }));

/** Two people, who may be one: who needs help, and who called or wrote. */
export function People({ request, acts }: { request: Full; acts: ActsOn }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState(false);
  const { facts, citizen } = request;
  const { inNeed = {} } = facts;
  const other = facts.forWhom === 'other';
  const read = (number: string | undefined) => (number === undefined ? undefined : phoneInGroups(number));
  const person = [
    [t('factName.birthYear'), inNeed.birthYear],
    [t('factName.sex'), inNeed.sex && t(`sex.${inNeed.sex}`)],
    [t('factName.ethnicGroup'), inNeed.ethnicGroup],
    [t('factName.address'), inNeed.address],
  ] as const;
  const contact = [
    [t('fact.phone'), read(citizen.phone)],
    [t('fact.zalo'), citizen.zaloUserId === undefined ? undefined : t('fact.zaloYes')],
    [t('factName.relation'), facts.relation],
    [t('fact.safe'), t(`safe.${citizen.safeContact}Short`)],
    [t('factName.bestTime'), facts.bestTime],
    [
      t('fact.language'),
      facts.language === undefined
        ? undefined
        : t(`language.${facts.language}`, { defaultValue: facts.language }),
    ],
    [t('fact.recording'), facts.recording === 'refused' ? t('fact.recordingRefused') : undefined],
  ] as const;
  const name = inNeed.name ?? facts.personInNeed;
  return (
    <section className="card" aria-labelledby="people">
      <div className="card-head">
        <h2 id="people">{t('request.inNeed')}</h2>
        {may(request).reply ? (
          <Button
            variant="subtle"
            size="compact-md"
            className="no-print"
            aria-label={t('facts.edit')}
            onClick={() => setEditing(true)}
            leftSection={<Icon name="note" size={16} />}
          >
            {t('facts.editShort')}
          </Button>
        ) : null}
      </div>
      {other ? (
        <>
          <Known
            rows={[
              [t('fact.name'), name ?? t('list.nameless')],
              ...person,
              [t('fact.phone'), read(inNeed.phone)],
            ]}
          />
          <h3 className="part">{t('request.caller')}</h3>
          <Known rows={[[t('fact.name'), citizen.name ?? t('list.nameless')], ...contact]} />
        </>
      ) : (
        <Known rows={[[t('fact.name'), name ?? citizen.name ?? t('list.nameless')], ...person, ...contact]} />
      )}
      <Suspense>
        {editing ? <Facts request={request} acts={acts} onClose={() => setEditing(false)} /> : null}
      </Suspense>
    </section>
  );
}
