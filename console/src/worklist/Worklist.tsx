import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { listQuery } from '../api/queries.ts';
import { useDesk } from '../app/desk.ts';
import { useKeys } from '../app/useKeys.ts';
import { usePace } from '../live/usePace.ts';
import { List } from './List.tsx';
import { Tabs } from './Tabs.tsx';
import { belongs, questionOf, TABS, type Tab } from './tabs.ts';
import './worklist.css';

/** What a centre has to do, the most pressing first. */
export function Worklist() {
  const { t } = useTranslation();
  const { api, me } = useDesk();
  const [search, setSearch] = useSearchParams();
  const tab = TABS.find((one) => one === search.get('tab')) ?? 'new';
  const [centre] = useState(me.centre);
  const list = useInfiniteQuery(listQuery(api, questionOf(tab, me, centre), usePace()));
  const requests = list.data?.pages.flatMap(({ items }) => items).filter((one) => belongs(tab, one));
  const choose = (next: Tab) => setSearch(next === 'new' ? {} : { tab: next });
  useKeys(Object.fromEntries(TABS.map((one, index) => [String(index + 1), () => choose(one)])));

  return (
    <>
      <div className="page-head">
        <h1>{t('list.title')}</h1>
      </div>
      <Tabs chosen={tab} choose={choose} count={requests?.length} more={list.hasNextPage} />
      <section id="list" aria-label={t(`tab.${tab}`)} aria-busy={list.isPending}>
        {requests === undefined ? (
          <p className="empty" role="status">
            {list.isError ? t('list.failed') : t('list.loading')}
          </p>
        ) : requests.length === 0 && !list.hasNextPage ? (
          <p className="empty">{t(`list.empty.${tab}`)}</p>
        ) : (
          <List
            key={tab}
            requests={requests}
            more={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
          />
        )}
      </section>
    </>
  );
}
