import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { centresQuery } from '../api/queries.ts';
import { forgetDrafts, hasDrafts } from '../drafts/drafts.ts';
import { speak } from '../i18n/i18n.ts';
import { Arrivals } from '../live/Arrivals.tsx';
import { ConnectionNote } from '../live/ConnectionNote.tsx';
import { useLive } from '../live/useLive.ts';
import { shortCentre } from '../worklist/short-centre.ts';
import { useDesk } from './desk.ts';
import { Help } from './Help.tsx';
import { Icon, type IconName } from './icons.tsx';
import './shell.css';
import { useKeys } from './useKeys.ts';

interface Place {
  readonly path: string;
  readonly icon: IconName;
  readonly words: string;
}

/** The frame around every page: where one is, who one is, and whether the picture is fresh. */
export function Shell({ children }: { children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const { api, me, session } = useDesk();
  const [path, go] = useLocation();
  const [help, setHelp] = useState(false);
  useLive();
  const { data: centres = [] } = useQuery(centresQuery(api));
  const centre = centres.find(({ code }) => code === me.centre);
  useKeys({ '?': () => setHelp(true), n: () => go('/new'), l: () => go('/'), '/': () => go('/search') });

  const places: Place[] = [
    { path: '/', icon: 'list', words: t('nav.list') },
    { path: '/search', icon: 'search', words: t('nav.search') },
    { path: '/new', icon: 'add', words: t('nav.new') },
    ...(me.role === 'handler'
      ? []
      : ([
          { path: '/team', icon: 'team', words: t('nav.team') },
          { path: '/figures', icon: 'chart', words: t('nav.figures') },
          { path: '/settings', icon: 'settings', words: t('nav.settings') },
        ] as const)),
  ];

  const other = i18n.language === 'vi' ? 'English' : 'Tiếng Việt';

  const signOut = () => {
    if (hasDrafts() && !confirm(t('signin.draftsLost'))) return;
    forgetDrafts();
    void session.signOut();
  };

  return (
    <div className="shell">
      <a className="skip" href="#page">
        {t('nav.skip')}
      </a>
      <header className="bar no-print">
        <Link href="/" className="brand">
          <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width="32" height="32" />
          <span>
            <strong>{t('app.name')}</strong>
            <span className="brand-centre">{centre ? shortCentre(centre, t) : me.centre}</span>
          </span>
        </Link>
        <ConnectionNote />
        <div className="bar-end">
          <Arrivals />
          <button
            type="button"
            className="icon-button"
            onClick={() => setHelp(true)}
            aria-label={t('nav.help')}
          >
            <Icon name="help" />
          </button>
          <button
            type="button"
            className="icon-button language"
            lang={i18n.language === 'vi' ? 'en' : 'vi'}
            aria-label={`${i18n.language === 'vi' ? 'EN' : 'VI'}: ${other}`}
            onClick={() => void speak(i18n.language === 'vi' ? 'en' : 'vi')}
          >
            <span className="language-long">{other}</span>
            <span className="language-short" aria-hidden="true">
              {i18n.language === 'vi' ? 'EN' : 'VI'}
            </span>
          </button>
          <span className="who">
            <strong>{me.name}</strong>
            <span>{t(`role.${me.role}`)}</span>
          </span>
          <button type="button" className="icon-button" onClick={signOut} aria-label={t('signin.out')}>
            <Icon name="out" />
          </button>
        </div>
      </header>
      <nav className="places no-print" aria-label={t('nav.name')}>
        {places.map((place) => (
          <Link
            key={place.path}
            href={place.path}
            aria-current={place.path === path ? 'page' : undefined}
            className="place"
          >
            <Icon name={place.icon} />
            <span>{place.words}</span>
          </Link>
        ))}
      </nav>
      <main id="page" className="page" tabIndex={-1}>
        {children}
      </main>
      {help ? <Help onClose={() => setHelp(false)} /> : null}
    </div>
  );
}
