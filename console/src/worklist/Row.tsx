import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Listed } from '../api/types.ts';
import { useDesk } from '../app/desk.ts';
import { Icon, type IconName } from '../app/icons.tsx';
import { phoneInGroups } from '../request/phone.ts';
import { haste, inWords, timeLeft } from '../time/wording.ts';

const CHANNEL_ICONS: Record<Listed['channel'], IconName> = {
  voice: 'phone',
  sms: 'message',
  zalo: 'message',
  office: 'office',
};

/** One request in a line: how much time is left, what it is about, who asks, and who has it. Drawn anew when one of them changes. */
export const Row = memo(function Row({
  request,
  now,
  onFocus,
}: {
  request: Listed;
  now: number;
  onFocus?: (id: string) => void;
}) {
  const { t } = useTranslation();
  const { me } = useDesk();
  const { facts, citizen } = request;
  const { ended } = request;
  const pressing = haste(request.dueAt, now);
  const place = facts.casePlace?.words ?? facts.residence?.words;
  const inNeed = facts.inNeed?.name ?? facts.personInNeed;
  const age = now - Date.parse(request.createdAt);
  return (
    <Link
      href={`/requests/${request.id}`}
      id={`request-${request.id}`}
      className={request.urgency === 'urgent' && !ended ? 'request urgent' : 'request'}
      onFocus={() => onFocus?.(request.id)}
    >
      <span className={`row-due ${pressing}`}>
        {pressing === 'late' || pressing === 'soon' ? (
          <Icon name={pressing === 'late' ? 'warning' : 'clock'} size={16} />
        ) : null}
        {ended && request.dueAt === null ? t(`state.${request.state}`) : timeLeft(request.dueAt, now, t)}
      </span>
      <span className="row-main">
        <span className="row-title">
          {request.urgency === 'urgent' ? <span className="tag urgent">▲ {t('urgency.urgent')}</span> : null}
          <strong>{t(`matter.${request.matter}`)}</strong>
          {(facts.signals ?? []).map((signal) => (
            <span key={signal} className="tag">
              {t(`signal.${signal}`)}
            </span>
          ))}
          {request.callBack?.owed && !ended ? (
            <span className="tag">
              <Icon name="phone" size={14} /> {t('list.callBack')}
            </span>
          ) : null}
        </span>
        <span className="row-sub">
          <span className="row-name">
            {inNeed ?? citizen.name ?? (citizen.phone ? phoneInGroups(citizen.phone) : t('list.nameless'))}
          </span>
          {place ? <span className="row-place">{place}</span> : null}
          {citizen.safeContact === 'unsafe' ? (
            <span className="row-unsafe">
              <Icon name="lock" size={14} /> {t('safe.short')}
            </span>
          ) : null}
        </span>
      </span>
      <span className="row-side">
        <span className="code">{request.code}</span>
        <span className="row-channel">
          <Icon name={CHANNEL_ICONS[request.channel]} size={16} />
          {t(`channel.${request.channel}`)} ·{' '}
          {age < 60_000 ? t('list.justNow') : t('list.since', { time: inWords(age, t) })}
        </span>
      </span>
      <span className="row-state">
        {request.assignee === undefined ? (
          <span className="muted">{t(`state.${request.state}`)}</span>
        ) : (
          <span className={request.assignee === me.username ? 'tag mine' : 'tag'}>
            {request.assignee === me.username ? t('list.mine') : request.assignee}
          </span>
        )}
      </span>
    </Link>
  );
});
