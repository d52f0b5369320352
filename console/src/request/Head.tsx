import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Full } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { useNow } from '../time/useNow.ts';
import { haste, moment, timeLeft } from '../time/wording.ts';

/** What is due then: the first contact in words, of the law's terms the moment (the terms are listed below). */
function owed({ clocks, dueAt, state, channel, transfers }: Full, at: string, t: TFunction): string {
  const open = clocks.find(
    (clock) => clock.dueAt === dueAt && clock.metAt === undefined && clock.stoppedAt === undefined,
  );
  if (!open?.kind.startsWith('first-contact')) return at;
  if (state !== 'routed') return t('request.owed.contact', { at });
  // Who came to the office has been heard: what is owed is somebody who takes it on.
  return t(channel === 'office' && transfers === 0 ? 'request.owed.claimOnly' : 'request.owed.claim', { at });
}

/** What it is, in one look: code, matter, urgency, state, time left, and who has it. */
export function Head({ request }: { request: Full }) {
  const { t, i18n } = useTranslation();
  const { me } = useDesk();
  const now = useNow();
  const pressing = haste(request.dueAt, now);
  const { assignee, ended } = request;
  const mine = assignee === me.username;
  // Of what has ended nobody is at work on anything.
  const whose = ended ? t('list.mine') : t('request.withMe');
  const theirs = ended ? assignee : t('request.with', { name: assignee });
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
            <span className={mine ? 'tag mine' : 'tag'}>{mine ? whose : theirs}</span>
          )}
          {request.decision?.registerNumber === undefined ? null : (
            <span className="tag">{t('request.register', { number: request.decision.registerNumber })}</span>
          )}
        </p>
      </div>
      {request.dueAt === null ? null : (
        <p className={`request-due row-due ${pressing}`}>
          <Icon name={pressing === 'late' ? 'warning' : 'clock'} />
          <span>
            <strong>{timeLeft(request.dueAt, now, t)}</strong>
            <span className="muted">{owed(request, moment(request.dueAt, i18n.language), t)}</span>
          </span>
        </p>
      )}
    </header>
  );
}
