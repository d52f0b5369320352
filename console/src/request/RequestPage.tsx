import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { Refused } from '../api/client.ts';
import { requestQuery } from '../api/queries.ts';
import { useDesk } from '../app/desk.ts';
import { Icon } from '../app/icons.tsx';
import { useKeys } from '../app/useKeys.ts';
import { usePace } from '../live/usePace.ts';
import { AskReason } from '../national/AskReason.tsx';
import { Acts } from './Acts.tsx';
import { Clocks } from './Clocks.tsx';
import { Composer } from './Composer.tsx';
import { Head } from './Head.tsx';
import { Links } from './Links.tsx';
import { Looks } from './Looks.tsx';
import { Papers } from './Papers.tsx';
import { People } from './People.tsx';
import './request.css';
import { SafeContact } from './SafeContact.tsx';
import { Timeline } from './Timeline.tsx';
import { Understood } from './Understood.tsx';
import { useActs } from './useActs.ts';

/** One request: who needs help, what was said on every channel, and what a handler can do next. */
export function RequestPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [, go] = useLocation();
  const { data: request, error } = useQuery(requestQuery(api, id, usePace() * 2));
  const acts = useActs(id);
  useKeys({ escape: () => go('/') });
  useEffect(() => {
    if (request) document.title = t('title.request', { code: request.code });
    return () => {
      document.title = t('title.list');
    };
  }, [request, t]);

  const back = (
    <Link href="/" className="back no-print">
      <Icon name="back" size={18} /> {t('request.back')}
    </Link>
  );
  // What another centre has now is not shown any more, though it is still remembered.
  const gone = error instanceof Refused && error.status === 404;
  if (request === undefined || gone) {
    if (error instanceof Refused && error.kind === 'reason-needed') {
      return (
        <>
          {back}
          <AskReason id={id} />
        </>
      );
    }
    return (
      <>
        {back}
        <p className="empty" role="status">
          {gone ? t('request.gone') : error ? t('request.failed') : t('app.opening')}
        </p>
      </>
    );
  }
  return (
    <>
      {back}
      <Head request={request} />
      <SafeContact request={request} />
      {acts.notice ? (
        <div className={`notice told ${acts.notice.tone}`} role="alert">
          <Icon name="info" />
          <p>{acts.notice.text}</p>
        </div>
      ) : null}
      <div className="request-page">
        <div className="stack request-main">
          <Timeline request={request} />
          <Composer request={request} acts={acts} />
        </div>
        <aside className="stack request-side" aria-label={t('request.about')}>
          <Acts request={request} acts={acts} />
          <People request={request} acts={acts} />
          <Clocks request={request} acts={acts} />
          <Understood request={request} />
          <Links request={request} acts={acts} />
          <Papers request={request} />
          <Looks id={request.id} />
        </aside>
      </div>
    </>
  );
}
