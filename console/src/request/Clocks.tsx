import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { eligibilityQuery } from '../api/queries.ts';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { useNow } from '../time/useNow.ts';
import { haste, moment, timeLeft } from '../time/wording.ts';

/** The terms that run or ran, each with whose promise or which article it is. */
export function Clocks({ request }: { request: Full }) {
  const { t, i18n } = useTranslation();
  const { api } = useDesk();
  const { data: law } = useQuery(eligibilityQuery(api, request.createdAt.slice(0, 10)));
  const now = useNow();
  if (request.clocks.length === 0) return null;
  return (
    <section className="card" aria-labelledby="clocks">
      <h2 id="clocks">{t('request.clocks')}</h2>
      <ul className="clocks">
        {request.clocks.map((clock) => {
          const over = clock.metAt ?? clock.stoppedAt;
          const pressing = over === undefined ? haste(clock.dueAt, now) : 'none';
          return (
            <li key={`${clock.kind} ${clock.startedAt}`}>
              <strong>{law?.clocks.find(({ kind }) => kind === clock.kind)?.title ?? clock.basis}</strong>
              <span className={`row-due ${pressing}`}>
                <Icon
                  name={over === undefined ? (pressing === 'late' ? 'warning' : 'clock') : 'check'}
                  size={16}
                />
                {clock.metAt !== undefined
                  ? t('clock.met')
                  : clock.stoppedAt !== undefined
                    ? t('clock.stopped')
                    : timeLeft(clock.dueAt, now, t)}
              </span>
              <span className="muted">
                {t('clock.until', { at: moment(clock.dueAt, i18n.language) })} · {clock.basis}
              </span>
              {clock.holidaysDeclared === false ? (
                <span className="entry-mark care">{t('clock.undeclared')}</span>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
