import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { countsQuery, listQuery } from '../api/queries.ts';
import { useDesk } from '../app/desk.ts';
import { useKeys } from '../app/useKeys.ts';
import { usePace } from '../live/usePace.ts';
import { CentreChooser } from './CentreChooser.tsx';
import { List } from './List.tsx';
import { Tabs } from './Tabs.tsx';
import { questionOf, TABS, type Tab } from './tabs.ts';
import './worklist.css';

/** What a centre has to do, the most pressing first. */
export function Worklist() {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const [search, setSearch] = useSearchParams();
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'new';
  const asked = me.role === 'national' ? search.get('centre') : null;
  const centre = asked === null || asked === me.centre ? undefined : asked;
  const pace = usePace(centre);
  const list = useInfiniteQuery(listQuery(api, questionOf(tab, centre), pace));
  const { data: counts } = useQuery(countsQuery(api, centre, pace));
  const requests = list.data?.pages.flatMap(({ items }) => items);
  const show = (next: Tab, where: string | undefined) =>
    setSearch({ ...(next === 'new' ? {} : { tab: next }), ...(where ? { centre: where } : {}) });
  const choose = (next: Tab) => show(next, centre);
  useKeys(Object.fromEntries(TABS.map((one, index) => [String(index + 1), () => choose(one)])));

  return (
    <>
      <div className="page-head">
        <h1>{t('list.title')}</h1>
        {me.role === 'national' ? (
          <CentreChooser
            centre={centre ?? me.centre}
            choose={(next) => show(tab, next === me.centre ? undefined : next)}
          />
        ) : null}
      </div>
      <Tabs chosen={tab} choose={choose} counts={counts} />
      <section id="list" aria-label={t(`tab.${tab}`)} aria-busy={list.isPending}>
        {requests === undefined ? (
          <p className="empty" role="status">
            {list.isError ? t('list.failed') : t('list.loading')}
          </p>
        ) : requests.length === 0 && !list.hasNextPage ? (
          <p className="empty">{t(`list.empty.${tab}`)}</p>
        ) : (
          <List
            key={`${tab} ${centre ?? ''}`}
            requests={requests}
            more={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
          />
        )}
      </section>
    </>
  );
}
