import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { useNow } from '../time/useNow.ts';
import { haste, moment, timeLeft } from '../time/wording.ts';

/** What it is, in one look: code, matter, urgency, state, time left, and who has it. */
export function Head({ request }: { request: Full }) {
  const { t, i18n } = useTranslation();
  const { me } = useDesk();
  const now = useNow();
  const pressing = haste(request.dueAt, now);
  const { assignee } = request;
  return (
    <header className="request-head">
      <div>
        <h1>
          {t(`matter.${request.matter}`)} <span className="code">{request.code}</span>
        </h1>
        <p className="row">
          {request.urgency === 'urgent' ? <span className="tag urgent">▲ {t('urgency.urgent')}</span> : null}
          <span className="tag">{t(`state.${request.state}`)}</span>
          {assignee === undefined ? null : (
            <span className={assignee === me.username ? 'tag mine' : 'tag'}>
              {assignee === me.username ? t('request.withMe') : t('request.with', { name: assignee })}
            </span>
          )}
        </p>
      </div>
      {request.dueAt === null ? null : (
        <p className={`request-due row-due ${pressing}`}>
          <Icon name={pressing === 'late' ? 'warning' : 'clock'} />
          <span>
            <strong>{timeLeft(request.dueAt, now, t)}</strong>
            <span className="muted">{moment(request.dueAt, i18n.language)}</span>
          </span>
        </p>
      )}
    </header>
  );
}
