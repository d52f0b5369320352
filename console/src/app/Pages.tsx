import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { Worklist } from '../worklist/Worklist.tsx';
import { useDesk } from './desk.ts';

const Figures = lazy(async () => ({ default: (await import('../figures/Figures.tsx')).Figures }));
const PaperPage = lazy(async () => ({ default: (await import('../request/PaperPage.tsx')).PaperPage }));
const RequestPage = lazy(async () => ({ default: (await import('../request/RequestPage.tsx')).RequestPage }));
const Search = lazy(async () => ({ default: (await import('../search/Search.tsx')).Search }));
const Settings = lazy(async () => ({ default: (await import('../settings/Settings.tsx')).Settings }));
const Team = lazy(async () => ({ default: (await import('../people/Team.tsx')).Team }));
const WalkIn = lazy(async () => ({ default: (await import('../walk-in/WalkIn.tsx')).WalkIn }));

/** The worklist comes with the first load; every other page is fetched when it is opened. */
export function Pages() {
  const { t } = useTranslation();
  const { me } = useDesk();
  return (
    <Suspense
      fallback={
        <p className="starting" role="status">
          {t('app.opening')}
        </p>
      }
    >
      <Switch>
        <Route path="/requests/:id/papers/:paper">
          {({ id, paper }) => <PaperPage key={`${id} ${paper}`} id={id} named={paper} />}
        </Route>
        <Route path="/requests/:id">{({ id }) => <RequestPage key={id} id={id} />}</Route>
        <Route path="/new">
          <WalkIn />
        </Route>
        <Route path="/search">
          <Search />
        </Route>
        {me.role === 'handler' ? null : (
          <Route path="/team">
            <Team />
          </Route>
        )}
        {me.role === 'handler' ? null : (
          <Route path="/figures">
            <Figures />
          </Route>
        )}
        {me.role === 'handler' ? null : (
          <Route path="/settings">
            <Settings />
          </Route>
        )}
        <Route path="/">
          <Worklist />
        </Route>
        <Route>
          <p className="empty">{t('app.noPage')}</p>
        </Route>
      </Switch>
    </Suspense>
  );
}
