import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Route, Switch } from 'wouter';
import { Worklist } from '../worklist/Worklist.tsx';

const RequestPage = lazy(async () => ({ default: (await import('../request/RequestPage.tsx')).RequestPage }));
const WalkIn = lazy(async () => ({ default: (await import('../walk-in/WalkIn.tsx')).WalkIn }));

/** The worklist comes with the first load; every other page is fetched when it is opened. */
export function Pages() {
  const { t } = useTranslation();
  return (
    <Suspense
      fallback={
        <p className="starting" role="status">
          {t('app.opening')}
        </p>
      }
    >
      <Switch>
        <Route path="/requests/:id">{({ id }) => <RequestPage key={id} id={id} />}</Route>
        <Route path="/new">
          <WalkIn />
        </Route>
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
